"""Colours the lines that are seen, and finds in idle moments how each line begins."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextLayout

from studio.model.textbinding import utf16_length
from studio.ui.theme.roles import SYNTAX, SYNTAX_PREFIX

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

    from studio.ui.textview.highlighters.tokens import Lexer, State, Token
    from studio.ui.theme.switcher import ThemeService

_SLICE = 0.008
"""Seconds that one idle slice may take: well below a frame."""
_BEFORE_PAINT = 0.02
"""Seconds that painting may wait for the lines above to be read."""


class Highlighter(QObject):
    """Gives the layouts of visible lines their colours.

    Every line's user state is `2 × (number of the lexer's state after it) + (is it coloured)`,
    or -1 while unknown. The states of all lines before line `_frontier` are right. Lines from
    there to `_certainly` changed; from the first line after them that comes out as it was, all
    others are right again. `caught_up` tells that lines coloured by a guess have become stale.
    """

    caught_up = Signal()

    def __init__(
        self, buffer: QTextDocument, themes: ThemeService, lexer: Lexer, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._buffer = buffer
        self._themes = themes
        self._lexer = lexer
        self._states: list[State] = [()]
        self._numbers: dict[State, int] = {(): 0}
        self._frontier = 0
        self._lines = buffer.blockCount()
        self._certainly = self._lines
        self._guessed = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_slice)
        self._timer.start()

    @property
    def is_idle(self) -> bool:
        """Whether every line is read and no timer runs."""
        return not self._timer.isActive()

    @cached_property
    def _formats(self) -> dict[str, QTextCharFormat]:
        formats: dict[str, QTextCharFormat] = {}
        for role in SYNTAX:
            formats[role] = QTextCharFormat()
            formats[role].setForeground(self._themes.colour(SYNTAX_PREFIX + role))
        return formats

    def set_lexer(self, lexer: Lexer) -> None:
        """Read the text as another language."""
        self._lexer = lexer
        self._forget_colours(unknown=True)
        self._frontier = 0
        self._certainly = self._lines
        self._timer.start()

    def follow_theme(self) -> None:
        """Colour anew after the theme changed."""
        self.__dict__.pop("_formats", None)
        self._forget_colours(unknown=False)

    def follow_edit(self, position: int, _removed: int, added: int) -> None:
        """Read again what an edit may have changed."""
        first = self._buffer.findBlock(position).blockNumber()
        last = self._buffer.findBlock(position + added).blockNumber()
        grown = self._buffer.blockCount() - self._lines
        unread = self._frontier < self._lines
        pending = max(self._certainly, self._frontier + 1) if unread else 0
        self._lines += grown
        self._certainly = max(last + 1, pending + grown if pending > first else 0)
        self._frontier = min(self._frontier, first)
        for number in range(first, min(last, first + 1) + 1):
            block = self._buffer.findBlockByNumber(number)
            if block.userState() > 0:
                block.setUserState(block.userState() & ~1)
        self._read_lines(time.monotonic() + _SLICE / 4)
        if self._frontier < self._lines:
            self._timer.start()

    def prepare(self, first: QTextBlock, last_number: int) -> None:
        """Colour the lines from `first` to `last_number` that are not yet."""
        number = first.blockNumber()
        if self._frontier < number:
            self._read_lines(time.monotonic() + _BEFORE_PAINT, number)
        known = self._frontier >= number
        self._guessed = self._guessed or not known
        state = self._state_before(first) if known else ()
        block = first
        while block.isValid() and number <= last_number:
            if known and number < self._frontier and block.userState() & 1:
                state = self._states[block.userState() >> 1]
            elif not known and block.layout().formats():
                state = ()
            else:
                state = self._colour(block, state, known=known and number <= self._frontier)
            block = block.next()
            number += 1

    def _colour(self, block: QTextBlock, state: State, *, known: bool) -> State:
        text = block.text()
        tokens, after = self._lexer.line(text, state)
        ranges = self._ranges(text, tokens)
        if ranges or block.layout().formats():
            block.layout().setFormats(ranges)
            # Settles what `setFormats` left pending, or the next edit would report it as its own.
            self._buffer.markContentsDirty(block.position(), block.length())
        if known:
            self._set_state(block, after, coloured=True)
        return after

    def _set_state(self, block: QTextBlock, after: State, *, coloured: bool) -> None:
        """Note what is known of a line, and move the frontier on if it is the next one."""
        before = block.userState()
        number = self._number(after)
        block.setUserState(2 * number + coloured)
        line = block.blockNumber()
        if line == self._frontier:
            unchanged = before >= 0 and before >> 1 == number
            done = unchanged and line + 1 >= self._certainly
            self._frontier = self._lines if done else line + 1

    def _read_slice(self) -> None:
        self._read_lines(time.monotonic() + _SLICE)
        if self._frontier >= self._lines:
            self._timer.stop()
            if self._guessed:
                self._guessed = False
                self.caught_up.emit()

    def _read_lines(self, deadline: float, until: int | None = None) -> None:
        """Read lines at the frontier until `deadline`, by `time.monotonic`, or line `until`."""
        until = self._lines if until is None else min(until, self._lines)
        block = self._buffer.findBlockByNumber(self._frontier)
        state = self._state_before(block) if block.isValid() else ()
        while self._frontier < until and block.isValid():
            if block.blockNumber() & 15 == 0 and time.monotonic() > deadline:
                return
            _, state = self._lexer.line(block.text(), state)
            self._set_state(block, state, coloured=False)
            block = block.next()

    def _state_before(self, block: QTextBlock) -> State:
        previous = block.previous()
        return self._states[previous.userState() >> 1] if previous.isValid() else ()

    def _number(self, state: State) -> int:
        number = self._numbers.get(state)
        if number is None:
            number = self._numbers[state] = len(self._states)
            self._states.append(state)
        return number

    def _ranges(self, text: str, tokens: list[Token]) -> list[QTextLayout.FormatRange]:
        narrow = text.isascii() or utf16_length(text) == len(text)
        ranges: list[QTextLayout.FormatRange] = []
        for start, length, role in tokens:
            each = QTextLayout.FormatRange()
            each.start = start if narrow else utf16_length(text[:start])
            each.length = length if narrow else utf16_length(text[start : start + length])
            each.format = self._formats[role]
            ranges.append(each)
        return ranges

    def _forget_colours(self, *, unknown: bool) -> None:
        block = self._buffer.begin()
        while block.isValid():
            block.setUserState(-1 if unknown else block.userState() & ~1)
            block = block.next()
