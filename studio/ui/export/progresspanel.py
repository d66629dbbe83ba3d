"""How far an export is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.controls.painting import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_WIDTH, _LINE, _GAP, _BAR = 420, 20, 10, 6


class ProgressPanel(QWidget):
    """A sentence, the percentage and a bar in the middle."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.fraction = 0.0
        self._sentence = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_progress(self, fraction: float, sentence: str) -> None:
        """Show how much is done, from 0 to 1, and what is being done."""
        self.fraction, self._sentence = fraction, sentence
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(f"{fraction:.0%}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the bar."""
        px = self._themes.px
        return QSize(px(_WIDTH), px(_LINE + _GAP + _BAR))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words above the bar."""
        painter, px = QPainter(self), self._themes.px
        box = QRect(0, 0, min(px(_WIDTH), self.width() - px(40)), px(_LINE + _GAP + _BAR))
        box.moveCenter(self.rect().center())
        line = QRect(box.left(), box.top(), box.width(), px(_LINE))
        percent = f"{self.fraction:.0%}"
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, percent)
        painter.setFont(self._themes.font("body"))
        painter.setPen(self._themes.colour("text"))
        shown = painter.fontMetrics().elidedText(
            self._sentence, Qt.TextElideMode.ElideMiddle, line.width() - px(48)
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        bar = QRect(box.left(), line.bottom() + 1 + px(_GAP), box.width(), px(_BAR))
        paint_bar(painter, self._themes, bar, self.fraction)
