"""Instances against schemas: what the API server refuses, in words, and what it drops."""

from __future__ import annotations

import pytest

from studio.formats.violations import unchecked_rules, unknown_fields, violations
from tests.formats.test_fields import root

TEXT = {"type": "string"}
INT_OR_STRING = {
    "anyOf": [{"type": "integer"}, {"type": "string"}],
    "x-kubernetes-int-or-string": True,
}


def spec(schema):
    """The schema of a custom resource whose spec has one field."""
    fields = {"spec": {"type": "object", "properties": {"x": schema}}}
    return {"type": "object", "properties": fields}


def broken(schema, value, *, chart=False):
    """The keywords that a value of the field breaks."""
    return [v.keyword for v in violations(spec(schema), {"spec": {"x": value}}, chart=chart)]


ACCEPTED = [
    (TEXT, "a"),
    ({"type": "string", "nullable": True}, None),
    ({"type": "string", "nullable": True, "enum": ["a"]}, None),
    ({**INT_OR_STRING, "nullable": True}, None),
    (INT_OR_STRING, 80),
    (INT_OR_STRING, "80%"),
    ({"x-kubernetes-int-or-string": True}, "80%"),
    ({"type": "object", "required": ["a"], "properties": {"a": {"default": 1}}}, {}),
    ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, 2),
    ({"type": "string", "pattern": "(?i)^A"}, "a"),
    ({"type": "string", "pattern": r"\p{L}+"}, "1"),
    ({"type": "string", "format": "quantity"}, "?"),
    ({"type": "string", "format": "date-time"}, "2026-01-02T03:04:05Z"),
    ({"type": "string", "format": "byte"}, "YWJj"),
    ({"type": "string", "format": "cidr"}, "10.0.0.0/8"),
    ({"type": "string", "format": "duration"}, "1h30m"),
    ({"type": "integer", "format": "int32"}, 2**31 - 1),
    ({"type": "array", "x-kubernetes-list-type": "set"}, ["a", "b"]),
    ({"type": "array", "x-kubernetes-list-type": "atomic"}, ["a", "a"]),
    ({"x-kubernetes-embedded-resource": True}, {"apiVersion": "v1", "kind": "Pod"}),
]


@pytest.mark.parametrize(("schema", "value"), ACCEPTED)
def test_accepted(schema, value):
    assert broken(schema, value) == []


BY_NAME = {"x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"]}
REFUSED = [
    (TEXT, 3, "type"),
    (TEXT, None, "type"),
    ({"type": "integer"}, 1.5, "type"),
    ({"type": "integer"}, True, "type"),
    (INT_OR_STRING, 1.5, "anyOf"),
    ({"x-kubernetes-int-or-string": True}, True, "x-kubernetes-int-or-string"),
    ({"enum": ["a", "b"]}, "c", "enum"),
    ({"type": "integer", "minimum": 1}, 0, "minimum"),
    ({"type": "integer", "minimum": 1, "exclusiveMinimum": True}, 1, "minimum"),
    ({"type": "integer", "maximum": 1}, 2, "maximum"),
    ({"type": "integer", "multipleOf": 2}, 3, "multipleOf"),
    ({"type": "string", "minLength": 2}, "a", "minLength"),
    ({"type": "string", "maxLength": 1}, "ab", "maxLength"),
    ({"type": "string", "pattern": "^a$"}, "b", "pattern"),
    ({"type": "string", "format": "date-time"}, "yesterday", "format"),
    ({"type": "string", "format": "date-time"}, "2026-13-02T03:04:05Z", "format"),
    ({"type": "string", "format": "byte"}, "?", "format"),
    ({"type": "string", "format": "cidr"}, "10.0.0.0", "format"),
    ({"type": "string", "format": "date"}, "2026-02-30", "format"),
    ({"type": "string", "format": "duration"}, "soon", "format"),
    ({"type": "string", "format": "email"}, "nobody", "format"),
    ({"type": "string", "format": "ipv4"}, "::1", "format"),
    ({"type": "string", "format": "ipv6"}, "1.2.3.4", "format"),
    ({"type": "string", "format": "uri"}, "nowhere", "format"),
    ({"type": "string", "format": "uuid"}, "1", "format"),
    ({"type": "integer", "format": "int32"}, 2**31, "format"),
    ({"type": "array", "minItems": 1}, [], "minItems"),
    ({"type": "array", "maxItems": 1}, [1, 2], "maxItems"),
    ({"type": "array", "x-kubernetes-list-type": "set"}, ["a", "a"], "x-kubernetes-list-type"),
    ({"type": "array", **BY_NAME}, [{"name": "a"}, {"name": "a"}], "x-kubernetes-list-type"),
    ({"type": "object", "maxProperties": 0}, {"a": 1}, "maxProperties"),
    ({"not": {"enum": ["a"]}}, "a", "not"),
    ({"x-kubernetes-embedded-resource": True}, {"apiVersion": "v1"}, "required"),
]


@pytest.mark.parametrize(("schema", "value", "keyword"), REFUSED)
def test_refused(schema, value, keyword):
    assert broken(schema, value) == [keyword]
    found = violations(spec(schema), {"spec": {"x": value}})
    assert found[0].path == ("spec", "x")
    sentence = str(found[0].message)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert str(found[0].message.text("zh"))


def test_what_is_missing_is_named():
    schema = {"type": "object", "required": ["a", "b"], "properties": {}}
    found = violations(schema, {"b": 1})
    assert [str(each.message) for each in found] == ["`a` is required."]


def test_of_several_variants_the_one_of_the_right_type_is_explained():
    variants = [TEXT, {"type": "object", "required": ["a"]}]
    found = violations(spec({"oneOf": variants}), {"spec": {"x": {}}})
    assert [(each.path, each.keyword) for each in found] == [(("spec", "x"), "required")]
    assert broken({"oneOf": variants}, 3) == ["oneOf"]


def test_charts_are_checked_in_their_draft():
    schema = {"$schema": "http://json-schema.org/draft-07/schema#", "exclusiveMinimum": 1}
    assert [v.keyword for v in violations(schema, 1, chart=True)] == ["exclusiveMinimum"]
    assert [v.keyword for v in violations({"const": 1}, 2, chart=True)] == ["const"]
    assert violations({"type": "string", "nullable": True}, None, chart=True) != []


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "https://example.com/schema.json"},
        {"$ref": "#/nowhere"},
        {"type": "nonsense"},
        {"minimum": "x"},
    ],
)
def test_a_schema_that_cannot_be_followed_is_said_and_nothing_is_fetched(schema):
    found = violations(schema, 3, chart=True)
    assert [(each.path, each.keyword) for each in found] == [((), "schema")]


DROPPED = [
    (TEXT, "a", []),
    ({"type": "object", "properties": {"a": TEXT}}, {"a": "", "b": 1}, [("b",)]),
    ({"type": "object", "properties": {"a": TEXT}, "x-kubernetes-preserve-unknown-fields": True},
     {"b": 1}, []),
    ({"type": "object", "additionalProperties": {"properties": {"a": TEXT}}},
     {"k": {"a": "", "b": 1}}, [("k", "b")]),
    ({"type": "object", "additionalProperties": True}, {"b": 1}, []),
    ({"type": "object"}, {"b": 1}, [("b",)]),
    ({"type": "array", "items": {"properties": {"a": TEXT}}}, [{"a": ""}, {"b": 1}], [(1, "b")]),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "value", "paths"), DROPPED)
def test_dropped(schema, value, paths):
    found = unknown_fields(spec(schema), {"kind": "K", "metadata": {"a": 1}, "spec": {"x": value}})
    assert [each.path for each in found] == [("spec", "x", *path) for path in paths]


def test_rules_of_the_server_are_listed_where_there_is_a_value():
    ruled = {"x-kubernetes-validations": [{"rule": "self > 0"}], "type": "integer"}
    form = root({"a": ruled, "b": ruled, "c": {"type": "array", "items": ruled}})
    found = list(unchecked_rules(form, {"a": 1, "c": [1, 2]}))
    assert [each.path for each in found] == [("a",), ("c", 0), ("c", 1)]
    assert "self > 0" in str(found[0].message)
