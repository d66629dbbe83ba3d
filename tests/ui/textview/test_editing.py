"""Keys and commands of the editor, driven by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio.ui.commands.registry import CommandRegistry
from studio.ui.textview.commands import EDITOR_COMMANDS, register_editor_commands
from studio.ui.textview.indentation import indent_after, indent_unit
from tests.ui.textview.conftest import cursor_at, text_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def make_editor(make_view, themes):
    """A view whose commands are bound to their keys; `│` marks the caret, two the selection."""

    def make(marked: str, path: str = "crd.yaml"):
        text, marks = marked.replace("│", ""), [at for at, c in enumerate(marked) if c == "│"]
        view = make_view(text, path)
        cursor_at(view, marks[0], marks[1] - 1 if len(marks) > 1 else None)
        registry = CommandRegistry(themes, view)
        register_editor_commands(registry, lambda: view)
        registry.attach(view)
        return view

    return make


def shown(view) -> str:
    """The text with the caret or the selection's ends marked."""
    anchor, caret = view.selection
    text = view.document.snapshot.files[view.path].text
    assert text_of(view) == text
    for at in sorted({anchor, caret}, reverse=True):
        text = f"{text[:at]}│{text[at:]}"
    return text


LINES = [
    ("comment", Key.Key_Slash, CTRL, "a:\n  b: 1│\n", "a:\n  # b: 1│\n"),
    ("uncomment", Key.Key_Slash, CTRL, "a:\n  # b: │1\n", "a:\n  b: │1\n"),
    ("comment lines", Key.Key_Slash, CTRL, "│a:\n\n  b: 1\n│c", "# │a:\n\n#   b: 1\n│c"),
    ("uncomment lines", Key.Key_Slash, CTRL, "#│a:\n# b│", "│a:\nb│"),
    ("move down", Key.Key_Down, ALT, "a\n│b│\nc", "a\nc\n│b│"),
    ("move down at end", Key.Key_Down, ALT, "a\n│b", "a\n│b"),
    ("move up", Key.Key_Up, ALT, "a\nb😀│\nc\n", "b😀│\na\nc\n"),
    ("move up at start", Key.Key_Up, ALT, "│a\nb", "│a\nb"),
    ("move lines", Key.Key_Up, ALT, "a\n│b\nc│\n", "│b\nc│\na\n"),
    ("duplicate down", Key.Key_Down, ALT | SHIFT, "a\n b│\n", "a\n b\n b│\n"),
    ("duplicate up", Key.Key_Up, ALT | SHIFT, "a\n b│", "a\n b│\n b"),
    ("delete line", Key.Key_K, CTRL | SHIFT, "abc\nde│f\ng\n", "abc\ng│\n"),
    ("delete last line", Key.Key_K, CTRL | SHIFT, "abc\nde│f", "ab│c"),
    ("delete only line", Key.Key_K, CTRL | SHIFT, "de│f", "│"),
    ("indent lines", Key.Key_Tab, None, "a\n│b\n\nc│\n", "a\n  │b\n\n  c│\n"),
    ("outdent lines", Key.Key_Backtab, SHIFT, "  │a\n b\nc│\n", "│a\nb\nc│\n"),
    ("indent by command", Key.Key_BracketRight, CTRL, "a│\n", "  a│\n"),
    ("outdent by command", Key.Key_BracketLeft, CTRL, "   a│\n", " a│\n"),
    ("tab to the next stop", Key.Key_Tab, None, "a│\n", "a │\n"),
    ("home to text", Key.Key_Home, None, "  ab│\n", "  │ab\n"),
    ("home to start", Key.Key_Home, None, "  │ab\n", "│  ab\n"),
    ("select home", Key.Key_Home, SHIFT, "  ab│\n", "  │ab│\n"),
    ("backspace in indent", Key.Key_Backspace, None, "a:\n   │b\n", "a:\n  │b\n"),
    ("backspace two", Key.Key_Backspace, None, "a:\n  c:\n    │b\n", "a:\n  c:\n  │b\n"),
    ("enter after key", Key.Key_Return, None, "a:│\n", "a:\n  │\n"),
    ("enter in item", Key.Key_Return, None, "l:\n- a: 1│\n", "l:\n- a: 1\n  │\n"),
    ("enter at start", Key.Key_Return, None, "  a: 1\n│  b: 2\n", "  a: 1\n\n│  b: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "modifiers", "before", "after"), [l[1:] for l in LINES], ids=[l[0] for l in LINES])  # fmt: skip  # noqa: E501, E741
def test_keys_of_lines(qtbot, make_editor, key, modifiers, before, after):
    view = make_editor(before)
    qtbot.keyClick(view.edit, key, modifiers or Qt.KeyboardModifier.NoModifier)
    assert shown(view) == after
    assert view.document.history.count == (before.replace("│", "") != after.replace("│", ""))
    view.document.undo()
    assert text_of(view) == before.replace("│", "")


def test_enter_between_brackets_opens_them(qtbot, make_editor):
    view = make_editor('{"a": {│}}', "values.schema.json")
    qtbot.keyClick(view.edit, Key.Key_Return)
    assert shown(view) == '{"a": {\n  │\n}}'


@pytest.mark.parametrize(
    ("before", "indent"),
    [
        ("a:", 2), ("  a: # why", 4), ("- a:", 4), ("a: |", 2), ("- |", 2), ("- a: >-", 4),
        ("a: &x", 2), ("a: 1", 0), ("  - a: 1", 4), ("  - a", 2), ("- - a: 1", 4),
        ("# a:", 0), ("a: {", 2), ("a: http://x", 0), ("- http://x", 0), ('- "a: b"', 0),
    ],
)  # fmt: skip
def test_indent_of_yaml(before, indent):
    assert indent_after(before, 2, is_yaml=True) == indent


def test_indent_unit_is_that_of_the_text():
    assert indent_unit("a:\n    b:\n        c: 1\n") == 4
    assert indent_unit("a: 1\n") == 2


def test_languages_without_comments_have_none(qtbot, make_editor):
    view = make_editor("{│}", "a.json")
    qtbot.keyClick(view.edit, Key.Key_Slash, CTRL)
    assert shown(view) == "{│}"


def test_next_occurrences_are_typed_into_together(qtbot, make_editor):
    view = make_editor("n│ame: 1\nother: name\n- name😀\nnames\n")
    for _ in range(3):
        qtbot.keyClick(view.edit, Key.Key_D, CTRL)
    commit = QInputMethodEvent()
    commit.setCommitString("键")
    QApplication.sendEvent(view.edit, commit)
    qtbot.keyClicks(view.edit, "x")
    qtbot.keyClick(view.edit, Key.Key_Backspace)
    qtbot.keyClicks(view.edit, "!")
    assert text_of(view) == "键!: 1\nother: 键!\n- 键!😀\nnames\n"
    assert view.document.history.count == 1
    qtbot.keyClick(view.edit, Key.Key_Left)
    qtbot.keyClick(view.edit, Key.Key_Left, SHIFT)
    qtbot.keyClick(view.edit, Key.Key_Delete)
    assert text_of(view) == "!: 1\nother: !\n- !😀\nnames\n"
    qtbot.keyClick(view.edit, Key.Key_Escape)
    qtbot.keyClicks(view.edit, "z")
    assert text_of(view).count("z") == 1
    while view.document.history.can_undo:
        view.document.undo()
    assert text_of(view) == "name: 1\nother: name\n- name😀\nnames\n"


def test_occurrences_go_around_and_stop_when_all_are_taken(qtbot, make_editor):
    view = make_editor("a b a │b")
    for _ in range(4):
        qtbot.keyClick(view.edit, Key.Key_D, CTRL)
    assert len(view.cursors.extra) == 1
    qtbot.keyClick(view.edit, Key.Key_Return)
    assert text_of(view) == "a \n a \n"


def test_all_occurrences(qtbot, make_editor):
    view = make_editor("x1 │x│ x x")
    qtbot.keyClick(view.edit, Key.Key_L, CTRL | SHIFT)
    assert len(view.cursors.extra) == 3
    QApplication.clipboard().setText("p\nq\nr\ns")
    qtbot.keyClick(view.edit, Key.Key_V, CTRL)
    assert text_of(view) == "p1 q r s"
    point = view.edit.cursorRect().center()
    qtbot.mouseClick(view.edit.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not view.cursors.extra


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029"])
@pytest.mark.parametrize(
    ("pasted", "expected"), [("p;q", "p1 q"), ("p;q;", "p\nq\n1 p\nq\n")], ids=["each", "all"]
)
def test_pasted_line_ends_are_plain_at_all_carets(qtbot, make_editor, end, pasted, expected):
    view = make_editor("x1 │x│")
    qtbot.keyClick(view.edit, Key.Key_L, CTRL | SHIFT)
    QApplication.clipboard().setText(pasted.replace(";", end))
    qtbot.keyClick(view.edit, Key.Key_V, CTRL)
    assert text_of(view) == expected
    assert view.document.snapshot.text(view.path).text == expected
    assert view.read_only_reason is None


def test_alt_and_a_click_add_a_caret(qtbot, make_editor):
    view = make_editor("│aa\nbb\n")
    block = view.edit.document().findBlockByNumber(1)
    point = view.edit.blockBoundingGeometry(block).translated(view.edit.contentOffset()).center()
    point.setX(1)
    qtbot.mouseClick(view.edit.viewport(), Qt.MouseButton.LeftButton, ALT, point.toPoint())
    qtbot.keyClicks(view.edit, "-")
    assert text_of(view) == "-aa\n-bb\n"


def test_read_only_text_is_left_alone(qtbot, make_view, themes):
    from studio.package.content import FileText

    view = make_view(FileText("a\r\nb: b\n", ""))
    registry = CommandRegistry(themes, view)
    register_editor_commands(registry, lambda: view)
    registry.attach(view)
    cursor_at(view, 3)
    for each in EDITOR_COMMANDS:
        if each.writes:
            assert not registry.is_enabled(each.command.id)
    for key in (Key.Key_Return, Key.Key_Tab, Key.Key_Backspace, Key.Key_X):
        qtbot.keyClick(view.edit, key)
    qtbot.keyClick(view.edit, Key.Key_D, CTRL)
    qtbot.keyClick(view.edit, Key.Key_D, CTRL)
    qtbot.keyClicks(view.edit, "x")
    assert view.document.history.count == 0
    assert len(view.cursors.extra) == 1


def test_every_command_has_its_handler(make_view):
    view = make_view("a")
    ids = [each.command.id for each in EDITOR_COMMANDS]
    assert len(set(ids)) == len(ids)
    for each in EDITOR_COMMANDS:
        assert callable(getattr(view.commands, each.handler))


def test_ctrl_and_the_wheel_zoom(make_view, themes):
    view = make_view("a")
    row = view.edit.row_height

    def wheel(steps: int) -> None:
        at = QPointF(20, 20)
        event = QWheelEvent(
            at, view.edit.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.edit.viewport(), event)

    wheel(1)
    assert themes.base_size == 14
    assert view.edit.row_height > row
    assert view.edit.fontMetrics().height() <= view.edit.row_height
    wheel(-1)
    assert themes.base_size == 13
    assert view.edit.row_height == row


def test_carets_blink_only_with_the_focus(qtbot, make_view):
    view = make_view("a")
    timer = view.edit.carets._timer
    assert timer.isActive()
    view.edit.clearFocus()
    assert not timer.isActive()
    QTest.qWait(0)
    assert view.highlighter.is_idle


def test_copies_are_exact(qtbot, make_editor):
    odd = "a\u00a0b\u2028c 数😀"
    view = make_editor(f"│{odd}│\nx")
    qtbot.keyClick(view.edit, Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == odd
    cursor_at(view, len(odd) + 1)
    qtbot.keyClick(view.edit, Key.Key_V, CTRL)
    assert text_of(view) == f"{odd}\n{odd}x"


def test_cutting_at_many_carets(qtbot, make_editor):
    view = make_editor("│ab│ ab")
    qtbot.keyClick(view.edit, Key.Key_D, CTRL)
    qtbot.keyClick(view.edit, Key.Key_X, CTRL)
    assert text_of(view) == " "
    assert QApplication.clipboard().text() == "ab\nab"


def test_files_dropped_are_no_text(make_editor):
    view = make_editor("│")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/a.yaml")])
    assert not view.edit.canInsertFromMimeData(data)


def test_wrapped_rows_have_equal_heights(make_editor):
    view = make_editor("│" + "数据 word " * 60 + "\nx", "README.md")
    first, second = view.edit.visible_rows()
    rows = round(first.rect.height() / view.edit.row_height)
    assert rows > 1
    assert second.rect.height() == view.edit.row_height
    cursor_at(view, 60 * 8)
    assert view.edit.cursorRect().top() // view.edit.row_height == rows - 1
    view.commands.toggle_wrap()
    assert view.edit.visible_rows()[0].rect.height() == view.edit.row_height


class Shouting(QTranslator):
    """Translates every text into capitals."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return source.upper()

    def isEmpty(self):
        return False


def test_language_is_switched_at_run_time(qapp, make_editor):
    view = make_editor("│a")
    view.commands.find()
    view.find_bar.field.setText("x")
    translator = Shouting()
    qapp.installTranslator(translator)
    try:
        QApplication.processEvents()
        assert view.find_bar.field.placeholderText() == "FIND"
        assert view.find_bar.count.text() == "NOTHING FOUND"
    finally:
        qapp.removeTranslator(translator)
    QApplication.processEvents()
    assert view.find_bar.field.placeholderText() == "Find"
