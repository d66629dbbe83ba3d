"""Nodes: exact spans, all kinds of documents, errors as values."""

from __future__ import annotations

import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.yamltext.nodes import MAX_DEPTH, Alias, Mapping, Scalar, Sequence, parse, parse_json
from studio.yamltext.pointers import find


def span(text: str, *pointer: str | int) -> str:
    """The source text of the node at a pointer."""
    tree = parse(text)
    assert tree.error is None
    node = find(tree.root, pointer)
    assert node is not None
    return text[node.start : node.end]


@pytest.mark.parametrize(
    ("text", "pointer", "source"),
    [
        ("a: 1 # c\n", ("a",), "1"),
        ("a:\n  b: 1\n\n# far\nc: 2\n", ("a",), "b: 1"),
        ("a: &x !!str 1\n", ("a",), "&x !!str 1"),
        ("a: !t\n  b: 1\n", ("a",), "!t\n  b: 1"),
        ("a: |\n  x\n\n\nb: 1\n", ("a",), "|\n  x"),
        ("a: |+\n  x\n\n\nb: 1\n", ("a",), "|+\n  x\n\n"),
        ("a: >-\n\n\nb: 1\n", ("a",), ">-"),
        ("a: |\n  x\n   \n\nb: 1\n", ("a",), "|\n  x\n   "),
        ("a: |2\n    x\n\nb: 1\n", ("a",), "|2\n    x"),
        ("a: |\r\n  x\r\n\r\nb: 1\r\n", ("a",), "|\r\n  x"),
        ("a:\nb: 1\n", ("a",), ""),
        ("a: 'x\n  y'  \n", ("a",), "'x\n  y'"),
        ("a: x\n  y # c\n", ("a",), "x\n  y"),
        ("- - 1\n  - 2\n# c\n- 3\n", (0,), "- 1\n  - 2"),
        ("k:\n- 1\n-\n- 2\n", ("k",), "- 1\n-\n- 2"),
        ("k:\n- 1\n-\n- 2\n", ("k", 1), ""),
        ("{a , b: , c: [1, 2] }\n", (), "{a , b: , c: [1, 2] }"),
        ("[a: 1, b]\n", (0,), "a: 1"),
        ("中: 😀 # 值\n文: x\n", ("中",), "😀"),
        ("中: 😀😀\n文: x\n", ("文",), "x"),
    ],
)
def test_spans_are_those_of_the_nodes_own_text(text, pointer, source):
    assert span(text, *pointer) == source


@pytest.mark.parametrize(
    ("text", "key", "offset"),
    [
        ("a:\nb: 1\n", "a", 2),
        ("{a , b: , c}", "a", 2),
        ("{a , b: , c}", "b", 7),
        ("? a\n? b\n", "a", 3),
    ],
)
def test_empty_values_have_no_width_and_stand_behind_their_colon(text, key, offset):
    node = find(parse(text).root, (key,))
    assert node is not None
    assert (node.start, node.end) == (offset, offset)


def test_aliases_know_what_they_mean():
    root = parse("a: &x 1\nb: *x\nc: *y\nd: &x 2\ne: *x\n").root
    assert isinstance(root, Mapping)
    values = {entry.name: entry.value for entry in root.entries}
    assert isinstance(values["b"], Alias)
    assert values["b"].target is values["a"]
    assert isinstance(values["c"], Alias)
    assert values["c"].target is None
    assert isinstance(values["e"], Alias)
    assert values["e"].target is values["d"]


def test_several_documents():
    tree = parse("# c\n---\na: 1\n...\n---\n---\n- x\n")
    assert [type(document.root) for document in tree.documents] == [Mapping, type(None), Sequence]
    assert parse("").documents == []
    assert parse("# only\n").root is None


def test_an_error_keeps_the_documents_before_it():
    tree = parse("a: 1\n---\nb: 1\n c: 2\n")
    assert tree.error is not None
    assert tree.error.code == "syntax"
    assert tree.position(tree.error.offset)[0] == 4
    assert len(tree.documents) == 1
    assert tree.outline == parse("a: 1\n").outline


@pytest.mark.parametrize(
    ("text", "code", "offset"),
    [
        ("a:\n\tb: 1\n", "tab", 3),
        ("中: \x07\n", "syntax", 3),
        ("a: \ud800", "syntax", 3),
        ("\ufeffa: 1\n", "bom", 0),
        ("a: [1\n", "syntax", 6),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "syntax", MAX_DEPTH),
    ],
)
def test_errors_have_a_code_and_a_place(text, code, offset):
    error = parse(text).error
    assert error is not None
    assert (error.code, error.offset) == (code, offset)
    assert "{" not in str(error.message)


@given(st.text(st.sampled_from("ab:-# \n\t'\"[]{},|>&*!?1\r\ufeff\u2028\x07"), max_size=40))
def test_no_text_makes_a_reader_raise(text):
    for tree in (parse(text), parse_json(text)):
        assert tree.defects is not None
        if tree.error:
            assert 0 <= tree.error.offset <= len(text)


@given(st.text(st.sampled_from("a\n中😀"), max_size=30), st.integers(0, 30))
def test_positions_and_offsets_are_inverse(text, offset):
    tree = parse(text)
    offset = min(offset, len(text))
    assert tree.offset(*tree.position(offset)) == offset


def test_offsets_of_impossible_places_are_clamped():
    tree = parse("ab\nc\n")
    assert tree.offset(1, 99) == 2
    assert tree.offset(99, 1) == 5
    assert tree.offset(0, 0) == 0


def test_the_collector_is_left_as_it_was():
    assert gc.isenabled()
    parse("a: 1")
    assert gc.isenabled()
    gc.disable()
    try:
        parse("a: 1")
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_json_gives_the_same_nodes():
    text = '{"a": [1, -2.5e3, true, null],\n\t"b": {"中\\n": "x\\u00e9"}, "e": []}'
    tree = parse_json(text)
    assert tree.error is None
    node = find(tree.root, ("b", "中\n"))
    assert isinstance(node, Scalar)
    assert (node.value, node.style, text[node.start : node.end]) == ("xé", '"', '"x\\u00e9"')
    node = find(tree.root, ("a", 1))
    assert isinstance(node, Scalar)
    assert (node.value, node.style) == ("-2.5e3", "")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0), (" ", 1), ("{", 1), ("{a: 1}", 1), ('{"a" 1}', 5), ('{"a": 1,}', 8), ("[1,]", 3),
        ("[1 2]", 3), ("1 2", 2), ("01", 0), ('"\n"', 0), ("nul", 0), ('{"a": 1', 7), ("[1}", 2),
        ('"\\x"', 0), ("{1: 2}", 1), ("truee", 0), ("[" * 1000, MAX_DEPTH), ("[]]", 2),
    ],
)  # fmt: skip
def test_json_errors_have_a_place(text, offset):
    error = parse_json(text).error
    assert error is not None
    assert error.offset == offset
