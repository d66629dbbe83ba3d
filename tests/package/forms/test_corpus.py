"""Forms of real packages: all of them can be made, and some look as they were reviewed.

Run with UPDATE_GOLDEN=1 to write what they look like now, and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from studio.formats.pruning import pruned
from studio.package.forms import build, check, resources, unchecked, written, written_yaml
from studio.package.forms.building import SCENES
from studio.package.opening import open_package

GOLDEN = Path(__file__).parent / "golden"
DEEPEST = 2
REVIEWED = [
    # package, kind: each shows something that the others do not
    ("operators/etcd", "EtcdCluster"),  # no schema
    ("operators/etcd", "EtcdBackup"),
    ("operators/cloud-native-postgresql", "Cluster"),  # 113 descriptors
    ("operators/cloud-native-postgresql", "Pooler"),
    ("operators/open-liberty-certified", "OpenLibertyApplication"),  # 1.17 MB
    ("operators/strimzi-kafka-operator", "KafkaUser"),
    ("operators/ibm-common-service-operator", "CommonService"),
    ("operators/portworx-multi-cluster-certified", "DisasterRecoveryPair"),  # dependencies
    ("operators/infinispan", "Infinispan"),
    ("operators/robin-operator", "RobinCluster"),
    ("operators/victoriametrics-operator", "VMCluster"),  # glued descriptors
    ("charts/etcd/6.7.0", "HelmRelease"),  # values alone
    ("charts/redis/23.1.1", "HelmRelease"),
]


def packages(corpus):
    yield from sorted((corpus / "operators").iterdir())
    yield from sorted((corpus / "charts").glob("*/*"))


@pytest.mark.slow
def test_every_form_is_made_unfolded_and_checked(corpus):
    count = 0
    for path in packages(corpus):
        snapshot = open_package(path).snapshot
        for source in resources(snapshot):
            for version in source.versions:
                count += 1
                form = build(snapshot, source, version, SCENES[count % 2])
                for field in form.root.shown():
                    assert field.label
                    assert field.control
                    assert field.path_text
                    assert (field.options is None) == (field.control.value not in OFFERING)
                look_at_instance(form)
    assert count > 150


OFFERING = {"select", "imagePullPolicy"}


def look_at_instance(form):
    """Whatever the example is, it can be written, and what is wrong with it can be said."""
    start = form.start.instance
    result = written(form, start)
    assert json.dumps(result, sort_keys=True) == json.dumps(pruned(start, start), sort_keys=True)
    assert written_yaml(form, result) == written_yaml(form, start)
    for violation in (*check(form, start), *unchecked(form, start)):
        assert violation.keyword != "schema"
        assert str(violation.message)
    for each in form.left_out:
        assert str(each.message)


@pytest.mark.parametrize(("path", "kind"), REVIEWED, ids=lambda value: value.rpartition("/")[2])
def test_form_looks_as_reviewed(corpus, path, kind):
    snapshot = open_package(corpus / path).snapshot
    source = next(each for each in resources(snapshot) if each.kind == kind)
    shown = json.dumps(shape(build(snapshot, source)), ensure_ascii=False, indent=1) + "\n"
    golden = GOLDEN / f"{path.replace('/', '_')}_{kind}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def shape(form):
    """The structure of a form, without the texts of the package."""
    return {
        "source": form.source.nature.value,
        "fields": [line(each) for each in form.root.shown() if len(each.path) <= DEEPEST],
        "left_out": [f"{each.path_text} {each.reason.value}" for each in form.left_out],
    }


def line(field):
    marks = [
        "required" if field.required else "",
        "advanced" if field.advanced else "",
        "named" if field.label != field.name else "",
        f"{len(field.options)} options" if field.options else "",
        f"{len(field.alternatives)} alternatives" if field.alternatives else "",
        f"waits for {'.'.join(field.depends_on.path)}" if field.depends_on else "",
        f"group {field.group}" if field.group else "",
    ]
    words = [field.path_text, field.control.value, field.type, *filter(None, marks)]
    return " · ".join(words)
