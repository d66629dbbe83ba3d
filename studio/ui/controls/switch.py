"""A switch: on or off at once, with its words at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

_WIDTH, _HEIGHT, _KNOB, _GAP = 32, 18, 14, 8


class Switch(QCheckBox):
    """A check box in the shape of a switch, which keeps its role and keys for screen readers."""

    def __init__(self, themes: ThemeService, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._themes = themes
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Track, focus ring and words, at least 24 pixels high."""
        px = self._themes.px
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        width = px(_WIDTH) + 4 + (px(_GAP) + words + 4 if words else 0)
        return QSize(width, px(24))

    def minimumSizeHint(self) -> QSize:
        """The switch is never shortened."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Words and track may both be clicked."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track, knob, ring and words."""
        painter = QPainter(self)
        track = self._track()
        paint_rounded(painter, track, track.height() / 2, self._themes.colour(self._track_role()))
        paint_rounded(painter, self._knob(track), track.height(), self._themes.colour("on_accent"))
        if self.hasFocus():
            ring = track.adjusted(-2, -2, 2, 2)
            paint_rounded(
                painter, ring, ring.height() / 2, None, self._themes.colour("editor"), width=2
            )
            ring = ring.adjusted(-1, -1, 1, 1)
            paint_focus_ring(painter, self._themes, ring, ring.height() / 2)
        painter.setPen(self._themes.colour("text" if self.isEnabled() else "disabled"))
        left = track.right() + 1 + self._themes.px(_GAP)
        words = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _track_role(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self.isChecked():
            return "accent_hover" if self.underMouse() else "accent_fill"
        return "border_strong"

    def _track(self) -> QRect:
        px = self._themes.px
        return QRect(3, (self.height() - px(_HEIGHT)) // 2, px(_WIDTH), px(_HEIGHT))

    def _knob(self, track: QRect) -> QRectF:
        side = self._themes.px(_KNOB)
        margin = (track.height() - side) / 2
        left = track.right() + 1 - margin - side if self.isChecked() else track.left() + margin
        return QRectF(left, track.top() + margin, side, side)
