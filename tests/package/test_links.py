"""Values lead to files, resources, images and their mapping."""

from __future__ import annotations

import pytest

from studio.package.content import FileBlob, FileText
from studio.package.links import Link, link_at, name_at
from studio.package.snapshot import Place, Snapshot
from studio.package.sources import InMemory

VALUES = """image: docker.io/bitnami/redis:7.2
sidecar:
  image: docker.io/bitnami/exporter:1.0
name: redis
"""
MAPPING = """instance:
- image: docker.io/bitnami/redis
  tag: "7.2"
  type: standard
  address:
    fullAddress: image
    tag: nowhere.tag
  package:
    x86_64: redis-x86_64.tar
    aarch64: redis-aarch64.tar
"""
CHART = "package/redis"
ENTRY = ("instance", 0)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return Snapshot(
        {
            f"{CHART}/Chart.yaml": FileText("apiVersion: v2\nname: redis\nversion: 1.0.0\n"),
            f"{CHART}/values.yaml": FileText(VALUES),
            "images/mapping.yaml": FileText(MAPPING),
            "images/redis-x86_64.tar": FileBlob(3, InMemory(b"tar")),
        }
    )


def at(snapshot: Snapshot, path: str, *pointer: str | int) -> Link | None:
    return link_at(snapshot, Place(path, pointer))


def test_an_image_leads_to_its_entry(snapshot: Snapshot) -> None:
    link = at(snapshot, f"{CHART}/values.yaml", "image")
    assert link is not None
    assert link.target == Place("images/mapping.yaml", ENTRY)
    assert "redis-x86_64.tar" in str(link.words)


def test_an_image_without_an_entry_says_so(snapshot: Snapshot) -> None:
    link = at(snapshot, f"{CHART}/values.yaml", "sidecar", "image")
    assert link is not None
    assert link.target is None
    assert "is not in the mapping" in str(link.words)


def test_an_entry_leads_to_its_tar(snapshot: Snapshot) -> None:
    link = at(snapshot, "images/mapping.yaml", *ENTRY, "package", "x86_64")
    assert link is not None
    assert link.target == Place("images/redis-x86_64.tar")
    missing = at(snapshot, "images/mapping.yaml", *ENTRY, "package", "aarch64")
    assert missing is not None
    assert missing.target is None
    assert str(missing.words) == "`images/redis-aarch64.tar` is not in the package"


def test_an_entry_leads_to_the_field_that_it_writes(snapshot: Snapshot) -> None:
    link = at(snapshot, "images/mapping.yaml", *ENTRY, "address", "fullAddress")
    assert link is not None
    assert link.target == Place(f"{CHART}/values.yaml", ("image",))
    nowhere = at(snapshot, "images/mapping.yaml", *ENTRY, "address", "tag")
    assert nowhere is not None
    assert nowhere.target is None


def test_an_entry_leads_to_the_image(snapshot: Snapshot) -> None:
    link = at(snapshot, "images/mapping.yaml", *ENTRY, "image")
    assert link is not None
    assert link.target is not None
    assert link.target.path == f"{CHART}/values.yaml"


@pytest.mark.parametrize("pointer", [("name",), ("sidecar",), ()])
def test_other_values_lead_nowhere(snapshot: Snapshot, pointer: tuple[str, ...]) -> None:
    assert at(snapshot, f"{CHART}/values.yaml", *pointer) is None
    assert at(snapshot, "images/mapping.yaml", *ENTRY, "type") is None


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("docker.io/bitnami/redis", "docker.io/bitnami/redis:7.2"),
        ("decar:", "sidecar"),
        ("name: redis", "name"),
        ("redis\n", "redis"),
        ("  image: docker.io/bitnami/exporter", ""),
    ],
)
def test_the_name_at_a_place_is_its_key_or_value(before: str, name: str) -> None:
    content = FileText(VALUES)
    assert name_at(content.yaml_tree, VALUES.index(before)) == name


def test_texts_of_many_lines_are_no_names() -> None:
    text = "a: |\n  one\n  two\n"
    assert name_at(FileText(text).yaml_tree, text.index("one")) == ""
    assert name_at(FileText("").yaml_tree, 0) == ""
