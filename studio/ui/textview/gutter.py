"""The strip left of the text: problem signs, line numbers, fold carets, changed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.theme.switcher import ThemeService

_LEAST_WIDTH = 44
_SIGN = 14
_LEFT = 18
_RIGHT = 14
_BAR = 3


class Gutter(QWidget):
    """Paints one row for each visible line of `edit`."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        super().__init__(edit)
        self._edit = edit
        self._themes = themes
        edit.updateRequest.connect(lambda _rect, _dy: self.update())
        edit.blockCountChanged.connect(self.fit)
        edit.cursorPositionChanged.connect(self.update)
        self.fit()

    def fit(self) -> None:
        """Be wide enough for the largest line number."""
        metrics = self._edit.fontMetrics()
        digits = len(str(self._edit.blockCount()))
        numbers = metrics.horizontalAdvance("0") * digits
        width = max(self._themes.px(_LEAST_WIDTH), self._themes.px(_LEFT + _RIGHT) + numbers)
        self._edit.set_gutter(self, width)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as `fit` made it."""
        return QSize(self.width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that need it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._themes.colour("editor"))
        painter.setFont(self._themes.font("code_small"))
        current = self._edit.textCursor().blockNumber()
        for row in self._edit.visible_rows():
            top, height = int(row.rect.top()), self._edit.row_height
            role = "text" if row.number == current else "gutter"
            painter.setPen(self._themes.colour(role))
            numbers = QRect(0, top, self.width() - self._themes.px(_RIGHT), height)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(numbers), flags, str(row.number + 1))
