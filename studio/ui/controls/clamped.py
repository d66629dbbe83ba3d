"""A label that wraps into a few lines, and leaves out the middle of what is longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from studio.ui.controls.wholetext import show_whole_text

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_LEAST_WIDTH = 60
_GAP = " … "


class ClampedLabel(QLabel):
    """At most `lines` lines of plain text.

    What is wrong stands at the beginning of an error, and at its end what it is about: a file, an
    exit code. So both stay, and the whole is in the tooltip.
    """

    def __init__(self, lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._shown = ""
        self._count = 1
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
        return QSize(width, self._line_height() * self._count)

    def minimumSizeHint(self) -> QSize:
        """Narrow, but as high as its lines."""
        return QSize(_LEAST_WIDTH, self._line_height() * self._count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines from the middle."""
        layout, count = self._laid_out(self.shown_text())
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        top = (self.height() - self._line_height() * count) / 2
        layout.draw(painter, QPointF(0, top))

    def event(self, event: QEvent) -> bool:
        """Show the whole text as tooltip where some of it is left out."""
        is_tip = isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip
        if is_tip and not self.toolTip() and self.shown_text() != self.text():
            show_whole_text(event, self.text(), self)  # type: ignore[arg-type]
            return True
        return super().event(event)

    def _fit(self) -> None:
        text = self.text()
        shown, count = text, self._laid_out(text)[1]
        low, high = 0, len(text)
        if count > self._lines:
            while low < high - 1:
                middle = (low + high) // 2
                fits = self._laid_out(_without_middle(text, middle))[1] <= self._lines
                low, high = (middle, high) if fits else (low, middle)
            shown, count = _without_middle(text, low), self._lines
        self._shown = shown
        if count != self._count:
            self._count = count
            self.updateGeometry()

    def _laid_out(self, text: str) -> tuple[QTextLayout, int]:
        layout = QTextLayout(text, self.font(), self)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(self.contentsRect().width(), _LEAST_WIDTH))
            line.setPosition(QPointF(0, self._line_height() * count))
            count += 1
        layout.endLayout()
        return layout, max(count, 1)

    def _line_height(self) -> int:
        return self.fontMetrics().height()


def _without_middle(text: str, kept: int) -> str:
    """The first and last characters of a text, `kept` in all."""
    tail = kept // 2
    return f"{text[: kept - tail].rstrip()}{_GAP}{text[len(text) - tail :].lstrip()}"
