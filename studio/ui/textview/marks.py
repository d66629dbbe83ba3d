"""The problems of one file as marks in its text, which move with every edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextLayout

from studio.package.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QTextBlock, QTextDocument

    from studio.package.problems import Problem
    from studio.ui.textview.binding import Binding
    from studio.ui.theme.switcher import ThemeService

SEVERITY_ROLES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning_icon",
    Severity.INFO: "info",
}


@dataclass(slots=True)
class Mark:
    """One problem between two positions of the buffer; equal ones mean the file as a whole."""

    problem: Problem
    start: int
    end: int


class Marks(QObject):
    """The marks of one buffer; only their first lines are underlined."""

    changed = Signal()

    def __init__(
        self, buffer: QTextDocument, binding: Binding, themes: ThemeService, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._buffer = buffer
        self._binding = binding
        self._themes = themes
        self._marks: list[Mark] = []
        self._lines: dict[int, list[Mark]] | None = None

    def set_problems(self, problems: Iterable[Problem]) -> None:
        """Replace all marks by those of `problems`, whose spans count in the present text."""
        position = self._binding.position
        self._marks = [
            Mark(problem, *(map(position, problem.span) if problem.span else (0, 0)))
            for problem in sorted(problems, key=lambda each: each.severity.rank)
        ]
        self._lines = None
        self.changed.emit()

    def follow_edit(self, position: int, removed: int, added: int) -> None:
        """Move the marks behind an edit; what was removed shrinks the marks around it."""
        end, growth = position + removed, added - removed
        for mark in self._marks:
            mark.start = _moved(mark.start, position, end, growth)
            mark.end = max(_moved(mark.end, position, end, growth), mark.start)
        self._lines = None

    @property
    def lines(self) -> dict[int, list[Mark]]:
        """The marks by the number of the line where they start, the most serious one first."""
        if self._lines is None:
            self._lines = {}
            for mark in self._marks:
                number = self._buffer.findBlock(mark.start).blockNumber()
                self._lines.setdefault(number, []).append(mark)
        return self._lines

    def at(self, position: int) -> list[Mark]:
        """The marks whose underlined part holds `position`."""
        block = self._buffer.findBlock(position)
        return [
            mark
            for mark in self.lines.get(block.blockNumber(), ())
            if mark.start <= position <= self._underlined_end(mark, block)
        ]

    def formats(self, block: QTextBlock) -> list[QTextLayout.FormatRange]:
        """The squiggles in a block, the most serious on top."""
        ranges: list[QTextLayout.FormatRange] = []
        for mark in reversed(self.lines.get(block.blockNumber(), ())):
            if mark.start == mark.end:
                continue
            each = QTextLayout.FormatRange()
            each.start = mark.start - block.position()
            each.length = self._underlined_end(mark, block) - mark.start
            each.format = QTextCharFormat()
            each.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            each.format.setUnderlineColor(
                self._themes.colour(SEVERITY_ROLES[mark.problem.severity])
            )
            ranges.append(each)
        return ranges

    @staticmethod
    def _underlined_end(mark: Mark, block: QTextBlock) -> int:
        return min(mark.end, block.position() + block.length() - 1)


def _moved(position: int, start: int, end: int, growth: int) -> int:
    if position <= start:
        return position
    return max(position + growth, start) if position >= end else start
