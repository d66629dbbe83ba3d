"""People may change keys, and are told when two commands want the same."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from studio.ui.commands.command import Command
from studio.ui.commands.registry import CommandRegistry
from studio.ui.commands.shortcuts import Shortcuts

COMMANDS = [
    Command("file.save", "Save", "File", keys=("Ctrl+S",)),
    Command("edit.rename", "Rename", "Edit", keys=("F2",), local=True),
    Command("tree.rename", "Rename", "Edit", keys=("F2",), local=True),
    Command("keys.edit", "Shortcuts", "Settings", keys=("Ctrl+K, Ctrl+S",)),
    Command("view.zoom", "Larger", "View", keys=("Ctrl+=", "Ctrl++")),
]


@pytest.fixture
def shortcuts() -> Shortcuts:
    shortcuts = Shortcuts()
    for command in COMMANDS:
        shortcuts.add(command)
    return shortcuts


def test_override_and_reset(qtbot, shortcuts: Shortcuts):
    with qtbot.waitSignal(shortcuts.changed) as changed:
        shortcuts.set_keys("file.save", ["ctrl+shift+s"])
    assert changed.args == ["file.save"]
    assert shortcuts.keys("file.save") == ("Ctrl+Shift+S",)
    assert shortcuts.overrides == {"file.save": ["Ctrl+Shift+S"]}
    shortcuts.reset("file.save")
    assert shortcuts.keys("file.save") == ("Ctrl+S",)
    assert shortcuts.overrides == {}


def test_no_key_at_all_is_an_override(shortcuts: Shortcuts):
    shortcuts.set_keys("file.save", [])
    assert shortcuts.keys("file.save") == ()
    assert shortcuts.overrides == {"file.save": []}


def test_only_real_changes_are_told(qtbot, shortcuts: Shortcuts):
    told = []
    shortcuts.changed.connect(told.append)
    shortcuts.set_overrides({"file.save": ["Ctrl+S"], "view.zoom": ["F9"], "long.gone": ["F1"]})
    assert told == ["view.zoom"]
    assert shortcuts.overrides == {"view.zoom": ["F9"]}


def test_conflicts(shortcuts: Shortcuts):
    assert all(shortcuts.conflicts(command.id) == [] for command in COMMANDS)
    assert shortcuts.conflicts("file.save", ["F2"]) == ["edit.rename", "tree.rename"]
    assert shortcuts.conflicts("file.save", ["Ctrl+K"]) == ["keys.edit"]
    assert shortcuts.conflicts("file.save", ["Ctrl+K, Ctrl+S, Ctrl+X"]) == ["keys.edit"]
    assert shortcuts.conflicts("file.save", ["F9", "Ctrl++"]) == ["view.zoom"]
    assert shortcuts.conflicts("edit.rename", ["Ctrl+S"]) == ["file.save"]


def test_assigned_keys_are_taken_from_the_others(shortcuts: Shortcuts):
    shortcuts.assign("file.save", ["Ctrl++"])
    assert shortcuts.keys("file.save") == ("Ctrl++",)
    assert shortcuts.keys("view.zoom") == ("Ctrl+=",)
    shortcuts.assign("view.zoom", shortcuts.defaults("view.zoom"))
    assert shortcuts.overrides == {"file.save": []}


def test_action_follows_its_keys(themes):
    registry = CommandRegistry(themes)
    registry.register(COMMANDS)
    action = registry.action("file.save")
    registry.shortcuts.set_keys("file.save", ["F9"])
    assert action.shortcuts() == [QKeySequence("F9")]
    assert "F9" in action.toolTip()
