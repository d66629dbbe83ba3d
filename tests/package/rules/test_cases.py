"""What each rule finds beyond its example, and what it must leave alone."""

from __future__ import annotations

from random import Random

import pytest

from studio.package.content import FileText
from studio.package.problems import Severity
from studio.package.rules.catalogue import Options
from tests.package.rules.cases import CSV, found, marked, package

METADATA = "metadata.yaml"
LIFECYCLE = "lifecycle.yaml"
CSD = "manifests/kafka_csd.yaml"
CRD = "manifests/kafka_crd.yaml"
LOG = "manifests/vendor/log_config.yaml"
MONITOR = "manifests/vendor/monitor_config.yaml"
ANNOTATIONS = "metadata/annotations.yaml"
DEPENDENCIES = "metadata/dependencies.yaml"
CHART = "Chart.yaml"
KAFKA_CRD = (
    "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
    "metadata:\n  name: kafkas.example.com\n"
)
ROLE = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: reader\n"

SILENT = [
    ("OSC-01", "helm", {"files/noise.bin": b"\0" * (6 << 20)}),
    ("OSC-02", "osc service", {"images/kafka-2.5.0.tar": b"", "images/mapping.yaml": "a: 1\n"}),
    ("OSC-03", "osc service", {"package/.DS_Store": b"", "images/kafka.tar": b""}),
    ("OSC-04", "operator", {CSV: ("  version: 1.0.0", "  version: 1.0.0-rc.1")}),
    ("OSC-06", "osc", {METADATA: ("name: kafka\n", "name: kafka-3x\n")}),
    ("OSC-07", "osc", {METADATA: ('version: "1.0.0"', "version: 1.0.0")}),
    ("OSC-08", "osc", {METADATA: ("Streams of events for your services", "x" * 63)}),
    ("OSC-09", "osc", {METADATA: ("source: ISV\n", "")}),
    ("OSC-10", "osc", {METADATA: ("provider:\n  name: Example\n", "")}),
    ("OSC-12", "osc", {METADATA: ("categories:\n- Streaming & Messaging\n", "")}),
    ("OSC-15", "osc", {METADATA: ("type: operator\n", ""), "raw/Chart.yaml": "name: kafka\n"}),
    ("OSC-19", "osc", {CSD: ("  role: serviceEntity\n", "")}),
    ("OSC-19", "osc", {CSD: ("    name: kafkas.example.com",
                             "    metadata: {name: kafkas.example.com}")}),
    ("OSC-21", "osc", {CSD: ("vendor/log_config.yaml", "./vendor/log_config.yaml")}),
    ("OSC-27", "osc", {LIFECYCLE: ("          serviceAccountName: kafka-operator\n", "")}),
    ("OSC-28", "osc", {LIFECYCLE: ("replaces: 0.9.0", "replaces: 0.9.0\n  skips: []")}),
    ("OSC-32", "osc", {LOG: ("- /var/kafka/", "- /var/kafka/\n    - /var/kafka-other/")}),
    ("OSC-33", "osc", {"manifests/vendor/other.yaml": "kind: Something\napiVersion: v1\n"}),
    ("OSC-36", "osc", {"README.md": ("## 介绍\n", "## 介绍\n`![](a.png)` [x](#a)\n")}),
    ("OSC-36", "osc", {"README.md": ("## 介绍\n", "## 介绍\n```\n[x](a.md)\n```\n")}),
    ("PKGS-01", "osc", {"docs/Ä.txt": "x\n", "docs/b c.txt": "x\n"}),
    ("PKGS-02", "helm", {".helmignore": "*.md\n", "ci/values.yaml": "a: 1\n"}),
    ("PKGS-03", "helm", {"values.yaml": "at: 2001-12-14\ntext: \"a\\tb\"\n# a\tb\nmode: 644\n"}),
    ("PKGS-03", "helm", {"unittests/x.yaml": FileText("a: yes", "\r\n")}),
    ("PKGS-04", "helm", {"values.yaml": "key: AKIAIOSFODNN7EXAMPLE\ncert: eyJ\n"}),
    ("PKGS-05", "osc", {CSD: ("description: A Kafka cluster", "description: Kafka")}),
    ("LAY-03", "operator", {"1.0.0/more/x.txt": "x\n"}),
    ("LAY-04", "helm", {"templates/.keep": "", ".helmignore": "x\n"}),
    ("LAY-05", "helm", {"templates/x.yaml": "{{ if }}\n", "files/x.yaml": "{{ x }}: [\n"}),
    ("LAY-05", "osc", {LIFECYCLE: "", METADATA: ("type: operator", "type: helm")}),
    ("LAY-06", "operator", {"1.0.0/etcdclusters_crd.yaml":
                            ("apiextensions.k8s.io/v1", "apiextensions.k8s.io/v1beta1")}),
    ("LAY-07", "osc", {CRD: ("minimum: 1", "minimum: 1.5\n                default: [1]")}),
    ("LAY-07", "operator", {CSV: ("replicas: 1", "replicas: null")}),
    ("LAY-07", "operator", {CSV: ("replicas: 1", "replicas: 1.0\n          unknownKey: [1]")}),
    ("LAY-08", "operator", {}),
    ("LAY-10", "operator", {"metadata/annotations.yaml": "annotations: {}\n"}),
    ("LAY-13", "bundle", {DEPENDENCIES: ('">=1.0.0 <2.0.0"', '">1.0.0 || 3.x"')}),
    ("LAY-14", "bundle", {"manifests/role.yaml": ROLE}),
    ("LAY-14", "operator", {"1.0.0/web.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}),
    ("LAY-15", "operator", {"1.0.0/role.yaml": ROLE.replace("reader", "system:reader")}),
    ("LAY-15", "helm", {"examples/x.yaml": "apiVersion: v1\nkind: Secret\nmetadata: {name: A_}\n"}),
    ("PKG-03", "operator", {"etcd.package.yaml": ("defaultChannel: stable\n", "")}),
    ("HLM-02", "helm", {"charts/sub/Chart.yaml": "maintainer: x\n"}),
    ("HLM-05", "helm", {CHART: ("version: 1.0.0", "version: v1.2")}),
    ("HLM-07", "helm", {CHART: ('appVersion: "7.2.4"\n', "")}),
    ("HLM-08", "helm", {CHART: ("email: liming@example.com", "url: example.com/~li")}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "files"), SILENT)
def test_rule_is_silent(rule, base, files):
    assert [str(problem.message) for problem in found(rule, package(base, files))] == []


FOUND = [
    # rule, base, files, what is marked ("" for the file as a whole), a part of the message
    ("OSC-01", "osc", {"noise.bin": Random(2).randbytes(5 << 20)}, "",
     "5.0 MB"),
    ("OSC-02", "helm service", {"images/re dis.tar": b""}, "", "`re dis.tar`"),
    ("OSC-03", "osc service", {"package/notes.txt": "x\n"}, "", "`notes.txt`"),
    ("OSC-04", "osc", {METADATA: ("name: kafka\n", f"name: {'k' * 65}\n")}, "k" * 65, "65"),
    ("OSC-04", "osc", {METADATA: ("name: kafka\n", "")}, "version", "no name"),
    ("OSC-04", "osc", {METADATA: ('version: "1.0.0"\n', "version:\n")}, "version", "no version"),
    ("OSC-04", "operator", {"etcd.package.yaml": ("packageName: etcd", "packageName: et_cd")},
     "et_cd", "`et_cd`"),
    ("OSC-04", "helm", {CHART: ("version: 1.0.0", "version: 2024.01")}, "2024.01", "2024.01"),
    ("OSC-05", "osc", {CRD: None, CSD: None, LOG: None, MONITOR: None}, "", "`manifests/`"),
    ("OSC-09", "helm", {CHART: ("architecture: x86_64", "architecture: x86_64,riscv")}, "riscv",
     "x86_64, aarch64"),
    ("OSC-09", "osc", {METADATA: ("scenes:\n- CCE\n", "scenes: Cloud\n")}, "Cloud", "CCE, UCS"),
    ("OSC-10", "helm", {CHART: ("maintainers:\n- name: Li Ming\n  email: liming@example.com\n",
                                "maintainers: []\n")},
     "maintainers", "`maintainers`"),
    ("OSC-12", "helm", {CHART: ("categories: Database", 'categories: "Database, Toys"')}, "Toys",
     "Others"),
    ("OSC-18", "operator", {"etcd.package.yaml": None}, "", "*.package.yaml"),
    ("OSC-18", "operator", {"1.0.0/etcdclusters_crd.yaml": None}, "", "no CRD"),
    ("OSC-19", "osc", {CRD: None}, "kafkas.example.com", "`kafkas.example.com` in manifests/"),
    ("OSC-19", "osc", {CRD: None, "raw/crds/kafka.yaml": KAFKA_CRD}, "kafkas.example.com",
     "must be in manifests/, but it is in raw/crds/kafka.yaml"),
    ("OSC-19", "osc", {CSD: ("    name: kafkas.example.com\n", "")}, "CRDRef", "CRDRef"),
    ("OSC-21", "osc", {LOG: None}, "vendor/log_config.yaml", "vendor/log_config.yaml"),
    ("OSC-22", "osc", {CSD: ("    path: spec.image\n", "")}, "versionDefinition", "`path`"),
    ("OSC-22", "osc", {CSD: ('    tags:\n    - "2.5.0"\n', "")}, "versionDefinition", "`tags`"),
    ("OSC-27", "osc", {LIFECYCLE: ("          serviceAccountName: kafka-operator",
                                   "          serviceAccountName: other")}, "other", "`other`"),
    ("OSC-28", "operator", {CSV: ("  version: 1.0.0\n", "  version: 1.0.0\n  skips: [a.v0.9.0]\n")},
     "skips", "a.v0.9.0"),
    ("OSC-32", "osc", {"manifests/vendor/more.yaml": "apiVersion: osc.io/v1\nkind: LogConfig\n"
                       "spec:\n  logConfigItems: [{labelSelector: {a: b}, logPaths: [/x]}]\n"},
     "apiVersion", "one log configuration"),
    ("OSC-32", "osc", {LOG: ("labelSelector:\n      app: kafka", "labelSelector: {}")},
     "labelSelector", "labels"),
    ("OSC-33", "osc", {MONITOR: ("title: Leader count", 'title: ""')}, '""', "`title`"),
    ("OSC-33", "osc", {MONITOR: ("      exporterPort: 9404\n", "")}, "prometheus", "missing"),
    ("OSC-35", "operator", {CSV: ("    categories: Database\n", "")}, "annotations", "categories"),
    ("OSC-36", "osc", {"README.md": ("## 许可证\n", "")}, "", "许可证"),
    ("PKGS-01", "osc", {"a\\b.txt": "x\n"}, "", "backslash"),
    ("PKGS-01", "osc", {"../b.txt": "x\n"}, "", "elsewhere"),
    ("PKGS-03", "helm", {"values.yaml": "a: 1\nb: 2\na: 3\n"}, "a: 3", "twice"),
    ("PKGS-03", "osc", {"studio.yaml": "on: 1\n"}, "on", "on"),
    ("PKGS-04", "osc", {"values.yaml": f"token: ghp_{'a1' * 18}\n"}, f"ghp_{'a1' * 18}", "token"),
    ("LAY-05", "osc", {CRD: "- a\n- b\n"}, "", "a list"),
    ("LAY-05", "osc", {CSD: "apiVersion: v1\nkind: CustomServiceDefinition\nmetadata: {a: b\n"},
     "", "Line 4, column 1"),
    ("LAY-05", "helm", {"values.yaml": "a: b: c\n"}, ":", "Line 1, column 5: A `:` cannot"),
    ("LAY-05", "operator", {"1.0.0/x.yaml": b"\xff\xfe"}, "", "UTF-8"),
    ("LAY-07", "operator", {CSV: ("verbs: [get, list]", "verbs: get")}, "get", "A list"),
    ("LAY-07", "operator", {CSV: ("installModes:\n  - type: AllNamespaces\n    supported: true",
                                  "installModes: {}")}, "installModes", "not a mapping"),
    ("LAY-08", "bundle", {"manifests/etcdclusters_crd.yaml": None,
                          "manifests/etcd-operator.clusterserviceversion.yaml": None}, "",
     "manifests/"),
    ("LAY-13", "bundle", {DEPENDENCIES: ('">=1.0.0 <2.0.0"', '"latest"')}, '"latest"', "latest"),
    ("LAY-13", "bundle", {DEPENDENCIES: ("    packageName: storage-operator\n", "")}, "value",
     "packageName"),
    ("LAY-15", "operator", {"1.0.0/role.yaml": ROLE + "  labels: {a: b c}\n"}, "b c", "b c"),
    ("LAY-15", "operator", {"1.0.0/role.yaml": ROLE.replace("  name: reader\n", "  x: y\n")},
     "metadata", "no name"),
    ("HLM-01", "helm", {CHART: "name: [redis\n"}, "", "Line 2"),
    ("HLM-05", "helm", {CHART: ("version: 1.0.0\n", "")}, "apiVersion", "no version"),
    ("HLM-05", "helm", {CHART: ("version: 1.0.0", "version: one")}, "one", "`one`"),
    ("HLM-08", "helm", {CHART: ("email: liming@example.com", "email: li at home")}, "li at home",
     "li at home"),
    ("HLM-08", "helm", {CHART: ("name: Li Ming", "name: ''")}, "''", "no name"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "base", "files", "mark", "words"), FOUND)
def test_rule_finds(rule, base, files, mark, words):
    snapshot = package(base, files)
    (problem,) = found(rule, snapshot)
    assert words in str(problem.message)
    if mark:
        assert marked(problem, snapshot) == mark
    else:
        assert problem.span is None or problem.span[1] - problem.span[0] <= 1 or rule == "LAY-05"


def test_a_log_path_inside_another_is_only_a_warning():
    snapshot = package("osc", {LOG: ("- /var/kafka/", "- /var/kafka/\n    - /var/kafka/a.log")})
    (problem,) = found("OSC-32", snapshot)
    assert problem.severity is Severity.WARNING
    assert marked(problem, snapshot) == "/var/kafka/a.log"


def test_two_charts_in_a_service_are_both_named():
    files = {"package/other-1.0.0/Chart.yaml": "name: other\n"}
    (problem,) = found("OSC-03", package("helm service", files))
    assert "redis-1.0.0" in str(problem.message)
    assert "other-1.0.0" in str(problem.message)


class TestPreviousVersion:
    def test_changed_categories_are_found(self):
        previous = package("osc", {METADATA: ("- Streaming & Messaging", "- Database")})
        options = Options(previous=previous)
        (problem,) = found("OSC-11", package("osc", {}), options)
        assert "Database" in str(problem.message)
        assert problem.severity is Severity.WARNING

    @pytest.mark.parametrize("base", ["osc", "helm", "operator", "bundle"])
    def test_the_same_values_pass(self, base):
        assert not found("OSC-11", package(base, {}), Options(previous=package(base, {})))

    def test_another_spelling_of_the_same_list_passes(self):
        new = package("helm", {CHART: ("categories: Database", "categories: Security,Database")})
        old = package("helm", {CHART: ("categories: Database", "categories: Database, Security")})
        assert not found("OSC-11", new, Options(previous=old))

    def test_a_package_of_another_kind_is_no_previous_version(self):
        assert not found("OSC-11", package("osc", {}), Options(previous=package("helm", {})))

    def test_tags_must_overlap_with_those_of_the_replaced_version(self):
        new = package("osc", {LIFECYCLE: ("replaces: 0.9.0", "replaces: 1.0.0")})
        old = package("osc", {CSD: ('- "2.5.0"', '- "2.4.0"')})
        (problem,) = found("OSC-22", new, Options(previous=old))
        assert "2.4.0" in str(problem.message)
        both = package("osc", {CSD: ('- "2.5.0"', '- "2.4.0"\n    - "2.5.0"')})
        assert not found("OSC-22", new, Options(previous=both))


WRAPPED = {
    METADATA: ("type: operator", "type: helm"),
    "raw/Chart.yaml": "apiVersion: v2\nname: redis\nversion: 1.10\n",
}


class TestWrappedChart:
    def test_its_chart_is_checked_like_any_other(self):
        (problem,) = found("HLM-05", package("osc", WRAPPED))
        assert problem.place.path == "raw/Chart.yaml"

    def test_its_chart_must_be_there(self):
        files = {METADATA: ("type: operator", "type: helm")}
        (problem,) = found("HLM-01", package("osc", files))
        assert problem.place.path == "raw/Chart.yaml"

    def test_name_and_version_must_agree(self):
        problems = found("OSC-13", package("osc", WRAPPED))
        assert [problem.place.pointer for problem in problems] == [("name",), ("version",)]

    def test_without_a_type_the_chart_decides(self):
        files = WRAPPED | {METADATA: ("type: operator\n", "")}
        assert found("OSC-14", package("osc", files))


def test_second_documents_of_a_file_are_checked_too():
    crd = package("osc", {}).text(CRD).text
    broken = crd.replace("group: example.com", "group: 12").replace("v1\n", "v2\n", 1)
    snapshot = package("osc", {CRD: f"{crd}---\n{broken}"})
    (types,) = found("LAY-07", snapshot)
    (version,) = found("LAY-06", snapshot)
    assert types.place.document == version.place.document == 1
    assert marked(types, snapshot) == "12"


def test_aliases_are_followed_and_never_for_ever():
    crd = package("osc", {}).text(CRD).text
    looped = crd.replace(
        "type: object\n        properties:", "properties: &p\n          x: *p\n", 1
    )
    assert found("LAY-07", package("osc", {CRD: looped})) == ()
