"""The controls with several parts, by keys and by mouse, and the YAML that they write."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.forms.conftest import P
from tests.ui.forms.test_basic_controls import described, replace_text

OBJECT = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
LEFT = Qt.MouseButton.LeftButton


def choose_unit(cell, name: str) -> None:
    """Open the menu of units by the keyboard's way and choose."""
    cell.menu.aboutToShow.emit()
    next(action for action in cell.menu.actions() if action.text() == name).trigger()


def test_resources_are_written_with_their_units(fill):
    form = fill({"res": OBJECT}, [described("res", f"{P}resourceRequirements")])
    cells = form.editor("res").grid.cells
    replace_text(cells["limits", "cpu"].number, "500")
    replace_text(cells["requests", "memory"].number, "1.5")
    choose_unit(cells["requests", "memory"], "GiB")
    assert form.spec == {"res": {"limits": {"cpu": "500m"}, "requests": {"memory": "1.5Gi"}}}
    replace_text(cells["limits", "cpu"].number, "2")
    choose_unit(cells["limits", "cpu"], "cores")
    assert form.spec["res"]["limits"] == {"cpu": "2"}
    cells["limits", "cpu"].number.clear()
    cells["limits", "cpu"].number.textEdited.emit("")
    assert form.spec == {"res": {"requests": {"memory": "1.5Gi"}}}


def test_resources_that_have_no_cell_are_kept(fill):
    example = '{"spec": {"res": {"limits": {"nvidia.com/gpu": 1, "cpu": "250m"}}}}'
    form = fill({"res": OBJECT}, [described("res", f"{P}resourceRequirements")], example=example)
    cell = form.editor("res").grid.cells["limits", "cpu"]
    assert (cell.number.text(), cell.unit.text()) == ("250", "m")
    replace_text(cell.number, "300")
    assert form.spec == {"res": {"limits": {"nvidia.com/gpu": 1, "cpu": "300m"}}}


def test_the_grid_of_resources_turns_where_there_is_room(fill):
    form = fill({"res": OBJECT}, [described("res", f"{P}resourceRequirements")])
    cells = form.editor("res").grid.cells
    assert cells["limits", "cpu"].x() < cells["requests", "cpu"].x()
    form.view.resize(640, 900)
    QApplication.processEvents()
    assert cells["limits", "cpu"].x() == cells["requests", "cpu"].x()


@pytest.mark.parametrize("width", [230, 260, 300, 420, 640])
def test_numbers_of_resources_stand_beside_their_whole_units(fill, width):
    example = '{"spec": {"res": {"limits": {"cpu": "500m", "memory": "64Gi"}}}}'
    form = fill({"res": OBJECT}, [described("res", f"{P}resourceRequirements")], example=example)
    form.view.resize(width, 900)
    QApplication.processEvents()
    for cell in form.editor("res").grid.cells.values():
        assert cell.unit.width() >= cell.unit.sizeHint().width()
        digits = cell.number.fontMetrics().horizontalAdvance(cell.number.text())
        assert cell.number.width() > digits
        assert (
            form.row("res")
            .rect()
            .contains(QRect(cell.mapTo(form.row("res"), QPoint()), cell.size()))
        )


def test_an_update_strategy_is_rolling_with_limits_or_all_at_once(fill):
    form = fill({"upd": OBJECT}, [described("upd", f"{P}updateStrategy")])
    editor = form.editor("upd")
    replace_text(editor.limits["maxSurge"], "1")
    replace_text(editor.limits["maxUnavailable"], "25%")
    rolling = {"maxUnavailable": "25%", "maxSurge": 1}
    assert form.spec == {"upd": {"type": "RollingUpdate", "rollingUpdate": rolling}}
    editor.type.setFocus()
    QTest.keyClick(editor.type, Qt.Key.Key_Down)
    assert form.spec == {"upd": {"type": "Recreate"}}
    assert editor.limits["maxSurge"].isHidden()


def test_an_object_is_chosen_or_named(fill):
    urn = "urn:alm:descriptor:io.kubernetes:Secret"
    form = fill({"key": {"type": "string"}}, [described("key", urn)])
    editor = form.editor("key")
    assert editor.line.placeholderText() == "Choose a Secret"
    replace_text(editor.line, "tls-secret")
    assert form.spec == {"key": "tls-secret"}
    QTest.keyClick(editor.combo, Qt.Key.Key_Down)
    assert form.spec == {"key": "my-secret"}


@pytest.mark.parametrize(("kind", "written"), [("boolean", True), ("string", "eip-01")])
def test_public_access_fits_the_type_of_the_field(fill, kind, written):
    urn = "urn:alm:descriptor:com.huawei.ui:hwDnatElbAccess"
    form = fill({"access": {"type": kind}}, [described("access", urn)])
    widget = form.editor("access").widget
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space if kind == "boolean" else Qt.Key.Key_Down)
    assert form.spec == {"access": written}


def test_a_rule_for_nodes_is_built_from_conditions(fill):
    form = fill({"near": OBJECT}, [described("near", f"{P}nodeAffinity")])
    editor = form.editor("near")
    QTest.mouseClick(editor.add_link, LEFT)
    table = editor.terms[0].conditions
    replace_text(table.cell(0, 0), "zone")
    replace_text(table.cell(0, 2), "a, b")
    condition = {"key": "zone", "operator": "In", "values": ["a", "b"]}
    terms = {"nodeSelectorTerms": [{"matchExpressions": [condition]}]}
    assert form.spec["near"] == {"requiredDuringSchedulingIgnoredDuringExecution": terms}
    box = editor.terms[0]
    box.firmness.setFocus()
    QTest.keyClick(box.firmness, Qt.Key.Key_Down)
    box.weight.spin_box.setFocus()
    QTest.keyClick(box.weight.spin_box, Qt.Key.Key_Up)
    preferred = {"weight": 2, "preference": {"matchExpressions": [condition]}}
    assert form.spec["near"] == {"preferredDuringSchedulingIgnoredDuringExecution": [preferred]}


@pytest.mark.parametrize("urn", ["podAffinity", "podAntiAffinity"])
def test_a_rule_for_pods_has_a_topology_and_labels(fill, urn):
    form = fill({"near": OBJECT}, [described("near", f"{P}{urn}")])
    editor = form.editor("near")
    QTest.mouseClick(editor.add_link, LEFT)
    box = editor.terms[0]
    replace_text(box.topology, "topology.kubernetes.io/zone")
    table = box.conditions
    table.cell(0, 1).setFocus()
    QTest.keyClick(table.cell(0, 1), Qt.Key.Key_Home)
    replace_text(table.cell(0, 0), "app")
    replace_text(table.cell(0, 2), "shop")
    term = {
        "labelSelector": {"matchLabels": {"app": "shop"}},
        "topologyKey": "topology.kubernetes.io/zone",
    }
    assert form.spec["near"] == {"requiredDuringSchedulingIgnoredDuringExecution": [term]}


def test_a_map_is_a_table_of_keys_and_values(fill):
    values = {"type": "object", "additionalProperties": {"type": "integer"}}
    form = fill({"env": values}, example='{"spec": {"env": {"a": 1}}}')
    table = form.editor("env").table
    QTest.mouseClick(table.add_link, LEFT)
    QTest.keyClicks(table.cell(1, 0), "b")
    replace_text(table.cell(1, 1), "22")
    assert form.spec == {"env": {"a": 1, "b": 22}}
    QTest.mouseClick(table.remove_button(0), LEFT)
    assert form.spec == {"env": {"b": 22}}
    assert table.lines() == [("b", "22")]


def test_an_endpoint_keeps_what_has_no_cell(fill):
    items = {"type": "array", "items": {"type": "object", "properties": {}}}
    example = '{"spec": {"ends": [{"port": "a"}, {"port": "b", "honorLabels": true}]}}'
    form = fill({"ends": items}, [described("ends", f"{P}endpointList")], example=example)
    table = form.editor("ends").table
    QTest.mouseClick(table.remove_button(0), LEFT)
    replace_text(table.cell(0, 2), "30s")
    assert form.spec == {"ends": [{"port": "b", "interval": "30s", "honorLabels": True}]}


def test_labels_are_a_table_and_one_label_is_text(fill):
    schema = {
        "one": {"type": "string"},
        "many": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    form = fill(schema, [described(key, f"{P}label") for key in schema])
    replace_text(form.editor("one").line, "app=shop")
    table = form.editor("many").table
    QTest.mouseClick(table.add_link, LEFT)
    QTest.keyClicks(table.cell(0, 0), "app")
    replace_text(table.cell(0, 1), "true")
    assert form.spec == {"one": "app=shop", "many": {"app": "true"}}


def test_a_selector_knows_equality_and_operators(fill):
    form = fill({"pods": OBJECT}, [described("pods", f"{P}selector:core:v1:Pod")])
    table = form.editor("pods").table
    QTest.mouseClick(table.add_link, LEFT)
    replace_text(table.cell(0, 0), "app")
    replace_text(table.cell(0, 2), "shop")
    assert form.spec == {"pods": {"matchLabels": {"app": "shop"}}}
    table.cell(0, 1).setFocus()
    QTest.keyClick(table.cell(0, 1), Qt.Key.Key_Down)
    condition = {"key": "app", "operator": "In", "values": ["shop"]}
    assert form.spec == {"pods": {"matchExpressions": [condition]}}


def test_namespaces_are_all_or_those_named(fill):
    form = fill({"where": OBJECT}, [described("where", f"{P}namespaceSelector")])
    editor = form.editor("where")
    QTest.mouseClick(editor.names.add_link, LEFT)
    QTest.keyClicks(editor.names.cell(0, 0), "prod")
    assert form.spec == {"where": {"matchNames": ["prod"]}}
    editor.any.setFocus()
    QTest.keyClick(editor.any, Qt.Key.Key_Space)
    assert form.spec == {"where": {"any": True}}
