"""What holds for every sample and for every package made from a scaffold."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml

from studio.formats.semver import strict
from studio.package.checks import check
from studio.package.opening import open_package
from studio.package.problems import Severity
from tests.resources.crdschema import (
    descriptor_defects,
    example_defects,
    schemas,
    structural_defects,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.resources.conftest import Shipped

NAME = re.compile(r"[a-z][a-z0-9-]*[a-z0-9]")
CATEGORIES = {
    "AI/Machine Learning",
    "Application Runtime",
    "Big Data",
    "Database",
    "Monitoring",
    "Security",
    "Streaming & Messaging",
    "Integration & Delivery",
    "Logging & Tracing",
    "Developer Tools",
    "Networking",
    "Others",
}
CHOICES = {
    "source": {"ISV", "OpenSource", "HuaweiProvided"},
    "architecture": {"x86_64", "aarch64"},
    "scenes": {"CCE", "UCS"},
    "devices": {"CPU", "GPU", "NPU"},
    "categories": CATEGORIES,
}
HEADINGS = ["介绍", "功能", "版本列表", "服务架构", "快速上手", "许可证"]


def test_texts_are_clean(shipped: Shipped) -> None:
    for file in shipped.files("*.yaml", "*.json", "*.md", "*.tpl", "*.txt"):
        content = file.read_bytes()
        assert content.endswith(b"\n"), file
        assert not content.endswith(b"\n\n"), file
        assert not content.startswith(b"\xef\xbb\xbf"), file
        assert b"\r" not in content, file
        assert b"\t" not in content, file
        assert not re.search(rb"[ \t]$", content, re.MULTILINE), file


def test_yaml_is_indented_by_two_and_keeps_versions_texts(shipped: Shipped) -> None:
    for file in shipped.files("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert yaml.safe_load(text), file
        indents = re.findall(r"^( *)\S", text, re.MULTILINE)
        assert all(len(indent) % 2 == 0 for indent in indents), file
        for key, value in re.findall(r"^ *-? ?(version|appVersion|tag): (.+)$", text, re.MULTILINE):
            assert value.startswith('"') or not value[0].isdigit(), f"{file}: {key}: {value}"


def test_nothing_is_left_of_placeholders(shipped: Shipped) -> None:
    for file in shipped.files("*.yaml", "*.json", "*.md"):
        assert not re.search(r"__[A-Z]+__", file.read_text(encoding="utf-8")), file
        assert "__" not in file.name


def test_the_studio_finds_nothing_to_object_to(shipped: Shipped) -> None:
    findings = check(open_package(shipped.root).snapshot).findings
    rules = {problem.rule for problem in findings.problems if problem.severity is Severity.ERROR}
    # OSC itself wants the bundle layout converted; the scaffold serves those who maintain both.
    assert rules == ({"OSC-18"} if shipped.name == "new-operator-bundle" else set())


def test_crds_are_structural(shipped: Shipped) -> None:
    for file, crd in shipped.objects("CustomResourceDefinition").items():
        spec, names = crd["spec"], crd["spec"]["names"]
        assert crd["apiVersion"] == "apiextensions.k8s.io/v1", file
        assert crd["metadata"]["name"] == f"{names['plural']}.{spec['group']}", file
        assert names["listKind"] == f"{names['kind']}List", file
        assert sum(version["storage"] for version in spec["versions"]) == 1, file
        for schema in schemas(crd).values():
            assert structural_defects(schema) == [], file


def test_csds_fit_their_crds(shipped: Shipped) -> None:
    crds = {crd["metadata"]["name"]: crd for crd in _crds(shipped)}
    described = []
    for file, csd in shipped.objects("CustomServiceDefinition").items():
        spec = csd["spec"]
        assert csd["apiVersion"] == "osc.io/v1beta1", file
        assert spec["role"] in {"serviceEntity", "operation"}, file
        crd = crds[spec["CRDRef"]["name"]]
        described.append(crd["metadata"]["name"])
        example = json.loads(spec["defaultConfiguration"])
        assert example_defects(crd, example) == [], file
        for part, descriptors in spec["descriptors"].items():
            for schema in schemas(crd).values():
                assert descriptor_defects(schema["properties"][part], descriptors) == [], file
        for capability in spec.get("capabilityRequirements", ()):
            wanted = _yaml(file.parent / capability["defaultPath"])
            assert wanted["kind"] == capability["kind"], file
            assert wanted["apiVersion"] == capability["apiVersion"], file
        if "versionDefinition" in spec:
            _assert_versions_name_the_image(spec["versionDefinition"], example)
    if described:
        assert sorted(described) == sorted(crds)


def _assert_versions_name_the_image(definition: dict[str, Any], example: dict[str, Any]) -> None:
    image: Any = example
    for key in definition["path"].split("."):
        image = image[key]
    assert definition["mode"] == "url"
    assert image.rpartition(":")[2] in definition["tags"]


def test_csvs_own_their_crds(shipped: Shipped) -> None:
    for file, csv in shipped.objects("ClusterServiceVersion").items():
        spec, name = csv["spec"], csv["metadata"]["name"]
        assert name.endswith(f".v{spec['version']}"), file
        assert strict(spec["version"]), file
        assert strict(spec["minKubeVersion"]), file
        beside = [_yaml(path) for path in sorted(file.parent.glob("*_crd.yaml"))]
        crds = {crd["spec"]["names"]["kind"]: crd for crd in beside}
        owned = {entry["kind"]: entry for entry in spec["customresourcedefinitions"]["owned"]}
        assert owned.keys() == crds.keys(), file
        examples = json.loads(csv["metadata"]["annotations"]["alm-examples"])
        assert [example["kind"] for example in examples] == list(owned), file
        for example in examples:
            assert example_defects(crds[example["kind"]], example) == [], file
        for kind, entry in owned.items():
            assert entry["name"] == crds[kind]["metadata"]["name"], file
            properties = schemas(crds[kind])[entry["version"]]["properties"]
            for part in ("spec", "status"):
                defects = descriptor_defects(properties[part], entry[f"{part}Descriptors"])
                assert defects == [], f"{file}: {kind}"


def test_operators_run_with_the_rights_they_are_given(shipped: Shipped) -> None:
    for install in _installs(shipped):
        granting = [*install["clusterPermissions"], *(install.get("permissions") or [])]
        accounts = {entry["serviceAccountName"] for entry in granting}
        for deployment in install["deployments"]:
            spec = deployment["spec"]
            pod = spec["template"]["spec"]
            labels = spec["template"]["metadata"]["labels"]
            assert spec["selector"]["matchLabels"].items() <= labels.items()
            assert pod["serviceAccountName"] in accounts
            assert {"name": "default-secret"} in pod["imagePullSecrets"]
            for container in pod["containers"]:
                assert container["resources"].keys() == {"requests", "limits"}
                assert not container["image"].endswith(":latest")


def _installs(shipped: Shipped) -> list[dict[str, Any]]:
    csvs = shipped.objects("ClusterServiceVersion").values()
    found = [csv["spec"]["install"]["spec"] for csv in csvs]
    lifecycle = shipped.deploy / "lifecycle.yaml"
    if lifecycle.exists():
        install = _yaml(lifecycle)["install"]
        assert install["strategy"] == "deployment"
        found.append(install)
    return found


def test_metadata_keeps_to_the_format(shipped: Shipped) -> None:
    for file in shipped.files("metadata.yaml"):
        metadata = _yaml(file)
        assert NAME.fullmatch(metadata["name"])
        assert strict(metadata["version"])
        assert "+" not in metadata["version"]
        assert len(metadata["briefDescription"]) < 64
        assert len(metadata["appVersion"]) < 64
        assert metadata["maintainers"]
        assert metadata["provider"]
        for key in metadata.keys() & CHOICES.keys():
            values = metadata[key] if isinstance(metadata[key], list) else [metadata[key]]
            assert set(values) <= CHOICES[key], key


def test_annotations_keep_to_the_format(shipped: Shipped) -> None:
    carriers = [csv["metadata"] for csv in shipped.objects("ClusterServiceVersion").values()]
    if (shipped.deploy / "Chart.yaml").exists():
        carriers.append(_yaml(shipped.deploy / "Chart.yaml"))
    for carrier in carriers:
        annotations = carrier["annotations"]
        assert {"source", "categories", "architecture", "scenes"} <= annotations.keys()
        for key in annotations.keys() & CHOICES.keys():
            assert set(annotations[key].split(",")) <= CHOICES[key], key


def test_readmes_have_the_headings_and_no_links_to_files(shipped: Shipped) -> None:
    for file in shipped.files("README.md"):
        text = file.read_text(encoding="utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS, file
        assert not re.search(r"\]\((?!https?://)", text), file


def _crds(shipped: Shipped) -> list[dict[str, Any]]:
    return list(shipped.objects("CustomResourceDefinition").values())


def _yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))
