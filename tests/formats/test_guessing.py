"""Schemas that are made up: from examples, descriptors, and the values of a chart."""

from __future__ import annotations

import pytest
from hypothesis import given

from studio.formats.crd import read_crds, without_schemas
from studio.formats.descriptors import DescriptorTree, read_descriptors
from studio.formats.guessing import schema_from_descriptors, schema_from_example
from studio.formats.valuesschema import schema_from_values, without_defaults
from studio.formats.violations import violations
from studio.yamltext.nodes import parse
from tests.formats.test_pruning import OBJECTS

P = "urn:alm:descriptor:com.tectonic.ui:"
ANYTHING = {"x-kubernetes-preserve-unknown-fields": True}
VALUES = """\
# Not about anything.

## @param global.size  How many
## @param name [string, nullable] The name
## @section Nothing
global:
  size: 3
  # What is kept.
  # On two lines.
  kept: &kept
    a: yes
name: ""
# -- Explained as helm-docs has it
# @default -- none
image:
  tag: "1.0"  # beside
  #########
  # switched: off
  ports: [80, https]
empty: {}
nothing:
list:
- name: a
- name: b
  size: 1
shared: *kept
merged:
  <<: *kept
  b: 1
"""


@given(OBJECTS)
def test_an_example_keeps_to_its_schema(value):
    schema = schema_from_example(value)
    assert [v for v in violations(schema, value) if not _is_null(v, value)] == []


def _is_null(violation, value):
    for token in violation.path:
        value = value[token]
    return value is None


def test_items_of_different_shapes_become_one():
    assert schema_from_example([1, 2.5])["items"] == {"type": "number"}
    assert schema_from_example([80, "a"])["items"] == {"x-kubernetes-int-or-string": True}
    assert schema_from_example([1, True])["items"] == ANYTHING
    assert schema_from_example([])["items"] == ANYTHING
    assert schema_from_example([{"a": 1}, {"b": "x"}])["items"] == {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "string"}},
    }
    assert schema_from_example([[1], ["a"]])["items"]["items"] == {
        "x-kubernetes-int-or-string": True
    }


def test_descriptors_give_fields_and_types_where_the_example_does_not():
    entries = [
        {"path": "size", "x-descriptors": [f"{P}podCount"]},
        {"path": "pod.resources", "x-descriptors": [f"{P}resourceRequirements"]},
        {"path": "users[0].name"},
        {"path": "version"},
        {"path": "on", "x-descriptors": [f"{P}booleanSwitch"]},
        {"path": "ends", "x-descriptors": [f"{P}endpointList"]},
    ]
    tree = DescriptorTree(read_descriptors(entries))
    assert schema_from_descriptors(tree, {"version": 3}) == {
        "type": "object",
        "properties": {
            "size": {"type": "integer"},
            "pod": {"type": "object", "properties": {"resources": {"type": "object", **ANYTHING}}},
            "users": {
                "type": "array",
                "items": {"type": "object", "properties": {"name": {"type": "string"}}},
            },
            "version": {"type": "integer"},
            "on": {"type": "boolean"},
            "ends": {"type": "array", "items": ANYTHING},
        },
    }


def test_values_give_types_defaults_and_help():
    fields = schema_from_values(parse(VALUES))["properties"]
    size = fields["global"]["properties"]["size"]
    assert size == {"type": "integer", "default": 3, "description": "How many"}
    assert fields["name"] == {"type": "string", "default": "", "description": "The name"}
    assert fields["global"]["properties"]["kept"]["description"] == "What is kept.\nOn two lines."
    assert fields["image"]["description"] == "Explained as helm-docs has it"
    assert fields["image"]["properties"]["tag"] == {"type": "string", "default": "1.0"}
    ports = fields["image"]["properties"]["ports"]
    assert (ports["type"], ports["default"]) == ("array", [80, "https"])
    assert fields["empty"] == {"type": "object", "additionalProperties": True, "default": {}}
    assert fields["nothing"] == {}
    assert set(fields["list"]["items"]["properties"]) == {"name", "size"}
    assert fields["shared"]["properties"] == {"a": {"type": "boolean", "default": True}}
    assert set(fields["merged"]["properties"]) == {"a", "b"}


def test_values_that_cannot_be_read_give_nothing():
    assert schema_from_values(parse("a: [")) == {"type": "object"}
    assert schema_from_values(parse("- a\n")) == {"type": "object"}
    assert schema_from_values(parse("")) == {"type": "object"}


def test_beside_the_values_a_schema_names_no_defaults():
    written = without_defaults(schema_from_values(parse(VALUES)))
    assert "default" not in str(written)
    assert "x-kubernetes" not in str(written)
    assert written["properties"]["global"]["properties"]["size"]["type"] == "integer"


CRD = """\
apiVersion: apiextensions.k8s.io/{api}
kind: CustomResourceDefinition
metadata: {{name: things.example.com}}
spec:
  group: example.com
  names: {{kind: Thing, plural: things}}
{rest}
"""
V1 = """\
  versions:
  - {name: v1alpha1, served: true, storage: false, schema: {openAPIV3Schema: {properties: {}}}}
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema: {properties: {spec: {properties: {a: {type: string}}}}}
  - {name: v0, served: false, storage: false}
"""


def read(api, rest):
    return read_crds(parse(CRD.format(api=api, rest=rest)))


def test_stored_version_comes_first_and_what_is_not_served_does_not_count():
    (crd,) = read("v1", V1)
    assert (crd.name, crd.group, crd.kind) == ("things.example.com", "example.com", "Thing")
    assert [(each.name, each.prunes) for each in crd.versions] == [("v1", True), ("v1alpha1", True)]
    part = crd.versions[0].part("spec")
    assert part is not None
    assert part.pointer == (
        "spec", "versions", 1, "schema", "openAPIV3Schema", "properties", "spec",
    )  # fmt: skip
    assert crd.versions[1].part("spec") is None
    assert crd.version("v2") is None


def test_beta_crds_share_one_schema_and_keep_unknown_fields():
    shared = "  validation: {openAPIV3Schema: {properties: {spec: {type: object}}}}\n"
    versions = "  versions: [{name: v1, served: true, storage: true}]\n"
    (crd,) = read("v1beta1", shared + versions)
    assert crd.versions[0].pointer == ("spec", "validation", "openAPIV3Schema")
    assert not crd.versions[0].prunes
    (crd,) = read("v1beta1", f"{shared}  version: v2\n  preserveUnknownFields: false\n")
    assert [(each.name, each.prunes) for each in crd.versions] == [("v2", True)]


def test_without_schema_a_crd_says_where_it_belongs():
    (crd,) = read("v1beta1", "  version: v1\n")
    assert crd.versions[0].pointer is None
    assert crd.versions[0].belongs == ("spec", "validation", "openAPIV3Schema")
    (crd,) = read("v1", "  versions: [{name: v1}]\n")
    assert crd.versions[0].belongs == ("spec", "versions", 0, "schema", "openAPIV3Schema")


def test_broken_and_other_texts_hold_no_crd():
    assert read_crds(parse("a: [")) == ()
    assert read_crds(parse("kind: Pod\n---\nnothing\n")) == ()
    assert [crd.versions for crd in read("v1", "  versions: 3\n")] == [()]


@pytest.mark.slow
def test_without_its_schemas_a_text_tells_the_same_crds(corpus):
    """The short way to the names and versions agrees with the long one."""
    count = 0
    for path in sorted(corpus.rglob("operators/**/*.yaml")):
        text = path.read_text(encoding="utf-8")
        if "kind: CustomResourceDefinition" in text:
            count += 1
            whole = parse(text)
            short = parse(without_schemas(text))
            assert len(without_schemas(text)) < max(len(text) / 3, 10_000)
            assert known(read_crds(short, lambda whole=whole: whole)) == known(read_crds(whole))
    assert count > 100


def known(crds):
    return [
        (c.document, c.name, c.group, c.kind, [(v.name, v.pointer, v.schema) for v in c.versions])
        for c in crds
    ]


def test_comments_and_dedents_end_no_schema_too_early():
    text = "a:\n  openAPIV3Schema:\n    b: 1\n# beside\n\n    c: 2\n  d: 3\nopenAPIV3Schema: {}\n"
    assert without_schemas(text) == "a:\n  openAPIV3Schema:\n  d: 3\nopenAPIV3Schema: {}\n"
    assert without_schemas("  openAPIV3Schema:\n    a: 1\n") == "  openAPIV3Schema:\n"
    assert without_schemas("a: 1\n") == "a: 1\n"
