"""The samples, and the scaffolds as they look once a package was made from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from studio.package.scaffold import filled
from studio.resources import resource_path

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {
    "kafka": "package/kafka-2.5.0",
    "etcd-operator": "",
    "redis-chart": "",
}
SCAFFOLDS = ("osc", "helm", "operator", "operator-bundle")
# A name with a hyphen shows whether kind and plural are made from it well.
NEW_NAME = "my-cache"


@dataclass(frozen=True)
class Shipped:
    """One package that the studio ships: the folder that is opened and the deploy package."""

    name: str
    root: Path
    deploy: Path

    def files(self, *patterns: str) -> list[Path]:
        """The files below the root that match one of the patterns, templates of charts aside."""
        found = {file for pattern in patterns for file in self.root.rglob(pattern)}
        return sorted(file for file in found if "templates" not in file.parts)

    def objects(self, kind: str) -> dict[Path, Any]:
        """The YAML files of a kind, parsed."""
        parsed = {file: read_yaml(file) for file in self.files("*.yaml")}
        return {file: value for file, value in parsed.items() if value.get("kind") == kind}


def read_yaml(file: Path) -> Any:
    return yaml.safe_load(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="session", params=[*SAMPLES, *(f"new-{name}" for name in SCAFFOLDS)])
def shipped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Each sample and each scaffold in turn."""
    if request.param in SAMPLES:
        root = resource_path("samples", request.param)
        return Shipped(request.param, root, root / SAMPLES[request.param])
    scaffold = resource_path("scaffolds", request.param.removeprefix("new-"))
    root = tmp_path_factory.mktemp("scaffold") / NEW_NAME
    for file in (file for file in scaffold.rglob("*") if file.is_file()):
        target = root / filled(file.relative_to(scaffold).as_posix(), NEW_NAME)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(file.read_text(encoding="utf-8"), NEW_NAME), encoding="utf-8")
    return Shipped(request.param, root, root)


@pytest.fixture(scope="session")
def kafka() -> Shipped:
    root = resource_path("samples", "kafka")
    return Shipped("kafka", root, root / SAMPLES["kafka"])


@pytest.fixture(scope="session")
def operator() -> Shipped:
    root = resource_path("samples", "etcd-operator")
    return Shipped("etcd-operator", root, root)


@pytest.fixture(scope="session")
def chart() -> Shipped:
    root = resource_path("samples", "redis-chart")
    return Shipped("redis-chart", root, root)
