"""How large a package may be, in a folder or in an archive."""

from __future__ import annotations

FILE_LIMIT = 20_000
"""Files and folders of the largest package."""

TOTAL_TEXT_LIMIT = 256 << 20
"""Bytes of text in the largest package, unpacked."""
