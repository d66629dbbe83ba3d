"""The plain controls, by keys and by mouse, and the YAML that they write."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from studio.ui.forms.choices import SelectEditor
from tests.ui.forms.conftest import P


def described(path: str, *urns: str) -> dict[str, object]:
    """A descriptor."""
    return {"path": path, "displayName": path.title(), "x-descriptors": list(urns)}


def replace_text(line: QLineEdit, text: str) -> None:
    """Type over what stands in a field."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def test_text_is_written_and_emptied_again(fill):
    form = fill({"name": {"type": "string"}})
    line = form.editor("name").line
    replace_text(line, "yes")
    assert form.spec == {"name": "yes"}
    assert 'name: "yes"' in form.model.text
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    assert form.spec == {}


def test_a_default_stands_in_the_empty_field_and_is_not_written(fill):
    form = fill({"name": {"type": "string", "default": "shop"}})
    assert form.editor("name").line.placeholderText() == "shop"
    assert form.spec == {}


def test_a_password_is_masked_until_it_is_shown(fill):
    form = fill({"key": {"type": "string"}}, [described("key", f"{P}password")])
    editor = form.editor("key")
    replace_text(editor.line, "s3cret")
    assert editor.line.displayText() == "●" * 6
    editor.reveal.trigger()
    assert editor.line.displayText() == "s3cret"
    assert form.spec == {"key": "s3cret"}


def test_text_of_several_lines_grows_and_keeps_its_line_breaks(fill):
    form = fill({"note": {"type": "string", "render": "textArea"}})
    box = form.editor("note").box
    before = form.row("note").height()
    box.setFocus()
    QTest.keyClicks(box, "one")
    for word in ("two", "three", "four", "five", "six"):
        QTest.keyClick(box, Qt.Key.Key_Return)
        QTest.keyClicks(box, word)
    assert form.spec == {"note": "one\ntwo\nthree\nfour\nfive\nsix"}
    QApplication.processEvents()
    assert form.row("note").height() > before


@pytest.mark.parametrize(
    ("typed", "written"), [("80", 80), ("80%", "80%"), ("-1", -1), ("0x", "0x")]
)
def test_a_number_or_text_keeps_its_kind(fill, typed, written):
    form = fill({"port": {"x-kubernetes-int-or-string": True}})
    replace_text(form.editor("port").line, typed)
    assert form.spec == {"port": written}


def test_a_number_is_typed_stepped_and_bounded(fill):
    form = fill({"count": {"type": "integer", "minimum": 1, "maximum": 5}})
    line = form.editor("count").line
    replace_text(line, "4")
    assert form.spec == {"count": 4}
    QTest.keyClick(line, Qt.Key.Key_Up)
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert form.spec == {"count": 5}
    QTest.keyClick(line, Qt.Key.Key_PageDown)
    assert form.spec == {"count": 1}


def test_a_fraction_can_be_typed(fill):
    form = fill({"ratio": {"type": "number"}})
    line = form.editor("ratio").line
    replace_text(line, "0.50")
    assert (form.spec, line.text()) == ({"ratio": 0.5}, "0.50")


def test_the_wheel_turns_a_number_only_while_it_has_the_focus(fill):
    form = fill({"count": {"type": "integer"}, "name": {"type": "string"}})
    line = form.editor("count").line
    form.editor("name").line.setFocus()
    wheel(line)
    assert form.spec == {}
    line.setFocus()
    wheel(line)
    assert form.spec == {"count": 1}


def wheel(widget: QLineEdit) -> None:
    """Turn the wheel one notch up over a widget."""
    at = widget.rect().center()
    event = QWheelEvent(
        at.toPointF(),
        widget.mapToGlobal(at).toPointF(),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # the direction is not inverted
    )
    QApplication.sendEvent(widget, event)


def test_what_is_no_number_is_said_at_the_field(fill):
    form = fill({"count": {"type": "integer"}})
    replace_text(form.editor("count").line, "many")
    form.settle()
    assert [note.tone for note in form.row("count").notes] == ["error"]
    assert form.editor("count").line.property("state") == "error"
    replace_text(form.editor("count").line, "3")
    form.settle()
    assert form.row("count").notes == ()


def test_pods_are_counted_by_minus_and_plus(fill):
    form = fill({"size": {"type": "integer", "minimum": 1}}, [described("size", f"{P}podCount")])
    stepper = form.editor("size").stepper
    less, more = stepper.step_buttons()
    assert form.spec == {}
    for _ in range(3):
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert form.spec == {"size": 3}
    QTest.mouseClick(less, Qt.MouseButton.LeftButton)
    assert form.spec == {"size": 2}
    stepper.spin_box.setFocus()
    QTest.keyClick(stepper.spin_box, Qt.Key.Key_Up)
    assert form.spec == {"size": 3}


@pytest.mark.parametrize("width", [240, 300, 420])
def test_what_is_counted_stands_whole_behind_the_number(fill, width):
    form = fill({"size": {"type": "integer"}}, [described("size", f"{P}podCount")])
    form.view.resize(width, 900)
    QApplication.processEvents()
    row, editor = form.row("size"), form.editor("size")
    metrics = QFontMetrics(row.surface.themes.font("body", text=editor.suffix))
    stepper = editor.widget.geometry()
    assert stepper.width() == editor.widget.minimumWidth()
    assert stepper.right() + 8 + metrics.horizontalAdvance(editor.suffix) <= row.width()
    assert stepper.bottom() < row.height()
    is_below = stepper.left() < 30
    assert is_below == (width < 300)


def test_a_slider_follows_keys_and_writes_its_unit(fill):
    hints = {"render": "slider", "sliderMin": 1, "sliderMax": 10, "sliderUnit": "Gi"}
    form = fill({"disk": {"type": "string", **hints}})
    slider = form.editor("disk").slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert form.spec == {"disk": "2Gi"}


@pytest.mark.parametrize("urn", ["booleanSwitch", "checkbox"])
def test_a_switch_and_a_check_box_follow_mouse_and_keys(fill, urn):
    form = fill({"tls": {"type": "boolean"}}, [described("tls", f"{P}{urn}")])
    box = form.editor("tls").box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(12, box.height() // 2))
    assert form.spec == {"tls": True}
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert form.spec == {"tls": False}


def test_a_list_offers_the_options_and_can_be_left_open(fill):
    urns = [f"{P}select:{each}" for each in ("small", "large")]
    form = fill({"plan": {"type": "string"}}, [described("plan", *urns)])
    combo = form.editor("plan").combo
    assert combo.texts() == ("Choose a value", "small", "large")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert form.spec == {"plan": "large"}
    QTest.keyClick(combo, Qt.Key.Key_Home)
    assert form.spec == {}


def test_a_list_is_opened_and_chosen_from_by_mouse(fill):
    form = fill({"size": {"type": "integer", "enum": [1, 3, 5]}})
    combo = form.editor("size").combo
    QTest.mouseClick(combo, Qt.MouseButton.LeftButton)
    view = combo.view()
    QTest.qWaitForWindowExposed(view.window())
    at = view.visualRect(combo.model().index(2, 0)).center()
    QTest.mouseMove(view.viewport(), at)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    combo.hidePopup()
    assert form.spec == {"size": 3}


def test_a_long_list_is_filtered_by_typing(fill):
    zones = [f"region-{number}" for number in range(1, 13)]
    form = fill({"zone": {"type": "string", "enum": zones}})
    editor = form.editor("zone")
    assert isinstance(editor, SelectEditor)
    editor.combo.showPopup()
    field = editor.combo.view().parentWidget().findChild(QLineEdit)
    QTest.keyClicks(field, "-12")
    hidden = [editor.combo.view().isRowHidden(n) for n in range(editor.combo.count())]
    assert hidden.count(False) == 1
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.spec == {"zone": "region-12"}


def test_the_pull_policy_offers_the_three(fill):
    form = fill({"pull": {"type": "string"}}, [described("pull", f"{P}imagePullPolicy")])
    combo = form.editor("pull").combo
    assert combo.texts()[1:] == ("Always", "IfNotPresent", "Never")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_End)
    assert form.spec == {"pull": "Never"}


def test_a_list_shows_what_is_given_but_not_offered(fill):
    form = fill({"plan": {"type": "string", "enum": ["a"]}}, example='{"spec": {"plan": "old"}}')
    assert form.editor("plan").combo.currentText() == "old"


def test_yaml_is_told_once_it_parses(fill):
    form = fill({"raw": {"type": "object", "x-kubernetes-preserve-unknown-fields": True}})
    box = form.editor("raw").box
    box.setFocus()
    QTest.keyClicks(box, "a: [1")
    assert form.spec == {}
    assert box.property("state") == "error"
    QTest.keyClicks(box, ", 2]")
    assert form.spec == {"raw": {"a": [1, 2]}}
    assert box.property("state") == "set"
