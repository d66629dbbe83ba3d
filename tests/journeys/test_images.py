"""Map the images of a package, by keys and mouse, and see the text that comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu

from studio.formats.imagemap import MAPPING_PATH
from studio.model.imagerows import Group
from studio.model.images import FIELD, STATUS, CellRole
from studio.package.images.mappingtext import as_mapping
from studio.package.images.proposing import proposals
from studio.package.rules.imagetars import saved
from studio.ui.images.fieldpicker import FieldPicker
from studio.ui.images.imagespage import ImagesPage
from studio.ui.images.tardrop import mime_of
from tests.journeys.author import CTRL, LEFT, NONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QMimeData, QModelIndex

    from tests.journeys.author import Author

Opened = "Callable[[str], tuple[Author, ImagesPage]]"


class Looker:
    """Somebody who looks at the page of images."""

    def __init__(self, author: Author) -> None:
        self.author = author
        author.window.registry.run("view.images")
        page = author.window.editors.current
        assert isinstance(page, ImagesPage)
        self.page = page
        self.settle()

    def settle(self) -> None:
        """Wait until the table is that of the document."""
        self.author.wait_until(
            lambda: not self.page.reader.is_busy and not self.author.window.services.jobs.running
        )

    def row(self, title: str) -> QModelIndex:
        """The first row of an image."""
        rows = self.page.table.rows if self.page.table else ()
        key = next(row.key for row in rows if row.title == title)
        return self.page.model.index_of(key)

    def click(self, title: str) -> None:
        """Choose an image with the mouse."""
        index, view = self.row(title), self.page.view

        def is_seen() -> bool:
            view.scrollTo(index)
            return view.viewport().rect().contains(view.visualRect(index).center())

        # The table takes its height from its rows, a moment after they have come.
        self.author.wait_until(is_seen)
        at = view.visualRect(index).center()
        self.author.qtbot.mouseClick(view.viewport(), LEFT, pos=at)
        assert view.hasFocus()

    def cell(self, title: str, column: int) -> tuple[str, str]:
        """What a cell says."""
        cell = self.row(title).siblingAtColumn(column).data(CellRole)
        return cell.first, cell.second

    @property
    def mapping(self) -> str:
        """The text of the mapping."""
        return self.author.text(MAPPING_PATH)

    def titles(self, group: Group) -> list[str]:
        """The rows of a group as they are shown."""
        index = self.page.model.index_of(group.value)
        model = self.page.model
        return [model.index(row, 0, index).data() for row in range(model.rowCount(index))]

    def drop(self, mime: QMimeData, title: str = "", column: int = 0) -> None:
        """Let go of a drag over a cell, or over the empty part of the page."""
        view = self.page.view
        target, at = self.page.area.hint, QPoint(2, 2)
        if title:
            index = self.row(title).siblingAtColumn(column)
            target, at = view.viewport(), view.visualRect(index).center()
        else:
            at, target = self.page.area.hint.mapTo(self.page, at), self.page
        copy = Qt.DropAction.CopyAction
        QApplication.sendEvent(target, QDragEnterEvent(at, copy, mime, LEFT, NONE))
        QApplication.sendEvent(target, QDragMoveEvent(at, copy, mime, LEFT, NONE))
        event = QDropEvent(QPointF(at), copy, mime, LEFT, NONE)
        QApplication.sendEvent(target, event)
        assert event.isAccepted()
        self.settle()


@pytest.fixture
def look(
    author: Author, copied: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Looker]:
    """Opens a package and its images."""

    def open_images(name: str) -> Looker:
        author.open(copied(name), monkeypatch)
        return Looker(author)

    return open_images


def test_a_chart_is_wrapped_and_mapped_as_a_whole(look: Callable[[str], Looker]) -> None:
    images = look("corpus/charts/redis/23.1.1")
    author, page = images.author, images.page
    assert "need a service package" in page.bar.sentence()
    assert not page.header.propose.isEnabled()
    author.qtbot.mouseClick(page.bar.links()[0], LEFT)
    images.settle()
    before = author.document.snapshot
    wanted = as_mapping(proposals(before))
    assert wanted.count("- image:") == 6
    author.qtbot.mouseClick(page.header.propose, LEFT)
    images.settle()
    assert images.mapping == wanted
    assert author.window.toast.sentence() == "Mapped 5 images from values.yaml"
    assert images.cell("redis", FIELD) == ("image", "registry, repository, tag")
    assert images.cell("redis", STATUS)[0] == "No x86_64 tar"
    assert author.window.registry.text("edit.undo") == "Undo “Map 5 images”"
    page.view.setFocus()
    author.undo()
    assert author.document.snapshot.same_content(before)
    images.settle()
    assert images.cell("redis", STATUS)[0] == "Not mapped"


def test_images_are_found_mapped_and_visited_by_keys(look: Callable[[str], Looker]) -> None:
    images = look("corpus/charts/wordpress/27.0.0")
    author, page = images.author, images.page
    assert "memcached" not in page.bar.sentence()
    author.window.registry.run("package.wrap")
    images.settle()
    assert "memcached" in page.bar.sentence()
    page.view.setFocus()
    author.press(Qt.Key.Key_F, CTRL)
    author.qtbot.keyClicks(page.header.field, "exporter")
    assert images.titles(Group.ATTENTION) == ["apache-exporter"]
    images.click("apache-exporter")
    author.press(Qt.Key.Key_Insert)
    images.settle()
    assert images.mapping == (
        "instance:\n"
        "  - image: apache-exporter\n"
        "    tag: 1.0.10-debian-12-r55\n"
        "    address:\n"
        "      endpoint: metrics.image.registry\n"
        "      repo: metrics.image.repository\n"
        "      tag: metrics.image.tag\n"
        "    package:\n"
        "      x86_64: apache-exporter-1.0.10-debian-12-r55-x86_64.tar\n"
    )
    page.header.field.setFocus()
    author.press(Qt.Key.Key_Escape)
    assert len(images.titles(Group.ATTENTION)) == 3
    images.click("os-shell")
    author.press(Qt.Key.Key_Return)
    values = "package/wordpress-27.0.0/values.yaml"
    author.wait_until(lambda: author.window.editors.current is not page)
    assert author.view.path == values
    line = author.view.edit.textCursor().blockNumber()
    assert "os-shell" in author.text(values).splitlines()[line]


def test_a_field_is_picked_from_the_tree_of_values(look: Callable[[str], Looker]) -> None:
    images = look("redis-chart")
    author, page = images.author, images.page
    author.window.registry.run("package.wrap")
    images.settle()
    images.click("redis-exporter")
    author.press(Qt.Key.Key_Insert)
    images.settle()
    field = page.panel.entry.address.paths[1]
    assert field.text() == "metrics.image.tag"
    field.setFocus()
    author.press(Qt.Key.Key_F4)
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, FieldPicker)
    author.qtbot.keyClicks(picker.field, "image.tag")
    author.qtbot.keyClick(picker.field, Qt.Key.Key_Return)
    images.settle()
    assert "      tag: image.tag\n" in images.mapping
    author.come_back()
    assert field.text() == "image.tag"
    author.undo()
    images.settle()
    assert field.text() == "metrics.image.tag"


def test_names_and_tags_are_typed_and_taken_back(look: Callable[[str], Looker]) -> None:
    images = look("kafka")
    author, page = images.author, images.page
    before = author.document.snapshot
    images.click("kafka")
    author.press(Qt.Key.Key_F2)
    form = page.panel.entry.form
    assert form.name.hasFocus()
    author.qtbot.keyClicks(form.name, "broker")
    author.press(Qt.Key.Key_Return)
    images.settle()
    assert "  - image: broker\n" in images.mapping
    assert author.document.history.count == 1
    author.qtbot.keyClicks(form.name, "x")
    author.press(Qt.Key.Key_Escape)
    assert form.name.text() == "broker"
    author.press(Qt.Key.Key_Escape)
    assert page.view.hasFocus()
    author.undo()
    assert author.document.snapshot.same_content(before)


def test_an_address_is_written_with_other_keys(look: Callable[[str], Looker]) -> None:
    images = look("redis-chart")
    author, page = images.author, images.page
    author.window.registry.run("package.wrap")
    images.settle()
    author.qtbot.mouseClick(page.header.propose, LEFT)
    images.settle()
    images.click("redis")
    form = page.panel.entry.address
    assert form.write_as.text() == "write as repository + tag"
    menu = form.write_as.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == "endpoint + repo + tag").trigger()
    images.settle()
    assert images.mapping.startswith(
        "instance:\n"
        "  - image: redis\n"
        "    tag: 7.2.5\n"
        "    address:\n"
        '      endpoint: ""\n'
        "      repo: image.repository\n"
        "      tag: image.tag\n"
    )
    assert form.paths[0].property("state") == "warning"
    author.undo()
    images.settle()
    assert form.write_as.text() == "write as repository + tag"


def test_a_tar_is_renamed_with_the_mapping_in_step(look: Callable[[str], Looker]) -> None:
    images = look("kafka")
    author, page = images.author, images.page
    images.click("kafka")
    row = page.panel.entry.tars[0]
    assert row.name.text() == "kafka-2.5.0-x86_64.tar"
    assert row.inside.text() == "kafka:2.5.0 for x86_64"
    row.start_renaming()
    assert row.field.selectedText() == "kafka-2.5.0-x86_64"
    author.qtbot.keyClicks(row.field, "broker")
    author.press(Qt.Key.Key_Return)
    images.settle()
    assert "images/broker.tar" in author.document.snapshot
    assert "      x86_64: broker.tar\n" in images.mapping
    assert images.cell("kafka", STATUS)[0] == "Ready"
    page.view.setFocus()
    author.undo()
    assert "images/kafka-2.5.0-x86_64.tar" in author.document.snapshot
    assert "broker" not in images.mapping


def files(*paths: Path) -> QMimeData:
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_tars_that_are_dropped_find_their_images(
    look: Callable[[str], Looker], tmp_path: Path
) -> None:
    images = look("redis-chart")
    author, page = images.author, images.page
    author.window.registry.run("package.wrap")
    images.settle()
    before = author.document.snapshot
    paths = []
    for architecture, go in (("x86_64", "amd64"), ("aarch64", "arm64")):
        path = tmp_path / f"redis-{architecture}.tar"
        path.write_bytes(saved(go, "7.2.5", "redis"))
        paths.append(path)
    images.drop(files(*paths))
    assert author.window.toast.sentence() == "Added 2 saved images"
    assert images.titles(Group.MAPPED) == ["redis"]
    assert images.cell("redis", STATUS)[0] == "Ready"
    assert "      x86_64: redis-x86_64.tar\n" in images.mapping
    assert "      aarch64: redis-aarch64.tar\n" in images.mapping
    page.view.setFocus()
    author.undo()
    assert author.document.snapshot.same_content(before)


def test_a_tar_is_dropped_on_an_architecture(look: Callable[[str], Looker], tmp_path: Path) -> None:
    images = look("kafka")
    author = images.author
    path = tmp_path / "fresh.tar"
    path.write_bytes(saved("arm64", "2.5.0", "kafka"))
    images.drop(files(path), "kafka", FIELD + 2)
    assert "      aarch64: fresh.tar\n" in images.mapping
    assert images.cell("kafka", STATUS)[0] == "Ready"
    assert images.titles(Group.UNUSED) == ["kafka-2.5.0-aarch64.tar"]
    images.drop(mime_of(["kafka-2.5.0-aarch64.tar"]), "kafka", FIELD + 2)
    assert "      aarch64: kafka-2.5.0-aarch64.tar\n" in images.mapping
    assert images.titles(Group.UNUSED) == ["fresh.tar"]
    assert author.document.history.count == 2


def test_entries_are_removed_together_as_one_step(look: Callable[[str], Looker]) -> None:
    images = look("kafka")
    author, page = images.author, images.page
    before = author.document.snapshot
    images.click("kafka")
    author.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.panel.title.text() == "2 images chosen"
    author.press(Qt.Key.Key_Delete)
    images.settle()
    assert "zookeeper" not in images.mapping
    assert "kafka-exporter" in images.mapping
    assert images.titles(Group.ATTENTION) == ["kafka", "zookeeper"]
    assert len(images.titles(Group.UNUSED)) == 4
    author.undo()
    assert author.document.snapshot.same_content(before)


def test_an_operator_says_which_containers_it_fills(look: Callable[[str], Looker]) -> None:
    images = look("etcd-operator")
    author, page = images.author, images.page
    author.window.registry.run("package.wrap")
    images.settle()
    assert images.titles(Group.MENTIONED) == ["etcd", "etcd"]
    author.qtbot.mouseClick(page.header.propose, LEFT)
    images.settle()
    assert images.mapping.startswith("operator:\n  - image: etcd-keeper\n    tag: 0.9.2\n")
    images.click("etcd-keeper")
    kind = page.panel.entry.form.type
    assert kind.currentData() == "container"
    kind.setFocus()
    author.press(Qt.Key.Key_Down)
    kind.activated.emit(kind.currentIndex())
    images.settle()
    assert "    type: initContainer\n" in images.mapping
    assert author.window.registry.text("edit.undo") == "Undo “Change type of etcd-keeper:0.9.2”"


def test_the_preview_follows_the_registry_that_is_typed(look: Callable[[str], Looker]) -> None:
    images = look("kafka")
    author, page = images.author, images.page
    images.click("kafka")
    preview = page.panel.entry.preview
    images.settle()
    assert "myhuaweicloud.com/osc-opensource/kafka:2.5.0" in preview.lines.toPlainText()
    preview.registry.setFocus()
    preview.registry.selectAll()
    author.qtbot.keyClicks(preview.registry, "registry.example.com/mine")
    author.press(Qt.Key.Key_Return)
    images.settle()
    author.wait_until(lambda: "registry.example.com/mine" in preview.lines.toPlainText())
    settings = author.window.services.settings
    from studio.ui.images.writepreview import REGISTRY

    assert settings.value(REGISTRY) == "registry.example.com/mine"


def test_the_preview_makes_room_and_comes_back(look: Callable[[str], Looker]) -> None:
    images = look("kafka")
    window = images.author.window
    dock = window.previewing.dock
    assert dock.isHidden()
    assert not dock.is_closed
    window.registry.run("view.overview")
    assert not dock.isHidden()
    window.registry.run("view.images")
    window.registry.run("view.preview")
    assert not dock.isHidden()
    window.registry.run("view.overview")
    assert not dock.isHidden()
