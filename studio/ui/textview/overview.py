"""The scroll bar of the editor with a mark for each problem of the whole file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QScrollBar

from studio.ui.textview.marks import SEVERITY_ROLES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.textview.marks import Marks
    from studio.ui.theme.switcher import ThemeService

_MARK_HEIGHT = 2
_MARK_WIDTH = 6


class OverviewBar(QScrollBar):
    """A vertical scroll bar that paints where in the file the problems are."""

    def __init__(self, edit: CodeEdit, marks: Marks, themes: ThemeService) -> None:
        super().__init__(Qt.Orientation.Vertical, edit)
        self._edit = edit
        self._marks = marks
        self._themes = themes
        marks.changed.connect(self.update)

    def mark_rect(self, line: int) -> QRect:
        """Where the mark of a line (from 0) is painted."""
        lines = max(self._edit.blockCount() - 1, 1)
        y = round((self.height() - _MARK_HEIGHT) * line / lines)
        return QRect((self.width() - _MARK_WIDTH) // 2, y, _MARK_WIDTH, _MARK_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, then the marks, the most serious ones last."""
        super().paintEvent(event)
        painter = QPainter(self)
        lines = self._marks.lines
        worst = {line: marks[0].problem.severity for line, marks in lines.items()}
        for line, severity in sorted(worst.items(), key=lambda item: -item[1].rank):
            painter.fillRect(self.mark_rect(line), self._themes.colour(SEVERITY_ROLES[severity]))
