"""Folding by indentation and brackets, and what edits do to folds."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from studio.ui.textview.folding import length_by_brackets, length_by_indent
from tests.ui.textview.conftest import cursor_at, text_of

YAML = """\
a:
  b:
    c: 1

    d: 2

e:
- f: 1
  g: 2
- h
i: |
  text

  more
"""


def ends(text: str, fold_length) -> dict[int, int]:
    lines = text.split("\n")
    lengths = {number: fold_length(lines[number:]) for number in range(len(lines))}
    return {number: number + length for number, length in lengths.items() if length}


def visible(view) -> list[int]:
    block = view.edit.document().begin()
    numbers = []
    while block.isValid():
        if block.isVisible():
            numbers.append(block.blockNumber())
        block = block.next()
    return numbers


def test_indentation_of_yaml():
    assert ends(YAML, length_by_indent) == {0: 4, 1: 4, 6: 9, 7: 8, 10: 13}


def test_brackets_of_json():
    text = '{\n "a": [\n  "}",\n  {"b": 1}\n ],\n "c": {}\n}'
    assert ends(text, length_by_brackets) == {0: 5, 1: 3}


@pytest.fixture
def view(make_view):
    return make_view(YAML)


def test_folds_hide_lines_and_keep_those_inside(view):
    view.folds.fold(1)
    assert visible(view) == [0, 1, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    view.folds.fold(0)
    assert visible(view) == [0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
    view.folds.unfold(0)
    assert view.folds.headers == [1]
    assert visible(view)[:3] == [0, 1, 5]
    view.folds.unfold_all()
    assert len(visible(view)) == 15


def test_commands_fold_around_the_caret(view):
    cursor_at(view, YAML.index("d: 2"))
    view.commands.fold()
    assert view.folds.headers == [1]
    assert view.edit.textCursor().blockNumber() == 1
    view.commands.unfold()
    view.commands.fold_all()
    assert view.folds.headers == [0, 6, 10]
    view.commands.unfold_all()
    assert view.folds.headers == []


def test_caret_opens_the_fold_it_goes_into(view):
    view.folds.fold(0)
    cursor_at(view, YAML.index("c: 1"))
    assert visible(view) == list(range(15))


def test_edits_move_folds_and_open_those_they_reach(view):
    view.folds.fold(6)
    cursor_at(view, 0)
    view.edit.textCursor().insertText("x: 1\ny: 2\n")
    assert view.folds.headers == [8]
    assert visible(view)[8:10] == [8, 12]
    at = text_of(view).index("g: 2")
    from studio.package.changes import ChangeSet, TextEdit
    from studio.wording import message

    view.document.commit(ChangeSet(message("x"), (TextEdit(view.path, at, "g", "new\n  g"),)))
    assert view.folds.headers == []
    assert visible(view) == list(range(18))


def test_typing_in_the_header_keeps_it_folded(qtbot, view):
    view.folds.fold(0)
    cursor_at(view, 1)
    qtbot.keyClicks(view.edit, "bc")
    assert view.folds.headers == [0]
    assert visible(view)[:2] == [0, 5]
    qtbot.keyClick(view.edit, Qt.Key.Key_Return)
    assert visible(view) == list(range(16))


def test_replacing_everything_shows_everything(view):
    view.commands.fold_all()
    view.edit.selectAll()
    view.edit.textCursor().insertText("one\n  two\n")
    assert view.folds.headers == []
    assert visible(view) == [0, 1, 2]


def test_clicks_in_the_gutter(qtbot, view):
    gutter = view.gutter
    rows = {row.number: int(row.rect.center().y()) for row in view.edit.visible_rows()}
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(gutter, left, pos=QPoint(gutter.caret_left + 3, rows[0]))
    assert view.folds.headers == [0]
    qtbot.mouseClick(gutter, left, pos=QPoint(gutter.caret_left + 3, rows[0]))
    assert view.folds.headers == []
    qtbot.mouseClick(gutter, left, pos=QPoint(gutter.caret_left - 3, rows[1]))
    assert view.selected_text == "  b:\n"
