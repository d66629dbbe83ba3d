"""Quick open, palette, keys, lines and problems by a few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from studio.package.changes import ChangeSet, TextEdit
from studio.ui.locator.popup import FoundRole
from studio.ui.shell.textpage import TextPage
from studio.wording import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.ui.locator.items import Found
    from studio.ui.shell.window import MainWindow

ROOT = "package/kafka-2.5.0"
METADATA = f"{ROOT}/metadata.yaml"
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def rows(window: MainWindow) -> list[Found]:
    model = window.locator.list.model()
    return [model.index(row, 0).data(FoundRole) for row in range(model.rowCount())]


def page(window: MainWindow) -> TextPage:
    page = window.editors.current
    assert isinstance(page, TextPage)
    return page


def ask(qtbot: QtBot, window: MainWindow, text: str) -> list[Found]:
    """Press Ctrl+P and type."""
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL)
    assert window.locator.field.hasFocus()
    qtbot.keyClicks(window.locator.field, text)
    return rows(window)


def run(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window.locator.field, Qt.Key.Key_Return)
    assert not window.locator.isVisible()


def test_a_few_letters_open_a_file(qtbot: QtBot, window: MainWindow) -> None:
    found = ask(qtbot, window, "kclcsd")
    assert found[0].title == "kafkacluster_csd.yaml"
    run(qtbot, window)
    assert page(window).key == f"{ROOT}/manifests/kafkacluster_csd.yaml"
    assert page(window).view.edit.hasFocus()


def test_files_used_last_come_first(qtbot: QtBot, window: MainWindow) -> None:
    for name in ("lifecycle.yaml", "README.md"):
        window.editors.open(f"{ROOT}/{name}")
    assert [found.title for found in ask(qtbot, window, "")[:3]] == [
        "README.md",
        "lifecycle.yaml",
        "metadata.yaml",
    ]


def test_a_file_can_be_opened_at_a_line(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "lifecycle:7")
    run(qtbot, window)
    assert page(window).key == f"{ROOT}/lifecycle.yaml"
    assert page(window).position()[0] == 7


def test_matched_letters_stand_out(qtbot: QtBot, window: MainWindow) -> None:
    found = ask(qtbot, window, "meta")[0]
    assert "".join(found.title[position] for position in found.positions) == "meta"


def test_arrows_go_around_the_ends(qtbot: QtBot, window: MainWindow) -> None:
    count = len(ask(qtbot, window, "yaml"))
    field, view = window.locator.field, window.locator.list
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == count - 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert view.currentIndex().row() == min(10, count - 1)


def test_a_line_of_the_file_in_front(qtbot: QtBot, window: MainWindow) -> None:
    window.editors.open(METADATA)
    qtbot.keyClick(window, Qt.Key.Key_G, CTRL)
    qtbot.keyClicks(window.locator.field, "3:5")
    run(qtbot, window)
    assert page(window).position() == (3, 5)


def test_a_key_of_the_file_in_front(qtbot: QtBot, window: MainWindow) -> None:
    window.editors.open(METADATA)
    qtbot.keyClick(window, Qt.Key.Key_O, CTRL_SHIFT)
    qtbot.keyClicks(window.locator.field, "prov.na")
    assert rows(window)[0].title == "provider.name"
    run(qtbot, window)
    line = page(window).position()[0]
    assert page(window).view.binding.text.splitlines()[line - 1].strip().startswith("name:")


def test_the_palette_runs_commands_and_shows_their_keys(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_P, CTRL_SHIFT)
    qtbot.keyClicks(window.locator.field, "find in package")
    best = rows(window)[0]
    assert (best.title, best.shortcut) == ("Edit: Find in package…", "Ctrl+Shift+F")
    run(qtbot, window)
    assert window.search.fields.text.hasFocus()


def test_the_palette_offers_only_what_can_be_done(qtbot: QtBot, window: MainWindow) -> None:
    assert not any("Undo" in found.title for found in ask(qtbot, window, ">undo"))


def test_a_problem_is_jumped_to(qtbot: QtBot, window: MainWindow) -> None:
    bench = window.workbench
    assert bench is not None
    content = bench.document.snapshot.text(METADATA)
    assert content is not None
    at = content.text.index("version: ")
    edit = TextEdit(METADATA, at, 'version: "2.5.0"', 'version: "two"')
    bench.document.commit(ChangeSet(message("Spoil the version"), (edit,)))
    qtbot.waitUntil(
        lambda: any(p.place.path == METADATA for p in bench.document.findings.standing())
    )
    found = ask(qtbot, window, "#version")
    assert found
    assert not any("`" in row.title for row in found)
    problem = next(p for p in bench.document.findings.standing() if p.place.path == METADATA)
    row = next(at for at, each in enumerate(found) if each.title.startswith(problem.rule))
    window.locator.list.setCurrentIndex(window.locator.list.model().index(row, 0))
    run(qtbot, window)
    assert page(window).key == METADATA
    assert page(window).position()[0] == problem.position(bench.document.snapshot)[0]


def test_nothing_found_is_said(qtbot: QtBot, window: MainWindow) -> None:
    assert ask(qtbot, window, "zzzzqq") == []
    assert not window.locator.list.isVisible()
    qtbot.keyClick(window.locator.field, Qt.Key.Key_Return)
    assert window.locator.isVisible()


@pytest.mark.parametrize("from_tree", [True, False])
def test_esc_gives_the_keys_back(qtbot: QtBot, window: MainWindow, from_tree: bool) -> None:
    before = window.tree if from_tree else page(window).view.edit
    before.setFocus()
    ask(qtbot, window, "x")
    qtbot.keyClick(window.locator.field, Qt.Key.Key_Escape)
    assert not window.locator.isVisible()
    assert before.hasFocus()


def test_a_click_elsewhere_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "x")
    qtbot.mouseClick(window.tree.viewport(), Qt.MouseButton.LeftButton)
    assert not window.locator.isVisible()


def test_a_click_on_a_row_runs_it(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "kafkatopic_crd")
    view = window.locator.list
    at = view.visualRect(view.model().index(0, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page(window).key.endswith("kafkatopic_crd.yaml")
    assert not window.locator.isVisible()


def test_another_prefix_takes_over_an_open_locator(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "x")
    qtbot.keyClick(window.locator.field, Qt.Key.Key_P, CTRL_SHIFT)
    assert window.locator.field.text() == ">"
    qtbot.keyClick(window.locator.field, Qt.Key.Key_Escape)
    assert page(window).view.edit.hasFocus() or window.tree.hasFocus()


def test_it_stands_in_the_middle_and_inside_the_window(qtbot: QtBot, window: MainWindow) -> None:
    ask(qtbot, window, "yaml")
    window.resize(1024, 680)
    locator = window.locator.geometry()
    assert window.rect().contains(locator)
    assert abs(locator.center().x() - window.rect().center().x()) <= 1


def test_the_list_is_a_sound_model(qtbot: QtBot, window: MainWindow) -> None:
    tester = QAbstractItemModelTester(window.locator.list.model())
    for text in ("k", "ka", "zz", ">", "@n", ":3"):
        window.locator.open(text)
    assert tester.model() is window.locator.list.model()


def test_a_line_without_a_number_says_what_to_type(qtbot: QtBot, window: MainWindow) -> None:
    window.editors.open(METADATA)
    assert ask(qtbot, window, ":") == []
    words = [label.text() for label in window.locator.findChildren(QLabel) if label.isVisible()]
    assert words == ["Type the number of a line."]
