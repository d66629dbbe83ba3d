"""The commands of the text editor, and what they call."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.textview.view import TextView

_EDIT = QT_TRANSLATE_NOOP("commands", "Edit")
_VIEW = QT_TRANSLATE_NOOP("commands", "View")


@dataclass(frozen=True, slots=True)
class EditorCommand:
    """A command and the name of the method of `TextView.commands` that does it.

    `writes` commands need a text that can be edited, `previews` commands one that looks like
    something else, `selects` commands one of which something is selected.
    """

    command: Command
    handler: str
    writes: bool = True
    previews: bool = False
    selects: bool = False


def _command(
    command_id: str, text: str, keys: tuple[str, ...], handler: str, *, writes: bool = True
) -> EditorCommand:
    category = _EDIT if command_id.startswith("edit.") else _VIEW
    return EditorCommand(Command(command_id, text, category, keys=keys), handler, writes)


def _clipboard(
    command_id: str, text: str, icon: str, key: str, handler: str, **needs: bool
) -> EditorCommand:
    """A command whose keys the text handles itself, as fields and lists do with theirs."""
    return EditorCommand(
        Command(command_id, text, _EDIT, icon, (key,), local=True), handler, **needs
    )


EDITOR_COMMANDS = (
    _clipboard(
        "edit.cut",
        QT_TRANSLATE_NOOP("commands", "Cu&t"),
        "scissors",
        "Ctrl+X",
        "cut",
        selects=True,
    ),
    _clipboard(
        "edit.copy",
        QT_TRANSLATE_NOOP("commands", "&Copy"),
        "copy",
        "Ctrl+C",
        "copy",
        writes=False,
        selects=True,
    ),
    _clipboard(
        "edit.paste", QT_TRANSLATE_NOOP("commands", "&Paste"), "clipboard-text", "Ctrl+V", "paste"
    ),
    _clipboard(
        "edit.select_all",
        QT_TRANSLATE_NOOP("commands", "Select &all"),
        "",
        "Ctrl+A",
        "select_all",
        writes=False,
    ),
    _command(
        "edit.find", QT_TRANSLATE_NOOP("commands", "&Find"), ("Ctrl+F",), "find", writes=False
    ),
    _command("edit.replace", QT_TRANSLATE_NOOP("commands", "Replac&e"), ("Ctrl+H",), "replace"),
    _command(
        "edit.find_next",
        QT_TRANSLATE_NOOP("commands", "Find &next"),
        ("F3",),
        "find_next",
        writes=False,
    ),
    _command(
        "edit.find_previous",
        QT_TRANSLATE_NOOP("commands", "Find pre&vious"),
        ("Shift+F3",),
        "find_previous",
        writes=False,
    ),
    _command(
        "edit.add_next_occurrence",
        QT_TRANSLATE_NOOP("commands", "Add next &occurrence"),
        ("Ctrl+D",),
        "add_next_occurrence",
        writes=False,
    ),
    _command(
        "edit.select_all_occurrences",
        QT_TRANSLATE_NOOP("commands", "&Select all occurrences"),
        ("Ctrl+Shift+L",),
        "select_all_occurrences",
        writes=False,
    ),
    _command(
        "edit.toggle_comment",
        QT_TRANSLATE_NOOP("commands", "Toggle co&mment"),
        ("Ctrl+/",),
        "toggle_comment",
    ),
    _command("edit.indent", QT_TRANSLATE_NOOP("commands", "&Indent"), ("Ctrl+]",), "indent"),
    _command("edit.outdent", QT_TRANSLATE_NOOP("commands", "O&utdent"), ("Ctrl+[",), "outdent"),
    _command(
        "edit.move_line_up",
        QT_TRANSLATE_NOOP("commands", "Move line u&p"),
        ("Alt+Up",),
        "move_line_up",
    ),
    _command(
        "edit.move_line_down",
        QT_TRANSLATE_NOOP("commands", "Move line &down"),
        ("Alt+Down",),
        "move_line_down",
    ),
    _command(
        "edit.duplicate_line_up",
        QT_TRANSLATE_NOOP("commands", "Dup&licate line up"),
        ("Alt+Shift+Up",),
        "duplicate_line_up",
    ),
    _command(
        "edit.duplicate_line_down",
        QT_TRANSLATE_NOOP("commands", "Dupli&cate line down"),
        ("Alt+Shift+Down",),
        "duplicate_line_down",
    ),
    _command(
        "edit.delete_line",
        QT_TRANSLATE_NOOP("commands", "Delet&e line"),
        ("Ctrl+Shift+K",),
        "delete_line",
    ),
    _command(
        "view.fold", QT_TRANSLATE_NOOP("commands", "&Fold"), ("Ctrl+Shift+[",), "fold", writes=False
    ),
    _command(
        "view.unfold",
        QT_TRANSLATE_NOOP("commands", "&Unfold"),
        ("Ctrl+Shift+]",),
        "unfold",
        writes=False,
    ),
    _command(
        "view.fold_all", QT_TRANSLATE_NOOP("commands", "Fold &all"), (), "fold_all", writes=False
    ),
    _command(
        "view.unfold_all",
        QT_TRANSLATE_NOOP("commands", "Unfold a&ll"),
        (),
        "unfold_all",
        writes=False,
    ),
    _command(
        "view.toggle_wrap",
        QT_TRANSLATE_NOOP("commands", "Wrap lines"),
        ("Alt+Z",),
        "toggle_wrap",
        writes=False,
    ),
    EditorCommand(
        Command(
            "view.toggle_preview",
            QT_TRANSLATE_NOOP("commands", "Te&xt, preview or both"),
            _VIEW,
            "columns",
            ("Ctrl+Alt+V",),
        ),
        "toggle_preview",
        writes=False,
        previews=True,
    ),
)


TEXT_MENU = (
    "go.definition",
    "go.references",
    "edit.quick_fix",
    SEPARATOR,
    "edit.cut",
    "edit.copy",
    "edit.paste",
    SEPARATOR,
    "edit.find_in_package",
    "edit.select_all_occurrences",
    SEPARATOR,
    "edit.toggle_comment",
    "edit.select_all",
)
"""What the context menu of a text offers."""


def register_editor_commands(
    registry: CommandRegistry, current: Callable[[], TextView | None]
) -> None:
    """Make the commands known and let them act on the view that `current` gives."""
    registry.register(each.command for each in EDITOR_COMMANDS)
    for each in EDITOR_COMMANDS:
        _bind(registry, each, current)


def _bind(
    registry: CommandRegistry, each: EditorCommand, current: Callable[[], TextView | None]
) -> None:
    def run() -> None:
        view = current()
        if view is not None:
            getattr(view.commands, each.handler)()

    def enabled() -> bool:
        view = current()
        if view is None or (each.previews and not view.language.has_preview):
            return False
        if each.selects and not view.has_selection:
            return False
        return not (each.writes and view.read_only_reason)

    registry.bind(each.command.id, run, enabled=enabled)
