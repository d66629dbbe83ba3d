"""Find texts by the letters that somebody remembers of them."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

_WORD_STARTS = re.compile(r"(?:^|[^A-Za-z0-9])([A-Za-z0-9])|[a-z0-9]([A-Z])")
_CANDIDATES = 200
"""Texts that are looked at closely; more would not be read by anybody."""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Something found: how good (higher is better), and which letters of its text matched."""

    item: T
    score: float
    positions: tuple[int, ...]


def match(query: str, text: str) -> tuple[float, tuple[int, ...]] | None:
    """Score and matched positions of the letters of `query`, in order, in `text`; None if absent.

    The query in one piece, starts of words, runs of letters and the last part of a path count
    more; case does not.
    """
    if not query:
        return 0.0, ()
    lower, wanted = text.casefold(), query.casefold()
    if len(lower) != len(text):
        # A few letters fold to two; positions would be wrong.
        lower = text.lower() if len(text.lower()) == len(text) else text
    whole = lower.rfind(wanted, lower.rfind("/") + 1)
    whole = whole if whole >= 0 else lower.find(wanted)
    if whole >= 0:
        positions = tuple(range(whole, whole + len(wanted)))
    else:
        found = _word_wise(wanted, lower, text) or _in_order(wanted, lower)
        if found is None:
            return None
        positions = found
    in_one_piece = len(wanted) if whole >= 0 else 0
    return _score(positions, lower, text) + in_one_piece, positions


def best(
    query: str, items: Iterable[T], text_of: Callable[[T], str], limit: int = 60
) -> list[Match[T]]:
    """The `limit` best matches of `query`, best first; equal ones keep their order."""
    compact = "".join(query.split())
    if not compact:
        return [Match(item, 0.0, ()) for item, _ in zip(items, range(limit), strict=False)]
    found: list[Match[T]] = []
    for item in _candidates(compact, items, text_of):
        result = match(compact, text_of(item))
        if result is not None:
            found.append(Match(item, *result))
    found.sort(key=lambda match: -match.score)
    return found[:limit]


def _candidates(query: str, items: Iterable[T], text_of: Callable[[T], str]) -> list[T]:
    """The items worth scoring, in their order: with the query in one piece, then short ones."""
    wanted = query.lower()
    # No letter can be matched in two ways, so a text that does not match is left at once.
    letters = re.compile("".join(f"[^{c}]*{c}" for c in map(re.escape, wanted))).match
    found: list[tuple[bool, int, int, T]] = []
    for number, item in enumerate(items):
        text = text_of(item).lower()
        if letters(text):
            found.append((wanted not in text, len(text), number, item))
    closest = heapq.nsmallest(_CANDIDATES, found, key=itemgetter(0, 1, 2))
    return [item for *_, item in sorted(closest, key=itemgetter(2))]


def _word_wise(wanted: str, lower: str, text: str) -> tuple[int, ...] | None:
    """The positions if all letters stand at starts of words: `kcc` in `kafka-cluster_crd`."""
    starts = _word_starts(text)
    positions: list[int] = []
    at = 0
    for letter in wanted:
        after = positions[-1] + 1 if positions else -1
        if 0 <= after < len(lower) and lower[after] == letter:
            positions.append(after)
            continue
        while at < len(starts) and (starts[at] < after or lower[starts[at]] != letter):
            at += 1
        if at == len(starts):
            return None
        positions.append(starts[at])
    return tuple(positions)


def _in_order(wanted: str, lower: str) -> tuple[int, ...] | None:
    """The last positions, so that names win over their folders."""
    positions: list[int] = []
    at = len(lower)
    for letter in reversed(wanted):
        at = lower.rfind(letter, 0, at)
        if at < 0:
            return None
        positions.append(at)
    return tuple(reversed(positions))


def _score(positions: tuple[int, ...], lower: str, text: str) -> float:
    starts = set(_word_starts(text))
    name = lower.rfind("/") + 1
    score = 0.0
    for number, position in enumerate(positions):
        score += 1
        if number and positions[number - 1] == position - 1:
            score += 2
        if position in starts:
            score += 2
        if position >= name:
            score += 0.5
        if position == name:
            score += 2
    return score - len(text) / 200


@lru_cache(maxsize=20_000)
def _word_starts(text: str) -> tuple[int, ...]:
    return tuple(
        found.start(1) if found[1] else found.start(2) for found in _WORD_STARTS.finditer(text)
    )
