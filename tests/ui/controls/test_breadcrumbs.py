"""Breadcrumbs say the way to a place and lead to each step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt

from studio.package.content import FileText
from studio.package.snapshot import Place, Snapshot
from studio.ui.shell.viewheader import ViewHeader

if TYPE_CHECKING:
    from studio.ui.controls.breadcrumbs import Breadcrumbs

TEXT = "spec:\n  containers:\n  - name: kafka\n    image: kafka:1\n"


@pytest.fixture
def header(qtbot, themes) -> ViewHeader:
    header = ViewHeader(themes)
    header.resize(700, 40)
    qtbot.addWidget(header)
    with qtbot.waitExposed(header):
        header.show()
    snapshot = Snapshot({"package/kafka/pod.yaml": FileText(TEXT)})
    place = Place("package/kafka/pod.yaml", ("spec", "containers", 0, "image"))
    header.show_place(snapshot, place)
    return header


def click(qtbot, crumbs: Breadcrumbs, number: int) -> None:
    qtbot.mouseClick(crumbs, Qt.MouseButton.LeftButton, pos=crumbs.rect_of(number).center())


def test_the_way_is_said_by_names(header: ViewHeader) -> None:
    assert header.crumbs.steps() == (
        "package", "kafka", "pod.yaml", "spec", "containers", "kafka", "image",
    )  # fmt: skip


def test_a_click_on_a_key_leads_to_it(qtbot, header: ViewHeader) -> None:
    with qtbot.waitSignal(header.place_chosen) as chosen:
        click(qtbot, header.crumbs, 5)
    assert chosen.args == [Place("package/kafka/pod.yaml", ("spec", "containers", 0))]


def test_a_click_on_a_folder_leads_into_the_tree(qtbot, header: ViewHeader) -> None:
    with qtbot.waitSignal(header.folder_chosen) as chosen:
        click(qtbot, header.crumbs, 1)
    assert chosen.args == ["package/kafka"]


def test_where_there_is_little_room_the_innermost_steps_stay(header: ViewHeader) -> None:
    header.resize(160, 40)
    crumbs = header.crumbs
    shown = [number for number in range(7) if not crumbs.rect_of(number).isEmpty()]
    assert shown
    assert shown[-1] == 6
    assert 0 not in shown
    assert all(crumbs.rect().contains(crumbs.rect_of(number)) for number in shown)


def test_a_place_that_is_gone_leads_to_what_is_left(header: ViewHeader) -> None:
    snapshot = Snapshot({"a.yaml": FileText("spec: {}\n")})
    header.show_place(snapshot, Place("a.yaml", ("spec", "gone")))
    assert header.crumbs.steps() == ("a.yaml", "spec")
    assert header.crumbs.rect_of(0).contains(QPoint(4, 4))


def test_a_long_name_is_whole_where_there_is_room(header: ViewHeader) -> None:
    name = "kafkabridges.kafka.strimzi.io.customresource.yaml"
    header.crumbs.set_steps(("manifests", name))
    whole = header.crumbs.rect_of(1).width()
    header.resize(whole, 40)
    assert 0 < header.crumbs.rect_of(1).width() < whole
