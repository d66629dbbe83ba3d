"""Editors side by side: by keys, by the mouse, and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from studio.package.snapshot import Place
from studio.ui.shell.page import OVERVIEW
from studio.ui.shell.textpage import TextPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.editorgroup import EditorGroup
    from studio.ui.shell.window import MainWindow

    OpenWindow = Callable[..., MainWindow]

DEPLOY = "package/kafka-2.5.0"
METADATA, LIFECYCLE = f"{DEPLOY}/metadata.yaml", f"{DEPLOY}/lifecycle.yaml"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifiers)


def split_window(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """A window with the metadata in both of two groups, the right one with the focus."""
    window = open_window()
    window.activateWindow()
    window.show_place(Place(METADATA))
    press(qtbot, Qt.Key.Key_Backslash, CTRL)
    assert len(window.editors.groups) == 2
    return window


def keys_of(group: EditorGroup) -> list[str]:
    return [page.key for page in group.pages()]


def text_of(group: EditorGroup) -> str:
    page = group.current
    assert isinstance(page, TextPage)
    return page.view.edit.toPlainText()


def drop_on(group: EditorGroup, at: QPoint) -> Callable[..., Qt.DropAction]:
    """What takes the place of a drag by the window system: it ends over `group`."""

    def run(drag: QDrag, *_: object) -> Qt.DropAction:
        action, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
        QCoreApplication.sendEvent(group, QDragEnterEvent(at, action, drag.mimeData(), LEFT, none))
        QCoreApplication.sendEvent(
            group, QDropEvent(QPointF(at), action, drag.mimeData(), LEFT, none)
        )
        return action

    return run


def drag_tab(qtbot: QtBot, group: EditorGroup, key: str) -> None:
    """Press on a tab and pull it down out of its strip."""
    tabs = group.tabs
    start = tabs.tabRect(group.index_of(key)).center() - QPoint(20, 0)
    qtbot.mousePress(tabs, LEFT, pos=start)
    for step in (4, 12, 30, 80):
        qtbot.mouseMove(tabs, start + QPoint(0, step))


def test_both_sides_show_one_text(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = split_window(qtbot, open_window)
    left, right = window.editors.groups
    assert window.editors.active is right
    window.go_to_line(1)
    qtbot.keyClicks(QApplication.focusWidget(), "# both ")
    assert text_of(left) == text_of(right)
    assert text_of(left).startswith("# both ")
    press(qtbot, Qt.Key.Key_Z, CTRL)
    assert not text_of(left).startswith("# both ")
    assert text_of(left) == text_of(right)


def test_what_is_opened_comes_to_the_side_with_the_focus(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = split_window(qtbot, open_window)
    left, right = window.editors.groups
    press(qtbot, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier)
    assert window.editors.active is left
    window.show_place(Place(LIFECYCLE))
    assert keys_of(left) == [OVERVIEW, METADATA, LIFECYCLE]
    assert keys_of(right) == [METADATA]
    qtbot.mouseClick(right.current.view.edit.viewport(), LEFT)
    assert window.editors.active is right


def test_a_side_goes_with_its_last_tab(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = split_window(qtbot, open_window)
    left = window.editors.groups[0]
    press(qtbot, Qt.Key.Key_W, CTRL)
    assert window.editors.groups == [left]
    assert window.editors.current.key == METADATA
    press(qtbot, Qt.Key.Key_T, CTRL | SHIFT)
    assert keys_of(left) == [OVERVIEW, METADATA]


def test_a_tab_moves_by_keys(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.activateWindow()
    window.show_place(Place(METADATA))
    page = window.editors.current
    press(qtbot, Qt.Key.Key_Right, CTRL | ALT)
    left, right = window.editors.groups
    assert (keys_of(left), keys_of(right)) == ([OVERVIEW], [METADATA])
    assert right.current is page
    press(qtbot, Qt.Key.Key_Left, CTRL | ALT)
    assert [keys_of(group) for group in window.editors.groups] == [[OVERVIEW, METADATA]]
    assert window.editors.current is page


@pytest.mark.parametrize(
    ("share", "expected"), [(0.9, [[OVERVIEW], [METADATA]]), (0.1, [[METADATA], [OVERVIEW]])]
)
def test_a_tab_is_dragged_to_a_side(
    qtbot: QtBot,
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
    share: float,
    expected: list[list[str]],
) -> None:
    window = open_window()
    window.show_place(Place(METADATA))
    (group,) = window.editors.groups
    at = QPoint(int(group.width() * share), group.height() // 2)
    monkeypatch.setattr(QDrag, "exec", drop_on(group, at))
    drag_tab(qtbot, group, METADATA)
    assert [keys_of(each) for each in window.editors.groups] == expected


def test_a_tab_is_dragged_to_the_tabs_of_the_other_side(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = split_window(qtbot, open_window)
    left, right = window.editors.groups
    at = right.tabs.tabRect(0).center()
    monkeypatch.setattr(QDrag, "exec", drop_on(right, at))
    drag_tab(qtbot, left, OVERVIEW)
    assert (keys_of(left), keys_of(right)) == ([METADATA], [OVERVIEW, METADATA])
    assert window.editors.active is right


def test_the_sides_come_back(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = split_window(qtbot, open_window)
    right = window.editors.groups[1]
    window.editors.groups[0].current.view.go_to(3, 1)
    right.current.view.go_to(5, 1)
    folder = window.workbench.origin.path
    window.close()
    again = open_window(None)
    again.package_commands.open_path(folder)
    qtbot.waitUntil(lambda: again.workbench is not None and bool(again.editors.pages()))
    assert [keys_of(group) for group in again.editors.groups] == [
        [OVERVIEW, METADATA],
        [METADATA],
    ]
    assert again.editors.active is again.editors.groups[1]
    assert again.editors.current.position() == (5, 1)
    assert again.editors.groups[0].current.position() == (3, 1)


def test_the_menu_of_a_tab(
    qtbot: QtBot, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    window.show_place(Place(METADATA))
    window.show_place(Place(LIFECYCLE), preview=True)
    (group,) = window.editors.groups
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, *_: shown.append(menu))
    at = group.tabs.tabRect(group.index_of(LIFECYCLE)).center()
    group.tabs.menu_requested.emit(group.tabs.tabAt(at), group.tabs.mapToGlobal(at))
    actions = {action.objectName(): action for action in shown[0].actions()}
    assert group.tabs.look(group.index_of(LIFECYCLE)).preview
    actions["tab.keep"].trigger()
    assert not group.tabs.look(group.index_of(LIFECYCLE)).preview
    actions["tab.copy_path"].trigger()
    path = window.workbench.origin.path / LIFECYCLE
    assert QGuiApplication.clipboard().text() == str(path)
    actions["tab.close_others"].trigger()
    assert keys_of(group) == [LIFECYCLE]
    actions["view.split"].trigger()
    assert [keys_of(each) for each in window.editors.groups] == [[LIFECYCLE], [LIFECYCLE]]
    for menu in shown:
        menu.deleteLater()


def test_a_double_click_keeps_a_preview(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.show_place(Place(METADATA), preview=True)
    tabs = window.editors.tabs
    assert window.editors.preview_key == METADATA
    qtbot.mouseDClick(tabs, LEFT, pos=tabs.tabRect(tabs.currentIndex()).center())
    assert window.editors.preview_key == ""


def test_a_row_of_the_tree_opens_to_the_side(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = open_window()
    window.tree.reveal(METADATA)
    window.tree.setFocus()
    qtbot.keyClick(window.tree, Qt.Key.Key_Return, CTRL)
    assert [keys_of(group) for group in window.editors.groups] == [[OVERVIEW], [METADATA]]


def test_a_closed_side_leaves_no_widget(qtbot: QtBot, open_window: OpenWindow) -> None:
    window = split_window(qtbot, open_window)
    right = window.editors.groups[1]
    gone: list[bool] = []
    right.destroyed.connect(lambda: gone.append(True))
    window.editors.close_pages(right.pages())
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone
