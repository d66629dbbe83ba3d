"""The top of the designed form: logo, name and description of the resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from studio.ui.controls.logo import logo_pixmap

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

_LOGO, _HEIGHT, _GAP = 30, 58, 10
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class DesignHead(QWidget):
    """Says what the form makes."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._said = ("", "")
        self._logo = b""
        self._pixmap = QPixmap()
        themes.changed.connect(self._render)

    def show_resource(self, title: str, description: str, logo: bytes) -> None:
        """Speak of another resource."""
        if (title, description, logo) != (*self._said, self._logo):
            self._said, self._logo = (title, description), logo
            self.setAccessibleName(title)
            self.setAccessibleDescription(description)
            self._render()

    def sizeHint(self) -> QSize:
        """Two lines beside the logo."""
        return QSize(self._themes.px(200), self._themes.px(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint logo, title and description."""
        painter, px = QPainter(self), self._themes.px
        left, top = px(_GAP), px(14)
        box = QRect(left, top, px(_LOGO), px(_LOGO))
        if self._pixmap.isNull():
            self._themes.icons.paint_icon(painter, box, "cube", "faint")
        else:
            size = self._pixmap.deviceIndependentSize().toSize()
            place = QRect(0, 0, size.width(), size.height())
            place.moveCenter(box.center())
            painter.drawPixmap(place.topLeft(), self._pixmap)
        left = box.right() + px(_GAP)
        lines = zip(self._said, ("section", "help"), ("text", "dim"), (px(18), px(16)), strict=True)
        top -= px(2)
        for words, use, role, height in lines:
            painter.setFont(self._themes.font(use, text=words))
            painter.setPen(self._themes.colour(role))
            rect = QRect(left, top, self.width() - left, height)
            fits = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, rect.width()
            )
            painter.drawText(rect, _LEFT, fits)
            top += height

    def _render(self) -> None:
        px = self._themes.px(_LOGO)
        self._pixmap = logo_pixmap(self._logo, px, self.devicePixelRatioF())
        self.update()
