"""Edits of generated texts: the same as the edit of the data, and nothing else."""

from __future__ import annotations

import copy
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from studio.yamltext import edits
from studio.yamltext.nodes import parse, parse_json
from studio.yamltext.pointers import find
from studio.yamltext.render import FlowStyle, write_flow
from studio.yamltext.scalars import to_python

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.sampled_from("ab1 :#-'\"\\\n\t,[]{}&*!|>%@?.é中😀\u2028"), max_size=12),
)  # fmt: skip
KEYS = st.text(st.sampled_from("ab1y -.中#:"), min_size=1, max_size=4)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
ROOTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=4)
STYLES = st.sampled_from(["engine", "flow", "json", "spread json", "ruamel"])


def written(data, style: str) -> str:
    """Data as text in one of several styles, by the engine or by others."""
    if style == "engine":
        return edits.apply("", edits.set_value(parse(""), (), data))
    if style == "ruamel":
        stream = io.StringIO()
        engine = YAML(typ="safe", pure=True)
        engine.default_flow_style = False
        engine.dump(data, stream)
        return stream.getvalue()
    return write_flow(data, FlowStyle("json" in style, "spread" in style)) + "\n"


def pointers(data, pointer=()):
    """The places of all values below the root."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data)
    if not isinstance(data, (dict, list)):
        return
    for key, value in pairs:
        yield (*pointer, key)
        if isinstance(value, (dict, list)):
            yield from pointers(value, (*pointer, key))


@pytest.fixture(scope="module")
def read():
    """How a text of a style is read."""
    return lambda text, style: parse_json(text) if "json" in style else parse(text)


@given(ROOTS, STYLES)
def test_what_is_written_is_read(read, data, style):
    tree = read(written(data, style), style)
    assert tree.error is None
    if style != "ruamel":
        assert to_python(tree.root) == data


@given(ROOTS, STYLES, VALUES, st.data())
def test_setting_a_value_is_setting_it_in_the_data(read, data, style, value, choice):
    text = written(data, style)
    tree = read(text, style)
    data = to_python(tree.root)
    pointer = choice.draw(st.sampled_from(list(pointers(data))))
    splice = edits.set_value(tree, pointer, value)
    expected = copy.deepcopy(data)
    find_parent(expected, pointer)[pointer[-1]] = value
    check(read, text, style, splice, expected)
    if splice != (0, 0, ""):
        assert leaves_outside(tree, pointer, splice)


@given(ROOTS, STYLES, st.data())
def test_removing_is_removing_from_the_data(read, data, style, choice):
    text = written(data, style)
    tree = read(text, style)
    data = to_python(tree.root)
    pointer = choice.draw(st.sampled_from(list(pointers(data))))
    splice = edits.remove(tree, pointer)
    expected = copy.deepcopy(data)
    del find_parent(expected, pointer)[pointer[-1]]
    check(read, text, style, splice, expected)


@given(ROOTS, STYLES, KEYS, VALUES)
def test_a_new_key_is_the_last(read, data, style, key, value):
    text = written(data, style)
    tree = read(text, style)
    expected = to_python(tree.root)
    if key in expected:
        return
    splice = edits.insert_key(tree, (), key, value)
    check(read, text, style, splice, {**expected, key: value})


def find_parent(data, pointer):
    """The collection that holds a place."""
    for token in pointer[:-1]:
        data = data[token]
    return data


def check(read, text, style, splice, expected):
    """The new text means what was expected, in order, and can be undone."""
    new = edits.apply(text, splice)
    root = read(new, style).root
    assert to_python(root) == expected
    assert in_order(to_python(root), expected)
    assert edits.apply(new, splice.inverse(text)) == text


def in_order(first, second) -> bool:
    """Whether all mappings have their keys in the same order."""
    if isinstance(first, dict):
        return list(first) == list(second) and all(in_order(first[k], second[k]) for k in first)
    if isinstance(first, list):
        return all(map(in_order, first, second))
    return True


def leaves_outside(tree, pointer, splice) -> bool:
    """Whether the splice touches none of the values beside the one it is about."""
    target = find(tree.root, pointer)
    assert target is not None
    for other in pointers(to_python(tree.root)):
        node = find(tree.root, other)
        related = other[: len(pointer)] == pointer or pointer[: len(other)] == other
        if node is not None and not related and node.start < splice.end:
            assert node.end <= splice.start
    return True
