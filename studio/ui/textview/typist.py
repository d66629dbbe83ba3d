"""What single keys mean in code: Enter, Tab, Backspace and Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from studio.ui.textview.indentation import indent_after

if TYPE_CHECKING:
    from studio.ui.textview.view import TextView

_KEEP = QTextCursor.MoveMode.KeepAnchor
_NAVIGATION = frozenset(
    (
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    )
)
_CLOSING = {"{": "}", "[": "]", "(": ")"}


class Typist(QObject):
    """Handles the keys that code wants otherwise than prose."""

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._edit = view.edit

    def handle_key(self, event: QKeyEvent) -> bool:
        """Handle a key; False leaves it to Qt."""
        key, modifiers = event.key(), event.modifiers()
        if key in _NAVIGATION:
            self._view.document.end_merging()
            return self._smart_home(event)
        if self._edit.isReadOnly() or modifiers & Qt.KeyboardModifier.ControlModifier:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._new_line()
            return True
        if key == Qt.Key.Key_Tab and not modifiers:
            self._tab()
            return True
        if key == Qt.Key.Key_Backtab:
            self._view.commands.outdent()
            return True
        return key == Qt.Key.Key_Backspace and not modifiers and self._delete_indent()

    def _new_line(self) -> None:
        cursor = self._edit.textCursor()
        start = self._edit.document().findBlock(cursor.selectionStart())
        before = start.text()[: cursor.selectionStart() - start.position()]
        after = cursor.block().text()[cursor.positionInBlock() :]
        unit, language = self._view.indent_unit, self._view.language
        indent = indent_after(before, unit, is_yaml=language.is_yaml)
        last = before.rstrip()[-1:]
        if after[:1] and _CLOSING.get(last) == after[0]:
            outer = len(before) - len(before.lstrip(" "))
            cursor.insertText("\n" + " " * indent + "\n" + " " * outer)
            cursor.movePosition(QTextCursor.MoveOperation.PreviousBlock)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        else:
            if not before.strip():
                indent = len(before)
            cursor.insertText("\n" + " " * indent)
        self._edit.setTextCursor(cursor)
        self._edit.ensureCursorVisible()

    def _tab(self) -> None:
        cursor = self._edit.textCursor()
        buffer = self._edit.document()
        first = buffer.findBlock(cursor.selectionStart())
        if first != buffer.findBlock(cursor.selectionEnd()):
            self._view.commands.indent()
            return
        unit = self._view.indent_unit
        column = cursor.selectionStart() - first.position()
        cursor.insertText(" " * (unit - column % unit))
        self._edit.setTextCursor(cursor)

    def _delete_indent(self) -> bool:
        """Backspace in front of a line's text goes back one step of indentation."""
        cursor = self._edit.textCursor()
        column = cursor.positionInBlock()
        before = cursor.block().text()[:column]
        if cursor.hasSelection() or not before or before.strip(" "):
            return False
        unit = self._view.indent_unit
        step = (column - 1) % unit + 1
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, _KEEP, step)
        cursor.removeSelectedText()
        self._edit.setTextCursor(cursor)
        return True

    def _smart_home(self, event: QKeyEvent) -> bool:
        """Home goes to the first character of the line's text, and from there to its start."""
        selecting = event.matches(QKeySequence.StandardKey.SelectStartOfLine)
        if not selecting and not event.matches(QKeySequence.StandardKey.MoveToStartOfLine):
            return False
        cursor = self._edit.textCursor()
        text = cursor.block().text()
        indent = len(text) - len(text.lstrip(" \t"))
        column = 0 if cursor.positionInBlock() == indent else indent
        mode = _KEEP if selecting else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(cursor.block().position() + column, mode)
        self._edit.setTextCursor(cursor)
        return True
