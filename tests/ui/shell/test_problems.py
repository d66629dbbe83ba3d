"""Problems are mended, accepted and explained from their list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from studio.package.changes import ChangeSet, TextEdit
from studio.package.problems import Severity
from studio.ui.problems.reasondialog import ReasonDialog
from studio.ui.problems.rulepage import RulePage
from studio.wording import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

METADATA = "package/kafka-2.5.0/metadata.yaml"


@pytest.fixture
def window(qtbot: QtBot, open_window) -> MainWindow:
    """The sample with two wrong values in its metadata."""
    window = open_window()
    document = window.workbench.document
    text = document.snapshot.text(METADATA).text
    edits = []
    for old, new in (("source: ISV", "source: isv"), ('version: "2.5.0"', "version: 2.5")):
        start = text.index(old)
        edits.append(TextEdit(METADATA, start, old, new))
        text = text.replace(old, new, 1)
    document.commit(ChangeSet(message("Break it"), tuple(edits)))
    qtbot.waitUntil(lambda: document.findings.counts[Severity.ERROR] >= 2)
    return window


def choose(window: MainWindow, rule: str) -> None:
    model = window.problems.view.model()
    number = next(at for at, problem in enumerate(model.shown) if problem.rule == rule)
    window.problems.view.setCurrentIndex(model.index_of(number))


def rules(window: MainWindow) -> set[str]:
    return {problem.rule for problem in window.workbench.document.findings.standing()}


def test_f8_jumps_from_problem_to_problem(qtbot: QtBot, window: MainWindow) -> None:
    view, shown = window.problems.view, window.problems.view.model().shown
    for problem in (*shown, shown[0]):
        window.registry.run("go.next_problem")
        page = window.editors.current
        assert view.problem is problem
        if problem.span is not None:
            assert page.key == problem.place.path
            assert page.position() == problem.position(window.workbench.document.snapshot)[:2]
    window.registry.run("go.previous_problem")
    assert view.problem is shown[-1]


def test_fixing_from_the_list(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "OSC-09")
    assert window.registry.run("problem.fix")
    qtbot.waitUntil(lambda: "OSC-09" not in rules(window))
    text = window.workbench.document.snapshot.text(METADATA).text
    assert "source: ISV\n" in text
    window.registry.run("edit.undo")
    assert "source: isv\n" in window.workbench.document.snapshot.text(METADATA).text


def test_accepting_asks_for_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "OSC-09")
    assert window.registry.run("problem.accept")
    dialog = window.findChild(ReasonDialog)
    assert dialog.okButtonText() == "Accept"
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert not button.isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit), "we say so")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "OSC-09" not in rules(window))
    file = window.workbench.document.snapshot.text("studio.yaml")
    assert "reason: we say so" in file.text
    window.registry.run("edit.undo")
    qtbot.waitUntil(lambda: "OSC-09" in rules(window))


def test_copying_gives_text_and_why_explains(qtbot: QtBot, window: MainWindow) -> None:
    choose(window, "OSC-09")
    window.registry.run("problem.copy")
    assert QApplication.clipboard().text().startswith(f"{METADATA}:")
    window.registry.run("problem.why")
    page = window.editors.current
    assert isinstance(page, RulePage)
    assert page.title() == "OSC-09"
