"""The log of a build: follows its end until one scrolls up."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from studio.services.builds.buildrun import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QColor, QTextBlock
    from PySide6.QtWidgets import QWidget

    from studio.model.buildlog import LogLine
    from studio.ui.theme.switcher import ThemeService

_AT_ONCE, _LONGEST_TURN, _PAUSE_MS = 80, 0.004, 12
"""Lines, and seconds, that writing takes at a time, and how long the window has in between."""

_TIME = 8
"""Characters of a line before its text."""

_FIND_KEYS = {
    QKeySequence.StandardKey.Find: 0,
    QKeySequence.StandardKey.FindNext: 1,
    QKeySequence.StandardKey.FindPrevious: -1,
}
_TONES = ("", "faint", "dim", "error", "ok", "warning", "accent", "info")


class LogHit:
    """A find: the line, counted from the first that was ever shown, and where in its text."""

    __slots__ = ("end", "line", "start")

    def __init__(self, line: int, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end


class LogView(QPlainTextEdit):
    """Lines with their times, in the colours of the theme.

    `following_changed` tells whether it goes along with the end, `changed` that there are other
    lines. `find_wanted` carries 0 for what is to be found, 1 for the next find and -1 for the one
    before.
    """

    following_changed = Signal(bool)
    changed = Signal()
    find_wanted = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._pending: deque[LogLine] = deque(maxlen=MOST_LINES)
        self._shown: deque[LogLine] = deque(maxlen=MOST_LINES)
        self._written = 0
        self._following = True
        self._is_writing = False
        self._wanted: tuple[int, int] | None = None
        self._hits: Sequence[LogHit] = ()
        self._current: LogHit | None = None
        self._formats: dict[str, QTextCharFormat] = {}
        self._gap = QTextCharFormat()
        self._row_height = 0
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setMaximumBlockCount(MOST_LINES)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.wrap(on=False)
        self._turn = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._turn.timeout.connect(self._append_some)
        self.verticalScrollBar().valueChanged.connect(self._follow_bar)
        self._dress()

    @property
    def is_following(self) -> bool:
        """Whether new lines are scrolled to."""
        return self._following

    @property
    def is_behind(self) -> bool:
        """Whether lines wait to be shown."""
        return bool(self._pending)

    def lines(self) -> list[LogLine]:
        """What is shown."""
        return list(self._shown)

    @property
    def first(self) -> int:
        """How many lines have gone at the top."""
        return self._written - len(self._shown)

    def top_line(self) -> int:
        """The first line in sight, counted as finds are."""
        return self.first + self.firstVisibleBlock().blockNumber()

    def all_text(self) -> str:
        """What is shown and about to be, with the times."""
        lines = (*self._shown, *self._pending)
        return "\n".join(f"{line.time:<{_TIME}}{line.text}" for line in lines[-MOST_LINES:])

    def wrap(self, *, on: bool) -> None:
        """Break long lines, or let one scroll to their ends."""
        mode = QPlainTextEdit.LineWrapMode
        self.setLineWrapMode(mode.WidgetWidth if on else mode.NoWrap)

    def follow(self, *, on: bool) -> None:
        """Go along with the end, or stay."""
        if on != self._following:
            self._following = on
            self.following_changed.emit(on)
        if on:
            self._wanted = None
            bar = self.verticalScrollBar()
            bar.setValue(bar.maximum())

    def show_lines(self, lines: Iterable[LogLine]) -> None:
        """Show these lines in place of all others, from the end."""
        self._turn.stop()
        self._pending.clear()
        self._shown.clear()
        self._written = 0
        self._wanted = None
        self._is_writing = True
        self.clear()
        self._dress()
        self._is_writing = False
        self.follow(on=True)
        self.add_lines(lines)
        self.changed.emit()

    def add_lines(self, lines: Iterable[LogLine]) -> None:
        """Append lines, a few at a time; of very many only the last are."""
        self._pending.extend(lines)
        if self._pending and not self._turn.isActive():
            self._turn.start()

    def reveal_step(self, part: int, step: int) -> bool:
        """Go to the first line of a step of a platform, now or when it is shown; False if none."""
        self._wanted = (part, step) if step else None
        if self._go_to_wanted():
            return True
        is_coming = any((line.part, line.step) == self._wanted for line in self._pending)
        if not is_coming:
            self._wanted = None
        return is_coming

    def show_hits(self, hits: Sequence[LogHit], current: LogHit | None) -> None:
        """Mark all finds, and go to the current one."""
        self._hits, self._current = hits, current
        if current is not None:
            block = self.document().findBlockByNumber(current.line - self.first)
            if block.isValid():
                self.follow(on=False)
                cursor = self._span(block, current.start, current.end)
                cursor.setPosition(cursor.selectionStart())
                self.setTextCursor(cursor)
                self.centerCursor()
        self._mark()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that find before the window's text editors take them."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _finds(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, or move."""
        step = _finds(event)
        if step is not None:
            self.find_wanted.emit(step)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: object) -> None:
        """Mark what came into sight, and stay at the end."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._following:
            self.follow(on=True)
        self._mark()

    def _append_some(self) -> None:
        self._is_writing = True
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        end = time.monotonic() + _LONGEST_TURN
        for _ in range(min(_AT_ONCE, len(self._pending))):
            line = self._pending.popleft()
            if self._shown:
                cursor.insertBlock()
            self._shown.append(line)
            self._written += 1
            cursor.insertText(f"{line.time:<{_TIME - 1}}", self._formats["faint"])
            cursor.insertText(" ", self._gap)
            for span in line.spans:
                cursor.insertText(span.text, self._formats.get(span.tone) or self._formats[""])
            if time.monotonic() > end:
                break
        cursor.endEditBlock()
        if self._following:
            self.follow(on=True)
        self._is_writing = False
        self._go_to_wanted()
        self._mark()
        self.changed.emit()
        if self._pending:
            self._turn.start()

    def _go_to_wanted(self) -> bool:
        if self._wanted is None:
            return False
        for number, line in enumerate(self._shown):
            if (line.part, line.step) == self._wanted:
                self.follow(on=False)
                self._wanted = None
                block = self.document().findBlockByNumber(number)
                self.setTextCursor(QTextCursor(block))
                self.verticalScrollBar().setValue(block.firstLineNumber())
                return True
        return False

    def _mark(self) -> None:
        """Mark the finds that are in sight: thousands would make each line slow."""
        if not self._hits:
            if self.extraSelections():
                self.setExtraSelections([])
            return
        top = self.firstVisibleBlock().blockNumber()
        rows = self.viewport().height() // max(1, self._row_height) + 2
        found: list[QTextEdit.ExtraSelection] = []
        for hit in self._hits:
            number = hit.line - self.first
            if top <= number <= top + rows:
                block = self.document().findBlockByNumber(number)
                colour = "text_selection" if hit is self._current else "match"
                found.append(self._marked(block, hit, self._themes.colour(colour)))
        self.setExtraSelections(found)

    def _marked(self, block: QTextBlock, hit: LogHit, colour: QColor) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        ground = QTextCharFormat()
        ground.setBackground(colour)
        marked.cursor = self._span(block, hit.start, hit.end)  # type: ignore[misc]
        marked.format = ground  # type: ignore[misc]
        return marked

    def _span(self, block: QTextBlock, start: int, end: int) -> QTextCursor:
        """A part of the text of a line, which Qt counts in units of UTF-16."""
        text = block.text()[_TIME:]
        begin = block.position() + _TIME
        cursor = QTextCursor(block)
        cursor.setPosition(begin + _units(text[:start]))
        cursor.setPosition(begin + _units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _follow_bar(self, value: int) -> None:
        """Stop going along when somebody scrolls up, go on when they come back to the end."""
        self._mark()
        if self._is_writing:
            return
        at_end = value >= self.verticalScrollBar().maximum()
        if at_end != self._following:
            self._following = at_end
            self.following_changed.emit(at_end)

    def _dress(self) -> None:
        font = self._themes.font("code_small")
        self.setFont(font)
        # A row is as high as its tallest character. A layout of our own would be asked for each
        # row, and would wait each time for Python while a build writes.
        high = QFont(font)
        while QFontMetrics(high).height() < self._themes.fonts.line_height("code_small"):
            high.setPixelSize(high.pixelSize() + 1)
        self._row_height = QFontMetrics(high).height()
        self._gap.setFont(high)
        for tone in _TONES:
            written = QTextCharFormat()
            written.setForeground(self._themes.colour(tone or "text"))
            self._formats[tone] = written


def _finds(event: QKeyEvent) -> int | None:
    """What keys want found, as `find_wanted` carries it."""
    return next((step for keys, step in _FIND_KEYS.items() if event.matches(keys)), None)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
