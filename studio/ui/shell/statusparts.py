"""Painted facts of the status bar: how full the package is, and whether all is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from studio.sizes import size_text
from studio.ui.controls.painting import paint_bar

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_BAR_WIDTH, _BAR_HEIGHT, _GAP, _DOT = 56, 4, 6, 6
_NEARLY_FULL = 0.8


class BudgetGauge(QWidget):
    """The size of the deploy package in words and as a bar; amber when nearly full, then red."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._size, self._limit = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        themes.changed.connect(self.updateGeometry)

    def set_size(self, size: int, limit: int) -> None:
        """Show `size` of `limit` bytes."""
        self._size, self._limit = size, limit
        self.retranslate()
        self.updateGeometry()
        self.update()

    def retranslate(self) -> None:
        """Say in words what the bar shows."""
        words = self.tr("The deploy package has {size} of {limit} when packed")
        words = words.format(size=size_text(self._size), limit=self._limit_text())
        self.setToolTip(words)
        self.setAccessibleName(words)

    def words(self) -> str:
        """The sizes as it says them."""
        return f"{size_text(self._size)} / {self._limit_text()}"

    def sizeHint(self) -> QSize:
        """Room for words and bar."""
        metrics = QFontMetrics(self._themes.font("help", tabular=True))
        px = self._themes.px
        return QSize(metrics.horizontalAdvance(self.words()) + px(_GAP + _BAR_WIDTH), px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, then the bar."""
        painter, px = QPainter(self), self._themes.px
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.words())
        left = self.width() - px(_BAR_WIDTH)
        top = (self.height() - px(_BAR_HEIGHT)) // 2
        bar = QRect(left, top, px(_BAR_WIDTH), px(_BAR_HEIGHT))
        fraction = self._size / self._limit
        role = "error" if fraction > 1 else "warning_icon"
        role = role if fraction > _NEARLY_FULL else "accent"
        paint_bar(painter, self._themes, bar, fraction, role)

    def _limit_text(self) -> str:
        return size_text(self._limit).replace(".0", "")


class DotLabel(QLabel):
    """A word with a round sign before it while there is something to act on."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._dotted = False

    def show_text(self, text: str, *, dotted: bool) -> None:
        """Say something, with or without the sign."""
        self._dotted = dotted
        room = self._themes.px(_DOT + _GAP) if dotted else 0
        self.setContentsMargins(room, 0, 0, 0)
        self.setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign beside the word."""
        super().paintEvent(event)
        if self._dotted:
            painter, radius = QPainter(self), self._themes.px(_DOT) // 2
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._themes.colour("accent"))
            painter.drawEllipse(QPoint(radius, self.rect().center().y() + 1), radius, radius)
