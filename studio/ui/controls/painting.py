"""Shapes that painted controls and delegates share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

FOCUS_WIDTH = 2
_SHADOW_STEPS = 8
_SHADOW_ALPHA = 4


def paint_rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    radius: float,
    fill: QColor | None,
    outline: QColor | None = None,
    width: float = 1,
) -> None:
    """Paint a rounded rectangle whose outline of `width` lies inside `rect`."""
    inset = width / 2 if outline is not None else 0
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen if outline is None else QPen(outline, width))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
    painter.drawRoundedRect(
        QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
    )
    painter.restore()


def paint_focus_ring(
    painter: QPainter, themes: ThemeService, rect: QRect | QRectF, radius: float
) -> None:
    """Paint the ring of the focus, just inside `rect`."""
    paint_rounded(painter, rect, radius, None, themes.colour("focus"), FOCUS_WIDTH)


def paint_shadow(painter: QPainter, themes: ThemeService, rect: QRect, radius: float) -> None:
    """Paint a soft shadow that reaches eight pixels around `rect` and a little below it."""
    colour = themes.colour("scrim")
    colour.setAlpha(_SHADOW_ALPHA * (3 if themes.theme.dark else 1))
    for step in range(_SHADOW_STEPS, 0, -1):
        grown = QRectF(rect).adjusted(-step, 2 - step, step, 2 + step)
        paint_rounded(painter, grown, radius + step, colour)


def paint_text(
    painter: QPainter,
    themes: ThemeService,
    rect: QRect,
    text: str,
    use: str,
    role: str,
    *,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Paint what of one line `rect` has room for, at its `side`; returns the width in pixels."""
    if rect.width() <= 0:
        return 0
    painter.setFont(themes.font(use, text=text))
    painter.setPen(themes.colour(role))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, elide, rect.width() + 1)
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | side, shown)
    return metrics.horizontalAdvance(shown)


def paint_bar(
    painter: QPainter, themes: ThemeService, rect: QRect, fraction: float, role: str = "accent"
) -> None:
    """Paint a track as high as `rect` and its filled part, at least as wide as high unless 0."""
    radius = rect.height() / 2
    paint_rounded(painter, rect, radius, themes.colour("hover"))
    if fraction > 0:
        width = max(rect.height(), round(rect.width() * min(fraction, 1)))
        filled = QRect(rect.left(), rect.top(), width, rect.height())
        paint_rounded(painter, filled, radius, themes.colour(role))
