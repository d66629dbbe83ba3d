"""The view and the document say the same, whoever changes what."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from studio.model.document import Document
from studio.package.changes import ChangeSet, CreateFile, DeleteFile, RenameFile, TextEdit
from studio.package.content import FileText
from studio.package.snapshot import Snapshot
from studio.wording import message
from tests.ui.textview.conftest import PATH, cursor_at, text_of

if TYPE_CHECKING:
    from studio.ui.textview.view import TextView

LABEL = message("Change")


def change(*operations) -> ChangeSet:
    return ChangeSet(LABEL, operations)


def in_document(view: TextView) -> str:
    return view.document.snapshot.files[view.path].text


def undo_label(view: TextView) -> str:
    return str(view.document.history.step(view.document.history.index - 1).change_set.label)


def test_typing_goes_through_the_document_as_one_step(qtbot, make_view):
    view = make_view("a: 1\n")
    cursor_at(view, 4)
    with qtbot.waitSignals([view.edited, view.document.dirty_changed]):
        qtbot.keyClicks(view.edit, "23")
    assert in_document(view) == text_of(view) == "a: 123\n"
    assert view.document.history.count == 1
    assert undo_label(view) == "Type in crd.yaml"
    view.document.undo()
    assert text_of(view) == "a: 1\n"


def test_caret_that_is_put_elsewhere_begins_a_new_step(qtbot, make_view):
    view = make_view("a: 1\nb: 2\n")
    cursor_at(view, 4)
    qtbot.keyClicks(view.edit, "0")
    point = view.edit.cursorRect().center()
    qtbot.mouseClick(view.edit.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.keyClicks(view.edit, "0")
    assert view.document.history.count == 2


def test_focus_that_leaves_ends_the_step(qtbot, make_view):
    view = make_view("a")
    qtbot.keyClicks(view.edit, "x")
    view.edit.clearFocus()
    view.edit.setFocus()
    qtbot.keyClicks(view.edit, "x")
    assert view.document.history.count == 2


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2029"])
def test_pasted_line_ends_are_plain(make_view, end):
    view = make_view("")
    QApplication.clipboard().setText(f"k: v{end}l: w{end}")
    view.edit.paste()
    assert in_document(view) == text_of(view) == "k: v\nl: w\n"
    assert view.read_only_reason is None


def test_pasting_is_a_step_of_its_own(qtbot, make_view):
    view = make_view("")
    QApplication.clipboard().setText("k: v\r\nl: w\r\n")
    qtbot.keyClicks(view.edit, "#")
    view.edit.paste()
    qtbot.keyClicks(view.edit, "#")
    assert in_document(view) == text_of(view) == "#k: v\nl: w\n#"
    assert view.document.history.count == 3
    assert str(view.document.history.step(1).change_set.label) == "Paste into crd.yaml"


def test_everything_can_be_replaced(qtbot, make_view):
    view = make_view("a: 1\nb: 2\n")
    view.edit.selectAll()
    qtbot.keyClicks(view.edit, "x")
    assert in_document(view) == text_of(view) == "x"
    view.edit.selectAll()
    qtbot.keyClick(view.edit, Qt.Key.Key_Backspace)
    assert in_document(view) == text_of(view) == ""


def test_undo_keys_are_left_to_the_window(qtbot, make_view):
    view = make_view("a")
    qtbot.keyClicks(view.edit, "b")
    qtbot.keyClick(view.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert text_of(view) == "ba"


def test_input_method_commits_once(qtbot, make_view):
    view = make_view("名: ")
    cursor_at(view, 3)
    for preedit in ("shu", "shu ju"):
        QApplication.sendEvent(view.edit, QInputMethodEvent(preedit, []))
    assert view.document.history.count == 0
    commit = QInputMethodEvent()
    commit.setCommitString("数据库😀")
    QApplication.sendEvent(view.edit, commit)
    assert in_document(view) == text_of(view) == "名: 数据库😀"
    assert view.document.history.count == 1


ODD = "a\u00a0b\u2028c\x0b\x0c\x85\ufeff😀é\U0001f468\u200d\U0001f469\x00z"


def test_odd_characters_survive_typing_around_them(qtbot, make_view):
    view = make_view(f"x\n{ODD}\ny")
    view.edit.moveCursor(view.edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(view.edit, "!")
    cursor_at(view, 2 + ODD.index("é"))
    qtbot.keyClicks(view.edit, "?")
    assert in_document(view) == text_of(view) == f"x\n{ODD.replace('é', '?é')}\ny!"


@pytest.mark.parametrize("text", ["a\r\nb\n", "a\u2029b", "a\ufdd0b"])
def test_text_that_qt_would_change_is_shown_but_not_edited(qtbot, make_view, text):
    eol = "" if "\r" in text else "\n"
    view = make_view(FileText(text, eol))
    assert view.edit.isReadOnly()
    assert str(view.read_only_reason).startswith("crd.yaml ")
    qtbot.keyClicks(view.edit, "x")
    assert in_document(view) == text
    assert len(text_of(view)) == len(text)


def test_mended_line_ends_make_the_text_editable(qtbot, make_view):
    mixed = FileText("a\r\nb\n", "")
    view = make_view(mixed)
    from studio.package.changes import ReplaceFile

    with qtbot.waitSignal(view.read_only_changed):
        view.document.commit(change(ReplaceFile(PATH, mixed, FileText("a\nb\n"))))
    assert view.read_only_reason is None
    assert not view.edit.isReadOnly()
    assert text_of(view) == "a\nb\n"
    view.document.undo()
    assert view.edit.isReadOnly()


def test_change_from_elsewhere_keeps_caret_and_scroll(make_view):
    text = "".join(f"k{number}: v\n" for number in range(400))
    view = make_view(text)
    at = text.index("k200")
    cursor_at(view, at + 2)
    view.edit.centerCursor()
    before = view.edit.cursorRect().top()
    view.document.commit(change(TextEdit(PATH, 0, "", "# 甲😀\n# b\n")))
    assert view.caret_offset == at + 2 + len("# 甲😀\n# b\n")
    assert view.edit.cursorRect().top() == before
    view.edit.verticalScrollBar().setValue(50)
    view.document.commit(change(TextEdit(PATH, 0, "# 甲😀\n# b\n", "")))
    assert view.edit.verticalScrollBar().value() == 48


def test_undo_puts_the_caret_where_it_changed_the_text(qtbot, make_view):
    view = make_view("😀 a: 1\nb: 2\n")
    view.document.commit(change(TextEdit(PATH, 6, "", "xyz")))
    cursor_at(view, 0)
    view.document.undo()
    assert view.caret_offset == 6
    view.document.redo()
    assert view.caret_offset == 9


def test_renamed_file_is_followed_and_deleted_one_closes(qtbot, make_view):
    view = make_view("a: 1\n")
    with qtbot.waitSignal(view.path_changed) as renamed:
        view.document.commit(change(RenameFile(PATH, "b.json"), TextEdit("b.json", 0, "a", "long")))
    assert renamed.args == ["b.json"]
    assert view.language.name == "JSON"
    qtbot.keyClicks(view.edit, "#")
    assert in_document(view) == text_of(view) == "#long: 1\n"
    with qtbot.waitSignal(view.closed):
        view.document.commit(change(DeleteFile("b.json", view.document.snapshot.files["b.json"])))
    view.document.undo()
    assert in_document(view) == text_of(view) == "#long: 1\n"


def test_other_files_do_not_concern_it(qtbot, make_view):
    view = make_view("a: 1\n")
    with qtbot.assertNotEmitted(view.edited):
        view.document.commit(change(CreateFile("other.yaml", FileText("b"))))


ALPHABET = "ab: -#\n\n\"'{}|é数😀\u2028\u00a0\t"


@pytest.mark.parametrize("seed", range(6))
def test_random_walk_stays_in_step(make_view, seed):
    pick = random.Random(seed)

    def noise(most: int) -> str:
        return "".join(pick.choices(ALPHABET, k=pick.randint(0, most)))

    now = 0.0
    start = noise(400)
    document = Document(Snapshot({PATH: FileText(start)}), clock=lambda: now)
    views = [make_view(path=PATH, document=document) for _ in range(2)]

    def type_in(view: TextView) -> None:
        length = len(text_of(view))
        first = pick.randint(0, length)
        cursor_at(view, first, min(length, first + pick.choice((0, 0, 1, 9))))
        view.edit.textCursor().insertText(noise(6))

    def commit() -> None:
        text = document.snapshot.files[PATH].text
        first = pick.randint(0, len(text))
        old = text[first : first + pick.randint(0, 12)]
        new = noise(12)
        second = TextEdit(PATH, 0, "", noise(3))
        document.commit(change(TextEdit(PATH, first, old, new), second))

    acts = (lambda: type_in(views[0]), lambda: type_in(views[1]), commit,
            document.undo, document.redo, document.undo)  # fmt: skip
    for _ in range(150):
        now += pick.choice((0.1, 2.0))
        pick.choice(acts)()
        text = document.snapshot.files[PATH].text
        assert text_of(views[0]) == text_of(views[1]) == text
    while document.history.can_undo:
        document.undo()
    assert text_of(views[0]) == text_of(views[1]) == start
