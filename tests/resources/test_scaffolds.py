"""The scaffolds before a name is filled in, and the templates of single files."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from studio.formats.kinds import Role, role_beside, role_of
from studio.package.scaffold import TEMPLATES, template_text
from studio.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

SCAFFOLDS = resource_path("scaffolds")
FILES = SCAFFOLDS / "files"
# Where a file of the role would be created, for the roles that are told by their path.
PATHS = {
    Role.PACKAGE_MANIFEST: "my-cache.package.yaml",
    Role.TEMPLATE: "templates/configmap.yaml",
    Role.MAPPING: "images/mapping.yaml",
}


def _plain_files() -> list[Path]:
    """Every YAML and JSON file of the scaffolds that is no template of a chart."""
    files = [*SCAFFOLDS.rglob("*.yaml"), *SCAFFOLDS.rglob("*.json")]
    return [file for file in files if "templates" not in file.parts and file.stem != "template"]


@pytest.mark.parametrize("file", _plain_files(), ids=lambda file: f"{file.parent.name}/{file.name}")
def test_files_parse_with_the_placeholders_in_place(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert json.loads(text) if file.suffix == ".json" else yaml.safe_load(text)
    found = set(re.findall(r"__[A-Z]+?__", text + file.name))
    assert found <= {"__NAME__", "__KIND__", "__PLURAL__"}


@pytest.mark.parametrize("role", TEMPLATES)
def test_a_template_yields_a_file_of_its_role(role: Role) -> None:
    text = template_text(role, "my-cache")
    assert "__" not in text
    path = PATHS.get(role, TEMPLATES[role])
    assert (role_beside if role is Role.MAPPING else role_of)(path, text) is role


def test_there_is_no_template_that_nobody_asks_for() -> None:
    assert {file.name for file in FILES.iterdir()} == set(TEMPLATES.values())


@pytest.mark.parametrize(
    ("template", "scaffold"),
    [
        ("crd.yaml", "osc/manifests/__NAME___crd.yaml"),
        ("clusterserviceversion.yaml", "operator/0.1.0/__NAME__.v0.1.0.clusterserviceversion.yaml"),
        ("package.yaml", "operator/__NAME__.package.yaml"),
        ("log_config.yaml", "osc/manifests/vendor/log_config.yaml"),
        ("monitor_config.yaml", "osc/manifests/vendor/monitor_config.yaml"),
        ("Chart.yaml", "helm/Chart.yaml"),
        ("values.yaml", "helm/values.yaml"),
        ("values.schema.json", "helm/values.schema.json"),
        ("README.md", "osc/README.md"),
    ],
)
def test_copies_do_not_drift_apart(template: str, scaffold: str) -> None:
    assert (FILES / template).read_bytes() == (SCAFFOLDS / scaffold).read_bytes()


def test_both_layouts_of_the_operator_hold_the_same_version() -> None:
    flat, bundle = SCAFFOLDS / "operator" / "0.1.0", SCAFFOLDS / "operator-bundle" / "manifests"
    contents = [{f.name: f.read_bytes() for f in folder.iterdir()} for folder in (flat, bundle)]
    assert contents[0] == contents[1]
    crd = (SCAFFOLDS / "osc" / "manifests" / "__NAME___crd.yaml").read_bytes()
    assert contents[0]["__NAME___crd.yaml"] == crd
