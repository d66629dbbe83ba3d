"""Finding and replacing in the package by keys and clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from studio.model.searchresults import HitRole
from studio.package.changes import ChangeSet, TextEdit
from studio.ui.shell.textpage import TextPage
from studio.wording import message

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
METADATA = "package/kafka-2.5.0/metadata.yaml"


def look_for(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Type a query into the panel and wait for its hits."""
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    assert window.search.fields.text.hasFocus()
    qtbot.keyClicks(window.search.fields.text, text)
    qtbot.keyClick(window.search.fields.text, Qt.Key.Key_Return)


def hit_row(window: MainWindow, path: str, row: int = 0) -> QModelIndex:
    model = window.search.view.model()
    files = [model.index(at, 0) for at in range(model.rowCount())]
    file = next(index for index in files if model.index(0, 0, index).data(HitRole).path == path)
    return model.index(row, 0, file)


def text_of(window: MainWindow, path: str = METADATA) -> str:
    assert window.workbench is not None
    content = window.workbench.document.snapshot.text(path)
    assert content is not None
    return content.text


def undo_text(window: MainWindow) -> str:
    return window.registry.text("edit.undo")


def test_enter_leads_from_the_field_to_the_hit(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "alias: kafka-op")
    assert window.search.view.hasFocus()
    qtbot.keyClick(window.search.view, Qt.Key.Key_Return)
    page = window.editors.current
    assert isinstance(page, TextPage)
    assert (page.key, page.view.selected_text) == (METADATA, "alias: kafka-op")
    assert page.view.edit.hasFocus()


def test_moving_over_hits_only_previews_them(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "replicas")
    for _ in range(3):
        qtbot.keyClick(window.search.view, Qt.Key.Key_Down)
    hit = window.search.view.currentIndex().data(HitRole)
    assert window.editors.preview_key == hit.path
    assert window.search.view.hasFocus()


def test_what_is_selected_is_looked_for(qtbot: QtBot, window: MainWindow) -> None:
    page = window.editors.open(METADATA)
    assert isinstance(page, TextPage)
    page.view.edit.setFocus()
    page.view.select(*(text_of(window).index("riverstone") + at for at in (0, 5)))
    qtbot.keyClick(window, Qt.Key.Key_F, CTRL_SHIFT)
    assert window.search.fields.text.text() == "river"
    qtbot.waitUntil(lambda: window.search.hit_count > 0)


def test_options_narrow_the_search(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "kafka")
    counts = [window.search.hit_count]
    fields = window.search.fields
    for toggle in (fields.case, fields.words):
        qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
        window.search.start()
        qtbot.waitUntil(lambda: window.search.hit_count not in (0, counts[-1]))
        counts.append(window.search.hit_count)
    qtbot.keyClicks(fields.include, "metadata.yaml")
    qtbot.waitUntil(lambda: window.search.hit_count not in (0, counts[-1]))
    counts.append(window.search.hit_count)
    assert counts == sorted(counts, reverse=True)
    assert fields.status.text() == f"{counts[-1]} hits in 1 files"


def test_a_broken_expression_is_said_below_the_field(qtbot: QtBot, window: MainWindow) -> None:
    window.search.fields.regex.setChecked(True)
    look_for(qtbot, window, "(")
    assert window.search.fields.status.text() == "A bracket “(” is never closed."
    assert window.search.fields.text.property("state") == "error"
    qtbot.keyClick(window.search.fields.text, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: window.search.fields.text.property("state") == "set")


def test_an_unlucky_expression_is_given_up(qtbot: QtBot, window: MainWindow) -> None:
    assert window.workbench is not None
    start = TextEdit(METADATA, 0, "", "# " + "a" * 60 + "b" * 40 + "!\n")
    window.workbench.document.commit(ChangeSet(message("Write"), (start,)))
    window.search.fields.regex.setChecked(True)
    look_for(qtbot, window, "(a|aa|b|bb)+$")
    assert not window.search.view.hasFocus()
    status = window.search.fields.status
    qtbot.waitUntil(lambda: "takes too long" in status.text(), timeout=20_000)
    assert window.search.fields.text.property("state") == "error"
    assert not window.search.fields.replace_all.isEnabled()


def test_replacing_by_nothing_says_how_much_went(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "riverstone")
    count = window.search.hit_count
    window.search.fields.replacing.setChecked(True)
    qtbot.mouseClick(window.search.fields.replace_all, Qt.MouseButton.LeftButton)
    assert undo_text(window) == f"Undo “Remove “riverstone” {count} times”"
    assert window.toast.isVisible()


def test_the_keys_stay_in_the_fields_after_replacing(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "riverstone")
    fields = window.search.fields
    fields.replacing.setChecked(True)
    qtbot.mouseClick(fields.replace_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not fields.replace_all.isEnabled())
    assert fields.template.hasFocus()


def test_replacing_all_is_one_step(qtbot: QtBot, window: MainWindow) -> None:
    before = text_of(window)
    look_for(qtbot, window, "riverstone")
    count = window.search.hit_count
    assert count > 3
    qtbot.keyClick(window, Qt.Key.Key_H, CTRL_SHIFT)
    qtbot.keyClicks(window.search.fields.template, "lakeside")
    qtbot.keyClick(window.search.fields.template, Qt.Key.Key_Return, CTRL)
    assert undo_text(window) == f"Undo “Replace “riverstone” {count} times”"
    assert window.search.hit_count == 0
    assert "lakeside" in text_of(window)
    assert window.workbench is not None
    window.workbench.document.undo()
    assert text_of(window) == before
    qtbot.waitUntil(lambda: window.search.hit_count == count)


def test_hits_without_their_tick_stay(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "2.5.0")
    view, fields = window.search.view, window.search.fields
    count = window.search.hit_count
    fields.replacing.setChecked(True)
    view.setCurrentIndex(hit_row(window, METADATA))
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert f"{count - 1} ticked" in fields.status.text()
    qtbot.mouseClick(fields.replace_all, Qt.MouseButton.LeftButton)
    assert window.search.hit_count == 1
    assert text_of(window).count("2.5.0") == 1


def test_one_hit_is_replaced_by_the_words_in_its_row(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "kafka")
    view, fields = window.search.view, window.search.fields
    qtbot.keyClicks(fields.template, "x")
    assert fields.replacing.isChecked()
    index = hit_row(window, METADATA)
    view.scrollTo(index)
    row = view.visualRect(index)
    delegate = view.itemDelegate()
    before, hits = text_of(window), window.search.hit_count
    place = delegate.link_rect(row, index).center()  # type: ignore[attr-defined]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert undo_text(window) == "Undo “Replace “kafka” in metadata.yaml”"
    assert window.search.hit_count == hits - 1
    assert len(text_of(window)) == len(before) - 4


def test_a_box_ticks_without_showing_the_hit(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "kafkatopics")
    window.search.fields.replacing.setChecked(True)
    view, shown = window.search.view, window.editors.current
    model = view.model()
    index = model.index(0, 0, model.index(model.rowCount() - 1, 0))
    view.scrollTo(index)
    row = view.visualRect(index)
    box: QPoint = view.itemDelegate().box_rect(row).center()  # type: ignore[attr-defined]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert window.editors.current is shown


def test_hits_follow_what_is_typed(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "riverstone")
    count = window.search.hit_count
    page = window.editors.open(METADATA)
    assert isinstance(page, TextPage)
    page.view.edit.setFocus()
    qtbot.keyClicks(page.view.edit, "riverstone ")
    qtbot.waitUntil(lambda: window.search.hit_count == count + 1)


def test_hits_are_copied_as_lines(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "alias: kafka-op")
    qtbot.keyClick(window.search.view, Qt.Key.Key_C, CTRL)
    clipboard = QGuiApplication.clipboard().text()
    assert clipboard.startswith(f"{METADATA}:5:1: alias: kafka-operator.v2.5.0")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_row_is_painted_in_both_themes(qtbot: QtBot, window: MainWindow, theme: str) -> None:
    look_for(qtbot, window, "replicas")
    qtbot.keyClicks(window.search.fields.template, "count")
    window.services.themes.set_setting(theme)  # type: ignore[arg-type]
    picture = window.search.grab().toImage()
    colours = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }
    wanted = ("error_soft", "ok_soft", "accent_fill", "panel")
    assert {window.services.themes.theme.hex(role).lower() for role in wanted} <= colours


def test_closing_the_package_ends_the_search(qtbot: QtBot, window: MainWindow) -> None:
    look_for(qtbot, window, "kafka")
    window.close_workbench()
    assert window.search.hit_count == 0
    assert window.search.fields.text.text() == "kafka"
