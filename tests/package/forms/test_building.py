"""Which resources have a form, and what it is made from."""

from __future__ import annotations

import pytest

from studio.formats.metadata import HELM_GROUP
from studio.formats.values import MISSING
from studio.package.changes import TextEdit, apply
from studio.package.forms import (
    Nature,
    build,
    check,
    is_shown,
    resources,
    shown_values,
    written,
    written_yaml,
)
from studio.package.forms.instances import merged
from studio.package.rules.catalogue import Swap
from tests.package.forms.packages import (
    CRD,
    CSD,
    CSV,
    ETCD_CRD,
    chart,
    form_of,
    operator,
    osc,
    plain,
)

SECOND = """\
apiVersion: osc.io/v1beta1
kind: CustomServiceDefinition
metadata: {name: a}
spec: {CRDRef: {metadata: {name: backups.example.com}}, role: operation}
"""
NO_SCHEMA = Swap(
    "    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n"
    "          spec:\n            type: object\n            properties:\n              size:\n"
    "                type: integer\n",
    "",
)


def natures(snapshot):
    return [(each.kind, each.nature) for each in resources(snapshot)]


def test_crd_and_csd():
    (source,) = resources(osc())
    assert source.nature is Nature.SCHEMA_AND_DESCRIPTORS
    assert (source.group, source.kind, source.versions) == ("example.com", "Kafka", ("v1",))
    assert (source.schema.path, source.owner("v1").path) == (CRD, CSD)
    assert [each.name for each in form_of(osc()).fields] == [
        "replicas", "storage", "users", "token", "image",
    ]  # fmt: skip


def test_crd_and_csv():
    (source,) = resources(operator())
    assert source.nature is Nature.SCHEMA_AND_DESCRIPTORS
    assert source.owner("v1").pointer == ("spec", "customresourcedefinitions", "owned", 0)
    assert source.owner("v2") is None
    form = form_of(operator())
    assert (form.start.origin, form.start.index) == ("alm-examples", 0)
    assert form.start.instance["spec"] == {"size": 3}


def test_schema_alone():
    snapshot = plain({CSD: None})
    assert natures(snapshot) == [("Kafka", Nature.SCHEMA)]
    form = form_of(snapshot)
    assert form.owner is None
    assert form.start.instance == {
        "apiVersion": "example.com/v1",
        "kind": "Kafka",
        "metadata": {"name": "kafka"},
        "spec": {},
    }


def test_descriptors_alone():
    owned = Swap(
        "      description: A cluster of etcd\n",
        "      description: A cluster of etcd\n      specDescriptors: [{path: size}]\n",
    )
    for files in ({ETCD_CRD: NO_SCHEMA, CSV: owned}, {ETCD_CRD: None, CSV: owned}):
        form = form_of(operator(files))
        assert form.source.nature is Nature.DESCRIPTORS
        assert [(each.name, each.type) for each in form.fields] == [("size", "integer")]
        assert [each.reason.value for each in form.left_out] == ["no-schema"]
        assert form.notes
        assert check(form, form.start.instance) == ()


def test_services_come_before_operations():
    files = {"manifests/a_csd.yaml": SECOND}
    assert [(each.kind, each.role) for each in resources(plain(files))] == [
        ("Kafka", "serviceEntity"),
        ("backups", "operation"),
    ]


def test_values_schema_and_values():
    snapshot = chart({"values.schema.json": '{"properties": {"replicas": {"type": "integer"}}}'})
    assert natures(snapshot) == [("HelmRelease", Nature.VALUES_SCHEMA)]
    (field,) = form_of(snapshot).fields
    assert (field.name, field.default) == ("replicas", 1)


def test_values_alone():
    assert natures(chart()) == [("HelmRelease", Nature.VALUES)]
    form = form_of(chart())
    assert [each.path_text for each in form.root.shown()] == [
        "image", "image.repository", "image.tag", "replicas",
    ]  # fmt: skip
    assert form.notes
    assert form.root.child("replicas").default == 1
    assert form.root.at(("image", "tag")).pointer == ("image", "tag")


@pytest.mark.parametrize("path", ["values.yaml", "values.schema.json"])
def test_charts_with_broken_values_have_an_empty_form(path):
    form = form_of(chart({path: "a: ["}))
    assert form.fields == ()


def test_a_chart_without_values_has_no_form():
    assert resources(chart({"values.yaml": None})) == ()


CHART = {
    "raw/Chart.yaml": "name: redis\nversion: 1.0.0\n",
    "raw/values.yaml": "replicas: 2\nname: a\n",
}
RELEASE = ("  group: example.com", "  group: helm.osc.huawei.com")


def test_helm_release_of_a_converted_chart_has_the_defaults_of_the_chart():
    snapshot = plain({CRD: Swap(*RELEASE), **CHART})
    (source,) = resources(snapshot)
    assert (source.group, source.nature) == (HELM_GROUP, Nature.SCHEMA_AND_DESCRIPTORS)
    form = form_of(snapshot)
    assert [(each.name, each.default) for each in form.fields] == [
        ("image", MISSING), ("replicas", 2),
    ]  # fmt: skip
    assert shown_values(form, {"spec": {"name": "b"}}) == {"replicas": 2, "name": "b"}


def test_helm_release_without_a_schema_shows_the_values_of_the_chart():
    text = plain().text(CRD).text.replace(*RELEASE)
    anything = text.partition("            properties:\n")[0]
    kept = f"{anything}            x-kubernetes-preserve-unknown-fields: true\n"
    for crd in (kept, text.partition("    schema:\n")[0]):
        form = form_of(plain({CRD: crd, **CHART}))
        assert [(each.name, each.type) for each in form.fields] == [
            ("replicas", "integer"), ("name", "string"),
        ]  # fmt: skip
        assert len(form.notes) == 1


def test_a_wrapped_chart_without_crd_has_its_own_form():
    snapshot = plain({CRD: None, CSD: None, **CHART})
    assert natures(snapshot) == [("HelmRelease", Nature.VALUES)]


def test_what_the_schema_of_a_chart_hides_or_cannot_tell_is_left_out():
    schema = """{"properties": {
        "a": {"type": "string", "hidden": true},
        "b": {"properties": {"c": {"$ref": "https://example.com/c.json"}}},
        "d": {"$ref": "#"}}}"""
    form = form_of(chart({"values.schema.json": schema}))
    assert [(each.path_text, each.reason.value) for each in form.left_out] == [
        ("a", "hidden"), ("b.c", "unsupported"), ("d.a", "hidden"), ("d.b.c", "unsupported"),
    ]  # fmt: skip


def test_broken_files_are_no_resources():
    assert resources(plain({CSD: "a: [", CRD: "kind: [\n"})) == ()


def with_csd(old, new):
    """The package whose CSD says something else."""
    content = osc().text(CSD)
    assert old in content.text
    return osc().replaced({CSD: content.with_text(content.text.replace(old, new))})


def test_scenes_leave_fields_out():
    snapshot = with_csd("displayName: Class", "restriction: {scenes: [UCS]}")
    in_cce, in_ucs = form_of(snapshot), form_of(snapshot, scene="UCS")
    assert [(each.path_text, each.reason.value) for each in in_cce.left_out] == [
        ("storage.class", "scene")
    ]
    assert in_ucs.left_out == ()
    names = [[f.name for f in form.root.child("storage").fields] for form in (in_cce, in_ucs)]
    assert names == [["size"], ["size", "class"]]


def test_dead_and_hidden_fields_are_left_out():
    hidden = "x-descriptors: [urn:alm:descriptor:com.tectonic.ui:hidden]"
    found = [
        (each.path_text, each.reason.value, each.descriptor)
        for snapshot in (
            with_csd("path: replicas", "path: replica"),
            with_csd("displayName: Class", hidden),
        )
        for each in form_of(snapshot).left_out
    ]
    assert found == [("replica", "dead-path", 0), ("storage.class", "hidden", 1)]


def test_an_example_that_is_no_json_is_said():
    form = form_of(plain({CSD: Swap('"replicas": 3}', '"replicas": 3,}')}))
    assert form.start.fault in form.notes
    assert form.start.instance["spec"] == {}


def test_an_edit_of_the_csd_reads_no_other_file_again():
    snapshot = osc()
    first = form_of(snapshot)
    start = snapshot.text(CSD).text.index("Nodes")
    edited = apply(snapshot, [TextEdit(CSD, start, "Nodes", "Brokers")])
    second = form_of(edited)
    assert second.fields[0].label == "Brokers"
    assert second.crd_version is first.crd_version
    assert second.source == first.source
    assert build(edited, second.source) is second


def test_what_is_written_is_pruned_and_in_order():
    form = form_of(osc())
    instance = {
        **form.start.instance,
        "spec": {
            "token": "",
            "users": [{}],
            "storage": {"size": "1Gi"},
            "replicas": 2,
            "image": "",
        },
    }
    assert written(form, instance)["spec"] == {"replicas": 2, "storage": {"size": "1Gi"}}
    assert written_yaml(form, instance) == (
        "apiVersion: example.com/v1\nkind: Kafka\nmetadata:\n  name: kafka\n"
        "spec:\n  replicas: 2\n  storage:\n    size: 1Gi\n"
    )


def test_violations_and_dropped_fields_of_an_instance():
    form = form_of(osc())
    instance = {**form.start.instance, "spec": {"replicas": 0, "storage": {}, "other": 1}}
    found = {each.path: each.keyword for each in check(form, instance)}
    assert found == {
        ("spec", "replicas"): "minimum",
        ("spec", "storage"): "required",
        ("spec", "other"): "unknown",
    }


def test_values_of_a_chart_are_checked_over_its_defaults():
    schema = '{"required": ["a"], "properties": {"replicas": {"maximum": 2}}}'
    form = form_of(chart({"values.schema.json": schema}))
    assert [each.keyword for each in check(form, {"replicas": 3})] == ["required", "maximum"]
    assert [each.keyword for each in check(form, {"a": 1})] == []


def test_helm_merges_values():
    assert merged({"a": {"b": 1, "c": 2}, "d": [1]}, {"a": {"b": None}, "d": [2], "e": 3}) == {
        "a": {"c": 2},
        "d": [2],
        "e": 3,
    }
    assert merged({"a": 1}, MISSING) == {"a": 1}


def test_fields_appear_with_the_value_that_they_wait_for():
    urn = "urn:alm:descriptor:com.tectonic.ui:fieldDependency:token:yes"
    form = form_of(with_csd("displayName: Class", f"x-descriptors: ['{urn}']"))
    field = form.root.at(("storage", "class"))
    assert not is_shown(form, field, {"spec": {}})
    assert is_shown(form, field, {"spec": {"token": "yes"}})
    assert is_shown(form, form.root.child("token"), {})
