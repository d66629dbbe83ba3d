"""Keeps caret and scroll position where they are while others change the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from studio.ui.textview.binding import Binding
    from studio.ui.textview.codeedit import CodeEdit

_KEEP = QTextCursor.MoveMode.KeepAnchor


class Stillness(QObject):
    """Holds an editor still around what its binding applies.

    An undo or redo moves the caret to what it wrote, if the editor has the focus; `travelled`
    tells those positions until the text changes again, None otherwise.
    """

    def __init__(self, edit: CodeEdit, binding: Binding) -> None:
        super().__init__(edit)
        self.travelled: tuple[int, int] | None = None
        self._edit = edit
        self._held: list[QTextCursor] = []
        binding.contents_changed.connect(self._forget)
        binding.applying.connect(self._hold)
        binding.applied.connect(self._release)

    def _forget(self) -> None:
        self.travelled = None

    def _hold(self) -> None:
        cursor = self._edit.textCursor()
        top = self._edit.firstVisibleBlock().position()
        self._held = [self._marker(at) for at in (top, cursor.anchor(), cursor.position())]

    def _marker(self, position: int) -> QTextCursor:
        marker = QTextCursor(self._edit.document())
        marker.setPosition(position)
        # What is written at the caret comes behind it; a caret's anchor would still move.
        marker.setKeepPositionOnInsert(True)
        return marker

    def _release(self, start: int, end: int) -> None:
        top, anchor, caret = self._held
        self._held = []
        self.travelled = (start, end) if end >= 0 else None
        moves = self.travelled is not None and self._edit.hasFocus()
        cursor = self._edit.textCursor()
        cursor.setPosition(end if moves else anchor.position())
        cursor.setPosition(end if moves else caret.position(), _KEEP)
        scroll_bar = self._edit.verticalScrollBar()
        scroll_bar.setValue(top.block().firstLineNumber())
        self._edit.setTextCursor(cursor)
        if not moves:
            # Setting the cursor has scrolled to it.
            scroll_bar.setValue(top.block().firstLineNumber())
