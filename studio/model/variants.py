"""Which alternative of a field is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.shapes import mapping
from studio.formats.values import MISSING

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec


def variant_of(field: FieldSpec, value: Any, chosen: int | None) -> int:
    """The number of the alternative in force: the one chosen, else the first that fits."""
    if chosen is not None and chosen < len(field.alternatives):
        return chosen
    if value is MISSING:
        return 0
    fits = (number for number, each in enumerate(field.alternatives) if _fits(each, value))
    return next(fits, 0)


def _fits(field: FieldSpec, value: Any) -> bool:
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool}
    kind = kinds.get(field.type)
    if kind is None:
        return field.type in {"any", "int-or-string"} or (
            isinstance(value, (int, float)) and not isinstance(value, bool)
        )
    if kind is dict:
        keys = mapping(value).keys()
        return isinstance(value, dict) and field.view.required <= keys
    return isinstance(value, kind)
