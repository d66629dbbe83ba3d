"""Values of an instance, and where the field of a form finds its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from studio.formats.fieldpaths import ITEM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.descriptors import Dependency
    from studio.formats.fieldpaths import FieldPath


class Missing:
    """The absence of a value, where null is one."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = Missing()


def value_at(value: Any, path: FieldPath, indices: Sequence[int] = ()) -> Any:
    """What lies at `path` inside a value; each `ITEM` takes the next of `indices`, or the first.

    `MISSING` where nothing is.
    """
    numbers = iter(indices)
    for token in path:
        if token == ITEM:
            index = next(numbers, 0)
            found = cast("list[Any]", value) if isinstance(value, list) else []
            value = found[index] if index < len(found) else MISSING
        elif isinstance(value, dict):
            value = cast("dict[str, Any]", value).get(token, MISSING)
        else:
            return MISSING
    return value


def is_met(
    dependency: Dependency, spec: Any, indices: Sequence[int] = (), fallback: Any = MISSING
) -> bool:
    """Whether a field that waits is shown, given all values below `spec`.

    `indices` are those of the items that the waiting field lies in. `fallback` is what the
    control field has while nothing is given for it.
    """
    value = value_at(spec, dependency.path, indices)
    text = as_text(fallback if value is MISSING else value)
    return (text == dependency.value) != dependency.negated


def as_text(value: Any) -> str:
    """A value as dependencies compare it: `true`, `3`, the text itself; "" for none."""
    if value is None or isinstance(value, Missing):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
