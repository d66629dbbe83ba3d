"""What each x-descriptor does to a field, on types that it fits and on those it does not."""

from __future__ import annotations

import pytest

from studio.formats.descriptors import Dependency
from studio.formats.fieldpaths import format_path, parse_path
from studio.formats.urns import capabilities, object_reference, offered, read_urn
from studio.formats.values import is_met
from tests.formats.test_fields import only, root

P = "urn:alm:descriptor:com.tectonic.ui:"
K = "urn:alm:descriptor:io.kubernetes:"
TYPES = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
    "object": {"type": "object", "properties": {"a": {"type": "string"}}},
    "array": {"type": "array", "items": {"type": "string"}},
    "any": {},
}
PLAIN = {
    "string": "text", "integer": "number", "boolean": "switch", "object": "group",
    "array": "array", "any": "yaml",
}  # fmt: skip
SCALARS = {"string", "integer", "boolean", "any"}
CONTROLS = [
    # x-descriptor, control, types that it fits
    (f"{P}text", "text", SCALARS),
    (f"{P}password", "password", SCALARS),
    (f"{P}number", "number", SCALARS),
    (f"{P}booleanSwitch", "switch", SCALARS),
    (f"{P}checkbox", "checkbox", SCALARS),
    (f"{P}select:a", "select", SCALARS),
    (f"{P}podCount", "podCount", SCALARS),
    (f"{P}imagePullPolicy", "imagePullPolicy", SCALARS),
    (f"{K}Secret", "k8sObject", SCALARS),
    (f"{P}resourceRequirements", "resourceRequirements", {"object"}),
    (f"{P}updateStrategy", "updateStrategy", {"object"}),
    (f"{P}nodeAffinity", "nodeAffinity", {"object"}),
    (f"{P}podAffinity", "podAffinity", {"object"}),
    (f"{P}podAntiAffinity", "podAntiAffinity", {"object"}),
    (f"{P}selector:core:v1:Pod", "selector", {"object"}),
    (f"{P}selector", "selector", {"object"}),
    (f"{P}namespaceSelector", "namespaceSelector", {"object"}),
    (f"{P}endpointList", "endpointList", {"array"}),
    (f"{P}label", "label", {*SCALARS, "object"}),
    ("urn:alm:descriptor:com.huawei.ui:hwDnatElbAccess", "publicAccess", set(TYPES)),
]


@pytest.mark.parametrize("field_type", TYPES)
@pytest.mark.parametrize(("urn", "control", "fits"), CONTROLS)
def test_descriptor_draws_the_types_that_it_fits(urn, control, fits, field_type):
    field = only(TYPES[field_type], urn)
    expected = control if field_type in fits else PLAIN[field_type]
    assert field.control.value == expected


def test_every_drawing_capability_is_in_the_table():
    known = {each.id for each in capabilities() if each.control}
    assert {read_urn(urn).id for urn, _, _ in CONTROLS} == known


@pytest.mark.parametrize(
    ("field_type", "ids"),
    [
        ("string", ["k8sObject", "select", "publicAccess", "password", "imagePullPolicy", "text"]),
        ("integer", ["select", "publicAccess", "podCount", "text", "number"]),
        ("boolean", ["select", "publicAccess", "text", "booleanSwitch", "checkbox"]),
        ("array", ["publicAccess", "endpointList"]),
        ("object", ["publicAccess", "resourceRequirements", "updateStrategy", "selector",
                    "nodeAffinity", "podAffinity", "podAntiAffinity"]),
    ],
)  # fmt: skip
def test_what_a_field_is_offered(field_type, ids):
    assert [each.id for each in offered(field_type)] == ids


@pytest.mark.parametrize(
    ("urns", "control"),
    [
        ([f"{P}text", f"{P}password"], "password"),
        ([f"{P}password", f"{P}podCount"], "podCount"),
        ([f"{P}podCount", f"{P}select:1"], "select"),
        ([f"{P}select:a", f"{K}Secret"], "k8sObject"),
        ([f"{P}checkbox", f"{P}booleanSwitch"], "switch"),
        ([f"{P}number", f"{P}text"], "text"),
        ([f"{P}resourceRequirements", f"{P}number"], "number"),
        ([f"{P}select", f"{P}text"], "text"),
        (["urn:nobody:knows", f"{P}text"], "text"),
        ([f"{P}advanced"], "text"),
    ],
)
def test_one_of_several_wins(urns, control):
    assert only({"type": "string"}, *urns).control.value == control


def test_options_are_those_of_the_descriptors_in_the_type_of_the_schema():
    field = only({"type": "integer", "enum": [1, 2, 3]}, f"{P}select:3", f"{P}select:1")
    assert field.options == (3, 1)
    assert only({"type": "string"}, f"{P}select:1").options == ("1",)
    assert only({"type": "boolean"}, f"{P}select:true", f"{P}select:x").options == (True, "x")
    assert only({"type": "string", "enum": ["a", None]}).options == ("a",)
    assert only({"type": "string"}, f"{P}imagePullPolicy").options == (
        "Always",
        "IfNotPresent",
        "Never",
    )
    assert only({"type": "string"}).options is None


def test_of_two_entries_the_later_wins_where_it_says_something():
    entries = [
        {"path": "x", "displayName": "A", "description": "a", "x-descriptors": [f"{P}text"]},
        {"path": "x", "displayName": "B", "x-descriptors": [f"{P}password"]},
    ]
    field = root({"x": {"type": "string"}}, entries).child("x")
    assert (field.label, field.help, field.control.value) == ("B", "a", "password")


def test_hidden_takes_all_below_away():
    entries = [{"path": "x", "x-descriptors": [f"{P}hidden"]}, {"path": "x.a", "displayName": "A"}]
    form = root({"x": TYPES["object"]}, entries)
    assert form.fields == ()
    assert form.child("x").hidden


def test_index_means_every_item():
    item = {"type": "object", "properties": {"name": {"type": "string"}}}
    form = root(
        {"pods": {"type": "array", "items": item}}, [{"path": "pods[0].name", "displayName": "N"}]
    )
    assert form.at(("pods", "[]", "name")).label == "N"


def test_groups_are_read():
    assert only({"type": "string"}, f"{P}fieldGroup:Storage").group == "Storage"
    assert only({"type": "array", "items": {}}, f"{P}arrayFieldGroup:Disks").group == "Disks"
    assert only({"type": "string"}).group is None


@pytest.mark.parametrize(
    ("urn", "dependency"),
    [
        ("a.b:true", Dependency(("a", "b"), "true")),
        ("a[0].b:x:y", Dependency(("a", "[]", "b"), "x:y")),
        ("a:", Dependency(("a",), "")),
        ("a", None),
        (":x", None),
    ],
)
def test_dependency_is_path_and_value(urn, dependency):
    assert only({"type": "string"}, f"{P}fieldDependency:{urn}").depends_on == dependency


@pytest.mark.parametrize(
    ("spec", "indices", "met"),
    [
        ({"a": [{"on": True}]}, (0,), True),
        ({"a": [{"on": True}, {"on": "true"}]}, (1,), True),
        ({"a": [{"on": True}, {"on": False}]}, (1,), False),
        ({"a": []}, (0,), False),
        ({}, (), False),
        (None, (), False),
    ],
)
def test_dependency_compares_as_text(spec, indices, met):
    dependency = Dependency(("a", "[]", "on"), "true")
    assert is_met(dependency, spec, indices) is met
    assert is_met(Dependency(dependency.path, "true", negated=True), spec, indices) is not met


def test_a_control_that_says_nothing_counts_with_its_default():
    dependency = Dependency(("on",), "true")
    assert is_met(dependency, {}, (), True)
    assert not is_met(dependency, {"on": False}, (), True)


@pytest.mark.parametrize(
    ("argument", "reference"),
    [
        ("Secret", ("", "", "Secret", "")),
        ("core:v1:Secret", ("", "v1", "Secret", "")),
        ("apps:v1:Deployment?app=x", ("apps", "v1", "Deployment", "app=x")),
        ("", None),
        ("a:b", None),
        ("a::b", None),
    ],
)
def test_object_reference(argument, reference):
    assert object_reference(argument) == reference


def test_object_reference_of_a_field():
    field = only({"type": "string"}, f"{K}core:v1:ConfigMap")
    assert field.object_reference.kind == "ConfigMap"
    assert only({"type": "string"}).object_reference is None


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("a[0].b", ("a", "[]", "b")),
        ("a[12][3]", ("a", "[]", "[]")),
        ('a["b.c"].d', ("a", "b.c", "d")),
        ("a['b']", ("a", "b")),
        ("", ()),
        (".a..b.", ("a", "b")),
    ],
)
def test_paths_are_read(text, path):
    assert parse_path(text) == path


@pytest.mark.parametrize("text", ["a", "a.b", "a[0].b", 'a["b.c"].d'])
def test_paths_are_written_as_they_are_read(text):
    assert format_path(parse_path(text)) == text
