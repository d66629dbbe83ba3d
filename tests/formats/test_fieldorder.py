"""The order of fields: each tier, and what moves a field inside of one."""

from __future__ import annotations

import pytest

from tests.formats.test_fields import root

P = "urn:alm:descriptor:com.tectonic.ui:"
LEAF = {"type": "string"}


def shown(names, paths, *, required=(), nested=()):
    """The names in the order shown; those in `nested` are groups with a field `x`."""
    group = {"type": "object", "properties": {"x": LEAF}}
    properties = {name: group if name in nested else LEAF for name in names}
    entries = [each if isinstance(each, dict) else {"path": each} for each in paths]
    return "".join(each.name for each in root(properties, entries, required=required).fields)


def waits(path, control):
    return {"path": path, "x-descriptors": [f"{P}fieldDependency:{control}:yes"]}


CASES = [
    # names in the schema, descriptors, required, expected
    ("abc", [], "", "abc"),
    ("abc", [], "c", "cab"),
    ("abc", ["c"], "", "cab"),
    ("abcd", ["d"], "c", "cdab"),
    ("abcd", ["d", "b"], "b", "bdac"),
    ("abcd", ["d", "c"], "ca", "cadb"),
    ("abcd", ["d", "b", "c"], "", "dbca"),
    ("abcd", [waits("d", "c")], "", "cdab"),
    ("abcd", [waits("a", "c"), "b"], "", "bcad"),
    ("abcd", ["d", waits("a", "b")], "", "dbac"),
    ("abcde", [waits("a", "b"), waits("c", "a")], "", "bacde"),
    ("abc", [waits("a", "b"), waits("b", "a")], "", "abc"),
    ("abc", [waits("a", "a")], "", "abc"),
    ("abc", [waits("a", "gone")], "", "abc"),
    ("abc", ["c", "c", "b", "c"], "", "bca"),
]


@pytest.mark.parametrize(("names", "paths", "required", "expected"), CASES)
def test_order(names, paths, required, expected):
    assert shown(names, paths, required=required) == expected


def test_a_descriptor_below_lifts_the_parent():
    assert shown("abc", ["c.x", "b"], nested="c") == "cba"


def test_an_own_descriptor_places_a_field_rather_than_one_below():
    assert shown("abc", ["c.x", "b", "c"], nested="c") == "bca"


def test_advanced_fields_come_last():
    entries = [{"path": "a", "x-descriptors": [f"{P}advanced"]}, "c"]
    assert shown("abc", entries, required="a") == "cba"


def test_hidden_fields_and_those_of_other_scenes_are_gone():
    entries = [
        {"path": "a", "x-descriptors": [f"{P}hidden"]},
        {"path": "b", "restriction": {"scenes": ["UCS"]}},
        {"path": "c", "restriction": {"scenes": ["UCS", "CCE"]}},
    ]
    assert shown("abcd", entries) == "cd"


def test_order_inside_items():
    item = {"type": "object", "properties": {"a": LEAF, "b": LEAF}, "required": ["b"]}
    form = root({"list": {"type": "array", "items": item}})
    assert [each.name for each in form.child("list").item.fields] == ["b", "a"]
