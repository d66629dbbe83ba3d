"""The way to a place, of which every step can be clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.ui.controls.painting import paint_rounded
from studio.ui.controls.states import VERBATIM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.ui.theme.switcher import ThemeService

_PADDING = 4
_CARET = 12
_LONGEST_STEP = 180
_HEIGHT = 24


class Breadcrumbs(QWidget):
    """Steps from the outermost to the innermost; where there is little room, the first ones go.

    The innermost step stands out. The mouse finds each; the keyboard has quick open for it.
    """

    clicked = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._steps: tuple[str, ...] = ()
        self._hovered = -1
        self.setProperty(VERBATIM, True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def steps(self) -> tuple[str, ...]:
        """What they say, outermost first."""
        return self._steps

    def set_steps(self, steps: Sequence[str]) -> None:
        """Show another way."""
        if tuple(steps) != self._steps:
            self._steps = tuple(steps)
            self._hovered = -1
            self.setAccessibleName(" / ".join(steps))
            self.update()

    def sizeHint(self) -> QSize:
        """Room for all steps; they make do with less."""
        wide = sum(width + _CARET for width in self._widths())
        return QSize(wide, self._themes.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for a short step."""
        return QSize(_LONGEST_STEP // 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps with carets between them."""
        painter = QPainter(self)
        painter.setFont(self._themes.font("help", text="".join(self._steps)))
        dim, text = self._themes.colour("dim"), self._themes.colour("text")
        last = len(self._steps) - 1
        for number, rect in self._places():
            if number == self._hovered:
                paint_rounded(painter, rect, _PADDING, self._themes.colour("hover"))
            painter.setPen(text if number in (last, self._hovered) else dim)
            inner = rect.adjusted(_PADDING, 0, -_PADDING, 0)
            step = painter.fontMetrics().elidedText(
                self._steps[number], Qt.TextElideMode.ElideMiddle, inner.width()
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, step)
            if number < last:
                caret = QRect(rect.right() + 1, 0, _CARET, self.height())
                self._themes.icons.paint_icon(painter, caret, "caret-right", "faint")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lift the step under the mouse."""
        self._hover(self._step_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Lift none."""
        super().leaveEvent(event)
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the mouse."""
        number = self._step_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.clicked.emit(number)

    def event(self, event: QEvent) -> bool:
        """Show a shortened step whole in its tooltip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._step_at(event.pos())
            QToolTip.showText(event.globalPos(), self._steps[number] if number >= 0 else "", self)
            return True
        return super().event(event)

    def rect_of(self, number: int) -> QRect:
        """Where a step is painted; empty where there is no room for it."""
        return dict(self._places()).get(number, QRect())

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            cursor = (
                Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.setCursor(cursor)
            self.update()

    def _step_at(self, point: QPoint) -> int:
        return next((number for number, rect in self._places() if rect.contains(point)), -1)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._themes.font("help", text="".join(self._steps)))
        wide = [metrics.horizontalAdvance(step) + 2 * _PADDING + 1 for step in self._steps]
        if sum(wide) + _CARET * (len(wide) - 1) <= self.width():
            return wide
        longest = self._themes.px(_LONGEST_STEP)
        return [min(each, longest) for each in wide]

    def _places(self) -> list[tuple[int, QRect]]:
        """The steps that have room, from the left."""
        widths = self._widths()
        first, room = len(widths), self.width()
        while first and (room := room - widths[first - 1] - _CARET) >= -_CARET:
            first -= 1
        if widths and first == len(widths):
            return [(first - 1, QRect(0, 0, self.width(), self.height()))]
        places: list[tuple[int, QRect]] = []
        left = 0
        for number in range(first, len(widths)):
            places.append((number, QRect(left, 0, widths[number], self.height())))
            left += widths[number] + _CARET
        return places
