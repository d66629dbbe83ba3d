"""Values of an instance as they are changed: copies with one place set, removed or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.fieldpaths import ITEM, VALUE
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.formats.violations import InstancePath


def found(value: Any, path: InstancePath) -> Any:
    """What lies at `path`; `MISSING` where nothing is."""
    for token in path:
        if isinstance(token, int):
            inside = items(value)
            value = inside[token] if 0 <= token < len(inside) else MISSING
        else:
            value = mapping(value).get(token, MISSING)
    return value


def replaced(value: Any, path: InstancePath, new: Any) -> Any:
    """A copy with `new` at `path`; `MISSING` removes it, and with it what would be left empty.

    What does not fit on the way is replaced. The number after the last item appends one.
    """
    if not path:
        return new
    token, rest = path[0], path[1:]
    if isinstance(token, int):
        inside = list(items(value))
        old = inside[token] if token < len(inside) else MISSING
        child = replaced(old, rest, new)
        if child is not MISSING:
            inside[token : token + 1] = [child]
        elif not rest:
            del inside[token : token + 1]
        else:
            inside[token : token + 1] = [{}]
        return inside
    fields = dict(mapping(value))
    child = replaced(fields.get(token, MISSING), rest, new)
    if child is MISSING:
        fields.pop(token, None)
    else:
        fields[token] = child
    return fields if fields or new is not MISSING else MISSING


def moved(value: Any, start: int, end: int) -> list[Any]:
    """A copy of a list whose item `start` stands at `end`."""
    inside = list(items(value))
    inside.insert(end, inside.pop(start))
    return inside


def renamed(value: Any, old: str, new: str) -> dict[str, Any]:
    """A copy of a mapping with another key in the same place; the older one of that name goes."""
    pairs = mapping(value).items()
    return {new if key == old else key: each for key, each in pairs if key == old or key != new}


def edited(start: Any, edits: Mapping[InstancePath, Any]) -> Any:
    """The value that begins as `start` and was then changed at some places, in order."""
    value = start
    for path, new in edits.items():
        value = replaced(value, path, new)
    return {} if value is MISSING else value


def schema_path(root: FieldSpec, path: InstancePath) -> FieldPath:
    """The path of the field that stands at a place: items and free keys are all alike."""
    tokens: list[str] = []
    field: FieldSpec | None = root
    for token in path:
        item = field.item if field else None
        if isinstance(token, int):
            tokens.append(ITEM)
        elif item is not None and item.name == VALUE:
            tokens.append(VALUE)
        else:
            tokens.append(token)
        field = field.child(tokens[-1]) if field else None
    return tuple(tokens)
