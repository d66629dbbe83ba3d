"""Types that a schema names or implies, as forms tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.shapes import items, mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INT_OR_STRING = "int-or-string"
ANY = "any"
_NUMBERS = frozenset({"integer", "number"})
_SCALARS = frozenset({"string", "integer", "number", "boolean", INT_OR_STRING})


def types_of(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that one schema names, or else implies by its keywords; () where it says none.

    "null" may be among them.
    """
    if schema.get("x-kubernetes-int-or-string") is True or schema.get("format") == INT_OR_STRING:
        return (INT_OR_STRING,)
    named = schema.get("type")
    if isinstance(named, str):
        return (named,)
    if isinstance(named, list):
        return tuple(dict.fromkeys(each for each in items(named) if isinstance(each, str)))
    if isinstance(schema.get("properties"), dict) or "additionalProperties" in schema:
        return ("object",)
    if "items" in schema:
        return ("array",)
    values = items(schema.get("enum")) or ([schema["const"]] if "const" in schema else [])
    return tuple(dict.fromkeys(type_of_value(value) for value in values))


def type_of_value(value: Any) -> str:
    """The type of a value, "null" for None."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"


def joined(types: Iterable[str]) -> tuple[str, ...]:
    """Types that one control can serve become one: whole numbers and text, numbers of any kind."""
    chosen = dict.fromkeys(each for each in types if each != "null")
    found = set(chosen)
    if INT_OR_STRING in found or ("string" in found and found & _NUMBERS):
        rest = [each for each in chosen if each not in {*_NUMBERS, "string", INT_OR_STRING}]
        return (INT_OR_STRING, *rest)
    if found >= _NUMBERS:
        return tuple(each for each in chosen if each != "integer")
    return tuple(chosen)


def is_scalar(field_type: str) -> bool:
    """Whether values of this type hold nothing inside."""
    return field_type in _SCALARS


def is_null(schema: Any) -> bool:
    """Whether a schema allows nothing but null."""
    return types_of(mapping(schema)) == ("null",)
