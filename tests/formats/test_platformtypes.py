"""Files decode as the platform's Go code decodes them."""

from __future__ import annotations

import pytest

from studio.formats.platformtypes import mismatches
from studio.yamltext.nodes import parse

CSV = "ClusterServiceVersion"
CRD = "CustomResourceDefinition"


def found(text, kind=CSV):
    return [(item.pointer, item.expected) for item in mismatches(parse(text).root, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "spec: {version: null, replaces: ~, icon: }",
        "spec: {labels: {a: 'true'}, keywords: [a, 'b']}",
        "spec: {cleanup: {enabled: yes}}",
        "spec: {unknown: {anything: [1, true]}}",
        "spec: {customresourcedefinitions: {owned: [{specDescriptors: [{value: {a: 1}}]}]}}",
        "metadata: {annotations: {createdAt: 2019-02-28 01:03:00, at: 12:30:45}}",
    ],
)
def test_decodes(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ("spec: {version: 1.0}", ("spec", "version"), "string"),
        ("spec: []", ("spec",), "CSVSpec"),
        ("metadata: {annotations: {certified: false}}",
         ("metadata", "annotations", "certified"), "string"),
        ("spec: {keywords: a}", ("spec", "keywords"), "[]"),
        ("spec: {keywords: {a: b}}", ("spec", "keywords"), "[]"),
        ("spec: {labels: [a]}", ("spec", "labels"), "{}"),
        ("spec: {cleanup: {enabled: 'true'}}", ("spec", "cleanup", "enabled"), "boolean"),
        ("spec: {keywords: [a, 1]}", ("spec", "keywords", 1), "string"),
    ],
)  # fmt: skip
def test_does_not_decode(text, pointer, expected):
    assert found(text) == [(pointer, expected)]


def schema(text):
    return f"spec: {{versions: [{{schema: {{openAPIV3Schema: {text}}}}}]}}"


@pytest.mark.parametrize(
    "text",
    [
        "{type: object, properties: {a: {type: integer, maximum: 1.5, default: {b: 1}}}}",
        "{additionalProperties: true}",
        "{additionalProperties: {type: string}}",
        "{items: [{type: string}]}",
        "{items: {type: string}, enum: [1, a, null]}",
        "{maxLength: 253.0}",
    ],
)
def test_schemas_decode(text):
    assert found(schema(text), CRD) == []


@pytest.mark.parametrize(
    ("text", "below", "expected"),
    [
        ("{additionalProperties: {type: [string]}}", ("additionalProperties", "type"), "string"),
        ("{additionalProperties: 'true'}", ("additionalProperties",), "schema-or-boolean"),
        ("{items: [{nullable: 1}]}", ("items", 0, "nullable"), "boolean"),
        ("{properties: {a: {minLength: 1.5}}}", ("properties", "a", "minLength"), "integer"),
        ("{required: true}", ("required",), "[]"),
    ],
)
def test_schemas_do_not_decode(text, below, expected):
    start = ("spec", "versions", 0, "schema", "openAPIV3Schema")
    assert found(schema(text), CRD) == [((*start, *below), expected)]


def test_aliases_are_followed():
    assert found("spec: {labels: &a {x: 1}, annotations: *a}") == [
        (("spec", "labels", "x"), "string")
    ]
