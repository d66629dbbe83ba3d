"""Offsets and positions agree with what UTF-16 really takes, through any edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.model.textbinding import (
    Utf16Map,
    displayed,
    is_holdable,
    trimmed,
    utf16_length,
)

texts = st.text(alphabet="aé数\u2028😀👨\n", max_size=12)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check(index: Utf16Map, text: str) -> None:
    for offset in range(len(text) + 1):
        position = units(text[:offset])
        assert index.position(offset) == position
        assert index.offset(position) == offset
        if offset < len(text) and text[offset] > "\uffff":
            assert index.offset(position + 1) == offset


@given(texts, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5), texts), max_size=5))
def test_map_follows_edits(text: str, edits: list[tuple[int, int, str]]):
    index = Utf16Map(text)
    check(index, text)
    for start, length, new in edits:
        start = min(start, len(text))
        old = text[start : start + length]
        index.edit(start, old, new)
        text = text[:start] + new + text[start + len(old) :]
        check(index, text)
    assert utf16_length(text) == units(text)


@given(st.text("ab", max_size=9), st.text("ab", max_size=9))
def test_trimmed_is_the_smallest_replacement(old: str, new: str):
    start, removed, added = trimmed(old, new)
    end = len(old) - start - len(removed)
    assert old[:start] + added + old[len(old) - end :] == new
    assert old[start : start + len(removed)] == removed
    if removed and added:
        assert removed[0] != added[0]
        assert removed[-1] != added[-1]


@given(st.text(max_size=30))
def test_displayed_keeps_the_length(text: str):
    shown = displayed(text)
    assert len(shown) == len(text)
    assert is_holdable(shown)
    assert (shown == text) == is_holdable(text)
