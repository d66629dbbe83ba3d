"""Affinities, selectors and quantities, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.model.quantities import Quantity, read_quantity, unit_name
from studio.model.terms import (
    NODE_OPERATORS,
    PREFERRED,
    REQUIRED,
    SELECTOR_OPERATORS,
    UNARY,
    Expression,
    Term,
    read_selector,
    read_terms,
    write_selector,
    write_terms,
)

NAMES = st.text("abcxyz./-", min_size=1, max_size=8)
WORDS = st.lists(st.text("abc12", min_size=1, max_size=4), min_size=1, max_size=3)


def expressions(operators):
    """Conditions with what their operator takes."""

    def made(key, operator, words):
        single = words[0] if operator == "=" else ", ".join(words)
        return Expression(key, operator, "" if operator in UNARY else single)

    one = st.builds(made, NAMES, st.sampled_from(operators), WORDS)
    return st.lists(one, max_size=4, unique_by=lambda each: each.key).map(
        lambda found: tuple(sorted(found, key=lambda each: each.operator != "="))
    )


@given(expressions(SELECTOR_OPERATORS))
def test_a_selector_reads_as_it_was_written(conditions):
    assert read_selector(write_selector(conditions)) == conditions


@given(
    st.lists(st.tuples(expressions(NODE_OPERATORS), st.none() | st.integers(1, 100)), max_size=3)
)
def test_an_affinity_to_nodes_reads_as_it_was_written(parts):
    terms = sorted((Term(*part) for part in parts), key=lambda term: term.weight is not None)
    assert read_terms(write_terms(tuple(terms), pods=False), pods=False) == tuple(terms)


@given(
    st.lists(
        st.tuples(expressions(SELECTOR_OPERATORS), st.none() | st.integers(1, 100)), max_size=3
    )
)
def test_an_affinity_to_pods_reads_as_it_was_written(parts):
    terms = [Term(conditions, weight, "zone") for conditions, weight in parts]
    terms.sort(key=lambda term: term.weight is not None)
    assert read_terms(write_terms(tuple(terms), pods=True), pods=True) == tuple(terms)


def test_conditions_without_a_key_are_not_written():
    assert write_selector((Expression(),)) == {}
    assert write_terms((), pods=True) == {}


@pytest.mark.parametrize("value", [None, [], "text", {REQUIRED: 3, PREFERRED: {"a": 1}}])
def test_what_is_no_affinity_holds_no_terms(value):
    assert read_terms(value, pods=True) == ()
    assert read_terms(value, pods=False) == ()


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("500m", "500", "m"),
        ("1.5Gi", "1.5", "Gi"),
        ("2", "2", ""),
        ("1e3", "1e3", ""),
        ("", "", ""),
    ],
)
def test_a_quantity_has_a_number_and_a_unit(text, number, unit):
    assert read_quantity(text) == Quantity(number, unit)
    assert str(read_quantity(text)) == text


def test_what_is_no_quantity_is_kept_as_it_is():
    assert str(read_quantity("a lot")) == "a lot"
    assert [unit_name(unit) for unit in ("Mi", "", "m")] == ["MiB", "B", "m"]
