"""A label that wraps into a few lines, and leaves out the end of what is longer."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from studio.ui.controls.wholetext import show_whole_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_LEAST_WIDTH = 60
_ELLIPSIS = "…"


class ClampedLabel(QLabel):
    """At most `lines` lines of plain text; the whole is in the tooltip.

    Whoever says something says first what matters.
    """

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown = ""
        self._height = self.fontMetrics().height()
        self.setTextFormat(Qt.TextFormat.PlainText)

    def shown_text(self) -> str:
        """What there is room for."""
        self._fit()
        return self._shown

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the lines that it takes."""
        width = min(super().sizeHint().width(), self.fontMetrics().averageCharWidth() * 60)
        return QSize(width, self._height)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but as high as its lines."""
        return QSize(_LEAST_WIDTH, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines from the middle."""
        layout, height = self._laid_out(self.shown_text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout.draw(painter, QPointF(0, (self.height() - height) / 2))

    def event(self, event: QEvent) -> bool:
        """Show the whole text as tooltip where some of it is left out."""
        is_tip = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if is_tip and not self.toolTip() and self.shown_text() != self.text():
            show_whole_text(event, self.text(), self)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _fit(self) -> None:
        text = self.text()
        layout, height = self._laid_out(text)
        low, high = 0, len(text)
        self._shown = text
        if layout.lineCount() > self._lines:
            while low < high - 1:
                middle = (low + high) // 2
                layout, _ = self._laid_out(text[:middle].rstrip() + _ELLIPSIS)
                fits = layout.lineCount() <= self._lines
                low, high = (middle, high) if fits else (low, middle)
            self._shown = text[:low].rstrip() + _ELLIPSIS
            _, height = self._laid_out(self._shown)
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def _laid_out(self, text: str) -> tuple[QTextLayout, int]:
        """The lines, and how high they are; those with Han are higher than those without."""
        layout = QTextLayout(text, self.font(), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.contentsRect().width(), _LEAST_WIDTH))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, max(ceil(height), self.fontMetrics().height())
