"""Several carets that type, delete and move together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextCursor

from studio.model.textbinding import with_plain_line_ends
from studio.ui.textview.binding import Replacement
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from studio.ui.textview.binding import Binding
    from studio.ui.textview.codeedit import CodeEdit

_Key = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
_KEEP = QTextCursor.MoveMode.KeepAnchor
_MOVES = (
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, _Move.PreviousCharacter),
    (_Key.MoveToNextChar, _Key.SelectNextChar, _Move.NextCharacter),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, _Move.PreviousWord),
    (_Key.MoveToNextWord, _Key.SelectNextWord, _Move.NextWord),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, _Move.Up),
    (_Key.MoveToNextLine, _Key.SelectNextLine, _Move.Down),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, _Move.StartOfLine),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, _Move.EndOfLine),
)
_DELETIONS = {
    Qt.Key.Key_Backspace: (_Move.PreviousCharacter, _Move.PreviousWord),
    Qt.Key.Key_Delete: (_Move.NextCharacter, _Move.NextWord),
}
_COMMAND_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class MultiCursor(QObject):
    """The carets besides the editor's own; empty most of the time.

    What is typed at all of them is one change set; Qt moves the carets themselves.
    """

    def __init__(self, edit: CodeEdit, binding: Binding) -> None:
        super().__init__(edit)
        self.extra: list[QTextCursor] = []
        self._edit = edit
        self._binding = binding

    def add_next_occurrence(self) -> None:
        """Select the word at the caret; if something is selected, its next occurrence as well."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            self._edit.setTextCursor(cursor)
            return
        text, wanted = self._binding.text, self._selected(cursor)
        taken = {self._span(each)[0] for each in self._all()}
        start = text.find(wanted, self._span(cursor)[1])
        while start in taken:
            start = text.find(wanted, start + len(wanted))
        if start < 0:
            start = text.find(wanted)
            while start in taken:
                start = text.find(wanted, start + len(wanted))
        if start >= 0:
            self.extra.append(cursor)
            self._edit.setTextCursor(self._selecting(start, start + len(wanted)))
            self._edit.viewport().update()

    def select_all_occurrences(self) -> None:
        """Select every occurrence of the selection, or of the word at the caret."""
        cursor = self._edit.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        wanted, text = self._selected(cursor), self._binding.text
        if not wanted:
            return
        own = self._span(cursor)[0]
        self.extra = []
        start = text.find(wanted)
        while start >= 0:
            if start != own:
                self.extra.append(self._selecting(start, start + len(wanted)))
            start = text.find(wanted, start + len(wanted))
        self._edit.setTextCursor(cursor)
        self._edit.viewport().update()

    def clear(self) -> bool:
        """Go back to one caret; False when there is only one."""
        if not self.extra:
            return False
        self.extra = []
        self._edit.viewport().update()
        return True

    def handle_press(self, event: QMouseEvent) -> bool:
        """Alt and a click add a caret; any other click leaves one."""
        if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.clear()
            return False
        self.extra.append(self._edit.textCursor())
        self._edit.setTextCursor(self._edit.cursorForPosition(event.position().toPoint()))
        self._edit.viewport().update()
        return True

    def handle_key(self, event: QKeyEvent) -> bool:
        """Do what a key means at every caret; False where there is one, or for other keys."""
        if not self.extra:
            return False
        if event.key() == Qt.Key.Key_Escape:
            return self.clear()
        if self._move(event):
            return True
        if self._edit.isReadOnly():
            return False
        if event.matches(_Key.Cut):
            self._edit.copy()
            self.type_text("")
            return True
        if event.matches(_Key.Paste):
            self._type_clipboard()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.type_text("\n")
            return True
        if event.key() in _DELETIONS:
            by_character, by_word = _DELETIONS[Qt.Key(event.key())]
            by_words = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self._delete(by_word if by_words else by_character)
            return True
        text = event.text()
        if text.isprintable() and text and not event.modifiers() & _COMMAND_MODIFIERS:
            self.type_text(text)
            return True
        return False

    def take_input(self, text: str) -> bool:
        """Type what an input method wrote at every caret; False where there is one."""
        if not self.extra or self._edit.isReadOnly():
            return False
        self.type_text(text)
        return True

    def type_text(self, text: str) -> None:
        """Replace every selection by `text`, or insert it at every caret."""
        new = with_plain_line_ends(text)
        self._replace(lambda _cursor: new)

    def _type_clipboard(self) -> None:
        pasted = with_plain_line_ends(QGuiApplication.clipboard().text())
        lines = pasted.split("\n")
        cursors = self._all()
        if len(lines) == len(cursors):
            each = {cursor.position(): line for cursor, line in zip(cursors, lines, strict=True)}
            self._replace(lambda cursor: each[cursor.position()])
        else:
            self.type_text(pasted)

    def _delete(self, operation: _Move) -> None:
        own = self._edit.textCursor()
        for cursor in (*self.extra, own):
            if not cursor.hasSelection():
                cursor.movePosition(operation, _KEEP)
        self._edit.setTextCursor(own)
        self._replace(lambda _cursor: "")

    def _replace(self, new: Callable[[QTextCursor], str]) -> None:
        label = message("Type in {file}", file=self._binding.name)
        spans = {self._span(cursor): new(cursor) for cursor in self._all()}
        replacements: list[Replacement] = []
        for (start, end), text in sorted(spans.items()):
            if not replacements or start >= replacements[-1].end:
                replacements.append(Replacement(start, end, text))
        own_position = self._edit.textCursor().position()
        own = sum(cursor.position() < own_position for cursor in self.extra)
        if self._binding.commit(replacements, label, f"typing:{self._binding.path}"):
            self._put_carets(_after(replacements), own)

    def _put_carets(self, offsets: list[int], own: int) -> None:
        """One caret at each offset, the editor's own at index `own`."""
        cursors = [self._selecting(offset, offset) for offset in offsets]
        self._edit.setTextCursor(cursors.pop(min(own, len(cursors) - 1)))
        self.extra = cursors
        self._edit.viewport().update()

    def _move(self, event: QKeyEvent) -> bool:
        for move, select, operation in _MOVES:
            selecting = event.matches(select)
            if selecting or event.matches(move):
                mode = _KEEP if selecting else QTextCursor.MoveMode.MoveAnchor
                own = self._edit.textCursor()
                for cursor in (*self.extra, own):
                    cursor.movePosition(operation, mode)
                self._edit.setTextCursor(own)
                places = {own.position()}
                self.extra = [
                    cursor
                    for cursor in self.extra
                    if not (cursor.position() in places or places.add(cursor.position()))
                ]
                self._edit.viewport().update()
                return True
        return False

    def _all(self) -> list[QTextCursor]:
        return sorted((*self.extra, self._edit.textCursor()), key=lambda each: each.position())

    def _span(self, cursor: QTextCursor) -> tuple[int, int]:
        offset = self._binding.offset
        return offset(cursor.selectionStart()), offset(cursor.selectionEnd())

    def _selected(self, cursor: QTextCursor) -> str:
        start, end = self._span(cursor)
        return self._binding.text[start:end]

    def _selecting(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(self._binding.position(start))
        cursor.setPosition(self._binding.position(end), _KEEP)
        return cursor


def _after(replacements: list[Replacement]) -> list[int]:
    """The ends of what ascending replacements wrote, in the text after them."""
    growth = 0
    ends: list[int] = []
    for start, end, new in replacements:
        ends.append(start + growth + len(new))
        growth += len(new) - (end - start)
    return ends
