"""Fixes change the place that is meant, and nothing else."""

from __future__ import annotations

import pytest

from studio.package.changes import CannotApply, TextEdit, apply
from studio.package.content import FileText
from studio.package.rules.fixes import quote_fix
from studio.package.rules.metadata import TEXT_LIMIT
from studio.package.snapshot import Place, Snapshot
from studio.wording import message
from tests.package.rules.cases import CSV, fixed, found, package

METADATA = "metadata.yaml"
CSD = "manifests/kafka_csd.yaml"
CRD = "manifests/kafka_crd.yaml"
PACKAGE = "etcd.package.yaml"
ANNOTATIONS = "metadata/annotations.yaml"
MEDIA = "operators.operatorframework.io.bundle.mediatype.v1: "

LINES = [
    # rule, base, path, line that is wrong (in place of the line of the base), line after the fix
    ("OSC-04", "osc", METADATA, 'version: "1.0.0"', 'version: "v1.2"', 'version: "1.2.0"'),
    ("OSC-04", "osc", METADATA, 'version: "1.0.0"', 'version: "1.0.0+b1"', 'version: "1.0.0"'),
    ("OSC-06", "osc", METADATA, "name: kafka\n", "name: MyKafka_op!\n", "name: my-kafka-op\n"),
    ("OSC-07", "osc", METADATA, 'version: "1.0.0"', "version: 2.0 # new", 'version: "2.0" # new'),
    ("OSC-07", "osc", METADATA, 'appVersion: "2.5.0"', "appVersion: 010", 'appVersion: "010"'),
    ("OSC-07", "osc", "lifecycle.yaml", "replaces: 0.9.0", "replaces: 1.10", 'replaces: "1.10"'),
    ("OSC-07", "helm", "Chart.yaml", "version: 1.0.0", "version: 1e3", 'version: "1e3"'),
    ("OSC-09", "osc", METADATA, "source: ISV", "source: isv", "source: ISV"),
    ("OSC-09", "osc", METADATA, "- x86_64", "- amd64", "- x86_64"),
    ("OSC-09", "osc", METADATA, "- CPU", "- gpu # fast", "- GPU # fast"),
    ("OSC-09", "helm", "Chart.yaml", "scenes: CCE", "scenes: cce,UCS", "scenes: CCE, UCS"),
    ("OSC-09", "operator", CSV, "architecture: x86_64", "architecture: x86_64,arm64",
     "architecture: x86_64, aarch64"),
    ("OSC-12", "osc", METADATA, "- Streaming & Messaging", "- Databases", "- Database"),
    ("OSC-12", "operator", CSV, "categories: Database", "categories: Toys", "categories: Others"),
    ("OSC-12", "operator", CSV, "categories: Database", "categories: Database, Databases",
     "categories: Database"),
    ("OSC-19", "osc", CSD, "osc.io/v1beta1", "osc.io/v1", "osc.io/v1beta1"),
    ("OSC-19", "osc", CSD, "name: kafkas.example.com", "name: kafka.example.com",
     "name: kafkas.example.com"),
    ("OSC-21", "osc", CSD, "kind: LogConfig", "kind: logConfig", "kind: LogConfig"),
    ("OSC-22", "osc", CSD, "mode: url", "mode: URL", "mode: url"),
    ("OSC-22", "osc", CSD, '- "2.5.0"', "- 2.5", '- "2.5"'),
    ("OSC-32", "osc", "manifests/vendor/log_config.yaml", "osc.io/v1", "osc.io/v1beta1",
     "osc.io/v1"),
    ("OSC-33", "osc", "manifests/vendor/monitor_config.yaml", "kind: MonitorConfig",
     "kind: Monitor", "kind: MonitorConfig"),
    ("LAY-07", "osc", CRD, "minimum: 1", "minimum: 1\n                nullable: 'true'",
     "minimum: 1\n                nullable: true"),
    ("LAY-07", "osc", CRD, "group: example.com", "group: 12", 'group: "12"'),
    ("LAY-07", "operator", CSV, "replicas: 1", "replicas: '3'", "replicas: 3"),
    ("LAY-11", "bundle", ANNOTATIONS, f"{MEDIA}registry+v1", f"{MEDIA}plain",
     f"{MEDIA}registry+v1"),
    ("PKG-07", "operator", PACKAGE, "defaultChannel: stable", "defaultChannel: stabel",
     "defaultChannel: stable"),
    ("PKGS-03", "helm", "values.yaml", "replicas: 1", "replicas: 1\nflag: yes",
     'replicas: 1\nflag: "yes"'),
    ("PKGS-03", "helm", "values.yaml", "replicas: 1", "replicas: 1\nmode: 0644",
     'replicas: 1\nmode: "0644"'),
    ("PKGS-03", "helm", "values.yaml", "replicas: 1", "replicas: 1\ntime: 12:30:45",
     'replicas: 1\ntime: "12:30:45"'),
    ("PKGS-03", "helm", "values.yaml", "replicas: 1", "replicas: 1\non: 1", 'replicas: 1\n"on": 1'),
    ("HLM-02", "helm", "Chart.yaml", "description:", "desription:", "description:"),
    ("HLM-06", "helm", "Chart.yaml", "version: 1.0.0", "version: v1.0", "version: 1.0.0"),
    ("HLM-07", "helm", "Chart.yaml", 'appVersion: "7.2.4"', "appVersion: true",
     'appVersion: "true"'),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "path", "good", "bad", "after"), LINES)
def test_one_line_is_mended(rule, base, path, good, bad, after):
    snapshot = package(base, {path: (good, bad)})
    (problem,) = found(rule, snapshot)
    result = fixed(problem, snapshot)
    assert result.text(path).text == package(base, {}).text(path).text.replace(good, after)
    assert {p for p in snapshot if snapshot.files[p] != result.files[p]} == {path}
    assert not found(rule, result)


def test_long_description_is_cut_between_words():
    words = "一个高可用的消息集群" * 8
    for text in ("many words that go on and on" * 3, words):
        snapshot = package("osc", {METADATA: ("Streams of events for your services", text)})
        (problem,) = found("OSC-08", snapshot)
        result = fixed(problem, snapshot)
        line = result.text(METADATA).text.split("briefDescription: ")[1].split("\n")[0]
        assert len(line) < TEXT_LIMIT
        assert line.endswith("…")
        assert text.startswith(line.rstrip("…"))
        assert not found("OSC-08", result)


def test_two_categories_that_become_one_leave_one():
    snapshot = package("osc", {METADATA: ("- Streaming & Messaging", "- Storage\n- Toys")})
    first, _ = found("OSC-12", snapshot)
    once = fixed(first, snapshot)
    (second,) = found("OSC-12", once)
    twice = fixed(second, once)
    assert "categories:\n- Others\ndevices:" in twice.text(METADATA).text


def test_missing_files_begin_like_new_files_of_their_role():
    snapshot = package("osc", {"lifecycle.yaml": None, METADATA: None})
    for problem in found("OSC-05", snapshot):
        assert problem.place.path in fixed(problem, snapshot)


def test_lifecycle_of_a_wrapped_chart_is_empty():
    files = {
        "lifecycle.yaml": None,
        METADATA: ("type: operator", "type: helm"),
        "raw/Chart.yaml": "apiVersion: v2\nname: kafka\nversion: 1.0.0\n",
    }
    snapshot = package("osc", files)
    (problem,) = found("OSC-05", snapshot)
    assert fixed(problem, snapshot).text("lifecycle.yaml") == FileText("")


def test_package_folder_takes_name_and_version():
    snapshot = package("osc service", {})
    moved = apply(snapshot, [])
    files = {path.replace("kafka-1.0.0", "kafka_"): item for path, item in moved.files.items()}
    moved = type(snapshot)(files)
    (problem,) = found("OSC-02", moved)
    assert fixed(problem, moved).same_content(snapshot)


@pytest.mark.parametrize("bad", [
    FileText("replicas: 1\nname: x\n", "\r\n"),
    FileText("replicas: 1\nname: x\n", "\r"),
    FileText("replicas: 1\r\nname: x\n", ""),
    FileText("replicas: 1\nname: x\n", bom=True),
    FileText("replicas: 1\nname: x"),
    FileText("replicas:\t1\nname: x\n"),
])  # fmt: skip
def test_encodings_are_mended(bad):
    snapshot = package("helm", {"values.yaml": bad})
    (problem,) = found("PKGS-03", snapshot)
    result = fixed(problem, snapshot)
    assert not found("PKGS-03", result)
    assert result.text("values.yaml").text.replace("\t", " ").rstrip() == "replicas: 1\nname: x"


def test_annotations_of_a_bundle_are_made_from_its_csv():
    snapshot = package("bundle", {ANNOTATIONS: None})
    (problem,) = found("LAY-09", snapshot)
    result = fixed(problem, snapshot)
    text = result.text(ANNOTATIONS).text
    assert "bundle.package.v1: etcd-operator\n" in text
    for rule in ("LAY-08", "LAY-09", "LAY-10", "LAY-11", "LAY-12"):
        assert not found(rule, result)


def test_folder_of_version_control_is_deleted_as_a_whole():
    snapshot = package("helm", {".git/HEAD": "ref\n", ".git/objects/ab": b"\0"})
    (problem,) = found("PKGS-02", snapshot)
    assert fixed(problem, snapshot).same_content(package("helm", {}))


def test_fix_of_a_text_that_moved_is_refused():
    snapshot = package("osc", {"README.md": ("## 介绍\n", "## 介绍\n[Plan](docs/plan.md)\n")})
    (problem,) = found("OSC-36", snapshot)
    moved = apply(snapshot, [TextEdit("README.md", 0, "", "\n\n")])
    with pytest.raises(CannotApply):
        problem.fix.make(moved)
    assert "## 介绍\nPlan\n" in fixed(problem, snapshot).text("README.md").text


def test_fix_of_a_file_that_is_gone_is_refused():
    snapshot = package("osc", {METADATA: ("source: ISV", "source: isv")})
    (problem,) = found("OSC-09", snapshot)
    with pytest.raises(CannotApply):
        problem.fix.make(snapshot.replaced({METADATA: None}))


@pytest.mark.parametrize("text", ["", "a: [1\n", "a: 1\n", "a: 1\n---\nb: 2\n", "a: 1\n---\n- 1\n"])
def test_quotes_are_refused_where_the_value_is_gone(text: str) -> None:
    fix = quote_fix(message("Quote"), Place("a.yaml", ("a",), document=1))
    with pytest.raises(CannotApply):
        fix.make(Snapshot({"a.yaml": FileText(text)}))
