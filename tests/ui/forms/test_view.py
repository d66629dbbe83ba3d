"""The rows of a form: groups, lists, maps, alternatives, and that few of them have widgets."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.model.formfilter import Filter
from studio.model.formrows import RowKind
from studio.ui.forms.row import FormRow
from tests.ui.forms.conftest import P
from tests.ui.forms.test_basic_controls import described, replace_text

LEFT = Qt.MouseButton.LeftButton
PERSON = {"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}}


def key(form, number: int):
    """The row with a number."""
    return form.model.rows[number]


def kinds(form) -> list[str]:
    """What the rows are."""
    return [row.kind.value for row in form.model.rows]


def test_a_group_opens_by_click_and_by_keys(fill):
    form = fill({"owner": PERSON, "note": {"type": "string"}})
    head = form.row("owner")
    QTest.mouseClick(head, LEFT, pos=QPoint(40, 10))
    assert kinds(form) == ["group", "field", "field", "field"]
    replace_text(form.editor("owner", "name").line, "Li")
    assert form.spec == {"owner": {"name": "Li"}}
    head = form.row("owner")
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_Left)
    assert kinds(form) == ["group", "field"]
    QTest.keyClick(form.row("owner"), Qt.Key.Key_Space)
    assert len(form.model.rows) == 4


def test_a_list_is_added_to_reordered_and_removed_from(fill):
    form = fill({"hosts": {"type": "array", "items": {"type": "string"}}})
    add = next(row for row in form.model.rows if row.kind is RowKind.ADD)
    for name in ("a", "b", "c"):
        link = form.view._pool.present(next(r for r in form.model.rows if r.key == add.key)).link
        QTest.mouseClick(link, LEFT)
        QTest.keyClicks(QApplication.focusWidget(), name)
    assert form.spec == {"hosts": ["a", "b", "c"]}
    form.editor("hosts", 2).line.setFocus()
    QTest.keyClick(form.editor("hosts", 2).line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.spec == {"hosts": ["a", "c", "b"]}
    assert form.editor("hosts", 1).line.hasFocus()
    remove = form.row("hosts", 0)._remove
    QTest.mouseClick(remove, LEFT)
    assert form.spec == {"hosts": ["c", "b"]}


def test_an_item_is_dragged_to_another_place(fill):
    example = '{"spec": {"hosts": ["a", "b", "c"]}}'
    form = fill({"hosts": {"type": "array", "items": {"type": "string"}}}, example=example)
    first = form.row("hosts", 0)
    start = first.handle_rect().center()
    QTest.mousePress(first, LEFT, pos=start)
    below = form.view.row_rect(("hosts", 2)).bottom() - first.y()
    QTest.mouseMove(first, QPoint(start.x(), below))
    QTest.mouseRelease(first, LEFT, pos=QPoint(start.x(), below))
    assert form.spec == {"hosts": ["b", "c", "a"]}


def test_items_that_are_objects_open_and_nest(fill):
    form = fill({"staff": {"type": "array", "items": PERSON}})
    place = form.model.add(("staff",))
    replace_text(form.editor(*place, "name").line, "Wu")
    replace_text(form.editor(*place, "age").line, "40")
    assert form.spec == {"staff": [{"name": "Wu", "age": 40}]}


def test_a_map_of_objects_names_its_entries(fill):
    schema = {"type": "object", "additionalProperties": PERSON}
    form = fill({"by_role": schema}, example='{"spec": {"by_role": {"boss": {"name": "Li"}}}}')
    QTest.mouseClick(form.row("by_role"), LEFT, pos=QPoint(40, 10)) if len(
        form.model.rows
    ) == 1 else None
    field = form.row("by_role", "boss")._key
    replace_text(field, "chief")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.spec == {"by_role": {"chief": {"name": "Li"}}}


def test_alternatives_are_chosen_and_drop_what_no_longer_fits(fill):
    variants = [
        {"title": "By name", "properties": {"name": {"type": "string"}}, "required": ["name"]},
        {"title": "By port", "properties": {"port": {"type": "integer"}}, "required": ["port"]},
    ]
    form = fill({"to": {"type": "object", "oneOf": variants}})
    replace_text(form.editor("to", "name").line, "db")
    assert form.spec == {"to": {"name": "db"}}
    combo = form.editor("to").combo
    assert combo.texts() == ("By name", "By port")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert form.spec == {}
    replace_text(form.editor("to", "port").line, "80")
    assert form.spec == {"to": {"port": 80}}


def test_a_dependent_field_comes_and_goes_while_the_control_keeps_the_focus(fill):
    dependent = described("cert", f"{P}fieldDependency:tls:true")
    form = fill(
        {"tls": {"type": "boolean"}, "cert": {"type": "string"}},
        [described("tls", f"{P}booleanSwitch"), dependent],
    )
    assert [row.path for row in form.model.rows] == [("tls",)]
    box = form.editor("tls").box
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert [row.path for row in form.model.rows] == [("tls",), ("cert",)]
    assert form.editor("tls").box is box
    assert box.hasFocus()


def test_advanced_fields_wait_in_a_closed_section_at_the_end(fill):
    form = fill(
        {"a": {"type": "string"}, "b": {"type": "string"}},
        [described("a", f"{P}advanced"), described("b")],
    )
    assert kinds(form) == ["field", "section"]
    section = form.view._pool.present(form.model.rows[1])
    assert (section.title, section.summary) == ("Advanced", "1 field")
    QTest.mouseClick(section, LEFT, pos=QPoint(40, 10))
    assert kinds(form) == ["field", "section", "field"]


def test_tab_visits_the_fields_in_order(fill):
    form = fill({name: {"type": "string"} for name in "abc"})
    form.editor("a").line.setFocus()
    visited = []
    for _ in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert visited == [form.editor("b").line, form.editor("c").line]


def test_only_what_is_seen_has_widgets_and_scrolling_leaves_none_behind(fill):
    form = fill({f"field{number}": {"type": "string"} for number in range(500)})
    assert form.view.widget_count < 60
    bar = form.view.verticalScrollBar()
    for value in range(0, bar.maximum(), 700):
        bar.setValue(value)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(form.view.canvas.findChildren(FormRow)) == form.view.widget_count < 60


def test_a_field_far_down_is_chosen_and_told(fill):
    form = fill({f"field{number}": {"type": "string"} for number in range(300)})
    told = []
    form.view.field_chosen.connect(told.append)
    form.view.choose(("field250",))
    rect = form.view.row_rect(("field250",))
    top = form.view.verticalScrollBar().value()
    assert top <= rect.top() <= top + form.view.viewport().height()
    QTest.mouseClick(form.row("field250"), LEFT, pos=QPoint(4, 4))
    assert told == [("field250",)]
    form.editor("field251").line.setFocus()
    assert told[-1] == ("field251",)


def test_decorations_are_painted_over_the_rows(fill):
    form = fill({"name": {"type": "string"}})
    painted = []
    form.view.decorations.append(lambda painter: painted.append(painter.isActive()))
    form.view.redecorate()
    form.view.grab()
    assert painted
    assert all(painted)


def test_a_search_shows_what_matches_and_opens_what_is_around(fill):
    form = fill({"owner": PERSON, "note": {"type": "string", "description": "For the age"}})
    form.model.set_filter(Filter(text="age"))
    assert [row.path for row in form.model.rows] == [("owner",), ("owner", "age"), ("note",)]
    form.model.set_filter(Filter())
    assert len(form.model.rows) == 2


def test_required_fields_alone_and_those_of_the_example_first(fill):
    form = fill(
        {name: {"type": "string"} for name in "abc"},
        required=["b"],
        example='{"spec": {"c": "x"}}',
    )
    form.model.set_filter(Filter(required_only=True))
    assert [row.path for row in form.model.rows] == [("b",)]
    form.model.set_filter(Filter(example_first=True))
    assert [row.path for row in form.model.rows] == [("c",), ("b",), ("a",)]


def test_nothing_can_be_changed_while_the_form_is_read_only(fill):
    form = fill({"name": {"type": "string"}, "on": {"type": "boolean"}})
    form.model.read_only = True
    form.view.refresh_state()
    QTest.keyClicks(form.editor("name").line, "x")
    QTest.mouseClick(form.editor("on").box, LEFT, pos=QPoint(12, 12))
    assert form.spec == {}


def test_what_is_missing_is_said_at_its_field_and_at_the_closed_group(fill):
    person = {**PERSON, "required": ["name"]}
    form = fill(
        {"owner": person, "note": {"type": "string"}}, example='{"spec": {"owner": {"age": 1}}}'
    )
    form.settle()
    head = form.row("owner")
    assert head.worst == "error"
    assert "required" in head.tip()
    form.model.open_to(("owner", "name"))
    form.settle()
    assert form.row("owner").notes == ()
    assert [note.text for note in form.row("owner", "name").notes] == ["`name` is required."]


def test_a_field_that_the_server_drops_is_only_a_warning(fill):
    form = fill({"owner": PERSON}, example='{"spec": {"owner": {"nick": "x"}}}')
    form.settle()
    assert form.row("owner").worst == "warning"
    assert form.model.verdict.errors == ()


def test_rules_that_only_the_server_checks_are_told(fill):
    rule = {"rule": "self > 0", "message": "More than nothing"}
    form = fill({"n": {"type": "integer", "x-kubernetes-validations": [rule]}})
    assert form.row("n").tip() == "Checked by the server: More than nothing"
