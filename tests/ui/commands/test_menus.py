"""Menus and bars are made from lists of command ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTranslator
from PySide6.QtWidgets import QMainWindow, QMenuBar

from studio.ui.commands.command import Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory, MenuSpec
from studio.ui.commands.registry import CommandRegistry

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

FILE = MenuSpec(
    "&File", ("file.new", SEPARATOR, "file.save", MenuSpec("Open recent", icon="clock"))
)


@pytest.fixture
def registry(themes: ThemeService) -> CommandRegistry:
    registry = CommandRegistry(themes)
    registry.register(
        [
            Command("file.new", "&New", "File", "file-plus", ("Ctrl+N",)),
            Command("file.save", "&Save", "File", "floppy-disk", ("Ctrl+S",)),
        ]
    )
    return registry


@pytest.fixture
def window(qtbot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_menu_bar_holds_the_shared_actions(window, registry: CommandRegistry):
    bar = QMenuBar(window)
    (menu,) = MenuFactory(registry).menu_bar(bar, [FILE])
    assert [action.text() for action in bar.actions()] == ["&File"]
    new, separator, save, recent = menu.actions()
    assert new is registry.action("file.new")
    assert separator.isSeparator()
    assert save is registry.action("file.save")
    assert recent.menu().title() == "Open recent"
    assert not recent.icon().isNull()


def test_corners_are_round(window, registry: CommandRegistry):
    menu = MenuFactory(registry).menu(FILE, window)
    assert menu.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    menu.ensurePolished()
    menu.resize(menu.sizeHint())
    corner = menu.grab().toImage().pixelColor(0, 0)
    assert corner.alpha() < 64


def test_opening_asks_what_is_enabled(window, registry: CommandRegistry):
    ready = [False]
    registry.bind("file.save", list, enabled=lambda: ready[0])
    menu = MenuFactory(registry).menu(FILE, window)
    assert not registry.action("file.save").isEnabled()
    ready[0] = True
    menu.aboutToShow.emit()
    assert registry.action("file.save").isEnabled()


def test_filled_menu_is_filled_anew_at_each_opening(window, registry: CommandRegistry):
    recent = ["etcd"]
    spec = MenuSpec("Recent", fill=lambda menu: [menu.addAction(name) for name in recent])
    menu = MenuFactory(registry).menu(spec, window)
    menu.aboutToShow.emit()
    recent.append("redis")
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["etcd", "redis"]


def test_context_menu_runs_a_command_and_goes_away(qtbot, window, registry: CommandRegistry):
    calls = []
    registry.bind("file.new", lambda: calls.append("new"))
    window.show()
    menu = MenuFactory(registry).context_menu(window, ["file.new", SEPARATOR, "file.save"])
    gone = []
    menu.destroyed.connect(lambda: gone.append(True))
    menu.popup(QPoint(10, 10))
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert calls == ["new"]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gone


def test_title_follows_the_language(window, registry: CommandRegistry):
    class Chinese(QTranslator):
        def translate(self, context, source, disambiguation=None, n=-1):
            return "文件(&F)" if (context, source) == ("commands", "&File") else ""

    menu = MenuFactory(registry).menu(FILE, window)
    translator = Chinese()
    QCoreApplication.installTranslator(translator)
    try:
        QCoreApplication.sendEvent(menu, QEvent(QEvent.Type.LanguageChange))
        assert menu.title() == "文件(&F)"
    finally:
        QCoreApplication.removeTranslator(translator)
