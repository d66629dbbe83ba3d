"""Chips, counters and keycaps, for delegates to paint and as a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from studio.ui.theme.switcher import ThemeService

ChipShape = Literal["chip", "pill", "keycap"]
ChipTone = Literal["plain", "accent", "error", "warning", "info", "ok"]
HEIGHT = 16
_PADDING, _PILL_PADDING = 6, 4


def chip_size(themes: ThemeService, text: str, shape: ChipShape = "chip") -> QSize:
    """The size of a chip with `text`; a pill is never narrower than high."""
    padding = themes.px(_PILL_PADDING if shape == "pill" else _PADDING)
    width = QFontMetrics(_font(themes, text)).horizontalAdvance(text) + 2 * padding
    height = themes.px(HEIGHT if shape == "pill" else HEIGHT + 2)
    return QSize(max(width, height), height)


def paint_chip(
    painter: QPainter,
    themes: ThemeService,
    rect: QRect,
    text: str,
    *,
    shape: ChipShape = "chip",
    tone: ChipTone = "plain",
) -> None:
    """Paint a chip over the whole of `rect`, which `chip_size` measured."""
    radius = rect.height() / 2 if shape == "pill" else 4
    outline = themes.colour("border") if shape == "keycap" else None
    ground = "hover" if tone == "plain" else f"{tone}_soft"
    paint_rounded(painter, rect, radius, themes.colour(ground), outline)
    painter.save()
    painter.setFont(_font(themes, text))
    painter.setPen(themes.colour("dim" if tone == "plain" else tone))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def paint_chip_at_right(
    painter: QPainter,
    themes: ThemeService,
    rect: QRect,
    text: str,
    *,
    shape: ChipShape = "chip",
    tone: ChipTone = "plain",
) -> int:
    """Paint a chip at the right end of a row; returns the x where the rest of the row ends."""
    size = chip_size(themes, text, shape)
    left = rect.right() + 1 - size.width()
    top = rect.center().y() + 1 - size.height() // 2
    chip_rect = QRect(left, top, size.width(), size.height())
    paint_chip(painter, themes, chip_rect, text, shape=shape, tone=tone)
    return left


def chip_pixmap(themes: ThemeService, text: str) -> QPixmap:
    """A chip as a picture, for what is dragged."""
    size = chip_size(themes, text).grownBy(QMargins(4, 3, 4, 3))
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_chip(painter, themes, QRect(QPoint(0, 0), size), text, tone="accent")
    painter.end()
    return pixmap


class Chip(QWidget):
    """A chip as a widget of its own; its text is its accessible name."""

    def __init__(
        self,
        themes: ThemeService,
        text: str = "",
        *,
        shape: ChipShape = "chip",
        tone: ChipTone = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._shape: ChipShape = shape
        self._tone: ChipTone = tone
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        """What the chip says."""
        return self._text

    def set_text(self, text: str, tone: ChipTone | None = None) -> None:
        """Say something else, in another tone if one is given."""
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The size that the text needs."""
        return chip_size(self._themes, self._text, self._shape)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        paint_chip(
            painter, self._themes, self.rect(), self._text, shape=self._shape, tone=self._tone
        )


def _font(themes: ThemeService, text: str) -> QFont:
    return themes.font("badge", tabular=True, text=text)
