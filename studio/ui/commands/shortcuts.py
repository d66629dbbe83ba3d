"""Which keys run which command: defaults, the user's changes, and conflicts between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studio.ui.commands.command import Command

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NO_MATCH = QKeySequence.SequenceMatch.NoMatch


class Shortcuts(QObject):
    """The keys of every command; `overrides` holds only what differs from the defaults.

    Keys are portable strings in the spelling of `QKeySequence`. `changed` names the command.
    """

    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: dict[str, Command] = {}
        self._defaults: dict[str, tuple[str, ...]] = {}
        self._overrides: dict[str, tuple[str, ...]] = {}

    def add(self, command: Command) -> None:
        """Take the defaults of `command` in."""
        self._commands[command.id] = command

    def keys(self, command_id: str) -> tuple[str, ...]:
        """The keys of a command, the one to show first; empty when it has none."""
        override = self._overrides.get(command_id)
        return self.defaults(command_id) if override is None else override

    def defaults(self, command_id: str) -> tuple[str, ...]:
        """The keys that a command has before the user changes them."""
        keys = self._defaults.get(command_id)
        if keys is None:
            keys = self._defaults[command_id] = _normal(self._commands[command_id].keys)
        return keys

    @property
    def overrides(self) -> dict[str, list[str]]:
        """What the user changed, ready for the settings; an empty list means no key at all."""
        return {command_id: list(keys) for command_id, keys in self._overrides.items()}

    def set_overrides(self, overrides: Mapping[str, Sequence[str]]) -> None:
        """Take the user's changes over from the settings; unknown commands are left out."""
        if not overrides and not self._overrides:
            return
        before = {command_id: self.keys(command_id) for command_id in self._commands}
        self._overrides = {
            command_id: _normal(keys)
            for command_id, keys in overrides.items()
            if command_id in self._commands and _normal(keys) != self.defaults(command_id)
        }
        for command_id, keys in before.items():
            if self.keys(command_id) != keys:
                self.changed.emit(command_id)

    def set_keys(self, command_id: str, keys: Sequence[str]) -> None:
        """Give a command other keys; its defaults again are no override."""
        self.set_overrides({**self._overrides, command_id: keys})

    def reset(self, command_id: str) -> None:
        """Give a command its defaults back."""
        self.set_keys(command_id, self.defaults(command_id))

    def assign(self, command_id: str, keys: Sequence[str]) -> None:
        """Give a command these keys, and take those that clash from every other command."""
        wanted = [QKeySequence(key) for key in keys]
        changed: dict[str, Sequence[str]] = {command_id: keys}
        for other_id in self.conflicts(command_id, keys):
            others = self.keys(other_id)
            changed[other_id] = [key for key in others if not _clash(wanted, [QKeySequence(key)])]
        self.set_overrides({**self._overrides, **changed})

    def conflicts(self, command_id: str, keys: Sequence[str] | None = None) -> list[str]:
        """The commands that `keys` (the present ones, if not given) would clash with.

        One sequence that begins another clashes as well, for the longer could not be typed. Two
        local commands live in different widgets and may share their keys.
        """
        wanted = [QKeySequence(key) for key in (self.keys(command_id) if keys is None else keys)]
        local = self._commands[command_id].local
        return [
            other_id
            for other_id, other in self._commands.items()
            if other_id != command_id
            and not (local and other.local)
            and _clash(wanted, [QKeySequence(key) for key in self.keys(other_id)])
        ]


def native_text(keys: Sequence[str]) -> str:
    """The first of `keys` as this desktop writes it; empty when there is none."""
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def _normal(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(QKeySequence(key).toString(_PORTABLE) for key in keys)


def _clash(ours: Sequence[QKeySequence], theirs: Sequence[QKeySequence]) -> bool:
    return any(
        one.matches(other) != _NO_MATCH or other.matches(one) != _NO_MATCH
        for one in ours
        for other in theirs
    )
