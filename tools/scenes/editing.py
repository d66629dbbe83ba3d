"""States of finding, replacing, going somewhere, and of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from .problems import spoil
from .stage import CLUSTER_CSD, LIFECYCLE, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage


def quick_open(stage: Stage) -> None:
    """Files that match a few letters."""
    _three_tabs(stage)
    stage.window.locator.open()
    QTest.keyClicks(stage.window.locator.field, "csd")


def palette(stage: Stage) -> None:
    """Commands that match a word, in the language of the window."""
    _three_tabs(stage)
    stage.window.locator.open(">")
    is_chinese = stage.studio.services.languages.language == "zh"
    stage.window.locator.field.insert("行" if is_chinese else "line")


def find(stage: Stage) -> None:
    """A word found in a file."""
    stage.open()
    page = stage.text_page(METADATA)
    page.view.find_bar.open()
    QTest.keyClicks(page.view.find_bar.field, "kafka")


def replace(stage: Stage) -> None:
    """Hits in the whole package and what they would become."""
    stage.open()
    stage.text_page(METADATA)
    stage.window.search_commands.replace()
    fields = stage.window.search.fields
    fields.text.setText("riverstone")
    fields.template.setText("clearbrook")
    stage.window.search.start()


def history(stage: Stage) -> None:
    """Steps in several files, the last two undone, with what one of them changed."""
    stage.open()
    stage.write(METADATA, 'appVersion: "2.5.0"', 'appVersion: "2.5.1"')
    spoil(stage)
    for problem in [p for p in stage.document.findings.standing() if p.fix is not None][:1]:
        stage.window.edit_commands.fix(problem)
    stage.write(LIFECYCLE, "update, patch]", "patch]")
    stage.write(CLUSTER_CSD, "displayName: Kafka", "displayName: Apache Kafka")
    stage.window.edit_commands.undo()
    stage.window.toast.hide()
    dock = stage.window.history_dock
    dock.bring_to_front()
    stage.window.resizeDocks([dock], [240], Qt.Orientation.Vertical)
    stage.settle()
    view = stage.window.history.view
    view.setCurrentIndex(view.model().index(3, 0))


def _three_tabs(stage: Stage) -> None:
    stage.open()
    stage.text_page(LIFECYCLE)
    stage.text_page(CLUSTER_CSD)
    stage.text_page(METADATA)


STATES: dict[str, Callable[[Stage], None]] = {
    "quick-open": quick_open,
    "palette": palette,
    "find": find,
    "replace": replace,
    "history": history,
}
