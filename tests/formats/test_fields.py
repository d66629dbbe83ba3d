"""What each feature of a schema becomes in a form."""

from __future__ import annotations

import pytest

from studio.formats.descriptors import Dependency, DescriptorTree, read_descriptors
from studio.formats.fields import FormContext, form_root
from studio.formats.schemas import Located, Schemas
from studio.formats.values import MISSING

ANYTHING = {"x-kubernetes-preserve-unknown-fields": True}


def root(properties, descriptors=(), *, scene="CCE", required=(), document=None, defaults=None):
    """The form of a spec with these properties."""
    schema = {"type": "object", "properties": properties, "required": list(required)}
    tree = DescriptorTree(read_descriptors(list(descriptors)))
    context = FormContext(Schemas(document or schema), tree, scene, defaults)
    return form_root(context, Located(schema, ("spec",)))


def only(schema, *urns, document=None):
    """The one field of a form, with these x-descriptors."""
    entries = [{"path": "x", "x-descriptors": list(urns)}] if urns else []
    return root({"x": schema}, entries, document=document).child("x")


CASES = [
    # schema, control, type
    ({"type": "string"}, "text", "string"),
    ({"type": "string", "enum": ["a", "b"]}, "select", "string"),
    ({"enum": ["a", "b"]}, "select", "string"),
    ({"enum": [1, 2]}, "select", "integer"),
    ({"const": 3}, "number", "integer"),
    ({"type": "string", "format": "password"}, "password", "string"),
    ({"type": "string", "format": "date-time"}, "text", "string"),
    ({"type": "integer"}, "number", "integer"),
    ({"type": "number"}, "number", "number"),
    ({"type": ["integer", "number"]}, "number", "number"),
    ({"type": "boolean"}, "switch", "boolean"),
    ({"type": "object", "properties": {"a": {"type": "string"}}}, "group", "object"),
    ({"properties": {"a": {"type": "string"}}}, "group", "object"),
    ({"type": "object", "additionalProperties": {"type": "string"}}, "map", "object"),
    ({"type": "object", "additionalProperties": True}, "yaml", "object"),
    ({"type": "object"}, "yaml", "object"),
    ({"type": "object", **ANYTHING}, "yaml", "object"),
    ({"type": "object", "x-kubernetes-embedded-resource": True, **ANYTHING}, "yaml", "object"),
    ({"type": "array", "items": {"type": "string"}}, "array", "array"),
    ({"items": {"type": "string"}}, "array", "array"),
    ({"type": "array"}, "yaml", "array"),
    ({"type": "array", "items": [{"type": "string"}]}, "yaml", "array"),
    ({"x-kubernetes-int-or-string": True}, "intOrString", "int-or-string"),
    ({"type": "string", "format": "int-or-string"}, "intOrString", "int-or-string"),
    (
        {"anyOf": [{"type": "integer"}, {"type": "string"}], "x-kubernetes-int-or-string": True},
        "intOrString",
        "int-or-string",
    ),
    ({"anyOf": [{"type": "integer"}, {"type": "string"}]}, "intOrString", "int-or-string"),
    ({"type": ["string", "integer"]}, "intOrString", "int-or-string"),
    ({"oneOf": [{"type": "string", "pattern": "a"}, {"type": "string"}]}, "text", "string"),
    ({"oneOf": [{"const": "a"}, {"const": "b"}]}, "select", "string"),
    ({"allOf": [{"type": "integer"}, {"minimum": 1}]}, "number", "integer"),
    ({"type": "string", "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]}, "text", "string"),
    (dict(ANYTHING), "yaml", "any"),
    ({}, "yaml", "any"),
    (True, "yaml", "any"),
    ("nonsense", "yaml", "any"),
    ({"type": "nonsense"}, "yaml", "nonsense"),
    ({"type": 3, "enum": 4, "properties": []}, "yaml", "any"),
]


@pytest.mark.parametrize(("schema", "control", "field_type"), CASES)
def test_schema_becomes_control(schema, control, field_type):
    field = only(schema)
    assert (field.control.value, field.type) == (control, field_type)
    assert field.alternatives == ()


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "nullable": True},
        {"type": ["string", "null"]},
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, {"type": "string"}]},
    ],
)
def test_null_marks_the_field_and_makes_no_choice(schema):
    field = only(schema)
    assert field.nullable
    assert (field.control.value, field.alternatives) == ("text", ())


def test_facts_are_taken_over():
    field = only(
        {
            "type": "string",
            "title": "Name",
            "description": "Of the thing.",
            "default": "a",
            "minLength": 1,
            "pattern": "a+",
            "x-kubernetes-validations": [{"rule": "self != 'b'", "message": "not b"}],
        }
    )
    assert (field.label, field.help, field.default) == ("Name", "Of the thing.", "a")
    assert field.constraints["minLength"] == 1
    assert field.constraints["pattern"] == "a+"
    assert field.rules == ("not b",)
    assert field.pointer == ("spec", "properties", "x")


def test_without_facts_the_key_is_the_label():
    field = only({"type": "integer"})
    assert (field.label, field.help, field.default) == ("x", "", MISSING)
    assert field.constraints == {}


def test_alternatives_of_several_shapes_are_a_choice():
    field = only(
        {
            "oneOf": [
                {"title": "By name", "type": "string"},
                {"type": "object", "properties": {"id": {"type": "integer"}}},
                {"type": "array", "items": {"type": "string"}},
            ]
        }
    )
    assert [each.control.value for each in field.alternatives] == ["text", "group", "array"]
    assert [each.variant for each in field.alternatives] == ["By name", "object", "array"]
    assert field.control.value == "text"
    assert field.child("id").type == "integer"
    assert all(each.alternatives == () for each in field.alternatives)


def test_a_list_of_types_is_a_choice():
    field = only({"type": ["string", "object", "null"], "properties": {"a": {"type": "string"}}})
    assert [each.control.value for each in field.alternatives] == ["text", "group"]
    assert field.nullable


def test_variants_that_only_require_rule_out_what_the_others_ask_for():
    schema = {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("a", "b", "c")},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}],
    }
    field = only(schema)
    names = [[child.name for child in each.fields] for each in field.alternatives]
    assert names == [["a", "c"], ["b", "c"]]
    assert [each.variant for each in field.alternatives] == ["a", "b"]


def test_any_of_required_is_no_choice():
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "anyOf": [{"required": ["a"]}, {"required": ["b"]}],
    }
    assert only(schema).alternatives == ()
    assert [each.name for each in only(schema).fields] == ["a", "b"]


def test_all_of_brings_properties_together():
    schema = {
        "properties": {"a": {"type": "string"}},
        "allOf": [{"properties": {"b": {"type": "integer"}}, "required": ["b"]}],
    }
    fields = only(schema).fields
    assert [(each.name, each.required) for each in fields] == [("b", True), ("a", False)]
    pointers = {each.name: each.pointer for each in fields}
    assert pointers["b"] == ("spec", "properties", "x", "allOf", 0, "properties", "b")


def test_references_inside_the_document_are_followed():
    document = {"definitions": {"size": {"type": "integer", "minimum": 1}}}
    field = only({"$ref": "#/definitions/size", "title": "Size"}, document=document)
    assert (field.control.value, field.label) == ("number", "Size")
    assert field.constraints == {"minimum": 1}


@pytest.mark.parametrize("reference", ["https://example.com/x.json", "#/definitions/none", "x"])
def test_other_references_are_a_fault(reference):
    field = only({"$ref": reference})
    assert field.control.value == "yaml"
    assert reference in str(field.fault)


def test_references_in_a_circle_end():
    document = {"a": {"$ref": "#/b"}, "b": {"$ref": "#/a"}}
    assert only({"$ref": "#/a"}, document=document).type == "any"


def test_a_recursive_schema_is_unfolded_on_demand():
    tree = {"properties": {"name": {"type": "string"}, "child": {"$ref": "#/definitions/tree"}}}
    document = {"definitions": {"tree": tree}}
    field = only({"$ref": "#/definitions/tree"}, document=document)
    child = field.at(("child",) * 20)
    assert child.is_recursive
    assert not field.is_recursive
    assert [each.path_text for each in field.shown()] == ["x.name", "x.child"]


def test_depth_is_no_trouble():
    schema = {"type": "string"}
    for _ in range(150):
        schema = {"type": "object", "properties": {"a": schema}}
    assert len(list(root({"a": schema}).shown())) == 151


def test_items_and_values_are_children():
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    array = only({"type": "array", "items": schema})
    typed_map = only({"type": "object", "additionalProperties": schema})
    plain_map = only({"type": "object", "additionalProperties": {"type": "string"}})
    assert [each.path_text for each in array.shown()] == ["x[]", "x[].a"]
    assert [each.path_text for each in typed_map.shown()] == ["x{}", "x{}.a"]
    assert list(plain_map.shown()) == []
    assert plain_map.item.type == "string"


def test_defaults_of_a_chart_win_over_those_of_the_schema():
    fields = {"a": {"type": "integer", "default": 1}, "b": {"type": "integer", "default": 2}}
    form = root(fields, defaults={"a": 5})
    assert [each.default for each in form.fields] == [5, 2]


def test_hints_of_charts():
    fields = {
        "a": {"type": "string", "hidden": True},
        "b": {"type": "string", "hidden": {"value": False, "path": "c"}},
        "c": {"type": "boolean"},
        "d": {"type": "integer", "form": True, "render": "slider", "sliderMax": 9},
    }
    form = root(fields)
    assert [each.name for each in form.fields] == ["d", "c", "b"]
    assert form.child("b").depends_on == Dependency(("c",), "false", negated=True)
    assert form.child("d").hints == {"render": "slider", "sliderMax": 9}


def test_a_name_with_dots_is_a_name():
    form = root({"a.b": {"type": "string"}}, [{"path": '["a.b"]', "displayName": "Dots"}])
    assert [(each.label, each.path_text) for each in form.fields] == [("Dots", '["a.b"]')]
