"""How lengths follow the base size of the type."""

from __future__ import annotations

BASE_SIZE = 13
SMALLEST_BASE_SIZE = 11
LARGEST_BASE_SIZE = 20


def scaled(length: float, base_size: int) -> int:
    """`length`, measured in pixels at the normal base size, in pixels at `base_size`."""
    return round(length * base_size / BASE_SIZE)
