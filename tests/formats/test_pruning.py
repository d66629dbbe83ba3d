"""What a form writes: nothing empty, in an order that does not depend on the order of typing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.formats.instancetext import from_yaml, to_yaml
from studio.formats.pruning import in_stable_order, is_empty, pruned, top_first
from studio.yamltext.plain import same_value
from tests.formats.test_fields import root

NAN = float("nan")
INTEGERS = st.integers(-(2**63), 2**63 - 1)
SCALARS = st.one_of(
    st.none(), st.booleans(), INTEGERS, st.text(max_size=3), st.just(NAN), st.floats()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.text("abc", max_size=2), inner, max_size=4)
    ),
    max_leaves=25,
)
OBJECTS = st.dictionaries(st.text("abc", max_size=2), VALUES, max_size=4)


@pytest.mark.parametrize("empty", [None, NAN, "", [], {}, [None], {"a": ""}, {"a": [{"b": {}}]}])
def test_empty_values_go(empty):
    assert pruned({"x": empty, "y": [empty, 1]}) == {"y": [1]}


@pytest.mark.parametrize("kept", [0, 0.0, False, " ", [0], {"a": False}])
def test_other_values_stay(kept):
    assert pruned({"x": kept}) == {"x": kept}


@pytest.mark.parametrize("empty", [None, "", [], {}])
def test_what_the_example_holds_stays(empty):
    assert pruned({"x": empty}, {"x": empty}) == {"x": empty}
    assert pruned({"x": [1, empty]}, {"x": [2, empty]}) == {"x": [1, empty]}


def test_only_the_same_empty_value_stays():
    assert pruned({"x": None, "y": {}, "z": [""]}, {"x": "", "y": [], "z": [1]}) == {}
    assert math.isnan(pruned({"x": NAN}, {"x": NAN})["x"])


@given(OBJECTS)
def test_nothing_empty_is_left(value):
    def visit(each):
        for child in each.values() if isinstance(each, dict) else each:
            assert not is_empty(child)
            if isinstance(child, (dict, list)):
                visit(child)

    visit(pruned(value))


@given(OBJECTS)
def test_pruning_again_changes_nothing(value):
    once = pruned(value)
    assert same_value(pruned(once), once)


@given(OBJECTS)
def test_an_example_is_its_own_result(value):
    assert same_value(pruned(value, value), value)


@given(OBJECTS, OBJECTS)
def test_every_leaf_that_says_something_stays(value, example):
    def leaves(each):
        children = each.values() if isinstance(each, dict) else each
        for child in children:
            if isinstance(child, (dict, list)):
                yield from leaves(child)
            elif not is_empty(child):
                yield repr(child)

    assert list(leaves(pruned(value, example))) == list(leaves(value))


def test_order_is_that_of_the_example_then_of_the_schema():
    leaf = {"type": "string"}
    group = {"type": "object", "properties": {"p": leaf, "q": leaf}}
    form = root({"a": leaf, "b": group, "c": leaf, "d": {"type": "array", "items": group}})
    value = {
        "z": 1,
        "y": 1,
        "d": [{"q": 1, "p": 1}],
        "b": {"q": 1, "p": 1},
        "c": 1,
        "a": 1,
    }
    result = in_stable_order(value, {"c": 0, "b": {"q": 0}}, form)
    assert list(result) == ["c", "b", "a", "d", "y", "z"]
    assert list(result["b"]) == ["q", "p"]
    assert list(result["d"][0]) == ["p", "q"]


@given(OBJECTS, st.randoms(use_true_random=False))
def test_order_does_not_depend_on_the_order_of_typing(value, random):
    def shuffled(each):
        if isinstance(each, dict):
            keys = list(each)
            random.shuffle(keys)
            return {key: shuffled(each[key]) for key in keys}
        return [shuffled(child) for child in each] if isinstance(each, list) else each

    form = root({"b": {"type": "object", "properties": {"c": {}, "a": {}}}, "a": {}})
    first = in_stable_order(value, {}, form)
    assert same_value(in_stable_order(shuffled(value), {}, form), first)


def test_instances_begin_with_what_they_are():
    instance = {"spec": {}, "x": 1, "kind": "K", "metadata": {}, "apiVersion": "v1"}
    assert list(top_first(instance)) == ["apiVersion", "kind", "metadata", "spec", "x"]


@given(OBJECTS.map(pruned))
def test_what_is_written_is_read_back(value):
    read = from_yaml(to_yaml(value))
    assert read.fault is None
    assert same_value(read.value, value)


@pytest.mark.parametrize(
    ("text", "line"), [("a: [", 1), ("a: 1\n- b", 2), ("- a\n", 1), ("a: 1\n---\nb: 2\n", 2)]
)
def test_texts_that_hold_no_instance(text, line):
    read = from_yaml(text)
    assert read.value == {}
    assert read.fault is not None
    assert read.line == line


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}\n"])
def test_an_empty_text_is_an_empty_instance(text):
    assert from_yaml(text) == ({}, None, 1)
