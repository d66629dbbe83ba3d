"""The controls that a field can have, for a designer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.controls import Control
from studio.formats.shapes import items
from studio.formats.urns import offered
from studio.formats.values import MISSING, as_text

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec

FIRST_OPTION = "option-1"
_SAID = {Control.TEXT, Control.SELECT}
"""What packages ask for by a descriptor even where the schema asks for it too."""
_POINTLESS = {
    Control.TEXT: {"integer", "number", "boolean"},
    Control.SELECT: {"boolean"},
    Control.PUBLIC_ACCESS: {"integer", "number", "int-or-string", "array"},
}
"""Types of fields that a control could be drawn for, though nobody would want it."""


class Offer(NamedTuple):
    """A control that suits a field, and the capability that asks for it: "" for the schema's own.

    `is_osc` tells that OSC documents it; others only work on OpenShift.
    """

    control: Control
    capability: str
    is_osc: bool


def offers(field: FieldSpec) -> tuple[Offer, ...]:
    """The controls that suit the field's type: the schema's first, then OSC's, then the others."""
    found: dict[Control, Offer] = {}
    for known in offered(field.type):
        control = Control(known.control)
        if field.type not in _POINTLESS.get(control, ()):
            found[control] = Offer(control, known.id, "spec" in known.osc)
    basic = field.basic_control
    own = found.pop(basic, None)
    first = own if own is not None and basic in _SAID else Offer(basic, "", is_osc=True)
    order = list(Control)
    rest = sorted(found.values(), key=lambda each: (not each.is_osc, order.index(each.control)))
    return (first, *rest)


def first_options(field: FieldSpec) -> tuple[str, ...]:
    """The options that a list begins with: the schema's, else its default, else a made-up one."""
    listed = [as_text(each) for each in items(field.view.facts.get("enum")) if each is not None]
    if listed:
        return tuple(listed)
    return (FIRST_OPTION,) if field.default is MISSING else (as_text(field.default),)
