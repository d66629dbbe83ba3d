"""What a form writes: values without the empty ones, in an order that does not wander."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, cast

from studio.formats.fieldpaths import ITEM, VALUE
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec

TOP = ("apiVersion", "kind", "metadata", "spec")
"""The keys of an instance that come first, in this order."""


def pruned(value: Any, example: Any = MISSING) -> Any:
    """The value without null, NaN, empty text, empty lists and empty objects, however deep.

    One that the example holds at the same place in the same way is kept. What becomes empty by
    this goes too; the value itself stays, even if nothing is left in it.
    """
    if isinstance(value, dict):
        given = mapping(example)
        pairs = ((k, v, given.get(k, MISSING)) for k, v in mapping(value).items())
        kept = ((key, pruned(child, same), same) for key, child, same in pairs)
        return {key: child for key, child, same in kept if not is_empty(child, same)}
    if isinstance(value, list):
        examples = items(example)
        same = [*examples, *([MISSING] * len(items(value)))]
        children = [pruned(child, same[i]) for i, child in enumerate(items(value))]
        return [child for i, child in enumerate(children) if not is_empty(child, same[i])]
    return value


def is_empty(value: Any, example: Any = MISSING) -> bool:
    """Whether a value is left out on writing."""
    is_nan = isinstance(value, float) and math.isnan(value)
    empty = is_nan or value is None or value in ("", [], {})
    return empty and not (type(value) is type(example) and (value == example or value != value))


def in_stable_order(value: Any, example: Any, field: FieldSpec | None) -> Any:
    """The value with its keys as in the example, further ones as in the schema, unknown ones last.

    The order in which a form was filled in leaves no trace.
    """
    if isinstance(value, list):
        item = field.child(ITEM) if field else None
        examples = items(example)
        return [
            in_stable_order(child, examples[i] if i < len(examples) else MISSING, item)
            for i, child in enumerate(cast("list[Any]", value))
        ]
    if not isinstance(value, dict):
        return value
    given, own = mapping(example), mapping(value)
    known = [child.name for child in field.children] if field else []
    keys = dict.fromkeys([*given, *known, *sorted(own)])
    free = field.child(VALUE) if field else None
    return {
        key: in_stable_order(
            own[key], given.get(key, MISSING), (field.child(key) if field else None) or free
        )
        for key in keys
        if key in own
    }


def top_first(instance: dict[str, Any]) -> dict[str, Any]:
    """An instance that begins with `apiVersion`, `kind`, `metadata` and `spec`."""
    return {key: instance[key] for key in dict.fromkeys([*TOP, *instance]) if key in instance}
