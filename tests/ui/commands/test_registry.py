"""Commands are named once and reach people by action, key, menu and palette alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from studio.ui.commands.command import Command, without_mnemonic
from studio.ui.commands.registry import CommandError, CommandRegistry

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

SAVE = Command("file.save", "&Save", "File", "floppy-disk", ("Ctrl+S",))
UNDO = Command("edit.undo", "&Undo", "Edit", "arrow-u-up-left", ("Ctrl+Z", "Alt+Backspace"))
WRAP = Command("view.wrap", "Wrap lines", "View", checkable=True)
EXPORT = Command("package.export", "&Export…", "Package", "export", ("Ctrl+E",))


class Chinese(QTranslator):
    def translate(self, context, source, disambiguation=None, n=-1):
        return {"&Save": "保存(&S)"}.get(source, "") if context == "commands" else ""


@pytest.fixture
def registry(themes: ThemeService) -> CommandRegistry:
    registry = CommandRegistry(themes)
    registry.register([SAVE, UNDO, WRAP, EXPORT])
    return registry


def test_action_is_made_once_and_carries_text_icon_and_keys(registry: CommandRegistry):
    action = registry.action("file.save")
    assert registry.action("file.save") is action
    assert action.text() == "&Save"
    assert not action.icon().isNull()
    assert action.shortcuts() == [QKeySequence("Ctrl+S")]
    assert ">Save" in action.toolTip()
    assert ">Ctrl+S<" in action.toolTip()


def test_unknown_and_double_commands_are_errors(registry: CommandRegistry):
    with pytest.raises(KeyError):
        registry.action("file.sav")
    with pytest.raises(KeyError):
        registry.bind("file.sav", list)
    with pytest.raises(CommandError, match=r"file\.save.* twice"):
        registry.register([SAVE])


def test_command_without_handler_is_disabled(registry: CommandRegistry):
    assert not registry.action("file.save").isEnabled()
    assert not registry.run("file.save")
    registry.bind("file.save", list)
    assert registry.action("file.save").isEnabled()


def test_running_calls_the_handler_and_tells(qtbot, registry: CommandRegistry):
    calls = []
    registry.bind("file.save", lambda: calls.append("saved"))
    with qtbot.waitSignal(registry.ran) as ran:
        assert registry.run("file.save")
    assert calls == ["saved"]
    assert ran.args == ["file.save"]


def test_enabled_checked_and_text_are_asked_at_refresh(registry: CommandRegistry):
    state = {"undoable": False, "wrapped": True, "label": "Undo"}
    registry.bind("edit.undo", list, enabled=lambda: state["undoable"], text=lambda: state["label"])
    registry.bind(
        "view.wrap", lambda on: state.update(wrapped=on), checked=lambda: state["wrapped"]
    )
    undo, wrap = registry.action("edit.undo"), registry.action("view.wrap")
    assert not undo.isEnabled()
    assert wrap.isChecked()
    state.update(undoable=True, wrapped=False, label="Undo Change replicas")
    registry.refresh()
    assert undo.isEnabled()
    assert undo.text() == "Undo Change replicas"
    assert not wrap.isChecked()
    wrap.trigger()
    assert state["wrapped"] is True


def test_running_asks_again_whether_it_may(registry: CommandRegistry):
    allowed = [True]
    registry.bind("file.save", list, enabled=lambda: allowed[0])
    assert registry.action("file.save").isEnabled()
    allowed[0] = False
    assert not registry.run("file.save")


def test_only_a_checkable_command_has_a_checked_state(registry: CommandRegistry):
    with pytest.raises(CommandError, match="not checkable"):
        registry.bind("file.save", list, checked=lambda: True)


def test_attached_shortcuts_work_by_key(qtbot, registry: CommandRegistry):
    window = QWidget()
    qtbot.addWidget(window)
    registry.attach(window)
    calls = []
    registry.bind("file.save", lambda: calls.append("saved"))
    with qtbot.waitActive(window):
        window.show()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert calls == ["saved"]


def test_language_change_rewords_actions(registry: CommandRegistry):
    action = registry.action("file.save")
    translator = Chinese()
    QCoreApplication.installTranslator(translator)
    try:
        registry.retranslate()
        assert action.text() == "保存(&S)"
        assert action.iconText() == "保存"
        assert registry.text("file.save") == "保存"
        assert ">保存" in action.toolTip()
    finally:
        QCoreApplication.removeTranslator(translator)
    registry.retranslate()
    assert action.text() == "&Save"


def test_tooltip_has_the_colour_of_the_theme(registry: CommandRegistry, themes: ThemeService):
    action = registry.action("file.save")
    assert themes.theme.hex("dim") in action.toolTip()
    themes.set_setting("dark")
    assert themes.theme.hex("dim") in action.toolTip()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("&Save", "Save"),
        ("文件(&F)", "文件"),
        ("打开(&O)…", "打开…"),
        ("Export…", "Export…"),
        ("Find && replace", "Find & replace"),
    ],
)
def test_mnemonics_are_left_out(text: str, shown: str):
    assert without_mnemonic(text) == shown
