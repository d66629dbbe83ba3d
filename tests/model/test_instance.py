"""Values with one place changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.formats.values import MISSING
from studio.model.instance import edited, found, moved, renamed, replaced

SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=8,
)
PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(tuple)


@given(VALUES, PATHS, SCALARS)
def test_what_is_set_is_found_and_nothing_else_changes(value, path, new):
    after = replaced(value, path, new)
    assert found(after, path) == new
    for key in "abc":
        if key != path[0]:
            assert found(after, (key,)) == found(value, (key,))


@given(VALUES, PATHS)
def test_what_is_removed_is_gone(value, path):
    assert found(replaced(value, path, MISSING), path) is MISSING


@given(VALUES, PATHS, SCALARS)
def test_the_value_itself_stays(value, path, new):
    before = repr(value)
    replaced(value, path, new)
    assert repr(value) == before


def test_an_item_is_replaced_appended_and_removed():
    assert replaced([1, 2], (1,), 5) == [1, 5]
    assert replaced([1, 2], (2,), 5) == [1, 2, 5]
    assert replaced([1, 2], (0,), MISSING) == [2]
    assert replaced([{"a": 1}], (0, "a"), MISSING) == [{}]


def test_removing_takes_away_what_is_left_empty():
    assert replaced({"a": {"b": {"c": 1}}, "d": 2}, ("a", "b", "c"), MISSING) == {"d": 2}


def test_edits_are_laid_over_in_order():
    start = {"a": 1, "list": [1, 2]}
    edits = {("list",): [3], ("b", "c"): True, ("a",): MISSING}
    assert edited(start, edits) == {"list": [3], "b": {"c": True}}


def test_items_move_and_keys_are_renamed_in_place():
    assert moved(["a", "b", "c"], 0, 2) == ["b", "c", "a"]
    assert list(renamed({"a": 1, "b": 2, "c": 3}, "b", "x").items()) == [
        ("a", 1),
        ("x", 2),
        ("c", 3),
    ]
    assert renamed({"a": 1, "b": 2}, "a", "b") == {"b": 1}
