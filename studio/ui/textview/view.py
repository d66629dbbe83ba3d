"""The editor of one text file of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.textview.binding import Binding
from studio.ui.textview.codeedit import CodeEdit
from studio.ui.textview.gutter import Gutter
from studio.ui.textview.highlighting import Highlighter
from studio.ui.textview.languages import language_of
from studio.ui.textview.layers import CurrentLine, Flash, IndentGuides, Selection
from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.ui.theme.switcher import ThemeService
    from studio.wording import Message

_KEEP = QTextCursor.MoveMode.KeepAnchor


class TextView(QWidget):
    """Shows and edits the file at `path`, in step with the document and with other views."""

    position_changed = Signal(int, int)
    edited = Signal()
    closed = Signal()
    path_changed = Signal(str)
    read_only_changed = Signal()

    def __init__(
        self, document: Document, path: str, themes: ThemeService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.document = document
        self._themes = themes
        self.edit = CodeEdit(themes, self)
        self._held: list[QTextCursor] = []
        self.binding = Binding(document, path, self.edit.document(), self)
        self.edit.moveCursor(QTextCursor.MoveOperation.Start)
        self.language = language_of(path)
        self.highlighter = Highlighter(self.edit.document(), themes, self.language.lexer(), self)
        self.flash = Flash(self.edit, themes)
        self.selection = Selection(self.edit, themes)
        self.edit.layers = [
            CurrentLine(self.edit, themes),
            self.flash,
            IndentGuides(self.edit, themes),
            self.selection,
        ]
        self.edit.prepare_rows = lambda rows: self.highlighter.prepare(
            rows[0].block, rows[-1].number
        )
        self.gutter = Gutter(self.edit, themes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.edit)
        self.setFocusProxy(self.edit)
        self._connect()

    @property
    def path(self) -> str:
        """The path of the file now; it follows renames."""
        return self.binding.path

    @property
    def read_only_reason(self) -> Message | None:
        """Why the text cannot be edited here, None when it can."""
        return self.binding.read_only_reason

    @property
    def position(self) -> tuple[int, int]:
        """Line and column of the caret, from 1, the column in code points."""
        cursor = self.edit.textCursor()
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        return cursor.blockNumber() + 1, len(before.decode("utf-16-le", "ignore")) + 1

    @property
    def caret_offset(self) -> int:
        """Where the caret stands, in code points from the start of the text."""
        return self.binding.offset(self.edit.textCursor().position())

    def select(self, anchor: int, caret: int) -> None:
        """Select between two code-point offsets; put the caret there when they are equal."""
        cursor = self.edit.textCursor()
        cursor.setPosition(self.binding.position(anchor))
        cursor.setPosition(self.binding.position(caret), _KEEP)
        self.edit.setTextCursor(cursor)

    def _connect(self) -> None:
        binding, edit = self.binding, self.edit
        binding.contents_changed.connect(self.highlighter.follow_edit)
        binding.edited.connect(self.edited)
        binding.deleted.connect(self.closed)
        binding.path_changed.connect(self._follow_path)
        binding.applying.connect(self._hold_still)
        binding.read_only_changed.connect(self._follow_read_only)
        binding.applied.connect(self._hold_on)
        edit.cursorPositionChanged.connect(lambda: self.position_changed.emit(*self.position))
        edit.focus_lost.connect(self.document.end_merging)
        edit.caret_placed.connect(self.document.end_merging)
        edit.pasting.connect(self._label_paste)
        edit.zoomed.connect(lambda by: self._themes.set_base_size(self._themes.base_size + by))
        self.highlighter.caught_up.connect(edit.viewport().update)
        self._themes.changed.connect(self._follow_theme)
        self._follow_read_only()

    def _label_paste(self, begins: bool) -> None:
        label = message("Paste into {file}", file=self.binding.name)
        self.binding.label_next(label if begins else None)

    def _follow_read_only(self) -> None:
        self.edit.setReadOnly(self.read_only_reason is not None)
        self.read_only_changed.emit()

    def _follow_theme(self) -> None:
        self.edit.follow_theme()
        self.highlighter.follow_theme()
        self.gutter.fit()

    def _follow_path(self) -> None:
        language = language_of(self.path)
        if language is not self.language:
            self.language = language
            self.highlighter.set_lexer(language.lexer())
        self.path_changed.emit(self.path)

    def _hold_still(self) -> None:
        """Mark what must not move while others change the text: top row, anchor, caret."""
        cursor = self.edit.textCursor()
        top = self.edit.firstVisibleBlock().position()
        self._held = [self._marker(at) for at in (top, cursor.anchor(), cursor.position())]

    def _marker(self, position: int) -> QTextCursor:
        marker = QTextCursor(self.edit.document())
        marker.setPosition(position)
        # What is written at the caret comes behind it; a caret's anchor would still move.
        marker.setKeepPositionOnInsert(True)
        return marker

    def _hold_on(self, _start: int, end: int) -> None:
        top, anchor, caret = self._held
        travelled = end >= 0 and self.edit.hasFocus()
        cursor = self.edit.textCursor()
        cursor.setPosition(end if travelled else anchor.position())
        cursor.setPosition(end if travelled else caret.position(), _KEEP)
        scroll_bar = self.edit.verticalScrollBar()
        scroll_bar.setValue(top.block().firstLineNumber())
        self.edit.setTextCursor(cursor)
        if not travelled:
            # Setting the cursor has scrolled to it.
            scroll_bar.setValue(top.block().firstLineNumber())
