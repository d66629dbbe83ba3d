"""What can be done in the designer, by name."""

from __future__ import annotations

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR

_FORM = QT_TRANSLATE_NOOP("commands", "Deploy form")

DESIGNER_COMMANDS = (
    Command(
        "view.designer",
        QT_TRANSLATE_NOOP("commands", "&Deploy form"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "sliders-horizontal",
        ("Ctrl+5",),
        hint=QT_TRANSLATE_NOOP("commands", "Shape the form by pointing"),
    ),
    Command(
        "view.not_shown",
        QT_TRANSLATE_NOOP("commands", "&Not shown to the consumer"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "eye-slash",
        hint=QT_TRANSLATE_NOOP("commands", "The fields that the form leaves out, and why"),
    ),
    Command(
        "designer.describe_required",
        QT_TRANSLATE_NOOP("commands", "Describe all required fields"),
        _FORM,
    ),
    Command(
        "designer.describe_fields",
        QT_TRANSLATE_NOOP("commands", "Generate descriptors from the schema"),
        _FORM,
        "magic-wand",
        hint=QT_TRANSLATE_NOOP("commands", "For all fields at the top, and required ones below"),
    ),
    Command(
        "designer.generate_schema",
        QT_TRANSLATE_NOOP("commands", "Generate a schema from the example"),
        _FORM,
    ),
    Command(
        "designer.describe_resource",
        QT_TRANSLATE_NOOP("commands", "Make descriptors for the resource"),
        _FORM,
        hint=QT_TRANSLATE_NOOP("commands", "A CSD, or an entry of the CSV"),
    ),
    Command(
        "designer.edit_label",
        QT_TRANSLATE_NOOP("commands", "Edit the label"),
        _FORM,
        "pencil-simple",
        ("F2",),
        local=True,
    ),
    Command(
        "designer.edit_help",
        QT_TRANSLATE_NOOP("commands", "Edit the help"),
        _FORM,
        keys=("Shift+F2",),
        local=True,
    ),
    Command(
        "designer.move_up",
        QT_TRANSLATE_NOOP("commands", "Move the field up"),
        _FORM,
        keys=("Alt+Up",),
        local=True,
    ),
    Command(
        "designer.move_down",
        QT_TRANSLATE_NOOP("commands", "Move the field down"),
        _FORM,
        keys=("Alt+Down",),
        local=True,
    ),
    Command(
        "designer.describe",
        QT_TRANSLATE_NOOP("commands", "Describe the field"),
        _FORM,
        "plus",
        ("Insert",),
        local=True,
    ),
    Command(
        "designer.remove",
        QT_TRANSLATE_NOOP("commands", "Remove the description"),
        _FORM,
        "trash",
        ("Delete",),
        local=True,
    ),
    Command(
        "designer.hide",
        QT_TRANSLATE_NOOP("commands", "Hide the field"),
        _FORM,
        "eye-slash",
        checkable=True,
        local=True,
    ),
    Command(
        "designer.advanced",
        QT_TRANSLATE_NOOP("commands", "Put the field among the advanced ones"),
        _FORM,
        checkable=True,
        local=True,
    ),
    Command(
        "designer.show_text",
        QT_TRANSLATE_NOOP("commands", "Show the field in the text"),
        _FORM,
        "code",
        ("Ctrl+Return",),
        local=True,
    ),
)
FIELD_COMMANDS = tuple(command.id for command in DESIGNER_COMMANDS if command.local)
FIELD_MENU = (
    "designer.edit_label",
    "designer.edit_help",
    SEPARATOR,
    "designer.move_up",
    "designer.move_down",
    SEPARATOR,
    "designer.hide",
    "designer.advanced",
    SEPARATOR,
    "designer.describe",
    "designer.remove",
    "designer.show_text",
)
FORM_MENU = (
    "designer.describe_required",
    "designer.describe_fields",
    "designer.generate_schema",
    "designer.describe_resource",
    SEPARATOR,
    "view.not_shown",
    "view.preview",
)
