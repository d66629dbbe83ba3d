"""Each gesture on the Kafka sample, by keys or by mouse, and the text that it writes."""

from __future__ import annotations

import pytest
import yaml
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from studio.formats.controls import Control
from studio.model.schematree import MIME_TYPE
from studio.ui.designer.fieldlook import control_name
from tests.ui.designer.conftest import CSD, last_label, settle, text_of, undo

LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
P = "urn:alm:descriptor:com.tectonic.ui:"


def descriptors(page, path=CSD):
    """The descriptors as YAML reads them, by path."""
    csd = yaml.safe_load(text_of(page, path))
    return {entry["path"]: entry for entry in csd["spec"]["descriptors"]["spec"]}


def order(page):
    """The paths in the order of the file."""
    return list(descriptors(page))


def lines_changed(before, after):
    """The lines that are only in one of two texts."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in new if line not in old], [line for line in old if line not in new]


def click_row(page, *path, where=(30, 18), double=False):
    """Click the row of a field in the form."""
    glass = page.canvas.glass
    glass.places.show(path)
    settle()
    line = glass.places.line_of(glass.places.row_of(path))
    at = line.topLeft() + QPoint(*where)
    QTest.mouseClick(glass, LEFT, pos=at)
    if double:
        QTest.mouseDClick(glass, LEFT, pos=at)
    settle()


def choose(page, path):
    """Choose a field, and let its properties appear."""
    page.design.choose(path)
    settle()


def drag(glass, start, end):
    """Drag with the mouse from one point to another."""
    QTest.mousePress(glass, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(glass, start + (end - start) * share)
    QTest.mouseRelease(glass, LEFT, pos=end)
    settle()


def test_a_double_click_in_the_schema_describes_a_field(designer):
    page = designer()
    view, before = page.schema.view, text_of(page)
    index = page.schema.tree.index_of(("config",))
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    settle()
    assert descriptors(page)["config"]["displayName"]
    assert order(page)[-1] == "config"
    assert lines_changed(before, text_of(page))[1] == []
    assert last_label(page) == "Describe config"
    assert page.design.chosen == ("config",)
    undo(page)
    assert text_of(page) == before
    assert page.window().editors.current is page


def test_enter_in_the_schema_describes_a_field_and_delete_takes_it_away(designer):
    page = designer()
    page.schema.search.setFocus()
    QTest.keyClicks(page.schema.search, "gcLog")
    QTest.keyClick(page.schema.search, Qt.Key.Key_Return)
    assert page.schema.view.hasFocus()
    QTest.keyClick(page.schema.view, Qt.Key.Key_Down)
    assert page.design.chosen == ("jvm", "gcLogging")
    before = text_of(page)
    QTest.keyClick(page.schema.view, Qt.Key.Key_Return)
    settle()
    assert "jvm.gcLogging" in descriptors(page)
    QTest.keyClick(page.schema.view, Qt.Key.Key_Delete)
    settle()
    assert text_of(page) == before
    assert last_label(page) == "Remove the description of jvm.gcLogging"


def test_a_field_dragged_from_the_schema_is_described_where_it_is_dropped(designer):
    page = designer()
    glass = page.canvas.glass
    row = glass.places.row_of(("resources",))
    at = glass.places.line_of(row).topLeft() + QPoint(60, 1)
    data = QMimeData()
    data.setData(MIME_TYPE, b"metrics")
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, data, LEFT, NO_MODIFIER)
    glass.dragEnterEvent(enter)
    assert enter.isAccepted()
    glass.dropEvent(QDropEvent(QPointF(at), copy, data, LEFT, NO_MODIFIER))
    settle()
    paths = order(page)
    assert paths.index("metrics") == paths.index("resources") - 1
    assert last_label(page) == "Describe metrics"
    undo(page)
    assert "metrics" not in order(page)


def test_a_drag_reorders_fields(designer):
    page = designer()
    glass = page.canvas.glass
    before = text_of(page)
    click_row(page, "publicAccess")
    grabbed = glass.places.line_of(glass.places.row_of(("publicAccess",)))
    target = glass.places.line_of(glass.places.row_of(("resources",)))
    drag(glass, grabbed.topLeft() + QPoint(20, 18), target.topLeft() + QPoint(20, 2))
    paths = order(page)
    assert paths.index("publicAccess") == paths.index("resources") - 1
    assert last_label(page) == "Move publicAccess"
    rows = [row.path for row in glass.places.rows()]
    assert rows.index(("publicAccess",)) == rows.index(("resources",)) - 1
    undo(page)
    assert text_of(page) == before


def test_escape_takes_a_drag_back(designer):
    page = designer()
    glass, before = page.canvas.glass, text_of(page)
    line = glass.places.line_of(glass.places.row_of(("resources",)))
    QTest.mousePress(glass, LEFT, pos=line.topLeft() + QPoint(20, 8))
    QTest.mouseMove(glass, line.topLeft() + QPoint(20, 200))
    assert glass.drag.is_active
    QTest.keyClick(glass, Qt.Key.Key_Escape)
    QTest.mouseRelease(glass, LEFT, pos=line.topLeft() + QPoint(20, 200))
    assert text_of(page) == before


def test_alt_and_arrow_keys_reorder(designer):
    page = designer()
    glass = page.canvas.glass
    choose(page, ("imagePullPolicy",))
    glass.setFocus()
    before = text_of(page)
    QTest.keyClick(glass, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    paths = order(page)
    assert paths.index("imagePullPolicy") == paths.index("loggingConfigMap") - 1
    QTest.keyClick(glass, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle()
    assert text_of(page) == before


def test_a_label_is_edited_in_its_place(designer):
    page = designer()
    field = page.canvas.glass.field
    click_row(page, "replicas", double=True)
    assert field.isVisible()
    QTest.keyClicks(field, "Brokers")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert descriptors(page)["replicas"]["displayName"] == "Brokers"
    assert last_label(page) == "Rename replicas"
    assert page.canvas.glass.hasFocus()
    undo(page)
    assert descriptors(page)["replicas"]["displayName"] == "Broker 数量 (Brokers)"
    assert page.design.chosen == ("replicas",)


def test_keys_edit_label_and_help_and_escape_drops_them(designer):
    page = designer()
    glass, field = page.canvas.glass, page.canvas.glass.field
    choose(page, ("replicas",))
    glass.setFocus()
    before = text_of(page)
    QTest.keyClick(glass, Qt.Key.Key_F2)
    QTest.keyClicks(field, "Nobody wants this")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert text_of(page) == before
    QTest.keyClick(glass, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "How many brokers run.")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert descriptors(page)["replicas"]["description"] == "How many brokers run."
    assert last_label(page) == "Explain replicas"


def test_typing_a_label_in_the_properties_is_one_step(designer):
    page = designer()
    choose(page, ("replicas",))
    document = page.design.document
    steps = document.history.count
    field = page.properties.label.field
    field.setFocus()
    field.selectAll()
    for letters in ("Bro", "kers"):
        QTest.keyClicks(field, letters)
        page.properties.label.typed.flush()
        settle()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert descriptors(page)["replicas"]["displayName"] == "Brokers"
    assert document.history.count == steps + 1
    assert page.canvas.view.row_widget(("replicas",)).label == "Brokers"
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert field.text() == "Broker 数量 (Brokers)"


def test_what_was_typed_is_written_for_the_field_that_was_chosen_then(designer):
    page = designer()
    choose(page, ("replicas",))
    page.properties.help.field.setFocus()
    page.properties.help.field.selectAll()
    QTest.keyClicks(page.properties.help.field, "How many.")
    click_row(page, "resources")
    assert descriptors(page)["replicas"]["description"] == "How many."
    assert page.design.chosen == ("resources",)


def tile(page, control):
    """The tile of a control."""
    gallery = page.properties.control.gallery
    return next(each for each in gallery.tiles if each.offer.control is control)


def test_a_control_is_chosen_from_the_gallery(designer):
    page = designer()
    click_row(page, "jvm", "heap")
    before = text_of(page)
    names = [each.text() for each in page.properties.control.gallery.tiles]
    assert names[:3] == ["Text", "Password", "List"]
    assert control_name(Control.NUMBER) not in names
    QTest.mouseClick(tile(page, Control.PASSWORD), LEFT)
    settle()
    assert descriptors(page)["jvm.heap"]["x-descriptors"] == [f"{P}password"]
    assert last_label(page) == "Change the control of jvm.heap"
    assert tile(page, Control.PASSWORD).isChecked()
    assert page.canvas.view.row_widget(("jvm", "heap")).editor.field.control is Control.PASSWORD
    undo(page)
    assert text_of(page) == before
    assert tile(page, Control.TEXT).isChecked()


def test_the_gallery_is_one_tab_stop_and_arrow_keys_move(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    tiles = page.properties.control.gallery.tiles
    stops = [each for each in tiles if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [tiles[0]]
    tiles[0].setFocus()
    QTest.keyClick(tiles[0], Qt.Key.Key_Right)
    assert tiles[1].hasFocus()
    QTest.keyClick(tiles[1], Qt.Key.Key_Return)
    settle()
    assert descriptors(page)["jvm.heap"]["x-descriptors"] == [f"{P}password"]


def test_an_object_gets_its_kind(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    QTest.mouseClick(tile(page, Control.K8S_OBJECT), LEFT)
    settle()
    kind = page.properties.control.kind
    assert kind.isVisible()
    assert kind.texts()[:2] == ("Secret", "ConfigMap")
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Down)
    settle()
    urns = descriptors(page)["jvm.heap"]["x-descriptors"]
    assert urns == ["urn:alm:descriptor:io.kubernetes:ConfigMap"]


def test_controls_of_openshift_come_by_a_link(designer):
    page = designer()
    choose(page, ("scheduling",))
    more = page.properties.control.more
    shown = len(page.properties.control.gallery.tiles)
    assert "OpenShift" in more.text()
    QTest.mouseClick(more, LEFT)
    assert len(page.properties.control.gallery.tiles) > shown
    assert not more.isVisible()


def test_a_list_begins_with_an_option_and_options_are_edited(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    QTest.mouseClick(tile(page, Control.SELECT), LEFT)
    settle()
    rows = page.properties.options.list.rows
    assert [row.field.text() for row in rows] == ["1g"]
    rows[0].field.setFocus()
    rows[0].field.selectAll()
    QTest.keyClicks(rows[0].field, "512m")
    QTest.keyClick(rows[0].field, Qt.Key.Key_Return)
    QTest.mouseClick(page.properties.options.list.add_link, LEFT)
    added = page.properties.options.list.rows[-1]
    QTest.keyClicks(added.field, "2g")
    QTest.keyClick(added.field, Qt.Key.Key_Return)
    settle()
    assert descriptors(page)["jvm.heap"]["x-descriptors"] == [f"{P}select:512m", f"{P}select:2g"]
    assert last_label(page) == "Change the options of jvm.heap"


def test_options_are_reordered_and_removed_and_the_default_says_so(designer):
    page = designer()
    choose(page, ("storage", "type"))
    options = page.properties.options.list
    assert [row.field.text() for row in options.rows if row.chip.isVisible()] == [
        "persistent-claim"
    ]
    field = options.rows[2].field
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    urns = descriptors(page)["storage.type"]["x-descriptors"]
    assert [urn.rpartition(":")[2] for urn in urns] == ["persistent-claim", "jbod", "ephemeral"]
    assert options.rows[1].field.hasFocus()
    QTest.mouseClick(options.rows[1].remove, LEFT)
    settle()
    urns = descriptors(page)["storage.type"]["x-descriptors"]
    assert [urn.rpartition(":")[2] for urn in urns] == ["persistent-claim", "ephemeral"]


def test_an_option_is_dragged_by_its_handle(designer):
    page = designer()
    choose(page, ("storage", "type"))
    options = page.properties.options.list
    handle, last = options.rows[0].handle, options.rows[2]
    below = handle.mapFrom(options, last.geometry().bottomLeft())
    QTest.mousePress(handle, LEFT)
    QTest.mouseMove(handle, below)
    QTest.mouseRelease(handle, LEFT, pos=below)
    settle()
    urns = descriptors(page)["storage.type"]["x-descriptors"]
    assert [urn.rpartition(":")[2] for urn in urns] == ["ephemeral", "jbod", "persistent-claim"]


def test_a_dependency_is_picked_by_field_and_value(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    section = page.properties.dependency
    assert section.control.currentText() == "always"
    section.control.setFocus()
    number = section.control.texts().index("storage.type")
    section.control.setCurrentIndex(number)
    section.control.activated.emit(number)
    settle()
    waits = f"{P}fieldDependency:storage.type:"
    assert f"{waits}persistent-claim" in descriptors(page)["jvm.heap"]["x-descriptors"]
    assert section.listed.isVisible()
    section.listed.setFocus()
    QTest.keyClick(section.listed, Qt.Key.Key_Down)
    settle()
    assert f"{waits}ephemeral" in descriptors(page)["jvm.heap"]["x-descriptors"]
    assert last_label(page) == "Change when jvm.heap is shown"
    section.control.setCurrentIndex(0)
    section.control.activated.emit(0)
    settle()
    assert descriptors(page)["jvm.heap"]["x-descriptors"] == [f"{P}text"]


def test_the_value_of_a_free_field_is_typed(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    section = page.properties.dependency
    section.control.setFocus()
    number = section.control.texts().index("storage.class")
    section.control.activated.emit(number)
    settle()
    assert section.typed.isVisible()
    section.typed.setFocus()
    QTest.keyClicks(section.typed, "ssd")
    QTest.keyClick(section.typed, Qt.Key.Key_Return)
    settle()
    urns = descriptors(page)["jvm.heap"]["x-descriptors"]
    assert f"{P}fieldDependency:storage.class:ssd" in urns


def test_scenes_are_ticked_and_one_always_stays(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    boxes = page.properties.scenes.boxes
    page.properties._scroll.ensureWidgetVisible(boxes["UCS"])
    QTest.mouseClick(boxes["UCS"], LEFT, pos=QPoint(8, 8))
    settle()
    assert descriptors(page)["jvm.heap"]["restriction"] == {"scenes": ["CCE"]}
    QTest.mouseClick(boxes["CCE"], LEFT, pos=QPoint(8, 8))
    settle()
    assert boxes["CCE"].isChecked()
    QTest.mouseClick(boxes["UCS"], LEFT, pos=QPoint(8, 8))
    settle()
    assert "restriction" not in descriptors(page)["jvm.heap"]


@pytest.mark.parametrize(("name", "urn", "step"), [
    ("hidden", "hidden", "Hide jvm.heap"),
    ("advanced", "advanced", "Change the section of jvm.heap"),
])  # fmt: skip
def test_switches_hide_a_field_or_put_it_among_the_advanced(designer, name, urn, step):
    page = designer()
    choose(page, ("jvm", "heap"))
    before = text_of(page)
    switch = getattr(page.properties.place, name)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    settle()
    assert f"{P}{urn}" in descriptors(page)["jvm.heap"]["x-descriptors"]
    assert last_label(page) == step
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    settle()
    assert text_of(page) == before


def test_a_group_is_named(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    field = page.properties.place.group
    field.setFocus()
    QTest.keyClicks(field, "Memory")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()
    assert f"{P}fieldGroup:Memory" in descriptors(page)["jvm.heap"]["x-descriptors"]


def test_a_description_is_removed_by_its_link(designer):
    page = designer()
    choose(page, ("jvm", "heap"))
    link = page.properties.removal.change
    page.properties._scroll.ensureWidgetVisible(link)
    QTest.mouseClick(link, LEFT)
    settle()
    assert "jvm.heap" not in descriptors(page)
    assert link.text() == "Describe this field"
    QTest.mouseClick(link, LEFT)
    settle()
    assert descriptors(page)["jvm.heap"]["displayName"] == "Heap"
