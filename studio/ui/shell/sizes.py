"""How many bytes, in words."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_SMALL = 1024


def size_text(size: int) -> str:
    """`size` bytes as people write them: 18 KB, 38.2 MB; never less than 1 KB unless empty."""
    if 0 < size < _SMALL:
        size = _SMALL
    precision = 0 if size < _SMALL * _SMALL else 1
    return QLocale.c().formattedDataSize(
        size, precision, QLocale.DataSizeFormat.DataSizeTraditionalFormat
    )
