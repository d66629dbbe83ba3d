"""Small packages with images."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from studio.package.content import FileText
from studio.package.images.inventory import inventory_of
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.content import Content

CHART = "apiVersion: v2\nname: redis\nversion: 1.0.0\nappVersion: 7.2.4\n"
VALUES = "image:\n  repository: example.com/redis\n  tag: '7.2.4'  # the server\nreplicas: 1\n"


def snapshot_of(files: Mapping[str, str | Content], root: str = "") -> Snapshot:
    return Snapshot(
        {root + path: FileText(given) if isinstance(given, str) else given
         for path, given in files.items()}
    )  # fmt: skip


class Images:
    """Builders of packages, and short views of inventories."""

    saved = staticmethod(saved)

    @staticmethod
    def chart(values: str = VALUES, **files: str | Content) -> Snapshot:
        """A bare chart; further files by path."""
        return snapshot_of({"Chart.yaml": CHART, "values.yaml": values, **files})

    @staticmethod
    def files(files: Mapping[str, str | Content]) -> Snapshot:
        return snapshot_of(files)

    @staticmethod
    def service(mapping: str | None, values: str = VALUES, **files: str | Content) -> Snapshot:
        """A chart in a service package with a mapping."""
        inner = {"Chart.yaml": CHART, "values.yaml": values}
        all_files: dict[str, str | Content] = {
            f"package/redis-1.0.0/{path}": text for path, text in inner.items()
        }
        if mapping is not None:
            all_files["images/mapping.yaml"] = mapping
        return snapshot_of(all_files | files)

    @staticmethod
    def operator(spec: Mapping[str, Any], annotations: Mapping[str, str] = {}) -> Snapshot:
        """An operator in bundle layout whose only deployment has the pod `spec`."""
        deployment = {"name": "manager", "spec": {"template": {"spec": spec}}}
        csv = {
            "apiVersion": "operators.coreos.com/v1alpha1",
            "kind": "ClusterServiceVersion",
            "metadata": {"name": "etcd.v1.0.0", "annotations": dict(annotations)},
            "spec": {"version": "1.0.0", "install": {"spec": {"deployments": [deployment]}}},
        }
        return snapshot_of({"manifests/etcd.clusterserviceversion.yaml": json.dumps(csv, indent=1)})

    @staticmethod
    def found(snapshot: Snapshot) -> dict[str, str]:
        """Each reference with its status."""
        return {image.reference: image.status.value for image in inventory_of(snapshot).images}

    @staticmethod
    def uses(snapshot: Snapshot) -> list[tuple[str, str]]:
        """How each reference is used, in order; guesses end in «?»."""
        return [
            (use.how.value + ("?" if use.guess else ""), use.reference)
            for image in inventory_of(snapshot).images
            for use in image.uses
        ]


@pytest.fixture(scope="session")
def images() -> type[Images]:
    """Builders of packages with images."""
    return Images
