"""Plain values: the dicts, lists and scalars that YAML and JSON can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping as AbstractMapping
from typing import TypeAlias, cast

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"


def as_plain(value: object) -> Plain:
    """The value with tuples as lists and any mapping as a dict; raises TypeError for others."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, AbstractMapping):
        pairs = cast("AbstractMapping[object, object]", value).items()
        return {plain_key(key): as_plain(child) for key, child in pairs}
    if isinstance(value, (list, tuple)):
        return [as_plain(item) for item in cast("list[object]", value)]
    raise TypeError(type(value).__name__)


def plain_key(key: object) -> str:
    """A key, which must be text."""
    if isinstance(key, str):
        return key
    raise TypeError(type(key).__name__)


def same_scalar(first: Plain, second: Plain) -> bool:
    """Whether two scalars are equal in type and value; NaN equals NaN."""
    if type(first) is not type(second):
        return False
    if isinstance(first, float) and isinstance(second, float) and math.isnan(first):
        return math.isnan(second)
    return first == second


def same_value(first: Plain, second: Plain) -> bool:
    """Whether two values are equal in types, values and the order of keys."""
    if isinstance(first, dict) and isinstance(second, dict):
        return list(first) == list(second) and all(
            same_value(value, second[key]) for key, value in first.items()
        )
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same_value, first, second))
    return same_scalar(first, second)
