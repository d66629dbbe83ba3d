"""Compose edits of one text, so that what takes itself back leaves nothing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Cut(NamedTuple):
    """Replace `old`, which stands at code point `start`, with `new`."""

    start: int
    old: str
    new: str


class _Span(NamedTuple):
    """What a cut of the first or second edit means for the text between both."""

    start: int
    end: int
    text: str
    other: str
    is_first: bool


def composed(first: Sequence[Cut], second: Sequence[Cut]) -> list[Cut]:
    """One edit for two that follow each other, without what has no effect.

    An edit is a list of cuts that ascend, do not touch, and all count in the text before it.
    """
    spans: list[_Span] = []
    growth = 0
    for start, old, new in first:
        spans.append(_Span(start + growth, start + growth + len(new), new, old, is_first=True))
        growth += len(new) - len(old)
    for start, old, new in second:
        spans.append(_Span(start, start + len(old), old, new, is_first=False))
    result: list[Cut] = []
    growth = 0
    for cluster in _clusters(sorted(spans)):
        start, between = cluster[0].start, _text(cluster)
        firsts = [span for span in cluster if span.is_first]
        old = _exchanged(between, start, firsts)
        new = _exchanged(between, start, (span for span in cluster if not span.is_first))
        if old != new:
            result.append(Cut(start - growth, old, new))
        growth += sum(len(span.text) - len(span.other) for span in firsts)
    return result


def folded(cuts: Sequence[Cut]) -> list[Cut]:
    """One edit for cuts that follow each other, each counting in the text after the one before."""
    if all(cut.start + len(cut.old) < last.start for last, cut in pairwise(cuts)):
        # What is typed at several carets comes from the end; it needs no composing.
        return [cut for cut in reversed(cuts) if cut.old != cut.new]
    middle = len(cuts) // 2
    return composed(folded(cuts[:middle]), folded(cuts[middle:]))


def _clusters(spans: Iterable[_Span]) -> list[list[_Span]]:
    """The spans, which ascend, with those that touch each other together."""
    result: list[list[_Span]] = []
    end = -1
    for span in spans:
        if span.start <= end:
            result[-1].append(span)
        else:
            result.append([span])
        end = max(end, span.end)
    return result


def _text(cluster: Sequence[_Span]) -> str:
    """The text that the spans of a cluster cover together."""
    parts: list[str] = []
    at = cluster[0].start
    for span in cluster:
        if span.end > at:
            parts.append(span.text[at - span.start :])
            at = span.end
    return "".join(parts)


def _exchanged(text: str, offset: int, spans: Iterable[_Span]) -> str:
    """`text`, which begins at `offset`, with the other text of each span in its place."""
    parts: list[str] = []
    at = 0
    for span in spans:
        parts += (text[at : span.start - offset], span.other)
        at = span.end - offset
    return "".join((*parts, text[at:]))
