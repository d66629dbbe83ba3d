"""Tags that wrap into as many lines as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont, QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_HEIGHT, _PADDING, _GAP, _RADIUS = 20, 8, 6, 4


class ChipFlow(QWidget):
    """Short texts on soft ground, read to screen readers as one list."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._texts: list[str] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self.updateGeometry)

    def texts(self) -> list[str]:
        """What the tags say."""
        return list(self._texts)

    def set_texts(self, texts: Sequence[str]) -> None:
        """Show other tags."""
        self._texts = list(texts)
        self.setAccessibleName(", ".join(texts))
        self.setVisible(bool(texts))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        rects = self._rects(width)
        return rects[-1].bottom() + 1 if rects else 0

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(self._themes.px(200), self._themes.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tags."""
        painter = QPainter(self)
        for text, rect in zip(self._texts, self._rects(self.width()), strict=True):
            paint_rounded(painter, rect, _RADIUS, self._themes.colour("hover"))
            painter.setFont(self._font(text))
            painter.setPen(self._themes.colour("dim"))
            room = rect.width() - self._themes.px(_PADDING)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, shown)

    def _rects(self, width: int) -> list[QRect]:
        px = self._themes.px
        left = top = 0
        rects: list[QRect] = []
        for text in self._texts:
            words = QFontMetrics(self._font(text)).horizontalAdvance(text)
            wanted = min(words + 2 * px(_PADDING), max(1, width))
            if left and left + wanted > width:
                left, top = 0, top + px(_HEIGHT + _GAP)
            rects.append(QRect(left, top, wanted, px(_HEIGHT)))
            left += wanted + px(_GAP)
        return rects

    def _font(self, text: str) -> QFont:
        return self._themes.font("label", text=text)
