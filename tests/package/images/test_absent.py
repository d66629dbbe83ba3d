"""The tars that a package speaks of and does not hold, and their rows in the tree."""

from __future__ import annotations

from studio.formats.kinds import Role
from studio.package.content import FileBlob, FileText
from studio.package.entries import Entry, EntryKind
from studio.package.images.absent import absent_tars
from studio.package.outline import children, package_entry
from studio.package.snapshot import Snapshot
from studio.package.sources import InMemory

CHART = "apiVersion: v2\nname: etcd\nversion: 1.0.0\n"
RECIPES = """\
builds:
- name: etcd
  tag: "1.10"
  platforms: [linux/amd64, linux/arm64]
- name: exporter
  tag: "2"
"""
MAPPING = """\
instance:
- {image: etcd, tag: "1.10", package: {x86_64: own-name.tar}}
- {image: redis, tag: "7", package: {x86_64: redis-7-x86_64.tar, aarch64: ../evil}}
"""


def snapshot(**files):
    texts = {"package/etcd/Chart.yaml": CHART, **files}
    return Snapshot({path: FileText(text) for path, text in texts.items()})


def names(found):
    return {tar.path: tar.recipe.name if tar.recipe else None for tar in found}


def test_recipes_and_mapping_tell_what_is_absent():
    found = absent_tars(snapshot(**{"studio.yaml": RECIPES, "images/mapping.yaml": MAPPING}))
    assert names(found) == {
        "images/own-name.tar": "etcd",
        "images/redis-7-x86_64.tar": None,
        "images/etcd-1.10-x86_64.tar": "etcd",
        "images/etcd-1.10-aarch64.tar": "etcd",
    }


def test_what_is_there_is_not_absent():
    files = dict(snapshot(**{"studio.yaml": RECIPES}).files)
    files["images/etcd-1.10-x86_64.tar"] = FileBlob(3, InMemory(b"tar"))
    assert names(absent_tars(Snapshot(files))) == {"images/etcd-1.10-aarch64.tar": "etcd"}


def test_a_deploy_package_by_itself_holds_no_images():
    files = {"Chart.yaml": FileText(CHART), "studio.yaml": FileText(RECIPES)}
    assert absent_tars(Snapshot(files)) == ()


def test_what_cannot_be_read_names_no_tar():
    broken = {"studio.yaml": "builds: [", "images/mapping.yaml": "instance: {"}
    assert absent_tars(snapshot(**broken)) == ()


def test_rows_of_recipes_and_absent_tars():
    package = snapshot(**{"studio.yaml": RECIPES, "images/mapping.yaml": MAPPING})
    rows = children(package, package_entry(package, ""))
    assert [(row.title, row.role, row.kind) for row in rows[1:]] == [
        ("images", Role.FOLDER, EntryKind.FOLDER), ("recipes", Role.RECIPES, EntryKind.NODE),
        ("Dockerfile", Role.DOCKERFILE, EntryKind.MISSING),
        ("studio.yaml", Role.WORKSPACE, EntryKind.FILE),
    ]  # fmt: skip
    assert [(row.title, row.detail, row.pointer) for row in children(package, rows[2])] == [
        ("etcd", "1.10", ("builds", 0)), ("exporter", "2", ("builds", 1)),
    ]  # fmt: skip
    [recipe, _] = children(package, rows[2])
    assert [row.title for row in children(package, recipe)] == ["name", "tag", "platforms"]
    tars = [row for row in children(package, rows[1]) if row.kind is EntryKind.MISSING]
    assert [(row.title, row.pointer) for row in tars] == [
        ("etcd-1.10-aarch64.tar", ("builds", 0)), ("etcd-1.10-x86_64.tar", ("builds", 0)),
        ("own-name.tar", ("builds", 0)), ("redis-7-x86_64.tar", ()),
    ]  # fmt: skip


def test_a_package_without_recipes_has_no_row_for_them():
    package = snapshot(**{"studio.yaml": "builds: []\n"})
    rows: list[Entry] = children(package, package_entry(package, ""))
    assert Role.RECIPES not in {row.role for row in rows}
