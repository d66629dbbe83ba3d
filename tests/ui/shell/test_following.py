"""The context menu of a text, and what its words lead to, by mouse and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.package.opening import open_package
from studio.package.search import Query
from studio.resources import resource_path
from studio.ui.commands.menus import Menu
from studio.ui.shell.textpage import TextPage
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services

MAPPING = "images/mapping.yaml"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, services: Services) -> Iterator[MainWindow]:
    window = MainWindow(services)
    window.package_commands.show(open_package(resource_path("samples", "kafka")))
    window.show()
    qtbot.waitActive(window)
    yield window
    window.close()
    window.deleteLater()


def opened(window: MainWindow, path: str) -> TextPage:
    page = window.editors.open(path)
    assert isinstance(page, TextPage)
    page.view.edit.setFocus()
    window.settle()
    return page


def point_of(page: TextPage, text: str) -> QPoint:
    """The middle of the first letter of `text`, in the viewport."""
    start = page.view.binding.text.index(text)
    page.view.select(start, start)
    page.view.edit.centerCursor()
    QApplication.processEvents()
    edit = page.view.edit
    return edit.cursorRect().center() + QPoint(round(edit.column_width / 2), 0)


def menu_of(qtbot: QtBot, page: TextPage) -> Menu:
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in page.findChildren(Menu)))
    return next(menu for menu in page.findChildren(Menu) if menu.isVisible())


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_keys_open_the_menu_at_the_caret(
    qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    page = opened(window, MAPPING)
    point_of(page, "x86_64")
    qtbot.keyClick(page.view.edit, key, modifier)
    menu = menu_of(qtbot, page)
    edit = page.view.edit
    assert menu.pos() == edit.viewport().mapToGlobal(edit.cursorRect().bottomLeft())
    enabled = {action.objectName(): action.isEnabled() for action in menu.actions()}
    assert enabled["edit.paste"]
    assert not enabled["edit.cut"]
    menu.close()


def test_the_menu_cuts_and_pastes_as_steps(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, MAPPING)
    view = page.view
    before = view.binding.text
    start = before.index("x86_64")
    view.select(start, start + 6)
    window.registry.run("edit.cut")
    assert QGuiApplication.clipboard().text() == "x86_64"
    assert view.binding.text == before[:start] + before[start + 6 :]
    window.registry.run("edit.paste")
    assert view.binding.text == before
    assert window.registry.text("edit.undo") == "Undo “Paste into mapping.yaml”"


def test_a_right_click_puts_the_caret_there_unless_in_the_selection(
    qtbot: QtBot, window: MainWindow
) -> None:
    page = opened(window, MAPPING)
    edit = page.view.edit
    point = point_of(page, "x86_64")
    start = page.view.caret_offset

    def right_click() -> None:
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, point, edit.viewport().mapToGlobal(point)
        )
        QApplication.sendEvent(edit.viewport(), event)
        menu_of(qtbot, page).close()

    page.view.select(start, start + 6)
    right_click()
    assert page.view.selection == (start, start + 6)
    page.view.select(start - 3, start - 1)
    right_click()
    assert page.view.selection == (start, start)


def test_ctrl_and_a_click_follow_a_tar(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, MAPPING)
    point = point_of(page, "kafka-2.5.0-x86_64.tar")
    page.view.select(page.view.caret_offset - 3, page.view.caret_offset - 3)
    qtbot.mouseClick(page.view.edit.viewport(), LEFT, Qt.KeyboardModifier.ControlModifier, point)
    assert window.editors.current is not None
    assert window.editors.current.key.endswith(".tar")
    window.registry.run("go.back")
    assert window.editors.current.key == MAPPING


def test_hovering_says_what_a_value_leads_to(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, MAPPING)
    said: list[str] = []
    page.view.linking.ask(point_of(page, "kafka-2.5.0-x86_64.tar"), said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("leads to `images/kafka-2.5.0-x86_64.tar`")
    page.view.linking.ask(page.view.edit.viewport().rect().bottomRight(), said.append)
    assert len(said) == 1


def test_references_are_found_in_all_files(qtbot: QtBot, window: MainWindow) -> None:
    page = opened(window, MAPPING)
    point_of(page, "kafka-2.5.0-x86_64.tar")
    window.search.fields.include.setText("*.md")
    qtbot.keyClick(page.view.edit, Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    fields = window.search.fields
    assert fields.query() == Query("kafka-2.5.0-x86_64.tar", match_case=True, whole_words=True)
    assert window.search.hit_count == 1
    assert window.search.view.hasFocus()
