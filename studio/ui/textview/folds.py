"""Folds blocks of text away, and keeps the folds through edits."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.textview.folding import FoldLength

_GLANCE = 40
"""Lines that are looked at to tell whether a line can be folded."""


class Folds(QObject):
    """The folded headers of one editor, as line numbers from 0.

    The lines below a header up to its end are hidden. A fold that an edit reaches into opens,
    and so does one that the caret is put into.
    """

    changed = Signal()

    def __init__(self, edit: CodeEdit, fold_length: FoldLength) -> None:
        super().__init__(edit)
        self.fold_length = fold_length
        self._edit = edit
        self._buffer = edit.document()
        self._ends: dict[int, int] = {}
        self._lines = self._buffer.blockCount()
        edit.cursorPositionChanged.connect(self._open_around_caret)

    @property
    def headers(self) -> list[int]:
        """The lines that are folded now, from the top."""
        return sorted(self._ends)

    def is_folded(self, line: int) -> bool:
        """Whether something is hidden below a line."""
        return line in self._ends

    def can_fold(self, line: int) -> bool:
        """Whether a line has something below it to hide."""
        return self._end_of(line, _GLANCE) is not None

    def fold(self, line: int) -> None:
        """Hide what belongs to a line."""
        end = self._end_of(line)
        if end is None or line in self._ends:
            return
        self._ends[line] = end
        cursor = self._edit.textCursor()
        if line < cursor.blockNumber() <= end:
            cursor.setPosition(self._buffer.findBlockByNumber(line).position())
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self._edit.setTextCursor(cursor)
        self._show_lines(line + 1, end)

    def unfold(self, line: int) -> None:
        """Show again what was hidden below a line; folds inside stay."""
        end = self._ends.pop(line, None)
        if end is not None:
            self._show_lines(line + 1, end)

    def toggle(self, line: int) -> None:
        """Fold what is open and open what is folded."""
        if self.is_folded(line):
            self.unfold(line)
        else:
            self.fold(line)

    def fold_all(self) -> None:
        """Fold everything below the outermost level's headers."""
        line = 0
        while line < self._buffer.blockCount():
            self.fold(line)
            line = self._ends.get(line, line) + 1

    def unfold_all(self) -> None:
        """Show every line."""
        self._ends.clear()
        self._show_lines(0, self._buffer.blockCount() - 1)

    def restore(self, headers: Iterable[int]) -> None:
        """Fold these lines, where they can be folded."""
        for line in headers:
            self.fold(line)

    def header_around(self, line: int) -> int | None:
        """The innermost line whose fold would hide or start at `line`."""
        for candidate in range(line, -1, -1):
            end = self._ends.get(candidate) or self._end_of(candidate)
            if end is not None and end >= line:
                return candidate
        return None

    def follow_edit(self, position: int, _removed: int, added: int) -> None:
        """Move the folds below an edit, and open those it reaches into."""
        first = self._buffer.findBlock(position).blockNumber()
        last = self._buffer.findBlock(position + added).blockNumber()
        grown = self._buffer.blockCount() - self._lines
        self._lines += grown
        if not self._ends:
            return
        before = last - grown
        kept: dict[int, int] = {}
        touched: list[tuple[int, int]] = []
        for header, end in self._ends.items():
            if end < first or (header >= first and header == end):
                kept[header] = end
            elif header > before:
                kept[header + grown] = end + grown
            elif header == before == first and not grown:
                kept[header] = end
            else:
                touched.append((min(header, first), max(end + grown, last)))
        self._ends = kept
        for start, end in touched:
            self._show_lines(start, min(end, self._lines - 1))

    def _open_around_caret(self) -> None:
        line = self._edit.textCursor().blockNumber()
        for header in [header for header, end in self._ends.items() if header < line <= end]:
            self.unfold(header)

    def _end_of(self, line: int, most: int | None = None) -> int | None:
        """The last line to hide below a line, None when there is none; looks at `most` lines."""
        length = self.fold_length(islice(self._lines_from(line), most))
        return line + length if length else None

    def _lines_from(self, line: int) -> Iterator[str]:
        block = self._buffer.findBlockByNumber(line)
        while block.isValid():
            yield block.text()
            block = block.next()

    def _show_lines(self, first: int, last: int) -> None:
        """Bring the visibility of lines in accord with the folds."""
        block = self._buffer.findBlockByNumber(first)
        start = block.position()
        number, hidden_to = (
            first,
            max((end for header, end in self._ends.items() if header < first <= end), default=-1),
        )
        while block.isValid() and number <= last:
            shown = number > hidden_to
            if block.isVisible() != shown:
                block.setVisible(shown)
                block.setLineCount(int(shown))
            hidden_to = max(hidden_to, self._ends.get(number, -1))
            block = block.next()
            number += 1
        end = block.position() if block.isValid() else self._buffer.characterCount()
        self._buffer.markContentsDirty(start, end - start)
        layout = self._buffer.documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())
        self._edit.viewport().update()
        self.changed.emit()
