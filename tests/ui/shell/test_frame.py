"""The frame of the window: menu bar, panes below and status bar."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTabBar

from studio.package.changes import ChangeSet, RenameFile, TextEdit
from studio.package.snapshot import Place
from studio.ui.controls.buttons import ToolButton
from studio.ui.shell.arrangement import restore_layout
from studio.ui.shell.statusparts import BudgetGauge
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from studio.ui.shell.window import MainWindow

    OpenWindow = Callable[..., MainWindow]

METADATA = "package/kafka-2.5.0/metadata.yaml"
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


def picture(window: MainWindow) -> QImage:
    return window.menuBar().grab().toImage()


def tabs_below(window: MainWindow) -> QTabBar:
    bars = window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return next(bar for bar in bars if bar.isVisible())


def words_below(window: MainWindow) -> list[str]:
    labels = window.status.findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def test_mnemonics_show_only_while_alt_is_held(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window(None)
    plain = picture(window)
    QTest.keyPress(window, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert picture(window) != plain
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    assert window.menuBar().hasFocus()  # as Alt alone does: the mnemonics now work without it
    assert picture(window) != plain
    QTest.keyClick(window.menuBar(), Qt.Key.Key_Escape)
    assert picture(window) == plain


def test_the_panes_below_close_and_open_together(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.activateWindow()
    band = tabs_below(window)
    buttons = window.findChildren(ToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    close = next(button for button in buttons if button.isVisible())
    assert abs(close.geometry().center().y() - band.geometry().center().y()) <= 1
    qtbot.mouseClick(close, LEFT)
    assert window.problems_dock.isHidden()
    assert window.history_dock.isHidden()
    qtbot.waitUntil(lambda: not close.isVisible())
    qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    assert not window.problems_dock.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_J, CTRL)
    assert window.problems_dock.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_3, CTRL)
    assert not window.history_dock.isHidden()


def test_a_closed_pane_stays_closed_in_the_next_run(open_window: OpenWindow) -> None:
    first = open_window()
    first.registry.run("view.toggle_tree")
    first.registry.run("file.close_package")
    first.close()
    second = open_window()
    assert restore_layout(second)
    assert second.tree_dock.isHidden()
    assert not second.problems_dock.isHidden()


def test_all_panes_that_share_a_place_stay_closed(open_window: OpenWindow) -> None:
    first = open_window()
    first.dock_tabs.close_all(first.problems_dock)
    hidden = {dock.objectName() for dock in first.docks if dock.isHidden()}
    first.close()
    second = open_window()
    assert restore_layout(second)
    assert len(hidden) > 3
    assert {dock.objectName() for dock in second.docks if dock.isHidden()} == hidden


@pytest.mark.parametrize("place", [QPoint(7, 3), QPoint(300, 200)])
def test_the_next_run_opens_where_this_one_was_closed(
    open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch, place: QPoint
) -> None:
    screen = SimpleNamespace(availableGeometry=lambda: QRect(0, 0, 1920, 1080))
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [screen])
    first = open_window()
    first.move(place)
    first.close()
    second = open_window()
    assert restore_layout(second)
    assert second.pos() == place


def test_a_place_that_no_screen_has_any_more_is_not_taken(open_window: OpenWindow) -> None:
    first = open_window()
    first.move(5000, 4000)
    first.close()
    second = open_window()
    assert restore_layout(second)
    assert second.pos() != first.pos()


def test_the_tree_is_wider_in_a_wide_window(open_window: OpenWindow) -> None:
    window = open_window()
    assert abs(window.tree_dock.width() - 248) <= 1


def test_the_status_bar_says_place_type_and_what_is_unsaved(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = open_window()
    assert "YAML" not in words_below(window)
    window.show_place(Place(METADATA))
    window.go_to_line(3)
    assert words_below(window) == ["OSC package · kafka 2.5.0", "Ln 3, Col 1", "YAML", "Saved"]
    window.go_to_line(1)
    qtbot.keyClicks(window.editors.current.view.edit, "# ")
    assert "1 unsaved file" in words_below(window)
    gauge = window.status.findChild(BudgetGauge)
    qtbot.waitUntil(gauge.isVisible)
    assert gauge.words().endswith("/ 4 MB")


def test_a_renamed_file_is_one_unsaved_file(open_window: OpenWindow) -> None:
    window = open_window()
    rename = RenameFile(METADATA, METADATA.replace("metadata", "facts"))
    window.workbench.document.commit(ChangeSet(message("Rename"), (rename,)))
    assert "1 unsaved file" in words_below(window)


def test_a_message_has_the_place_of_the_facts_to_itself(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    gauge = window.status.findChild(BudgetGauge)
    qtbot.waitUntil(gauge.isVisible)
    measured: list[int] = []
    monkeypatch.setattr(gauge, "set_size", lambda size, _limit: measured.append(size))
    note = TextEdit(METADATA, 0, "", "# note\n")
    window.workbench.document.commit(ChangeSet(message("Note"), (note,)))
    window.status.say("Undone: Rename")
    qtbot.waitUntil(lambda: bool(measured))
    window.status.jobs.setMinimumHeight(40)  # as when it shows a save in progress
    for _pass in range(3):
        QCoreApplication.processEvents()
    assert not gauge.isVisible()
    assert "OSC package · kafka 2.5.0" not in words_below(window)
    window.status.clearMessage()
    assert gauge.isVisible()
    assert "OSC package · kafka 2.5.0" in words_below(window)


def test_short_names_of_tabs_are_never_cut(open_window: OpenWindow) -> None:
    window = open_window()
    tabs = window.editors.tabs
    whole = tabs.tabSizeHint(0).width()
    for path in window.workbench.document.snapshot:
        window.show_place(Place(path))
        window.editors.pin(path)
    assert tabs.tabText(0) == "Overview"
    assert tabs.tabRect(0).width() == whole


def test_without_a_package_nothing_is_measured(open_window: OpenWindow) -> None:
    window = open_window(None)
    assert words_below(window) == ["No package open"]
    assert not window.status.findChild(BudgetGauge).isVisible()


def test_a_tab_below_is_chosen_by_a_click(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    band = tabs_below(window)
    texts = [band.tabText(index) for index in range(band.count())]
    qtbot.mouseClick(band, LEFT, pos=band.tabRect(texts.index("History")).center())
    QCoreApplication.processEvents()
    assert not window.history_dock.visibleRegion().isEmpty()
    assert band.tabAt(QPoint(5, 5)) == 0
