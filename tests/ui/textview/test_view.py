"""Places, problems, changed lines, the session, the theme: what the window asks of a view."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from studio.package.changes import ChangeSet, TextEdit
from studio.package.problems import Fix, Problem, Severity
from studio.package.snapshot import Place
from studio.ui.textview.changedlines import changed_lines
from studio.wording import message
from tests.ui.textview.conftest import PATH, cursor_at, text_of

TEXT = "# 😀\nspec:\n  items:\n  - name: one\n  - name: two\n    size: {a: [1, 2]}\n"


def problem(text: str, word: str, severity=Severity.ERROR, fix=None) -> Problem:
    start = text.index(word)
    said = message("“{word}” & <b>so on</b>", word=word)
    return Problem("OSC-08", severity, Place(PATH), said, (start, start + len(word)), fix)


def change(start: int, old: str, new: str) -> ChangeSet:
    return ChangeSet(message("Change"), (TextEdit(PATH, start, old, new),))


def colour_of(view, line: int) -> str:
    """The colour of a line's first token."""
    ranges = view.edit.document().findBlockByNumber(line).layout().formats()
    return ranges[0].format.foreground().color().name()


def test_caret_tells_its_position_and_place(qtbot, make_view):
    view = make_view(TEXT)
    with (
        qtbot.waitSignal(view.position_changed) as position,
        qtbot.waitSignal(view.place_changed) as place,
    ):
        cursor_at(view, TEXT.index("two"))
    assert position.args == [5, 11]
    assert place.args == [Place(PATH, ("spec", "items", 1, "name"))]


def test_undo_step_carries_the_place_of_the_caret(qtbot, make_view):
    view = make_view(TEXT)
    with qtbot.waitSignal(view.place_changed):
        cursor_at(view, TEXT.index("two"))
    qtbot.keyClicks(view.edit, "x")
    step = view.document.history.step(0)
    assert step.change_set.place == Place(PATH, ("spec", "items", 1, "name"))


@pytest.mark.parametrize(
    ("pointer", "caret"),
    [
        (("spec", "items", 1, "name"), "two"),
        (("spec", "items"), "items"),
        (("spec", "items", "1", "size", "a", 1), "2]"),
        (("spec", "nowhere", "at all"), "spec"),
    ],
)
def test_places_are_revealed(make_view, pointer, caret):
    view = make_view(TEXT)
    view.reveal(Place(PATH, pointer))
    assert view.caret_offset == TEXT.index(caret)


def test_undo_reveals_what_it_changed(make_view):
    view = make_view(TEXT)
    view.document.revealed.connect(view.reveal)
    at = TEXT.index("size")
    change_set = ChangeSet(
        message("x"), (TextEdit(PATH, at, "", "😀😀"),), place=Place(PATH, ("spec",))
    )
    view.document.commit(change_set)
    view.edit.clearFocus()
    view.document.undo()
    assert view.caret_offset == at
    view.reveal(Place(PATH, ("spec",)))
    assert view.caret_offset == TEXT.index("spec")


def test_far_lines_are_scrolled_to_and_flash(qtbot, make_view, themes, monkeypatch):
    view = make_view("".join(f"k{number}: v\n" for number in range(500)))
    monkeypatch.setattr(type(themes), "animated", False)
    view.go_to(300, 99)
    assert view.position == (300, 8)
    rows = [row.number for row in view.edit.visible_rows()]
    assert rows[2] < 299 < rows[-3]
    assert not view.flash.is_running
    monkeypatch.setattr(type(themes), "animated", True)
    view.reveal_span(0, 5)
    assert view.flash.is_running
    view.go_to(99999)
    assert view.position == (501, 1)


def test_problems_are_underlined_marked_and_explained(qtbot, make_view, themes):
    view = make_view(TEXT)
    fix = Fix(message("Mend"), lambda _snapshot: change(0, "", ""))
    view.set_problems(
        [problem(TEXT, "two", Severity.WARNING, fix), problem(TEXT, "size: {a: [1, 2]}")], "en"
    )
    buffer = view.edit.document()
    formats = view.marks.formats(buffer.findBlockByNumber(4))
    assert [(each.start, each.length) for each in formats] == [(10, 3)]
    assert formats[0].format.underlineColor() == themes.colour("warning_icon")
    position = view.binding.position(TEXT.index("two") + 1)
    assert "OSC-08" in view.hints.text(view.marks.at(position))
    assert "“two” &amp; &lt;b&gt;so on" in view.hints.text(view.marks.at(position))
    assert not view.marks.at(0)
    cursor_at(view, TEXT.index("two"))
    assert [each.severity for each in view.problems_at_caret()] == [Severity.WARNING]
    row = next(row for row in view.edit.visible_rows() if row.number == 4)
    with qtbot.waitSignal(view.fixes_requested) as asked:
        point = QPoint(4, int(row.rect.center().y()))
        qtbot.mouseClick(view.gutter, Qt.MouseButton.LeftButton, pos=point)
    assert asked.args[0][0].fix is fix


def test_marks_move_with_edits(make_view):
    view = make_view(TEXT)
    view.set_problems([problem(TEXT, "two")])

    def marked() -> list[str]:
        return [
            view.binding.text[view.binding.offset(mark.start) : view.binding.offset(mark.end)]
            for marks in view.marks.lines.values()
            for mark in marks
        ]

    view.document.commit(change(0, "", "甲😀\n"))
    assert marked() == ["two"]
    at = view.binding.text.index("two")
    view.document.commit(change(at + 1, "", "xyz"))
    assert marked() == ["txyzwo"]
    view.document.commit(change(at - 3, view.binding.text[at - 3 : at + 2], ""))
    assert marked() == ["yzwo"]
    view.document.commit(change(0, view.binding.text, ""))
    assert marked() == [""]


def test_overview_paints_a_mark_where_a_problem_is(make_view, themes):
    text = "".join(f"k{number}: v\n" for number in range(500))
    view = make_view(text)
    view.set_problems([problem(text, "k250")])
    QApplication.processEvents()
    rect = view.overview.mark_rect(250)
    assert abs(rect.center().y() - view.overview.height() / 2) < 3
    image = view.overview.grab().toImage()
    assert image.pixelColor(rect.center()).name() == themes.theme.hex("error")


@pytest.mark.parametrize(
    ("saved", "text", "lines"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", []),
        ("a\nb\nc\n", "a\nx\nc\n", [range(1, 2)]),
        ("a\nb\nc\n", "a\nb\nb\nc\n", [range(2, 3)]),
        ("a\nb\nc\n", "a\nc\n", [range(1, 2)]),
        ("a\nb", "a", [range(1)]),
        ("1\n2\n3\n4\n5\n", "x\n2\n3\n4\ny\n", [range(1), range(4, 5)]),
        ("", "a\nb", [range(2)]),
    ],
)
def test_changed_lines(saved, text, lines):
    assert changed_lines(saved, text) == lines


def test_lines_between_distant_changes_are_not_marked():
    saved = "".join(f"{number}\n" for number in range(4000))
    assert changed_lines(saved, f"x{saved}y") == [range(1), range(4000, 4001)]


def test_gutter_marks_lines_until_they_are_saved(qtbot, make_view):
    view = make_view(TEXT)
    cursor_at(view, TEXT.index("two"))
    qtbot.keyClicks(view.edit, "x")
    qtbot.waitUntil(lambda: view.gutter.changed == [range(4, 5)])
    view.document.mark_saved(view.document.snapshot)
    qtbot.waitUntil(lambda: view.gutter.changed == [])


def test_session_restores_caret_scroll_and_folds(make_view):
    text = "".join(f"k{number}:\n  v: 1\n" for number in range(300))
    view = make_view(text)
    view.folds.fold(10)
    cursor_at(view, 900, 905)
    view.edit.verticalScrollBar().setValue(33)
    state = json.loads(json.dumps(view.view_state()))
    other = make_view(text)
    other.restore_view_state(state)
    assert other.view_state() == view.view_state() == state
    other.restore_view_state({})
    shorter = make_view("a\n")
    shorter.restore_view_state(state)
    assert shorter.caret_offset == 2


def test_brackets_are_shown_in_pairs(make_view):
    view = make_view(TEXT)
    opening, closing = TEXT.index("["), TEXT.index("]")
    cursor_at(view, opening)
    utf16 = view.binding.position
    assert view._bracket_pair() == (utf16(opening), utf16(closing))
    cursor_at(view, closing + 1)
    assert view._bracket_pair() == (utf16(closing), utf16(opening))
    cursor_at(view, 0)
    assert view._bracket_pair() is None


def test_colours_follow_text_and_theme(qtbot, make_view, themes):
    view = make_view("a: |\n  x: 1\nb: 2\n")
    view.grab()

    assert colour_of(view, 1) == themes.theme.hex("syntax_block")
    cursor_at(view, 3, 4)
    qtbot.keyClicks(view.edit, "y")
    view.grab()
    assert colour_of(view, 1) == themes.theme.hex("syntax_key")
    themes.set_setting("dark")
    view.grab()
    assert colour_of(view, 1) == themes.theme.hex("syntax_key")


def test_far_end_of_a_large_text_is_coloured_right_in_the_end(qtbot, make_view, themes):
    text = "a: |\n" + "  # text\n" * 30_000
    view = make_view(text)
    view.go_to(29_000)
    view.grab()
    qtbot.waitUntil(lambda: view.highlighter.is_idle)
    view.grab()
    assert colour_of(view, 28_998) == themes.theme.hex("syntax_block")


def test_rows_of_han_are_as_high_as_others(make_view):
    view = make_view("abc\n数据库服务\n😀\n\nxyz\n")
    heights = {row.rect.height() for row in view.edit.visible_rows()}
    assert heights == {view.edit.row_height}


def test_two_views_of_one_file_are_independent_but_in_step(qtbot, make_view):
    one = make_view(TEXT)
    two = make_view(path=PATH, document=one.document)
    one.folds.fold(1)
    cursor_at(two, TEXT.index("two"))
    qtbot.keyClicks(two.edit, "x")
    assert text_of(one) == text_of(two)
    assert two.folds.headers == []


def test_closed_view_no_longer_listens(make_view, qtbot):
    view = make_view(TEXT)
    document = view.document
    view.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(view)
    assert document.commit(change(0, "", "x"))
