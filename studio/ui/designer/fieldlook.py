"""How fields and their controls are called and which icons they have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.formats.controls import Control
from studio.ui.commands.command import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec

CONTEXT = "controls"

_NAMES = {
    Control.TEXT: QT_TRANSLATE_NOOP("controls", "Text"),
    Control.PASSWORD: QT_TRANSLATE_NOOP("controls", "Password"),
    Control.NUMBER: QT_TRANSLATE_NOOP("controls", "Number"),
    Control.SWITCH: QT_TRANSLATE_NOOP("controls", "Switch"),
    Control.CHECKBOX: QT_TRANSLATE_NOOP("controls", "Check box"),
    Control.SELECT: QT_TRANSLATE_NOOP("controls", "List"),
    Control.POD_COUNT: QT_TRANSLATE_NOOP("controls", "Pods"),
    Control.RESOURCE_REQUIREMENTS: QT_TRANSLATE_NOOP("controls", "Resources"),
    Control.IMAGE_PULL_POLICY: QT_TRANSLATE_NOOP("controls", "Pull policy"),
    Control.UPDATE_STRATEGY: QT_TRANSLATE_NOOP("controls", "Update"),
    Control.K8S_OBJECT: QT_TRANSLATE_NOOP("controls", "Object"),
    Control.PUBLIC_ACCESS: QT_TRANSLATE_NOOP("controls", "Public IP"),
    Control.NODE_AFFINITY: QT_TRANSLATE_NOOP("controls", "Node affinity"),
    Control.POD_AFFINITY: QT_TRANSLATE_NOOP("controls", "Pod affinity"),
    Control.POD_ANTI_AFFINITY: QT_TRANSLATE_NOOP("controls", "Anti-affinity"),
    Control.ENDPOINT_LIST: QT_TRANSLATE_NOOP("controls", "Endpoints"),
    Control.LABEL: QT_TRANSLATE_NOOP("controls", "Label"),
    Control.SELECTOR: QT_TRANSLATE_NOOP("controls", "Selector"),
    Control.NAMESPACE_SELECTOR: QT_TRANSLATE_NOOP("controls", "Namespaces"),
    Control.INT_OR_STRING: QT_TRANSLATE_NOOP("controls", "Number or text"),
    Control.MAP: QT_TRANSLATE_NOOP("controls", "Table"),
    Control.ARRAY: QT_TRANSLATE_NOOP("controls", "Items"),
    Control.GROUP: QT_TRANSLATE_NOOP("controls", "Group"),
    Control.YAML: QT_TRANSLATE_NOOP("controls", "YAML"),
}
_CONTROL_ICONS = {
    Control.TEXT: "text-t",
    Control.PASSWORD: "lock-key",
    Control.NUMBER: "hash-straight",
    Control.SWITCH: "toggle-left",
    Control.CHECKBOX: "check-square",
    Control.SELECT: "list-dashes",
    Control.POD_COUNT: "hash-straight",
    Control.RESOURCE_REQUIREMENTS: "gauge",
    Control.K8S_OBJECT: "link-simple",
    Control.PUBLIC_ACCESS: "globe-simple",
    Control.IMAGE_PULL_POLICY: "list-dashes",
    Control.INT_OR_STRING: "plus-minus",
    Control.MAP: "list-bullets",
    Control.ARRAY: "brackets-square",
    Control.GROUP: "brackets-curly",
    Control.YAML: "code",
}
_TYPE_ICONS = {
    "string": "text-t",
    "integer": "hash-straight",
    "number": "hash-straight",
    "boolean": "toggle-left",
    "object": "brackets-curly",
    "array": "brackets-square",
    "int-or-string": "plus-minus",
}


def control_name(control: Control) -> str:
    """What a control is called in the language of the moment."""
    return QCoreApplication.translate(CONTEXT, _NAMES[control])


def control_icon(control: Control) -> str:
    """The Phosphor name of a control."""
    return _CONTROL_ICONS.get(control, "brackets-curly")


def field_icon(field: FieldSpec) -> str:
    """The Phosphor name for the type of a field, as its schema has it."""
    basic = field.basic_control
    if str(field.view.facts.get("format", "")).startswith("date"):
        return "calendar-blank"
    if basic in (Control.SELECT, Control.PASSWORD, Control.MAP):
        return _CONTROL_ICONS[basic]
    return _TYPE_ICONS.get(field.type, "code")
