"""The strip left of the text: problem signs, line numbers, fold carets, changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QWidget

from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from studio.ui.textview.codeedit import CodeEdit, Row
    from studio.ui.textview.folds import Folds
    from studio.ui.textview.marks import Marks
    from studio.ui.theme.switcher import ThemeService

_LEAST_WIDTH = 44
_SIGN = 14
_SIGN_LEFT = 2
_NUMBERS_LEFT = 18
_NUMBERS_RIGHT = 17
_CARET = 12
_BAR = 3


class Gutter(QWidget):
    """Paints one row for each visible line of `edit`, from the left: sign, number, caret, bar.

    `sign_clicked` and `line_clicked` carry the line from 0. `changed` holds the lines that
    differ from the saved text.
    """

    sign_clicked = Signal(int)
    line_clicked = Signal(int)

    def __init__(self, edit: CodeEdit, folds: Folds, marks: Marks, themes: ThemeService) -> None:
        super().__init__(edit)
        self.changed: list[range] = []
        self.help_at_line: Callable[[int, QPoint], None] | None = None
        self._edit = edit
        self._folds = folds
        self._marks = marks
        self._themes = themes
        self._hovered = False
        self.setMouseTracking(True)
        edit.updateRequest.connect(lambda _rect, _dy: self.update())
        edit.blockCountChanged.connect(self.fit)
        edit.cursorPositionChanged.connect(self.update)
        folds.changed.connect(self.update)
        marks.changed.connect(self.update)
        self.fit()

    def set_changed(self, lines: list[range]) -> None:
        """Show which lines differ from the saved text."""
        if lines != self.changed:
            self.changed = lines
            self.update()

    def fit(self) -> None:
        """Be wide enough for the largest line number."""
        numbers = self._edit.fontMetrics().horizontalAdvance("0" * self._digits())
        sides = self._themes.px(_NUMBERS_LEFT) + self._themes.px(_NUMBERS_RIGHT)
        self._edit.set_gutter(self, max(self._themes.px(_LEAST_WIDTH), sides + numbers))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that need it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._themes.colour("editor"))
        painter.setFont(self._themes.font("code_small"))
        current = self._edit.textCursor().blockNumber()
        changed = {line for lines in self.changed for line in lines}
        for row in self._edit.visible_rows():
            top = int(row.rect.top())
            if row.number in changed:
                height = int(row.rect.height())
                bar = QRect(self.width() - _BAR - 1, top, _BAR, height)
                painter.fillRect(bar, self._themes.colour("accent"))
            self._paint_number(painter, row, top, is_current=row.number == current)
            self._paint_sign(painter, row, top, is_current=row.number == current)
            self._paint_caret(painter, row, top, is_current=row.number == current)

    def event(self, event: QEvent) -> bool:
        """Explain the sign under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self._line_at(event.pos())
            if line is not None and self.help_at_line is not None:
                self.help_at_line(line, event.globalPos())
            return True
        return super().event(event)

    def enterEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Show every fold caret."""
        self._set_hovered(hovered=True)
        super().enterEvent(event)  # type: ignore[arg-type]

    def leaveEvent(self, event: QEvent) -> None:
        """Show the fold carets of folded lines only."""
        self._set_hovered(hovered=False)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A sign offers fixes, a caret folds, a number selects its line."""
        point = event.position().toPoint()
        line = self._line_at(point)
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if point.x() >= self.caret_left and (
            self._folds.is_folded(line) or self._folds.can_fold(line)
        ):
            self._folds.toggle(line)
        elif point.x() < self._themes.px(_NUMBERS_LEFT) and line in self._marks.lines:
            self.sign_clicked.emit(line)
        else:
            self.line_clicked.emit(line)

    @property
    def caret_left(self) -> int:
        """Where the column of fold carets begins."""
        return self.width() - _BAR - 1 - self._themes.px(_CARET)

    def _digits(self) -> int:
        return max(len(str(self._edit.blockCount())), 2)

    def _paint_number(self, painter: QPainter, row: Row, top: int, *, is_current: bool) -> None:
        painter.setPen(self._themes.colour("text" if is_current else "gutter"))
        width = self.width() - self._themes.px(_NUMBERS_RIGHT)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        rect = QRectF(0, top, width, self._edit.row_height)
        painter.drawText(rect, flags, str(row.number + 1))

    def _paint_sign(self, painter: QPainter, row: Row, top: int, *, is_current: bool) -> None:
        marks = self._marks.lines.get(row.number)
        if not marks:
            return
        if is_current and any(mark.problem.fix for mark in marks):
            name, role = "lightbulb-fill", "warning_icon"
        else:
            name, role = STATUS_ICONS[marks[0].problem.severity.value]
        size = self._themes.px(_SIGN)
        box = QRect(self._themes.px(_SIGN_LEFT), top, size, self._edit.row_height)
        self._themes.icons.paint_icon(painter, box, name, role)

    def _paint_caret(self, painter: QPainter, row: Row, top: int, *, is_current: bool) -> None:
        folded = self._folds.is_folded(row.number)
        wanted = self._hovered or (is_current and self._edit.hasFocus())
        if not folded and not (wanted and self._folds.can_fold(row.number)):
            return
        size = self._themes.px(_CARET)
        box = QRect(self.caret_left, top, size, self._edit.row_height)
        name = "caret-right" if folded else "caret-down"
        self._themes.icons.paint_icon(painter, box, name, "dim" if self._hovered else "faint")

    def _set_hovered(self, *, hovered: bool) -> None:
        self._hovered = hovered
        self.update()

    def _line_at(self, point: QPoint) -> int | None:
        for row in self._edit.visible_rows():
            if row.rect.top() <= point.y() < row.rect.bottom():
                return row.number
        return None
