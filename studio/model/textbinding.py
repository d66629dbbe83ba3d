"""Arithmetic between a file's text and a text widget that counts in UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# QTextDocument ends a block at each of these or drops them, so it cannot hold them itself.
_UNHOLDABLE = re.compile("[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\u2029]")
_STAND_INS = {"\r": "␍", "\u2029": "¶"}


class Utf16Map:
    """Where code points of one text stand in UTF-16; kept in step by `edit`."""

    def __init__(self, text: str) -> None:
        found = () if text.isascii() else _ASTRAL.finditer(text)
        self._astral = [match.start() for match in found]

    def position(self, offset: int) -> int:
        """The UTF-16 position of a code-point offset."""
        return offset + bisect_left(self._astral, offset)

    def offset(self, position: int) -> int:
        """The code-point offset of a UTF-16 position; the middle of a pair counts as its start."""
        if not self._astral:
            return position
        astral = self._astral
        return position - bisect_left(
            range(len(astral)), position, key=lambda index: astral[index] + index
        )

    def edit(self, start: int, old: str, new: str) -> None:
        """Follow the replacement of `old` at offset `start` by `new`."""
        if not self._astral and new.isascii():
            return
        first = bisect_left(self._astral, start)
        last = bisect_left(self._astral, start + len(old))
        growth = len(new) - len(old)
        added = [start + match.start() for match in _ASTRAL.finditer(new)]
        moved = [offset + growth for offset in self._astral[last:]]
        self._astral[first:] = added + moved


def utf16_length(text: str) -> int:
    """How many UTF-16 units `text` takes."""
    return len(text) if text.isascii() else len(text) + len(_ASTRAL.findall(text))


def displayed(text: str) -> str:
    """`text` as a text widget can hold it: of the same length, with stand-ins where it cannot."""
    return _UNHOLDABLE.sub(lambda match: _STAND_INS.get(match[0], "\ufffd"), text)


def is_holdable(text: str) -> bool:
    """Whether a text widget can hold `text` as it is, so that editing it there is safe."""
    return _UNHOLDABLE.search(text) is None


def with_plain_line_ends(text: str) -> str:
    """`text` from elsewhere with the one line end that texts have here."""
    return _LINE_END.sub("\n", text)


def trimmed(old: str, new: str) -> tuple[int, str, str]:
    """What differs between two texts: the length of their common start, and both middles."""
    if old == new:
        return len(old), "", ""
    shorter = min(len(old), len(new))
    start = _common(old, new, shorter)
    end = _common_end(old, new, shorter - start)
    return start, old[start : len(old) - end], new[start : len(new) - end]


def _common(one: str, other: str, most: int) -> int:
    """The length of the common start; by bisection, for comparing slices costs next to nothing."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, most: int) -> int:
    low, high = 0, most
    ends = len(one), len(other)
    while low < high:
        middle = (low + high + 1) // 2
        if one[ends[0] - middle : ends[0] - low] == other[ends[1] - middle : ends[1] - low]:
            low = middle
        else:
            high = middle - 1
    return low
