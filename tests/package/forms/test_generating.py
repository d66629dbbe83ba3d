"""Descriptors, schemas and examples that are made from what is there."""

from __future__ import annotations

import json

import pytest

from studio.formats.suggesting import human_name, suggested_urn
from studio.package.changes import apply
from studio.package.forms import Nature, check
from studio.package.forms.generating import (
    describe_fields,
    describe_required,
    describe_resource,
    generate_schema,
    save_example,
)
from studio.package.rules.catalogue import Swap
from studio.yamltext.splices import CannotEdit
from tests.formats.test_fields import only
from tests.package.forms.packages import (
    CRD,
    CSD,
    CSV,
    ETCD_CRD,
    chart,
    form_of,
    lines_changed,
    operator,
    osc,
    plain,
)
from tests.package.forms.test_building import NO_SCHEMA

REQUIRED = {
    CRD: Swap(
        "            properties:\n              image:\n",
        "            required: [storage, secretName]\n            properties:\n"
        "              secretName: {type: string}\n"
        "              storage:\n                type: object\n                required: [size]\n"
        "                properties: {size: {type: string}, class: {type: string}}\n"
        "              image:\n",
    )
}


def done(snapshot, change):
    return apply(snapshot, change(snapshot, form_of(snapshot)).operations)


def paths(snapshot):
    return [entry.path for entry in form_of(snapshot).owner.spec.entries]


def test_required_fields_are_described():
    after = done(plain(REQUIRED), describe_required)
    assert paths(after) == ["secretName", "storage.size"]
    field = form_of(after).root.child("secretName")
    assert (field.label, field.control.value) == ("Secret name", "k8sObject")
    assert describe_required(after, form_of(after)).operations == ()


def test_fields_at_the_top_are_described_once():
    after = done(osc(), describe_fields)
    assert paths(after) == ["replicas", "storage.class", "users", "token", "image"]
    assert paths(done(after, describe_fields)) == paths(after)


@pytest.mark.parametrize(
    ("name", "schema", "ending"),
    [
        ("replicas", {"type": "integer"}, ":podCount"),
        ("port", {"type": "integer"}, ""),
        ("adminPassword", {"type": "string"}, ":password"),
        ("tlsSecret", {"type": "string"}, ":Secret"),
        ("logConfigMapName", {"type": "string"}, ":ConfigMap"),
        ("imagePullPolicy", {"type": "string"}, ":imagePullPolicy"),
        ("mode", {"enum": ["a"]}, ""),
        ("name", {"type": "string"}, ":text"),
        ("resources", {"properties": {"limits": {}, "requests": {}}}, ":resourceRequirements"),
        ("on", {"type": "boolean"}, ""),
    ],
)
def test_suggested_controls(name, schema, ending):
    field = only(schema)
    field.path = (name,)
    urn = suggested_urn(field)
    assert urn.endswith(ending)
    assert bool(urn) == bool(ending)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("replicas", "Replicas"),
        ("storageClass", "Storage class"),
        ("tlsCA", "Tls CA"),
        ("TLSSecretName", "TLS secret name"),
        ("image_pull-policy", "Image pull policy"),
        ("", ""),
        ("__", "__"),
    ],
)
def test_names_for_people(key, name):
    assert human_name(key) == name


def test_a_crd_without_csd_gets_one():
    snapshot = plain({CSD: None})
    after = done(snapshot, describe_resource)
    form = form_of(after)
    assert form.source.owner("v1").path == "manifests/kafka_csd.yaml"
    assert form.start.origin == "defaultConfiguration"
    assert paths(done(after, describe_fields)) == ["image", "replicas"]


def test_a_crd_that_a_csv_does_not_name_is_added_to_it():
    text = operator().text(ETCD_CRD).text.replace("etcdcluster", "backup").replace("Etcd", "Back")
    snapshot = operator({"1.0.0/backup_crd.yaml": text})
    form = form_of(snapshot, 1)
    after = apply(snapshot, describe_resource(snapshot, form).operations)
    assert form_of(after, 1).owner.crd == "backups.example.com"
    assert form_of(after, 1).source.nature is Nature.SCHEMA_AND_DESCRIPTORS


def test_what_is_described_or_a_chart_cannot_be_described():
    for snapshot in (plain(), chart()):
        with pytest.raises(CannotEdit):
            describe_resource(snapshot, form_of(snapshot))


def test_a_schema_is_made_from_example_and_descriptors():
    owned = Swap(
        "      description: A cluster of etcd\n",
        "      description: A cluster of etcd\n"
        "      specDescriptors: [{path: pod.name}, {path: size}]\n",
    )
    snapshot = operator({ETCD_CRD: NO_SCHEMA, CSV: owned})
    assert form_of(snapshot).source.nature is Nature.DESCRIPTORS
    after = done(snapshot, generate_schema)
    form = form_of(after)
    assert form.source.nature is Nature.SCHEMA_AND_DESCRIPTORS
    assert [(each.path_text, each.type) for each in form.root.shown()] == [
        ("pod", "object"), ("pod.name", "string"), ("size", "integer"),
    ]  # fmt: skip
    assert check(form, form.start.instance) == ()
    with pytest.raises(CannotEdit):
        generate_schema(after, form)


def test_a_schema_is_made_from_values():
    after = done(chart(), generate_schema)
    schema = json.loads(after.text("values.schema.json").text)
    assert schema["properties"]["replicas"] == {"type": "integer"}
    form = form_of(after)
    assert form.source.nature is Nature.VALUES_SCHEMA
    assert check(form, {}) == ()


def test_an_example_is_saved_where_it_came_from():
    snapshot = osc()
    form = form_of(snapshot)
    instance = {**form.start.instance, "spec": {**form.start.instance["spec"], "replicas": 5}}
    removed, added, after = lines_changed(snapshot, save_example(snapshot, form, instance))
    assert removed.strip().endswith('"replicas": 3}')
    assert added == removed.replace("3}", "5}")
    assert form_of(after).start.instance == instance


def test_an_example_is_saved_among_those_of_a_csv():
    snapshot = operator()
    form = form_of(snapshot)
    instance = {**form.start.instance, "spec": {"size": 5}}
    after = apply(snapshot, save_example(snapshot, form, instance).operations)
    assert json.loads(form_of(after).owner.example) == [instance]
    other = Swap('"kind": "EtcdCluster",\n', '"kind": "Other",\n')
    snapshot = operator({CSV: other})
    after = apply(snapshot, save_example(snapshot, form_of(snapshot), instance).operations)
    examples = json.loads(form_of(after).owner.example)
    assert [each["kind"] for each in examples] == ["Other", "EtcdCluster"]


def test_examples_that_are_no_json_are_not_overwritten():
    snapshot = operator({CSV: Swap('{"size": 3}', '{"size": 3,}')})
    with pytest.raises(CannotEdit):
        save_example(snapshot, form_of(snapshot), {})


def test_nobody_keeps_an_example_of_what_nobody_describes():
    snapshot = plain({CSD: None})
    with pytest.raises(CannotEdit):
        save_example(snapshot, form_of(snapshot), {})
