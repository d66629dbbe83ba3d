"""States of problems: mending them, their list, and the page of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from .stage import CLUSTER_CSD, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage


def spoil(stage: Stage) -> None:
    """Make problems in the metadata, and put the caret at one of them."""
    stage.write(METADATA, 'version: "2.5.0"', "version: 2.5")
    page = stage.write(METADATA, "  - aarch64", "  - arm64")
    page.view.go_to(2)


def fix(stage: Stage) -> None:
    """What can be mended at the caret."""
    _spoiled(stage)
    page = stage.text_page(METADATA)
    page.view.go_to(3, 10)
    stage.window.problem_commands.offer_fixes()


def grouped(stage: Stage) -> None:
    """Problems below their rules, in a dock with room for them."""
    _spoiled(stage)
    _by_rule(stage)


def filtered(stage: Stage) -> None:
    """Only those problems whose words or places have a word in them."""
    _spoiled(stage)
    _by_rule(stage)
    stage.window.problems.tools.field.setText("metadata")


def rule(stage: Stage) -> None:
    """The page of a rule that is broken here."""
    _spoiled(stage)
    broken = next(p for p in stage.document.findings.standing() if p.rule == "OSC-09")
    stage.window.problem_commands.explain(broken)


def _spoiled(stage: Stage) -> None:
    stage.open()
    stage.text_page(CLUSTER_CSD)
    spoil(stage)


def _by_rule(stage: Stage) -> None:
    panel = stage.window.problems
    stage.window.resizeDocks([stage.window.problems_dock], [300], Qt.Orientation.Vertical)
    QTest.mouseClick(panel.tools.grouping.buttons()[2], Qt.MouseButton.LeftButton)
    panel.view.setCurrentIndex(panel.view.model().index(0, 0))


STATES: dict[str, Callable[[Stage], None]] = {
    "fix": fix,
    "problems": grouped,
    "problems-filtered": filtered,
    "rule": rule,
}
