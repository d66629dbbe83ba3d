"""Which lines of a long text are others than before, found in about linear time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_COMPARED = 300
"""Lines of a stretch without unique lines beyond which all of it counts as changed."""

_DEEPEST = 20
"""How often a stretch between unique lines is looked through for lines that are unique in it."""


class Block(NamedTuple):
    """The lines from `old_start` to `old_end` became those from `new_start` to `new_end`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changed_blocks(before: Sequence[str], after: Sequence[str]) -> list[Block]:
    """What differs, in order; between two blocks the lines are the same.

    Lines that are unique in both texts hold them together (patience diff, Bram Cohen), for
    comparing all lines with all others takes seconds on a CRD.
    """
    return list(_changed(before, after, Block(0, len(before), 0, len(after))))


def _changed(
    before: Sequence[str], after: Sequence[str], whole: Block, depth: int = 0
) -> Iterator[Block]:
    left, right, top, bottom = _trimmed(before, after, whole)
    if left == right or top == bottom:
        if left != right or top != bottom:
            yield Block(left, right, top, bottom)
        return
    anchors = _anchors(before[left:right], after[top:bottom]) if depth < _DEEPEST else []
    if not anchors:
        yield from _compared(before, after, Block(left, right, top, bottom))
        return
    at = left, top
    for old, new in (*anchors, (right - left, bottom - top)):
        between = Block(at[0], left + old, at[1], top + new)
        yield from _changed(before, after, between, depth + 1)
        at = left + old + 1, top + new + 1


def _trimmed(before: Sequence[str], after: Sequence[str], block: Block) -> Block:
    """A block without the equal lines at both of its ends."""
    left, right, top, bottom = block
    while left < right and top < bottom and before[left] == after[top]:
        left, top = left + 1, top + 1
    while left < right and top < bottom and before[right - 1] == after[bottom - 1]:
        right, bottom = right - 1, bottom - 1
    return Block(left, right, top, bottom)


def _compared(before: Sequence[str], after: Sequence[str], block: Block) -> Iterator[Block]:
    left, right, top, bottom = block
    if max(right - left, bottom - top) > _MOST_COMPARED:
        yield block
        return
    matcher = SequenceMatcher(None, before[left:right], after[top:bottom], autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield Block(left + old_start, left + old_end, top + new_start, top + new_end)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """The longest row of lines that are unique in both texts and in the same order."""
    once = {line for line, count in Counter(before).items() if count == 1}
    places = {line: at for at, line in enumerate(after) if line in once}
    counts = Counter(line for line in after if line in places)
    pairs = [(at, places[line]) for at, line in enumerate(before) if counts.get(line) == 1]
    ends: list[int] = []  # the smallest end of a row of each length
    chosen: list[int] = []  # and which pair that is
    came_from: list[int] = []
    for number, (_, new) in enumerate(pairs):
        length = bisect_left(ends, new)
        came_from.append(chosen[length - 1] if length else -1)
        ends[length : length + 1] = [new]
        chosen[length : length + 1] = [number]
    row: list[tuple[int, int]] = []
    number = chosen[-1] if chosen else -1
    while number >= 0:
        row.append(pairs[number])
        number = came_from[number]
    return row[::-1]
