"""Rules about descriptors and examples: what each finds beyond its example, and its ways out."""

from __future__ import annotations

import pytest

from tests.package.rules.cases import CSV, fixed, found, package

CSD = "manifests/kafka_csd.yaml"
CRD = "manifests/kafka_crd.yaml"
ETCD = "1.0.0/etcdclusters_crd.yaml"
P = "urn:alm:descriptor:com.tectonic.ui:"
K = "urn:alm:descriptor:io.kubernetes:"
DEFAULTS = "  defaultConfiguration: |"
OWNED = "      description: A cluster of etcd\n"
NO_SCHEMA = {CRD: ("    schema:\n      openAPIV3Schema:\n", "    other:\n      thing:\n")}
FIELDS = """\
              tls: {type: boolean}
              mode: {type: string, enum: [once, cron]}
              pod: {type: object, properties: {name: {type: string}}}
              users: {type: array, items: {type: object, properties: {name: {type: string}}}}
              labels: {type: object, additionalProperties: {type: string}}
              size: {anyOf: [{type: integer}, {type: string}], x-kubernetes-int-or-string: true}
              image:
"""
TWO_VERSIONS = """\
  - name: v2
    served: true
    storage: false
    schema:
      openAPIV3Schema: {type: object, properties: {spec: {properties: {newer: {type: string}}}}}
"""


def described(*entries, side="spec", fields=FIELDS):
    """The CRD with more fields, the CSD with these descriptors."""
    lines = "".join(f"    - {entry}\n" for entry in entries)
    return {
        CSD: (DEFAULTS, f"  descriptors:\n    {side}:\n{lines}{DEFAULTS}"),
        CRD: ("              image:\n", fields),
    }


def urns(path, *texts):
    return f"{{path: {path}, displayName: X, x-descriptors: {list(texts)}}}"


def owned(*entries, side="specDescriptors"):
    lines = "".join(f"      - {entry}\n" for entry in entries)
    return {CSV: (OWNED, f"{OWNED}      {side}:\n{lines}")}


def required(schema, *entries):
    """A spec that must hold `storage`."""
    top = "            properties:\n              image:\n"
    new = top.replace(
        "              image", f"              storage: {schema}\n              image"
    )
    return {**described(*entries), CRD: (top, f"            required: [storage]\n{new}")}


SILENT = [
    ("OSC-23", "osc", {**described("path: gone"), **NO_SCHEMA}),
    ("OSC-23", "osc", described("path: users.name", "path: labels.a", "path: spec.mode")),
    ("OSC-23", "osc", described("path: gone", side="status")),
    ("OSC-23", "operator", {**owned("path: gone"), ETCD: None}),
    ("OSC-24", "osc", described(urns("tls", f"{P}fieldGroup:a", f"{P}nobody", f"{K}Nothing"))),
    ("DSC-01", "osc", described("path: gone")),
    ("DSC-04", "osc", described("path: spec", fields=FIELDS.replace("tls:", "spec:"))),
    ("DSC-05", "osc", described(urns("size", f"{P}number"), urns("gone", f"{P}text"))),
    ("DSC-05", "osc", described(urns("pod", f"{P}hidden", f"{P}advanced"))),
    ("DSC-06", "osc", described(urns("tls", f"{P}select:a", f"{K}apps:v1:Deployment"))),
    ("DSC-10", "osc", {**described(urns("pod", f"{P}fieldDependency:gone:a")), **NO_SCHEMA}),
    ("DSC-11", "osc", described(urns("pod", f"{P}fieldDependency:image:whatever"))),
    ("DSC-12", "osc", described(urns("image", f"{P}select:whatever"))),
    ("DSC-13", "osc", described(urns("size", f"{P}podCount"), urns("tls", f"{P}checkbox"))),
    ("DSC-14", "osc", described(urns("image", f"{P}hidden"))),
    ("DSC-16", "osc", required("{type: string}")),
    ("DSC-16", "osc", required("{type: string}", urns("storage", f"{P}hidden"), "path: image")),
    ("DSC-17", "osc", described(urns("labels", f"{P}hidden"), "path: pod")),
    ("DSC-18", "osc", described(urns("image", f"{K}Kafka"), urns("image", f"{K}a.b:v1:Thing"))),
    ("DSC-19", "osc", {**described("path: phase", side="status"), **NO_SCHEMA}),
    ("OSC-20", "osc", {CSD: ("  defaultConfiguration: |", "  other: |")}),
    ("OSC-20", "osc", {CRD: None}),
    ("CSV-06", "operator", {CSV: ("alm-examples", "other")}),
    ("CSV-07", "operator", {CSV: ("alm-examples", "other")}),
    ("CSV-09", "operator", {CSV: ('"size": 3}', '"size": 3,}')}),
    ("STR-23", "operator", {ETCD: None}),
    ("STR-23", "osc", {CSD: ('"replicas": 3', '"replicas": "3"')}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "files"), SILENT)
def test_rule_is_silent(rule, base, files):
    assert [str(problem.message) for problem in found(rule, package(base, files))] == []


FOUND = [
    # rule, base, files, parts of the messages, the fix's label
    ("OSC-23", "osc", described("path: imagee"), ["`imagee`"], "Use image"),
    ("OSC-23", "osc", described("path: a.b.c"), ["`a.b.c`"], None),
    ("OSC-23", "operator", owned("path: sizes"), ["`sizes`"], "Use size"),
    ("OSC-24", "osc", described(urns("tls", f"{P}checkbox"), urns("tls", f"{P}checkbox")),
     ["checkbox"], None),
    ("OSC-24", "osc", described(urns("image", f"{K}StorageClass")), ["StorageClass"], None),
    ("OSC-24", "osc", described(urns("image", f"{P}podCount"), side="status"), ["podCount"], None),
    ("OSC-26", "osc", described("{path: image, restriction: {scenes: [CCE, Moon]}}"), ["`Moon`"],
     None),
    ("DSC-01", "osc", {**described("path: newer", fields="              image:\n"),
                       CRD: ("  versions:\n", f"  versions:\n{TWO_VERSIONS}")},
     ["which v2 has"], None),
    ("DSC-02", "osc", described("path: users.name"), ["`users.name`"], "Use users[0].name"),
    ("DSC-03", "osc", described("path: labels.app"), ["`labels.app`"], None),
    ("DSC-04", "osc", described("path: spec.mode"), ["begins with `spec`"], "Use mode"),
    ("DSC-05", "osc", described(urns("users", f"{P}text")), ["type is array"], "Take it out"),
    ("DSC-06", "osc", described(urns("tls", f"{P}ui:booleanSwitch")), ["ui:booleanSwitch"],
     f"Write {P}booleanSwitch"),
    ("DSC-06", "osc", described(urns("pod", f"{P}Secret")), ["Secret"], None),
    ("DSC-07", "osc", described(urns("image", f"{P}text,{P}advanced,{P}text")), ["3 "],
     "Split it into 3"),
    ("DSC-08", "osc", described(urns("image", "")), ["empty"], None),
    ("DSC-08", "osc", described(urns("image", f"{P}select")), ["needs a value"], None),
    ("DSC-10", "osc", described(urns("pod", f"{P}fieldDependency:tls")), ["a path and a value"],
     "Wait for true"),
    ("DSC-10", "osc", described(urns("pod", f"{P}fieldDependency:mod:once")), ["`mod`"],
     "Use mode"),
    ("DSC-11", "osc", described(urns("pod", f"{P}fieldDependency:mode:Cron")), ["once, cron"],
     "Wait for cron"),
    ("DSC-12", "osc", described(urns("mode", f"{P}select:never")), ["`never`"], None),
    ("DSC-13", "osc", described(urns("image", f"{P}booleanSwitch")), ["does not write string"],
     "Take it out"),
    ("DSC-14", "osc", required("{type: string}", urns("storage", f"{P}advanced")), ["tucked away"],
     None),
    ("DSC-15", "osc", described("{path: image, displayName: A}", "{path: image, displayName: B}"),
     ["twice"], None),
    ("DSC-15", "osc", described("path: pod.name"), ["`pod.name`"], "Name it Name"),
    ("DSC-16", "osc", required("{type: string}", "path: image"), ["`storage`"],
     "Describe storage"),
    ("DSC-17", "osc", described("path: size"), ["`size`"], None),
    ("DSC-18", "osc", described(urns("image", f"{K}text")), ["`text`"], f"Write {P}text"),
    ("DSC-18", "osc", described(urns("image", f"{K}Kafkas")), ["`Kafkas`"], f"Write {K}Kafka"),
    ("DSC-20", "operator", owned("{path: size, value: 1}"), ["no default"], "Take it out"),
    ("OSC-20", "osc", {CSD: ('"replicas": 3', '"replicas": "3"')},
     ["spec.replicas: It must be a whole number, not text."], None),
    ("OSC-20", "osc", {CSD: ('"kind": "Kafka"', '"kind": "Kafkas"')}, ["example.com/v1 Kafkas"],
     None),
    ("OSC-20", "osc", {CSD: ("    {\n      \"apiVersion\"", "    [{}, {\n      \"apiVersion\"")},
     ["not JSON"], None),
    ("CSV-07", "operator", {CSV: ("alm-examples: |-\n", "alm-examples: '3'\n    old: |-\n")},
     ["list of objects"], None),
    ("CSV-08", "operator", {CSV: ("example.com/v1", "example.com/v2")}, ["example.com/v2"], None),
    ("CSV-09", "operator", {CSV: ("alm-examples", "other")}, ["EtcdCluster"], None),
    ("STR-23", "operator", {CSV: ('"size": 3', '"sizes": 3')}, ["`sizes`"], None),
    ("STR-23", "osc", {CSD: ('"replicas": 3', '"replica": 3')}, ["`replica`"], None),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "files", "parts", "label"), FOUND)
def test_rule_finds(rule, base, files, parts, label):
    problems = found(rule, package(base, files))
    assert len(problems) == len(parts)
    for problem, part in zip(problems, parts, strict=True):
        assert part in str(problem.message)
        assert (str(problem.fix.label) if problem.fix else None) == label


@pytest.mark.parametrize(
    ("rule", "base", "files", "parts", "label"), [case for case in FOUND if case[-1]]
)
def test_fix_leaves_nothing_to_find(rule, base, files, parts, label):
    snapshot = package(base, files)
    for problem in found(rule, snapshot):
        snapshot = fixed(problem, snapshot)
    assert found(rule, snapshot) == ()


def test_glued_descriptors_become_a_list_without_repetition():
    snapshot = package("osc", described(urns("image", f"{P}text,{P}advanced,{P}text")))
    (problem,) = found("DSC-07", snapshot)
    text = fixed(problem, snapshot).text(CSD).text
    assert text.count(f"{P}text") == 1
    assert text.count(f"{P}advanced") == 1


def test_brackets_are_put_around_a_single_example():
    old = (
        '[{"apiVersion": "example.com/v1", "kind": "EtcdCluster",\n'
        '        "metadata": {"name": "etcd"}, "spec": {"size": 3}}]'
    )
    snapshot = package("operator", {CSV: (old, old[1:-1])})
    (problem,) = found("CSV-07", snapshot)
    after = fixed(problem, snapshot)
    assert found("CSV-07", after) == ()
    assert found("CSV-08", after) == ()
