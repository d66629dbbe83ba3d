"""How many pods are in which state, as a ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.ui.theme.switcher import ThemeService

_WIDTH, _FULL = 8, 360 * 16
_ROLES = {"ready": "ok", "running": "ok", "unready": "warning_icon", "pending": "warning_icon"}


def paint_donut(
    painter: QPainter, themes: ThemeService, rect: QRect, states: Mapping[str, int], side: int
) -> None:
    """Paint a ring of `side` pixels at the left of `rect`, and the states in words beside it."""
    total = sum(states.values())
    ring = QRectF(rect.left() + 4, rect.center().y() - side / 2 + 4, side - 8, side - 8)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(themes.colour("hover"), _WIDTH))
    painter.drawEllipse(ring)
    start = _FULL // 4
    for state, count in states.items():
        if count:
            span = -round(_FULL * count / total)
            pen = QPen(themes.colour(_ROLES.get(state.lower(), "error")), _WIDTH)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.drawArc(ring, start, span)
            start += span
    painter.setPen(themes.colour("text"))
    painter.setFont(themes.font("heading", tabular=True))
    painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(total))
    painter.setFont(themes.font("help"))
    line = themes.px(18)
    top = rect.center().y() - len(states) * line // 2
    for number, (state, count) in enumerate(states.items()):
        painter.setPen(themes.colour("dim"))
        words = QRect(int(ring.right()) + 16, top + number * line, rect.width() - side - 16, line)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), f"{count} {state}")
    painter.restore()
