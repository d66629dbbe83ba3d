"""How many bytes, in words."""

from __future__ import annotations

_SMALL = 1024
_UNITS = ("KB", "MB", "GB", "TB")


def size_text(size: int) -> str:
    """`size` bytes as people write them: 18 KB, 38.2 MB; never less than 1 KB unless empty.

    A MB has 1024 × 1024 bytes, as the 4 MB that a deploy package may have.
    """
    if 0 < size < _SMALL:
        size = _SMALL
    value, unit = size / _SMALL, 0
    while value >= _SMALL and unit < len(_UNITS) - 1:
        value, unit = value / _SMALL, unit + 1
    return f"{value:.{0 if unit == 0 else 1}f} {_UNITS[unit]}"
