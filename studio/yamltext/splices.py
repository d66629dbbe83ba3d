"""The smallest change of a text: one stretch of it replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Iterable


class CannotEdit(StudioError):
    """The edit cannot be made in the text without changing more than was meant."""


class Splice(NamedTuple):
    """Replace `text[start:end]` (code points) by `text`; an empty one changes nothing."""

    start: int
    end: int
    text: str

    def inverse(self, old_text: str) -> Splice:
        """The splice that brings `old_text` back after this one was applied to it."""
        return Splice(self.start, self.start + len(self.text), old_text[self.start : self.end])


def apply(text: str, splice: Splice) -> str:
    """The text after the splice."""
    return text[: splice.start] + splice.text + text[splice.end :]


def combine(text: str, splices: Iterable[Splice]) -> Splice:
    """One trimmed splice that does what several disjoint ones do; all count in `text`.

    Splices at the same offset are written in the order given.
    """
    ordered = sorted(splices, key=lambda splice: (splice.start, splice.end))
    if not ordered:
        return Splice(0, 0, "")
    start = at = ordered[0].start
    pieces: list[str] = []
    for splice in ordered:
        if splice.start < at:
            raise CannotEdit("The places of this edit overlap.")
        pieces += (text[at : splice.start], splice.text)
        at = splice.end
    return trimmed(text, Splice(start, at, "".join(pieces)))


def trimmed(text: str, splice: Splice) -> Splice:
    """The splice without the characters that it would replace by the same."""
    start, end, new = splice
    old = text[start:end]
    head = common_prefix(old, new)
    old, new = old[head:], new[head:]
    tail = common_prefix(old[::-1], new[::-1])
    stop = len(new) - tail
    return Splice(start + head, end - tail, new[:stop])


def common_prefix(first: str, second: str) -> int:
    """How many characters two texts begin with in common."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
