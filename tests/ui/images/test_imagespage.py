"""The page of images says what there is, what hinders, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from studio.model.document import Document
from studio.package.content import FileBlob, FileText
from studio.package.opening import open_package
from studio.package.rules.imagetars import saved
from studio.package.snapshot import Place, Snapshot
from studio.package.sources import Handle, InMemory
from studio.package.wrap import wrap
from studio.resources import resource_path
from studio.ui.images.imagespage import ImagesPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from studio.ui.shell.services import Services

LEFT = Qt.MouseButton.LeftButton
REDIS = "swr.cn-east-3.myhuaweicloud.com/osc-sample/redis:7.2.5"
MAPPING = "images/mapping.yaml"
KAFKA = "swr.cn-east-3.myhuaweicloud.com/osc-sample/kafka:2.5.0"


def sample(name: str) -> Snapshot:
    return open_package(resource_path("samples", name)).snapshot


def wrapped(snapshot: Snapshot) -> Document:
    document = Document(snapshot)
    document.commit(wrap(snapshot))
    return document


@pytest.fixture
def open_page(qtbot: QtBot, services: Services) -> Callable[..., ImagesPage]:
    def open_page(document: Document, width: int = 1000) -> ImagesPage:
        page = ImagesPage(document, services, list)
        page.resize(width, 700)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
        settle(qtbot, page)
        return page

    return open_page


def settle(qtbot: QtBot, page: ImagesPage) -> None:
    qtbot.waitUntil(lambda: not page.reader.is_busy, timeout=30_000)


def test_it_counts_and_says_where_tars_go(open_page: Callable[..., ImagesPage]) -> None:
    page = open_page(Document(sample("kafka")))
    assert page.header.counts.text() == "4 in this package, 4 ready"
    assert page.bar.isHidden()
    assert not page.panel.isVisible()
    assert page.chosen.can_edit
    assert page.chosen.has_mapping
    assert not page.chosen.has_chosen


def test_a_bare_package_is_offered_to_be_wrapped(
    qtbot: QtBot, open_page: Callable[..., ImagesPage]
) -> None:
    page = open_page(Document(sample("redis-chart")))
    assert not page.chosen.can_edit
    assert page.area.hint.isHidden()
    with qtbot.waitSignal(page.wrap_wanted):
        qtbot.mouseClick(page.bar.links()[0], LEFT)
    page.view.choose(REDIS)
    assert page.panel.isVisible()
    assert page.panel.map_button.isHidden()


def test_a_broken_mapping_is_to_be_mended_as_text(
    qtbot: QtBot, open_page: Callable[..., ImagesPage]
) -> None:
    document = wrapped(sample("redis-chart"))
    broken = document.snapshot.replaced({MAPPING: FileText("instance: [\n")})
    page = open_page(Document(broken))
    with qtbot.waitSignal(page.place_wanted) as wanted:
        qtbot.mouseClick(page.bar.links()[0], LEFT)
    assert wanted.args == [Place(MAPPING)]
    refused: list[object] = []
    page.refused.connect(refused.append)
    page.chosen.propose()
    qtbot.waitUntil(lambda: bool(refused))
    assert page.gestures.document.snapshot is broken


def test_a_package_without_images_says_so(open_page: Callable[..., ImagesPage]) -> None:
    page = open_page(Document(Snapshot({"Chart.yaml": FileText("apiVersion: v2\nname: a\n")})))
    assert page.area.hint.accessibleName() == "The package names no image."
    assert page.header.counts.text() == "0 in this package, 0 ready"


def test_a_filter_that_nothing_passes_says_so(
    qtbot: QtBot, open_page: Callable[..., ImagesPage]
) -> None:
    page = open_page(Document(sample("kafka")))
    page.chosen.open_filter()
    assert page.header.field.hasFocus()
    qtbot.keyClicks(page.header.field, "postgres")
    assert page.area.hint.accessibleName() == "No image matches the filter."
    assert page.view.isRowHidden(0, QModelIndex())
    qtbot.keyClick(page.header.field, Qt.Key.Key_Escape)
    assert page.model.shown_count == 4


def test_groups_are_passed_over_by_keys(qtbot: QtBot, open_page: Callable[..., ImagesPage]) -> None:
    page = open_page(wrapped(sample("etcd-operator")))
    page.view.setFocus()
    titles = []
    for key in (Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 3):
        qtbot.keyClick(page.view, key)
        row = page.view.current_row()
        assert row is not None
        titles.append(row.title)
    assert titles == ["etcd-keeper", "etcd-keeper", "etcd", "etcd"]
    qtbot.keyClick(page.view, Qt.Key.Key_Right)
    qtbot.keyClick(page.view, Qt.Key.Key_Down)
    assert page.view.use_of_current() is not None
    assert page.view.currentIndex().data() == "list of related images"
    with qtbot.waitSignal(page.place_wanted) as wanted:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert wanted.args[0].path.endswith("v0.9.4.clusterserviceversion.yaml")


def test_addresses_are_copied_a_line_each(open_page: Callable[..., ImagesPage]) -> None:
    page = open_page(Document(sample("redis-chart")))
    page.view.selectAll()
    page.chosen.copy_chosen()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == [REDIS, REDIS.replace("redis:7.2.5", "redis-exporter:1.62.0")]


def test_an_unused_tar_says_what_is_inside(open_page: Callable[..., ImagesPage]) -> None:
    data = saved("arm64", "7.0.0", "old")
    blob = FileBlob(len(data), Handle(InMemory(data)))
    document = wrapped(sample("redis-chart"))
    page = open_page(Document(document.snapshot.replaced({"images/old.tar": blob})))
    page.view.choose("images/old.tar")
    assert "old:7.0.0 for aarch64" in page.panel.reasons.text()
    assert page.panel.reference.text() == "images/old.tar"


def test_the_chosen_image_is_remembered_and_revealed(
    qtbot: QtBot, open_page: Callable[..., ImagesPage]
) -> None:
    document = Document(sample("kafka"))
    page = open_page(document)
    place = Place(MAPPING, ("instance", 1, "tag"))
    assert page.can_reveal(place)
    page.reveal(place)
    row = page.view.current_row()
    assert row is not None
    assert row.title == "zookeeper"
    state = page.view_state()
    other = open_page(document)
    other.restore_view_state(state)
    other.hide()
    document.commit(wrap_comment(document.snapshot))
    other.show()
    settle(qtbot, other)
    again = other.view.current_row()
    assert again is not None
    assert again.title == "zookeeper"
    assert not page.can_reveal(Place("package/kafka-2.5.0/metadata.yaml"))


def wrap_comment(snapshot: Snapshot):
    from studio.package.changes import ChangeSet, TextEdit
    from studio.wording import message

    content = snapshot.text(MAPPING)
    assert content is not None
    return ChangeSet(message("Comment"), (TextEdit(MAPPING, 0, "", "# mine\n"),))


def test_columns_give_way_where_it_is_narrow(open_page: Callable[..., ImagesPage]) -> None:
    page = open_page(Document(sample("kafka")), width=1000)
    assert not any(page.view.isColumnHidden(column) for column in range(6))
    narrow = open_page(Document(sample("kafka")), width=380)
    assert [narrow.view.isColumnHidden(column) for column in range(3)] == [False, True, True]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_status_takes_what_its_words_need(
    open_page: Callable[..., ImagesPage], services: Services, language: str
) -> None:
    services.languages.set_setting(language)
    empty = sample("kafka").replaced({MAPPING: FileText("instance: []\n")})
    widths = []
    for snapshot in (sample("kafka"), empty):
        page = open_page(Document(snapshot))
        words = page.view.model().index_of(KAFKA).siblingAtColumn(5).data()
        metrics = QFontMetrics(services.themes.font("label", text=words))
        widths.append(page.view.columnWidth(5))
        assert metrics.horizontalAdvance(words) + 32 <= widths[-1]
    assert widths[0] <= widths[1] < 152


def test_the_menu_opens_at_the_row_by_key(
    qtbot: QtBot, open_page: Callable[..., ImagesPage]
) -> None:
    from PySide6.QtGui import QContextMenuEvent

    page = open_page(Document(sample("kafka")))
    page.view.setCurrentIndex(page.model.index(0, 0, page.model.index_of("mapped")))
    by_key = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(page.view.menu_requested) as asked:
        page.view.contextMenuEvent(by_key)
    rect = page.view.visualRect(page.view.currentIndex())
    assert page.view.viewport().mapFromGlobal(asked.args[0]).y() == rect.bottom()


def test_it_speaks_another_language(
    services: Services, open_page: Callable[..., ImagesPage]
) -> None:
    page = open_page(Document(sample("kafka")))
    page.view.choose(page.model.table.rows[0].key)  # type: ignore[union-attr]
    services.languages.set_setting("zh")
    assert page.title() != ""
    assert page.panel.isVisible()
    services.languages.set_setting("en")
    assert page.header.title.text() == "Images"
