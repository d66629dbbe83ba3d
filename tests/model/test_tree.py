"""The tree follows the document and keeps its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.document import Document
from studio.model.marks import Mark
from studio.model.tree import PackageTree
from studio.model.treeroles import DirtyRole, EntryRole, ImageRole, MarkRole
from studio.package.changes import ChangeSet, CreateFile, DeleteFile, RenameFile, TextEdit
from studio.package.content import FileBlob, FileText
from studio.package.entries import EntryKind
from studio.package.images.tars import tar_at
from studio.package.problems import Findings, Problem, Severity
from studio.package.snapshot import Place, Snapshot
from studio.package.sources import Handle, InMemory
from studio.wording import message
from tests.resources.sample_images import saved_image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.changes import Operation

ROOT = "package/etcd-0.9.4"
FILES = {
    f"{ROOT}/metadata.yaml": "name: etcd\nversion: '0.9.4'\ncategories:\n- Database\n",
    f"{ROOT}/lifecycle.yaml": "install: {}\n",
    f"{ROOT}/manifests/etcd_csd.yaml": (
        "apiVersion: osc.io/v1beta1\nkind: CustomServiceDefinition\nmetadata: {name: x}\n"
    ),
    "images/mapping.yaml": "instance: []\n",
}


@pytest.fixture
def document(qapp: object) -> Document:
    return Document(Snapshot({path: FileText(text) for path, text in FILES.items()}))


@pytest.fixture
def tree(document: Document) -> Iterator[PackageTree]:
    tree = PackageTree(document, "etcd")
    tester = QAbstractItemModelTester(tree)
    yield tree
    del tester


def do(document: Document, *operations: Operation) -> None:
    document.commit(ChangeSet(message("Change"), operations))


def titles(tree: PackageTree, parent: QModelIndex | None = None) -> list[str]:
    parent = parent or tree.index(0, 0)
    if tree.canFetchMore(parent):
        tree.fetchMore(parent)
    return [tree.index(row, 0, parent).data() for row in range(tree.rowCount(parent))]


def test_the_package_row_names_the_service(tree: PackageTree) -> None:
    entry = tree.index(0, 0).data(EntryRole)
    assert (entry.title, entry.detail) == ("etcd", "0.9.4")


def test_a_folder_with_one_folder_is_one_row(tree: PackageTree) -> None:
    assert titles(tree) == ["package / etcd-0.9.4", "images"]


def test_missing_optional_files_stand_where_they_would_be(tree: PackageTree) -> None:
    deploy = tree.index_of_path(ROOT)
    assert titles(tree, deploy) == ["manifests", "lifecycle.yaml", "metadata.yaml", "README.md"]
    ghost = tree.index(3, 0, deploy).data(EntryRole)
    assert ghost.kind is EntryKind.MISSING
    assert not ghost.required


def test_keys_are_read_when_a_file_is_opened(document: Document) -> None:
    tree = PackageTree(document, "etcd")  # the tester of the fixture would fetch everything
    file = tree.index_of_path(f"{ROOT}/metadata.yaml")
    assert tree.rowCount(file) == 0
    assert tree.hasChildren(file)
    assert titles(tree, file) == ["name", "version", "categories"]
    categories = tree.index(2, 0, file)
    assert titles(tree, categories) == ["Database"]
    assert tree.index(0, 0, categories).data(EntryRole).pointer == ("categories", 0)


def test_the_keys_of_long_files_come_when_they_are_parsed(document: Document) -> None:
    path, new_path = f"{ROOT}/lifecycle.yaml", f"{ROOT}/z.yaml"
    do(document, TextEdit(path, 0, "", "".join(f"key{n}: {n}\n" for n in range(2000))))
    tree = PackageTree(document, "etcd")
    tree.reads_later = True
    wanted: list[str] = []
    tree.keys_wanted.connect(wanted.append)
    file = QPersistentModelIndex(tree.index_of_path(path))
    tree.fetchMore(file)
    assert (wanted, tree.rowCount(file), tree.hasChildren(file)) == ([path], 0, True)
    tree.bring_keys()  # for another file: this one is not parsed
    assert wanted == [path, path]
    do(document, RenameFile(path, new_path))
    content = document.snapshot.text(new_path)
    assert content is not None
    assert content.yaml_tree.error is None
    tree.bring_keys()
    assert wanted == [path, path]
    assert tree.rowCount(file) == 2001


def test_an_edit_changes_only_its_rows(tree: PackageTree, document: Document) -> None:
    path = f"{ROOT}/metadata.yaml"
    file = tree.index_of_path(path)
    titles(tree, file)
    version = QPersistentModelIndex(tree.index(1, 0, file))
    do(document, TextEdit(path, 11, "", "alias: e\n"), TextEdit(path, 0, "name: etcd", "name: db"))
    tree.refresh()
    assert titles(tree, file) == ["name", "alias", "version", "categories"]
    assert version.row() == 2
    assert tree.index(0, 0).data() == "db"


def test_creating_deleting_and_undo(tree: PackageTree, document: Document) -> None:
    manifests = tree.index_of_path(f"{ROOT}/manifests")
    new = f"{ROOT}/manifests/a_crd.yaml"
    do(document, CreateFile(new, FileText("")))
    assert titles(tree, manifests) == ["a_crd.yaml", "etcd_csd.yaml"]
    do(document, DeleteFile(new, FileText("")))
    assert titles(tree, manifests) == ["etcd_csd.yaml"]
    document.undo()
    document.undo()
    assert titles(tree, manifests) == ["etcd_csd.yaml"]


def test_a_renamed_file_keeps_its_row_and_what_is_open_in_it(
    tree: PackageTree, document: Document
) -> None:
    path = f"{ROOT}/manifests/etcd_csd.yaml"
    file = QPersistentModelIndex(tree.index_of_path(path))
    titles(tree, QModelIndex(file))
    do(document, RenameFile(path, f"{ROOT}/manifests/a_csd.yaml"))
    assert file.isValid()
    assert file.data() == "a_csd.yaml"
    assert tree.rowCount(file) == 3


def test_a_moved_folder_keeps_its_row(tree: PackageTree, document: Document) -> None:
    manifests = QPersistentModelIndex(tree.index_of_path(f"{ROOT}/manifests"))
    old, new = f"{ROOT}/manifests/etcd_csd.yaml", f"{ROOT}/crds/etcd_csd.yaml"
    do(document, RenameFile(old, new))
    assert manifests.isValid()
    assert manifests.data() == "crds"


def test_dirty_and_problems_show_at_their_rows(tree: PackageTree, document: Document) -> None:
    path = f"{ROOT}/metadata.yaml"
    do(document, TextEdit(path, 6, "etcd", "kafka"))
    file = tree.index_of_path(path)
    assert file.data(DirtyRole)
    titles(tree, file)
    problems = [
        Problem("OSC-06", Severity.ERROR, Place(path, ("name",)), message("Bad")),
        Problem("OSC-08", Severity.WARNING, Place(path), message("Long")),
        Problem("OSC-26", Severity.INFO, Place("images/mapping.yaml"), message("Know")),
    ]
    document.findings = Findings(tuple(problems))
    error = Mark(Severity.ERROR, 1)
    assert file.data(MarkRole) == error
    assert tree.index(0, 0, file).data(MarkRole) == error
    assert tree.index(1, 0, file).data(MarkRole) is None
    assert tree.index_of_path(ROOT).data(MarkRole) == error
    assert tree.index_of_path("images").data(MarkRole) is None


def test_a_file_that_is_no_yaml_any_more_loses_its_keys(
    tree: PackageTree, document: Document
) -> None:
    path = f"{ROOT}/metadata.yaml"
    file = QPersistentModelIndex(tree.index_of_path(path))
    assert titles(tree, QModelIndex(file))
    do(document, RenameFile(path, f"{ROOT}/metadata.txt"))
    assert file.data() == "metadata.txt"
    assert tree.rowCount(file) == 0
    document.undo()
    assert titles(tree, QModelIndex(file)) == ["name", "version", "categories"]


def test_a_saved_image_tells_what_its_name_does_not(qapp: object) -> None:
    data = saved_image("redis", "7.2.4", "x86_64")
    paths = "images/redis-7.2.4-x86_64.tar", "images/redis.tar"
    blobs = {path: FileBlob(len(data), Handle(InMemory(data))) for path in paths}
    texts = {path: FileText(text) for path, text in FILES.items()}
    document = Document(Snapshot({**texts, **blobs}))
    tree = PackageTree(document, "redis")
    told, silent = (tree.index_of_path(path) for path in paths)
    assert silent.data(ImageRole) == ""
    for path in blobs:
        tar_at(document.snapshot, path)
    document.findings = Findings(())
    assert told.data(ImageRole) == ""
    assert silent.data(ImageRole) == "7.2.4 x86_64"
    assert "redis:7.2.4 x86_64" in silent.data(Qt.ItemDataRole.ToolTipRole)


def test_badges_are_said_in_words(document: Document) -> None:
    odd = f"{ROOT}/notes.txt"
    do(document, CreateFile(odd, FileText("a")), CreateFile("stray.txt", FileText("a")))
    do(document, DeleteFile(f"{ROOT}/lifecycle.yaml", FileText(FILES[f"{ROOT}/lifecycle.yaml"])))
    tree = PackageTree(document, "etcd")

    def spoken(path: str) -> str:
        return tree.index_of_path(path).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken(odd) == "notes.txt, OSC does not look for this file here, unsaved"
    assert spoken("stray.txt") == "stray.txt, OSC does not look for this file here, unsaved"
    assert spoken(f"{ROOT}/lifecycle.yaml") == "lifecycle.yaml, missing, required"
    assert spoken(f"{ROOT}/README.md") == "README.md, missing, optional"
    problem = Problem(
        "T-01", Severity.ERROR, Place(f"{ROOT}/metadata.yaml", ("name",)), message("No")
    )
    document.findings = Findings((problem,))
    assert spoken(f"{ROOT}/metadata.yaml") == "metadata.yaml, errors: 1"
    tip = tree.index_of_path(odd).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == f"{odd}\nOSC does not look for this file here"
