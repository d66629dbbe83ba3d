"""Plain values read without trusting their shape."""

from __future__ import annotations

from typing import Any, cast


def mapping(value: Any) -> dict[str, Any]:
    """The value as a mapping; an empty one where it is anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """The value as a list; an empty one where it is anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def text(value: Any) -> str:
    """The value as text without white space around it; "" where it is no string."""
    return value.strip() if isinstance(value, str) else ""


def at(value: Any, *keys: str | int) -> Any:
    """What lies at `keys` inside a value; None where the way ends."""
    for key in keys:
        if isinstance(key, int):
            found = items(value)
            value = found[key] if key < len(found) else None
        else:
            value = mapping(value).get(key)
    return value
