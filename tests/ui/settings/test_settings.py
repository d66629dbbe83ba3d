"""The settings, by keys and mouse: what is set holds at once and after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from studio.services.settings import BASE_SIZE, LANGUAGE, SHORTCUTS, THEME
from studio.ui.settings.settingsdialog import APPEARANCE, KEYS, SettingsDialog
from studio.ui.shell.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from studio.ui.settings.shortcutpage import ShortcutPage
    from studio.ui.shell.services import Services

    NewWindow = Callable[[], MainWindow]

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def new_window(qtbot: QtBot, services: Services) -> Iterator[NewWindow]:
    """Opens windows without a package."""
    windows: list[MainWindow] = []

    def make() -> MainWindow:
        window = MainWindow(services)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        return window

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(new_window: NewWindow) -> MainWindow:
    return new_window()


def settings_of(qtbot: QtBot, window: MainWindow, page: str) -> SettingsDialog:
    qtbot.keyClick(window, Qt.Key.Key_Comma, CTRL)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.mouseClick(dialog.chooser.buttons()[[APPEARANCE, KEYS].index(page)], LEFT)
    return dialog


def choose(qtbot: QtBot, page: ShortcutPage, words: str) -> None:
    """Filter until the wanted command is the first row."""
    page.filter_field.clear()
    qtbot.keyClicks(page.filter_field, words)
    qtbot.keyClick(page.filter_field, Qt.Key.Key_Return)
    page.view.setCurrentIndex(page.view.model().index(0, 0))
    assert page.view.hasFocus()


def test_keys_are_recorded_and_work_in_every_window(
    qtbot: QtBot, window: MainWindow, new_window: NewWindow
) -> None:
    other = new_window()
    window.activateWindow()
    page = settings_of(qtbot, window, KEYS).keys
    choose(qtbot, page, "dark theme")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.capture, Qt.Key.Key_D, CTRL | SHIFT)
    assert "Enter keeps" in page.message.text()
    qtbot.keyClick(page.capture, Qt.Key.Key_Return)
    assert window.registry.shortcuts.keys("view.theme_dark") == ("Ctrl+Shift+D",)
    assert other.registry.shortcuts.keys("view.theme_dark") == ("Ctrl+Shift+D",)
    assert window.services.settings.value(SHORTCUTS) == {"view.theme_dark": ["Ctrl+Shift+D"]}
    assert new_window().registry.shortcuts.keys("view.theme_dark") == ("Ctrl+Shift+D",)


def test_the_new_keys_run_the_command(qtbot: QtBot, window: MainWindow) -> None:
    dialog = settings_of(qtbot, window, KEYS)
    choose(qtbot, dialog.keys, "dark theme")
    qtbot.keyClick(dialog.keys.view, Qt.Key.Key_Return)
    qtbot.keyClick(dialog.keys.capture, Qt.Key.Key_F9)
    qtbot.keyClick(dialog.keys.capture, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.services.themes.theme.dark


def test_taken_keys_are_named_and_change_hands(qtbot: QtBot, window: MainWindow) -> None:
    page, shortcuts = settings_of(qtbot, window, KEYS).keys, window.registry.shortcuts
    choose(qtbot, page, "validate")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.capture, Qt.Key.Key_S, CTRL)
    assert "“File: Save”" in page.message.text()
    assert shortcuts.keys("file.save") == ("Ctrl+S",)
    qtbot.keyClick(page.capture, Qt.Key.Key_Return)
    assert (shortcuts.keys("package.validate"), shortcuts.keys("file.save")) == (("Ctrl+S",), ())
    qtbot.mouseClick(page.reset_button, LEFT)
    assert shortcuts.keys("package.validate") == ("Ctrl+Shift+V",)
    qtbot.mouseClick(page.reset_all_button, LEFT)
    assert shortcuts.overrides == {}
    assert window.services.settings.value(SHORTCUTS) == {}


def test_escape_gives_up_and_delete_removes(qtbot: QtBot, window: MainWindow) -> None:
    page, shortcuts = settings_of(qtbot, window, KEYS).keys, window.registry.shortcuts
    choose(qtbot, page, "ctrl+e")
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.keyClick(page.capture, Qt.Key.Key_K, CTRL)
    qtbot.keyClick(page.capture, Qt.Key.Key_E, CTRL)
    assert page.capture.keys() == "Ctrl+K, Ctrl+E"
    qtbot.keyClick(page.capture, Qt.Key.Key_Escape)
    assert page.isVisible()
    assert shortcuts.overrides == {}
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert shortcuts.keys("package.export") == ()


def test_the_table_of_commands_is_a_sound_model(qtbot: QtBot, window: MainWindow) -> None:
    page = settings_of(qtbot, window, KEYS).keys
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    window.registry.shortcuts.set_keys("file.save", ["F9"])
    page.reset_all()
    assert page.model.rowCount() == len(window.registry.commands())
    tester.deleteLater()


def test_theme_language_and_size_hold_at_once(qtbot: QtBot, window: MainWindow) -> None:
    page = settings_of(qtbot, window, APPEARANCE).appearance
    settings, services = window.services.settings, window.services
    qtbot.mouseClick(page.theme_choice.buttons()[2], LEFT)
    assert services.themes.theme.dark
    qtbot.mouseClick(page.size_field.step_buttons()[1], LEFT)
    assert services.themes.base_size == 14
    qtbot.mouseClick(page.language_choice.buttons()[2], LEFT)
    qtbot.waitUntil(lambda: window.menuBar().actions()[0].text().startswith("文件"))
    assert (settings.value(THEME), settings.value(BASE_SIZE)) == ("dark", 14)
    assert settings.value(LANGUAGE) == "zh"
    qtbot.mouseClick(page.normal_link, LEFT)
    assert settings.value(BASE_SIZE) == 13


def test_the_wheel_zooms_for_good(window: MainWindow) -> None:
    from studio.package.opening import open_package
    from studio.package.snapshot import Place
    from studio.resources import resource_path

    window.package_commands.show(open_package(resource_path("samples", "kafka")))
    window.show_place(Place("package/kafka-2.5.0/metadata.yaml"))
    viewport = window.editors.current.view.edit.viewport()
    middle = QPointF(viewport.rect().center())
    wheel = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, wheel)
    assert window.services.settings.value(BASE_SIZE) == 14
