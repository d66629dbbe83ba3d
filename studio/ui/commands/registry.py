"""The registry of commands: the one source of actions for menus, bars, palette and keys."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from studio.errors import StudioError
from studio.ui.commands.command import Command, translated, without_mnemonic
from studio.ui.commands.shortcuts import Shortcuts, native_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService


class CommandError(StudioError):
    """A command was declared or bound in a way that contradicts itself."""


@dataclass(frozen=True, slots=True)
class _Binding:
    handler: Callable[..., object]
    enabled: Callable[[], bool] | None
    checked: Callable[[], bool] | None
    text: Callable[[], str] | None


class CommandRegistry(QObject):
    """Commands by id, each with one shared `QAction` that is made when first asked for.

    A command without a binding is disabled. `ran` names a command after its handler was called.
    """

    ran = Signal(str)

    def __init__(self, themes: ThemeService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self._commands: dict[str, Command] = {}
        self._bindings: dict[str, _Binding] = {}
        self._actions: dict[str, QAction] = {}
        self.shortcuts = Shortcuts(self)
        self.shortcuts.changed.connect(self._update_keys)
        # Tooltips carry a colour of the theme.
        themes.changed.connect(self.retranslate)

    def register(self, commands: Iterable[Command]) -> None:
        """Make commands known; an id that is known already raises CommandError."""
        for command in commands:
            if command.id in self._commands:
                raise CommandError("The command “{id}” is registered twice.", id=command.id)
            self._commands[command.id] = command
            self.shortcuts.add(command)

    def commands(self) -> list[Command]:
        """Every command in order of registration, for the palette and the settings."""
        return list(self._commands.values())

    def command(self, command_id: str) -> Command:
        """The command of that id; KeyError when there is none."""
        return self._commands[command_id]

    def bind(
        self,
        command_id: str,
        handler: Callable[..., object],
        *,
        enabled: Callable[[], bool] | None = None,
        checked: Callable[[], bool] | None = None,
        text: Callable[[], str] | None = None,
    ) -> None:
        """Give a command its handler, in place of an earlier one.

        A checkable command's handler receives the new state, others receive nothing. `enabled`,
        `checked` and `text` (already translated) are asked again at every `refresh`.
        """
        command = self._commands[command_id]
        if checked is not None and not command.checkable:
            raise CommandError("The command “{id}” is not checkable.", id=command_id)
        self._bindings[command_id] = _Binding(handler, enabled, checked, text)
        if command_id in self._actions:
            self._word(command_id)
            self._update(command_id)

    def action(self, command_id: str) -> QAction:
        """The shared action of a command; KeyError when there is no such command."""
        action = self._actions.get(command_id)
        if action is None:
            action = self._actions[command_id] = self._make_action(self._commands[command_id])
            self._word(command_id)
            self._update(command_id)
        return action

    def attach(self, widget: QWidget, command_ids: Iterable[str] | None = None) -> None:
        """Let the shortcuts of these commands (all that are not local, if not given) work there."""
        if command_ids is None:
            command_ids = [command.id for command in self._commands.values() if not command.local]
        widget.addActions([self.action(command_id) for command_id in command_ids])

    def run(self, command_id: str) -> bool:
        """Run a command as its menu entry would; returns whether it was enabled."""
        action = self.action(command_id)
        self._update(command_id)
        if not action.isEnabled():
            return False
        action.trigger()
        return True

    def text(self, command_id: str) -> str:
        """What the command is called now, without the mnemonic."""
        return without_mnemonic(self._text(command_id))

    def full_name(self, command_id: str) -> str:
        """What the command is called where those of all categories are listed."""
        # Chinese has a colon of its own.
        return self.tr("{category}: {command}").format(
            category=translated(self._commands[command_id].category),
            command=self.text(command_id),
        )

    def is_enabled(self, command_id: str) -> bool:
        """Whether the command can be run at this moment."""
        binding = self._bindings.get(command_id)
        return binding is not None and (binding.enabled is None or binding.enabled())

    def refresh(self, command_ids: Iterable[str] | None = None) -> None:
        """Ask again what is enabled, checked and worded how; of all commands, if none are given."""
        for command_id in self._actions if command_ids is None else command_ids:
            if command_id in self._actions:
                self._update(command_id)

    def retranslate(self) -> None:
        """Word every action anew, after the language or the theme changed."""
        for command_id in self._actions:
            self._word(command_id)
            self._update(command_id)

    def _make_action(self, command: Command) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        action.setMenuRole(command.role)
        action.setShortcuts([QKeySequence(key) for key in self.shortcuts.keys(command.id)])
        if command.local:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        if command.icon:
            action.setIcon(self.themes.icons.icon(command.icon, command.icon_role))

        def triggered(checked: bool) -> None:
            self._run_handler(command.id, checked)

        action.triggered.connect(triggered)
        return action

    def _run_handler(self, command_id: str, checked: bool) -> None:
        binding = self._bindings.get(command_id)
        if binding is None:
            return
        if self._commands[command_id].checkable:
            binding.handler(checked)
        else:
            binding.handler()
        self._update(command_id)
        self.ran.emit(command_id)

    def _text(self, command_id: str) -> str:
        binding = self._bindings.get(command_id)
        if binding is not None and binding.text is not None:
            return binding.text()
        return translated(self._commands[command_id].text)

    def _update(self, command_id: str) -> None:
        action = self._actions[command_id]
        binding = self._bindings.get(command_id)
        action.setEnabled(self.is_enabled(command_id))
        if binding is not None and binding.checked is not None:
            action.setChecked(binding.checked())
        if binding is not None and binding.text is not None:
            self._word(command_id)

    def _word(self, command_id: str) -> None:
        """Say what the command is called; few names change but with language and theme."""
        action = self._actions[command_id]
        action.setText(self._text(command_id))
        # What Qt makes of the text for buttons keeps the "(V)" that Chinese texts end in.
        action.setIconText(self.text(command_id))
        self._update_tooltip(command_id)

    def _update_keys(self, command_id: str) -> None:
        if (action := self._actions.get(command_id)) is not None:
            action.setShortcuts([QKeySequence(key) for key in self.shortcuts.keys(command_id)])
            self._update_tooltip(command_id)

    def _update_tooltip(self, command_id: str) -> None:
        hint = translated(self._commands[command_id].hint) or self.text(command_id).removesuffix(
            "…"
        )
        tooltip = escape(hint)
        if keys := native_text(self.shortcuts.keys(command_id)):
            dim = self.themes.theme.hex("dim")
            tooltip += f'&nbsp;&nbsp;<span style="color: {dim}">{escape(keys)}</span>'
        self._actions[command_id].setToolTip(f"<span>{tooltip}</span>")
