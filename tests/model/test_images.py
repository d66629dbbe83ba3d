"""The rows of images follow the package, keep Qt's rules and keep their identity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from studio.model.imagerows import Group, ImageRow, table_of
from studio.model.images import FIELD, IMAGE, STATUS, USED, CellRole, ImagesModel, RowRole, TarRole
from studio.model.imagetars import Fit
from studio.package.changes import apply
from studio.package.content import FileBlob, FileText
from studio.package.images.editing import add_entries, add_tar
from studio.package.images.inventory import inventory_of
from studio.package.images.proposing import proposals
from studio.package.images.tars import tar_at
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InMemory

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

ROOT = "package/redis-1.0.0"
CHART = """\
apiVersion: v2
name: redis
version: 1.0.0
annotations: {architecture: "x86_64,aarch64"}
"""
VALUES = """\
image:
  registry: docker.io
  repository: bitnami/redis
  tag: 8.2.1
exporter:
  image: quay.io/oliver/exporter:1.76.0
"""
TEMPLATE = "kind: Job\nspec:\n  containers:\n  - image: busybox:1.36\n"


def blob(data: bytes) -> FileBlob:
    return FileBlob(len(data), Handle(InMemory(data)))


@pytest.fixture
def snapshot() -> Snapshot:
    return Snapshot({
        f"{ROOT}/Chart.yaml": FileText(CHART),
        f"{ROOT}/values.yaml": FileText(VALUES),
        f"{ROOT}/templates/job.yaml": FileText(TEMPLATE),
    })  # fmt: skip


@pytest.fixture
def model(qapp: QCoreApplication, snapshot: Snapshot) -> ImagesModel:
    del qapp
    model = ImagesModel()
    QAbstractItemModelTester(model, model)
    model.show_table(table_of(snapshot))
    return model


def mapped(snapshot: Snapshot) -> Snapshot:
    return apply(snapshot, add_entries(snapshot, proposals(snapshot)).operations)


def rows(model: ImagesModel) -> dict[str, list[str]]:
    groups = (model.index(row) for row in range(model.rowCount()))
    return {
        group.data(): [model.index(row, 0, group).data() for row in range(model.rowCount(group))]
        for group in groups
        if model.rowCount(group)
    }


def cells(model: ImagesModel, key: str) -> list[tuple[str, str]]:
    index = model.index_of(key)
    found = (index.siblingAtColumn(column).data(CellRole) for column in range(STATUS + 1))
    return [(cell.first, cell.second) for cell in found]


REDIS = "docker.io/bitnami/redis:8.2.1"


def test_images_stand_in_groups(model: ImagesModel) -> None:
    assert rows(model) == {"Needs attention": ["redis", "exporter", "busybox"]}
    assert cells(model, REDIS)[IMAGE] == ("redis", "docker.io/bitnami : 8.2.1")
    assert cells(model, REDIS)[USED] == ("values.yaml", "line 3")
    assert cells(model, REDIS)[FIELD] == ("no field chosen", "")
    assert cells(model, REDIS)[STATUS] == ("Not mapped", "")
    busybox = cells(model, "docker.io/library/busybox:1.36")
    assert busybox[USED] == ("job.yaml", "templates, line 4")
    assert busybox[FIELD] == ("in the template itself", "")
    assert busybox[STATUS] == ("Not rewritten", "")


def test_what_is_mapped_goes_over_with_its_selection(
    model: ImagesModel, snapshot: Snapshot
) -> None:
    chosen = QItemSelectionModel(model)
    chosen.select(model.index_of(REDIS), QItemSelectionModel.SelectionFlag.Select)
    kept = QPersistentModelIndex(model.index_of(REDIS))
    before = mapped(snapshot)
    model.show_table(table_of(before))
    assert cells(model, REDIS)[FIELD] == ("image", "registry, repository, tag")
    assert cells(model, REDIS)[STATUS] == ("No tar", "")
    after = before
    for architecture, go in (("x86_64", "amd64"), ("aarch64", "arm64")):
        name = f"redis-8.2.1-{architecture}.tar"
        data = saved(go, "8.2.1", "bitnami/redis")
        after = apply(after, add_tar(after, name, blob(data)).operations)
        tar_at(after, f"images/{name}")
    model.show_table(table_of(after))
    assert rows(model) == {"Needs attention": ["exporter", "busybox"], "Mapped": ["redis"]}
    assert cells(model, REDIS)[STATUS] == ("Ready", "")
    assert kept.data(RowRole).group is Group.MAPPED
    assert chosen.selectedIndexes() == [model.index_of(REDIS)]
    model.show_table(table_of(snapshot))
    assert rows(model) == {"Needs attention": ["redis", "exporter", "busybox"]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (saved("arm64", "8.2.1"), "It holds an image for aarch64."),
        (saved("amd64", "8.2.0"), "The image in it has the tag 8.2.0."),
        (b"\0" * 1024, "The tar is empty."),
    ],
)
def test_a_tar_that_does_not_serve_says_why(
    model: ImagesModel, snapshot: Snapshot, data: bytes, words: str
) -> None:
    name = "redis-8.2.1-x86_64.tar"
    changed = mapped(snapshot)
    changed = apply(changed, add_tar(changed, name, blob(data)).operations)
    model.show_table(table_of(changed))
    cell = model.index_of(REDIS).siblingAtColumn(FIELD + 1)
    assert cell.data(TarRole).fit is Fit.UNREAD
    assert table_of(changed).unread == (f"images/{name}",)
    tar_at(changed, f"images/{name}")
    model.show_table(table_of(changed))
    assert cell.data(TarRole).fit is Fit.WRONG
    assert words in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert cells(model, REDIS)[STATUS][0] == "Wrong tar"


def test_entries_without_image_and_tars_without_entry_are_shown(
    model: ImagesModel, snapshot: Snapshot
) -> None:
    text = "instance:\n- image: lost\n  tag: '1'\n  address: {fullAddress: no.where}\n"
    changed = snapshot.replaced({
        "images/mapping.yaml": FileText(text), "images/extra.tar": blob(saved())
    })  # fmt: skip
    model.show_table(table_of(changed))
    shown = rows(model)
    assert "lost" in shown["Needs attention"]
    assert shown["Saved images that no entry names"] == ["extra.tar"]
    row: ImageRow = model.index_of("images/extra.tar").data(RowRole)
    assert row.size == len(saved())
    assert model.flags(model.index_of("images/extra.tar")) & Qt.ItemFlag.ItemIsDragEnabled


def test_filter_and_order(model: ImagesModel) -> None:
    model.set_filter("BITNAMI")
    assert rows(model) == {"Needs attention": ["redis"]}
    model.set_filter("values.yaml")
    assert rows(model) == {"Needs attention": ["redis", "exporter"]}
    model.set_filter("")
    model.sort(IMAGE)
    assert rows(model) == {"Needs attention": ["busybox", "exporter", "redis"]}
    model.sort(IMAGE, Qt.SortOrder.DescendingOrder)
    assert rows(model) == {"Needs attention": ["redis", "exporter", "busybox"]}
    model.sort(STATUS)
    assert rows(model)["Needs attention"][0] == "busybox"
    model.sort(-1)
    assert rows(model) == {"Needs attention": ["redis", "exporter", "busybox"]}


def test_it_speaks_chinese_where_it_can(model: ImagesModel) -> None:
    model.set_language("zh")
    assert model.index_of(REDIS).data() == "redis"
    assert isinstance(model.headerData(STATUS, Qt.Orientation.Horizontal), str)


def test_uses_stand_below_their_image(model: ImagesModel, snapshot: Snapshot) -> None:
    changed = mapped(snapshot)
    model.show_table(table_of(changed))
    image = model.index_of(REDIS)
    assert model.rowCount(image) == 1
    use = model.index(0, USED, image)
    assert use.data() == "values.yaml, line 3"
    assert use.parent() == image
    assert use.siblingAtColumn(STATUS).data() == "written"
    assert model.parent(QModelIndex()) == QModelIndex()


def test_every_image_of_the_inventory_has_a_row(model: ImagesModel, snapshot: Snapshot) -> None:
    for image in inventory_of(snapshot).images:
        assert any(row.image == image for row in table_of(snapshot).rows)
    assert len(table_of(snapshot).images) == 3
