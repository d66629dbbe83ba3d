"""What is wrong with an instance, in the words of packagers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from studio.formats.schemas import Located, Parts, Schemas
from studio.formats.schematypes import type_of_value
from studio.formats.shapes import items, mapping
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.fields import FieldSpec

InstancePath = tuple[str | int, ...]
"""Keys and indices from the top of an instance."""

_IMPLICIT = frozenset({"apiVersion", "kind", "metadata"})


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong at `path`, counted from the top of the instance.

    `keyword` is the keyword of the schema that is broken; "unknown" for a field that the server
    drops because no schema names it.
    """

    path: InstancePath
    keyword: str
    message: Message


def violations(schema: dict[str, Any], instance: Any, *, chart: bool = False) -> list[Violation]:
    """Where the instance breaks the schema, in the order of the schema.

    A schema that cannot be followed (a remote or dangling reference, an unknown type) gives one
    violation of the keyword "schema" at the top.
    """
    from studio.formats.validators import chart_validator, crd_validator

    validator = chart_validator(schema) if chart else crd_validator(schema)
    try:
        found = list(validator.iter_errors(instance))
    except Exception as error:  # noqa: BLE001 - a schema may be wrong in any way
        return [Violation((), "schema", _cannot(error))]
    return list(dict.fromkeys(_violation(error) for each in found for error in _telling(each)))


def unknown_fields(schema: dict[str, Any], instance: Any) -> Iterator[Violation]:
    """The fields of a custom resource that the server would drop."""
    schemas = Schemas(schema)
    for key, value in mapping(instance).items():
        parts = schemas.view((Located(schema),)).properties.get(key)
        if parts is not None and key not in _IMPLICIT:
            yield from _unknown(schemas, parts, value, (key,))


def unchecked_rules(field: FieldSpec, value: Any, path: InstancePath = ()) -> Iterator[Violation]:
    """The CEL rules that hold for what the instance gives; only the server evaluates them."""
    for rule in field.rules:
        yield Violation(path, "x-kubernetes-validations", message("Not checked: {rule}", rule=rule))
    for child in field.children:
        for key, below in _given(child, value):
            yield from unchecked_rules(child, below, (*path, key))


def _given(child: FieldSpec, value: Any) -> Iterable[tuple[str | int, Any]]:
    """The values that an instance gives for a child field, with their keys."""
    if child.name == "[]":
        return enumerate(items(value))
    if child.name == "{}":
        return mapping(value).items()
    given = mapping(value)
    return [(child.name, given[child.name])] if child.name in given else []


def _unknown(schemas: Schemas, parts: Parts, value: Any, path: InstancePath) -> Iterator[Violation]:
    view = schemas.view(parts)
    if view.items:
        for index, item in enumerate(items(value)):
            yield from _unknown(schemas, view.items, item, (*path, index))
    for key, child in mapping(value).items():
        below = view.properties.get(key) or view.values
        if below:
            yield from _unknown(schemas, below, child, (*path, key))
        elif not view.is_open and not view.alternatives:
            sentence = message("The schema has no field `{name}`; the server drops it.", name=key)
            yield Violation((*path, key), "unknown", sentence)


def _telling(error: Any) -> Iterator[Any]:
    """The error, or those inside it that say more: what the nearest of several variants lacks."""
    variants: dict[int, list[Any]] = {}
    for inner in error.context or ():
        variants.setdefault(inner.schema_path[0], []).append(inner)
    if error.validator not in {"anyOf", "oneOf"} or not variants:
        yield error
        return
    typed = [found for found in variants.values() if not _misses_type(found)]
    if len(typed) == 1:
        for inner in typed[0]:
            yield from _telling(inner)
    else:
        yield error


def _misses_type(errors: list[Any]) -> bool:
    """Whether a variant is meant for values of another type altogether."""
    return any(error.validator == "type" and not error.path for error in errors)


def _violation(error: Any) -> Violation:
    path: InstancePath = tuple(error.absolute_path)
    keyword = str(error.validator)
    if keyword in {"required", "x-kubernetes-embedded-resource"}:
        names = [n for n in items(error.validator_value) if n not in mapping(error.instance)]
        name = next((n for n in names if repr(n) in error.message), names[0] if names else "")
        return Violation(path, "required", message("`{name}` is required.", name=name))
    return Violation(path, keyword, _sentence(keyword, error))


_TYPES = {
    "string": message("text"),
    "integer": message("a whole number"),
    "number": message("a number"),
    "boolean": message("true or false"),
    "object": message("keys with values"),
    "array": message("a list"),
    "null": message("nothing"),
}


def _sentence(keyword: str, error: Any) -> Message:
    """What a broken keyword means."""
    limit = error.validator_value
    if keyword == "type":
        wanted = items(limit) or [limit]
        return message(
            "It must be {expected}, not {given}.",
            expected=_TYPES.get(str(wanted[0]), str(wanted[0])),
            given=_TYPES[type_of_value(error.instance)],
        )
    if keyword in {"enum", "const"}:
        options = items(limit) or [limit]
        return message("It must be one of {options}.", options=", ".join(map(str, options)))
    if keyword == "additionalProperties":
        return message("It holds a key that the schema does not allow.")
    if keyword in {"anyOf", "oneOf"}:
        if {each.validator for each in error.context} == {"type"}:
            return _SENTENCES["x-kubernetes-int-or-string"]
        return message("It fits none of the ways that the schema allows.")
    found = _LIMITS.get(keyword)
    if found is not None:
        return Message(found.template, {"limit": limit})
    return _SENTENCES.get(keyword) or message(
        "It breaks the schema: {reason}.", reason=error.message
    )


_LIMITS = {
    "minimum": message("It must be at least {limit}."),
    "maximum": message("It must be at most {limit}."),
    "exclusiveMinimum": message("It must be more than {limit}."),
    "exclusiveMaximum": message("It must be less than {limit}."),
    "multipleOf": message("It must be a multiple of {limit}."),
    "minLength": message("It must have at least {limit} characters."),
    "maxLength": message("It must have at most {limit} characters."),
    "minItems": message("It must have at least {limit} items."),
    "maxItems": message("It must have at most {limit} items."),
    "minProperties": message("It must have at least {limit} keys."),
    "maxProperties": message("It must have at most {limit} keys."),
    "pattern": message("It must match {limit}."),
    "format": message("It must have the format {limit}."),
}
_SENTENCES = {
    "uniqueItems": message("No item may occur twice."),
    "x-kubernetes-list-type": message("No item may occur twice."),
    "x-kubernetes-int-or-string": message("It must be a whole number or text."),
    "not": message("The schema excludes this value."),
}


def _cannot(error: Exception) -> Message:
    return message("The schema cannot be followed: {reason}.", reason=str(error) or repr(error))
