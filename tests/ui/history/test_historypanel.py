"""The history shows what a step changed, and compares no more often than needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from studio.model.document import Document
from studio.model.history import HistoryModel
from studio.package.changes import ChangeSet, RenameFile, TextEdit
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.ui.history import historypanel
from studio.ui.history.historypanel import HistoryPanel
from studio.wording import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.ui.theme.switcher import ThemeService


@pytest.fixture
def document(qapp: object) -> Document:
    return Document(Snapshot({"a.yaml": FileText("size: 3\n")}))


@pytest.fixture
def panel(qtbot: QtBot, themes: ThemeService, document: Document) -> HistoryPanel:
    panel = HistoryPanel(themes)
    qtbot.addWidget(panel)
    panel.resize(900, 240)
    panel.show_history(document, HistoryModel(document, document))
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[ChangeSet]:
    """The change sets that were compared."""
    seen: list[ChangeSet] = []
    real = historypanel.changed_by

    def watched(change_set, before, after):
        seen.append(change_set)
        return real(change_set, before, after)

    monkeypatch.setattr(historypanel, "changed_by", watched)
    return seen


def write(document: Document, text: str, merge_key: str = "") -> None:
    old = document.snapshot.text("a.yaml").text
    edit = TextEdit("a.yaml", len(old), "", text)
    document.commit(ChangeSet(message("Type in {file}", file="a.yaml"), (edit,), merge_key))


def choose(panel: HistoryPanel, row: int) -> None:
    panel.view.setCurrentIndex(panel.view.model().index(row, 0))


def test_typing_does_not_compare_an_old_step_again(
    panel: HistoryPanel, document: Document, compared: list[ChangeSet]
) -> None:
    write(document, "one: 1\n")
    write(document, "two: 2\n")
    choose(panel, 1)
    assert len(compared) == 1
    assert "one: 1" in panel.diff.toPlainText()
    for letter in "typing":
        write(document, letter, "typing:a.yaml")
    assert len(compared) == 1


def test_the_step_that_grows_is_compared_once_there_is_a_pause(
    qtbot: QtBot, panel: HistoryPanel, document: Document, compared: list[ChangeSet]
) -> None:
    write(document, "x", "typing:a.yaml")
    choose(panel, 1)
    for letter in "yz":
        write(document, letter, "typing:a.yaml")
    assert len(compared) == 1
    qtbot.waitUntil(lambda: "xyz" in panel.diff.toPlainText())
    assert len(compared) == 2


def test_a_hidden_history_compares_when_it_is_seen_again(
    panel: HistoryPanel, document: Document, compared: list[ChangeSet]
) -> None:
    panel.hide()
    write(document, "one: 1\n")
    choose(panel, 1)
    assert compared == []
    panel.show()
    assert "one: 1" in panel.diff.toPlainText()


def test_what_was_done_last_is_shown_first(panel: HistoryPanel, document: Document) -> None:
    panel.hide()
    for number in range(40):
        write(document, f"n{number}: 1\n")
    panel.show()
    row = panel.view.model().index(40, 0)
    assert panel.view.currentIndex() == row
    assert "n39: 1" in panel.diff.toPlainText()
    assert panel.view.viewport().rect().contains(panel.view.visualRect(row).center())


def test_the_present_step_stays_in_sight(panel: HistoryPanel, document: Document) -> None:
    for number in range(40):
        write(document, f"n{number}: 1\n")
    for present in (40, 1):
        document.travel_to(present)
        rect = panel.view.visualRect(panel.view.model().index(present, 0))
        assert panel.view.viewport().rect().contains(rect.center())


def test_a_renamed_file_is_shown_by_both_names(panel: HistoryPanel, document: Document) -> None:
    rename = RenameFile("a.yaml", "b.yaml")
    edit = TextEdit("b.yaml", 6, "3", "5")
    document.commit(ChangeSet(message("Rename"), (rename, edit)))
    choose(panel, 1)
    lines = panel.diff.toPlainText().splitlines()
    assert lines == ["a.yaml  →  b.yaml", "size: 3", "size: 5"]


def test_enter_travels_to_a_step(qtbot: QtBot, panel: HistoryPanel, document: Document) -> None:
    write(document, "one: 1\n")
    choose(panel, 0)
    with qtbot.waitSignal(panel.view.travel_requested) as travelling:
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert travelling.args == [0]
