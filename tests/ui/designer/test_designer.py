"""The designer as a whole: its sides, its dock, its commands, and packages of other kinds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.model.leftoutlist import LeftOutRole
from studio.package.changes import ChangeSet, TextEdit
from studio.package.snapshot import Place
from studio.ui.designer.designerheader import DESIGN, SPLIT, TEXT
from studio.wording import message
from tests.ui.designer.conftest import CSD, last_label, settle, text_of, undo

CORPUS = Path(
    os.environ.get("OSC_STUDIO_CORPUS", Path(__file__).parents[3].parent / "shared/corpus")
)
LEFT = Qt.MouseButton.LeftButton
CSV = "0.9.4/etcd-keeper.v0.9.4.clusterserviceversion.yaml"


def edit(page, path, old, new):
    """Change a file as typing would, and let the designer follow."""
    document = page.design.document
    start = document.snapshot.text(path).text.index(old)
    change = ChangeSet(message("Change {name}", name=path), (TextEdit(path, start, old, new),))
    document.commit(change)
    settle()


def dock_of(page):
    """The dock of what is not shown, in front."""
    page.window().registry.run("view.not_shown")
    settle()
    return page.window().designing.dock.widget()


def test_the_header_counts_what_is_shown_and_what_not(designer):
    page = designer()
    page.header.count()
    hidden = len(page.design.form.left_out)
    assert f"{hidden} not shown" in page.header.counts.text()
    page.header.scene.buttons()[1].click()
    settle()
    assert page.design.form.scene == "UCS"


def test_another_resource_is_designed_and_undo_finds_its_way_back(designer):
    page = designer()
    chooser = page.header.resource
    chooser.setFocus()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    settle()
    other = page.design.owner_place().path
    assert other != CSD
    path = next(field.path for field in page.design.form.fields if field.descriptors)
    page.design.choose(path)
    page.properties.place.advanced.click()
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    settle()
    assert page.design.owner_place().path == CSD
    undo(page)
    assert page.design.owner_place().path == other
    assert page.design.chosen == path


def test_form_and_text_stand_side_by_side_and_show_the_same_field(designer):
    page = designer()
    page.design.choose(("security", "adminPassword"))
    page.header.mode.buttons()[2].click()
    settle()
    assert page.mode == SPLIT
    text = page.text
    assert text.path == CSD
    assert "adminPassword" in text.edit.textCursor().block().text()
    page.canvas.glass.setFocus()
    page.design.choose(("replicas",))
    assert "replicas" in text.edit.textCursor().block().text()
    page.set_mode(TEXT)
    assert not page.canvas.isVisible()
    page.set_mode(DESIGN)
    assert page.canvas.isVisible()
    assert page.text is None


def test_the_caret_of_the_text_chooses_the_field_and_undo_stays_here(designer, qtbot):
    page = designer()
    page.set_mode(SPLIT)
    edit = page.text.edit
    edit.setFocus()
    page.text.reveal(Place(CSD, ("spec", "descriptors", "spec", 2, "path")))
    qtbot.waitUntil(lambda: page.design.chosen == ("jvm", "heap"))
    before = text_of(page)
    page.design.apply(lambda edits: edits.set_label(("jvm", "heap"), "Heap"))
    undo(page)
    assert text_of(page) == before
    assert page.window().editors.current is page


def test_the_view_is_kept(designer):
    page = designer()
    page.set_mode(SPLIT)
    state = page.view_state()
    page.set_mode(DESIGN)
    page.restore_view_state(state)
    assert page.mode == SPLIT


def test_the_dock_lists_what_consumers_do_not_see_and_brings_it_back(designer):
    page = designer()
    panel = dock_of(page)
    dock = page.window().designing.dock
    count = panel.list.rowCount()
    assert dock.count() == count == len(page.design.form.left_out)
    view = panel.view
    row = next(n for n in range(count) if view.model().index(n, 0).data(LeftOutRole).left.path
               == ("image",))  # fmt: skip
    index = view.model().index(row, 0)
    view.setFocus()
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert page.design.chosen == ("image",)
    assert page.window().editors.current is page
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("image\tHidden")
    view.scrollTo(index)
    link = view.delegate.link_rect(view.visualRect(index), index)
    QTest.mouseClick(view.viewport(), LEFT, pos=link.center())
    settle()
    assert last_label(page) == "Show image"
    assert panel.list.rowCount() == dock.count() == count - 1
    undo(page)
    assert panel.list.rowCount() == count


def test_enter_in_the_dock_jumps_to_the_text_without_the_designer(designer):
    page = designer()
    window, panel = page.window(), dock_of(page)
    window.editors.close_pages([page])
    view = panel.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.editors.current.key == CSD


def test_a_path_that_leads_nowhere_says_so_and_is_mended(designer):
    page = designer()
    before = text_of(page)
    edit(page, CSD, "path: publicAccess", "path: publicAcces")
    index = page.schema.tree.index_of(("publicAcces",))
    assert index.isValid()
    page.schema.view.setCurrentIndex(index)
    settle()
    dead = page.properties.dead
    assert dead.isVisible()
    assert "publicAcces" in dead.sentence.text()
    assert dead.mend.text() == "Use publicAccess"
    QTest.mouseClick(dead.mend, LEFT)
    settle()
    assert text_of(page) == before
    assert page.design.chosen == ("publicAccess",)
    assert not dead.isVisible()


def test_while_a_file_does_not_parse_nothing_is_changed_and_the_bar_says_where(designer):
    page = designer()
    page.design.choose(("replicas",))
    edit(page, CSD, "spec:\n", "spec: [\n")
    assert page.bar.isVisible()
    assert not page.properties.label.field.isEnabled()
    broken = text_of(page)
    page.canvas.glass.setFocus()
    QTest.keyClick(page.canvas.glass, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert text_of(page) == broken
    page.design.document.undo()
    settle()
    assert not page.bar.isVisible()
    assert page.properties.label.field.isEnabled()


def test_a_package_without_csd_gets_one_and_then_descriptors(designer):
    page = designer()
    window, document = page.window(), page.design.document
    from studio.package.changes import DeleteFile

    gone = document.snapshot.files[CSD]
    document.commit(ChangeSet(message("Delete {name}", name=CSD), (DeleteFile(CSD, gone),)))
    settle()
    number = [c.source.name for c in page.design.follower.choices].index(
        "kafkaclusters.kafka.riverstone.example"
    )
    page.header.resource.chosen.emit(number)
    settle()
    assert page.bar.links()[0].text() == "Describe it"
    QTest.mouseClick(page.bar.links()[0], LEFT)
    settle()
    path = page.design.owner_place().path
    assert yaml.safe_load(text_of(page, path))["kind"] == "CustomServiceDefinition"
    assert window.registry.run("designer.describe_required")
    settle()
    entries = yaml.safe_load(text_of(page, path))["spec"]["descriptors"]["spec"]
    assert "replicas" in [entry["path"] for entry in entries]
    assert last_label(page) == "Describe all required fields"
    window.registry.run("designer.describe_fields")
    settle()
    assert len(yaml.safe_load(text_of(page, path))["spec"]["descriptors"]["spec"]) > len(entries)


def test_the_entry_of_a_csv_is_shaped_and_nothing_else_of_it(designer):
    page = designer("etcd-operator")
    path = page.design.owner_place().path
    before = text_of(page, path)
    field = next(each for each in page.design.form.fields if each.descriptors)
    page.design.choose(field.path)
    settle()
    page.canvas.glass.setFocus()
    QTest.keyClick(page.canvas.glass, Qt.Key.Key_F2)
    QTest.keyClicks(page.canvas.glass.field, "Members of the cluster")
    QTest.keyClick(page.canvas.glass.field, Qt.Key.Key_Return)
    settle()
    new = [line for line in text_of(page, path).splitlines() if line not in before.splitlines()]
    assert len(new) == 1
    assert new[0].strip().endswith("displayName: Members of the cluster")


def test_a_double_click_on_the_descriptors_of_a_file_opens_the_designer(open_window):
    window = open_window("kafka")
    window.tree.opened.emit(Place(CSD, ("spec", "descriptors")))
    settle()
    assert window.editors.current.key == ":form"
    window.tree.opened.emit(Place(CSD, ("spec", "displayName")))
    settle()
    assert window.editors.current.key == CSD


def test_keys_move_through_the_form_and_open_groups(designer):
    page = designer()
    glass = page.canvas.glass
    glass.setFocus()
    QTest.keyClick(glass, Qt.Key.Key_Home)
    first = page.design.chosen
    QTest.keyClick(glass, Qt.Key.Key_Down)
    assert page.design.chosen != first
    page.design.choose(("storage",))
    was_open = glass.places.row_of(("storage",)).is_open
    QTest.keyClick(glass, Qt.Key.Key_Left if was_open else Qt.Key.Key_Right)
    assert glass.places.row_of(("storage",)).is_open != was_open
    QTest.keyClick(glass, Qt.Key.Key_Return)
    assert page.properties.label.field.hasFocus()


def test_tab_goes_around_the_controls_of_the_form(designer):
    page = designer()
    page.design.choose(("replicas",))
    settle()
    page.schema.search.setFocus()
    form, seen = page.canvas.view.canvas, []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert page.canvas.glass in seen
    assert page.properties.label.field in seen
    assert not any(form.isAncestorOf(each) for each in seen)


def test_a_click_on_a_control_chooses_its_field_and_changes_no_value(designer):
    page = designer()
    glass = page.canvas.glass
    line = glass.places.line_of(glass.places.row_of(("replicas",)))
    widget = page.canvas.view.row_widget(("replicas",))
    before = widget.editor.stepper.value()
    QTest.mouseClick(glass, LEFT, pos=line.topLeft() + QPoint(250, 18))
    assert page.design.chosen == ("replicas",)
    assert widget.editor.stepper.value() == before


def test_a_caret_opens_a_group(designer):
    page = designer()
    glass = page.canvas.glass
    row = glass.places.row_of(("security",))
    assert not row.is_open
    QTest.mouseClick(glass, LEFT, pos=glass.places.line_of(row).topLeft() + QPoint(16, 15))
    assert glass.places.row_of(("security",)).is_open
    assert glass.places.row_of(("security", "enabled")) is not None


def test_fields_that_wait_for_others_are_shown_here(designer):
    page = designer()
    page.design.choose(("zookeeper", "connect"))
    settle()
    assert page.canvas.glass.places.row_of(("zookeeper", "connect")) is not None


@pytest.mark.parametrize("name", [
    "strimzi-kafka-operator", "datadog-operator", "open-liberty-certified",
])  # fmt: skip
def test_the_largest_operators_are_designed(designer, name):
    folder = CORPUS / "operators" / name
    if not folder.is_dir():
        pytest.skip("the corpus is absent")
    page = designer(folder)
    assert page.design.form is not None
    assert page.schema.tree.rowCount() > 0
    page.canvas.glass.grab()
    page.schema.search.setText("image")
    page.schema.flush()
    assert page.schema.tree.rowCount() > 0


def test_a_chart_says_what_to_do(designer):
    page = designer("redis-chart")
    assert "chart" in page.bar.sentence()
    assert not page.design.can_edit


def test_a_field_that_a_gesture_moves_is_kept_in_sight(designer):
    """Described fields stand before the others: the last one jumps to the middle of the form."""
    page = designer()
    page.resize(900, 420)
    settle()
    last = page.design.form.root.fields[-1].path
    page.design.choose(last)
    settle()
    page.design.add(last)
    settle()
    places = page.canvas.glass.places
    line = places.line_of(places.row_of(last))
    assert page.canvas.glass.rect().contains(line.center())
    undo(page)
    settle()
    line = places.line_of(places.row_of(last))
    assert page.canvas.glass.rect().contains(line.center())
