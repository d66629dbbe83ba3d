"""Pointers: written, read, found, and found back from an offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.yamltext.nodes import Entry, Scalar, parse
from studio.yamltext.pointers import find, find_entry, format_pointer, locate, parse_pointer

TEXT = """\
a: 1
b:
  - x: 1
    y: [p, {q: r}]
  # between
  - z
"1": text
---
second: yes
"""


def test_pointers_as_text():
    assert parse_pointer("") == ()
    assert parse_pointer("/") == ("",)
    assert parse_pointer("/a/0/b~1c~0d") == ("a", "0", "b/c~d")
    assert parse_pointer("a/b") == ("a", "b")
    assert format_pointer(("a", 0, "b/c~d")) == "/a/0/b~1c~0d"


@given(st.lists(st.text(max_size=4)))
def test_pointer_text_is_read_back(tokens):
    assert parse_pointer(format_pointer(tokens)) == tuple(tokens)


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (("a",), "1"), (("b", 0, "y", 1, "q"), "r"), (("b", "1"), "z"), (("1",), "text"),
        ((1,), "text"), (("b", 2), None), (("b", -1), None), (("b", "x"), None), (("a", "b"), None),
        (("none",), None), (("b", "²"), None),
    ],
)  # fmt: skip
def test_find(pointer, value):
    node = find(parse(TEXT).documents[0], pointer)
    assert (node.value if isinstance(node, Scalar) else node) == value


def test_find_entry():
    root = parse("a: {b: 1}\na: {b: 2, c: [1]}\n").root
    entry = find_entry(root, ("a", "b"))
    assert isinstance(entry, Entry)
    assert isinstance(entry.value, Scalar)
    assert entry.value.value == "2"
    assert find_entry(root, ("a", "c", 0)) is None
    assert find_entry(root, ()) is None


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        ("a: 1", (0, ("a",))), ("b:", (0, ("b",))), ("x:", (0, ("b", 0, "x"))),
        ("p,", (0, ("b", 0, "y", 0))), ("r}", (0, ("b", 0, "y", 1, "q"))), ("z", (0, ("b", 1))),
        ("text", (0, ("1",))), ("second", (1, ("second",))), ("yes", (1, ("second",))),
    ],
)  # fmt: skip
def test_locate(mark, place):
    assert locate(parse(TEXT), TEXT.index(mark)) == place


def test_locate_in_nothing():
    assert locate(parse(""), 0) == (0, ())
    assert locate(parse("# c\na: 1\n"), 0) == (0, ())
