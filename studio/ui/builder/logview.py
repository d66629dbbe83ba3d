"""The log of a build: follows its end until one scrolls up."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from studio.services.builds.buildrun import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from studio.model.buildlog import LogLine
    from studio.ui.theme.switcher import ThemeService

_AT_ONCE = 150
_LONGEST_TURN = 0.01
"""Lines, and seconds, that writing takes between two events of the window."""


class LogView(QPlainTextEdit):
    """Lines with their times, in the colours of the theme.

    `following_changed` tells whether it goes along with the end.
    """

    following_changed = Signal(bool)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._pending: deque[LogLine] = deque(maxlen=MOST_LINES)
        self._following = True
        self._is_writing = False
        self._formats: dict[str, QTextCharFormat] = {}
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MOST_LINES)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._append_some)
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self._dress()

    @property
    def is_following(self) -> bool:
        """Whether new lines are scrolled to."""
        return self._following

    def follow(self, *, on: bool) -> None:
        """Go along with the end, or stay."""
        if on != self._following:
            self._following = on
            self.following_changed.emit(on)
        if on:
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    def show_lines(self, lines: Iterable[LogLine]) -> None:
        """Show these lines in place of all others, from the end."""
        self._turn.stop()
        self._pending.clear()
        self._is_writing = True
        self.clear()
        self._dress()
        self._is_writing = False
        self.follow(on=True)
        self.add_lines(lines)

    def add_lines(self, lines: Iterable[LogLine]) -> None:
        """Append lines, a few at a time; of very many only the last are."""
        self._pending.extend(lines)
        if self._pending and not self._turn.isActive():
            self._turn.start()

    @property
    def is_behind(self) -> bool:
        """Whether lines wait to be shown."""
        return bool(self._pending)

    def _append_some(self) -> None:
        self._is_writing = True
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        end = time.monotonic() + _LONGEST_TURN
        for _ in range(min(_AT_ONCE, len(self._pending))):
            if time.monotonic() > end:
                break
            line = self._pending.popleft()
            if self.document().characterCount() > 1:
                cursor.insertBlock()
            cursor.insertText(f"{line.seconds:<8.3f}"[:7].ljust(8), self._formats["faint"])
            for span in line.spans:
                cursor.insertText(span.text, self._format(span.tone))
        cursor.endEditBlock()
        if self._following:
            self.follow(on=True)
        self._is_writing = False
        if self._pending:
            self._turn.start()

    def _follow_bar(self, value: int) -> None:
        """Stop going along when somebody scrolls up, go on when they come back to the end."""
        if self._is_writing:
            return
        at_end = value >= self.verticalScrollBar().maximum()
        if at_end != self._following:
            self._following = at_end
            self.following_changed.emit(at_end)

    def _format(self, tone: str) -> QTextCharFormat:
        return self._formats.get(tone) or self._formats[""]

    def _dress(self) -> None:
        self.setFont(self._themes.font("code_small"))
        for tone in ("", "faint", "error", "ok", "warning", "accent", "info"):
            written = QTextCharFormat()
            written.setForeground(self._themes.colour(tone or "text"))
            self._formats[tone] = written
