"""A large row that does something: icon on a tile, words, second line, shortcut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

HEIGHT, TILE, ICON, GAP, INSET = 50, 36, 18, 14, 8
_LINE_TOP, _LINE, _SECOND_TOP, _SECOND_LINE = 7, 18, 26, 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says, already translated, and the keys that do the same."""

    title: str
    detail: str
    keys: str = ""


class ActionRow(QToolButton):
    """A row of the start page; its ground shows on hover and reaches 8 px beyond its tile."""

    def __init__(
        self, themes: ThemeService, icon: str, *, first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._icon_name = icon
        self._first = first
        self._words = RowWords("", "")
        # A tool button, for the style sheet gives push buttons a height of their own.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.updateGeometry)

    def set_words(self, words: RowWords) -> None:
        """Say something else, for instance in another language."""
        self._words = words
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(words.detail)
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines beside the tile."""
        px = self._themes.px
        return QSize(px(436), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Room for the tile and some words."""
        px = self._themes.px
        return QSize(px(240), px(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, tile, keys and words."""
        painter, px = QPainter(self), self._themes.px
        if self.isDown():
            paint_rounded(painter, self.rect(), 8, self._themes.colour("press"))
        elif self.underMouse():
            paint_rounded(painter, self.rect(), 8, self._themes.colour("hover"))
        if self.hasFocus():
            paint_focus_ring(painter, self._themes, self.rect(), 8)
        tile = QRect(px(INSET), (self.height() - px(TILE)) // 2, px(TILE), px(TILE))
        self._paint_tile(painter, tile)
        row = self.rect().adjusted(0, 0, -px(INSET), 0)
        left, end = tile.right() + 1 + px(GAP), row.right()
        if self._words.keys:
            end = paint_chip_at_right(
                painter, self._themes, row, self._words.keys, shape="keycap"
            ) - px(GAP)
        title = QRect(left, px(_LINE_TOP), end - left, px(_LINE))
        self._paint_line(painter, title, self._words.title, "strong", "text")
        detail = QRect(left, px(_SECOND_TOP), end - left, px(_SECOND_LINE))
        self._paint_line(painter, detail, self._words.detail, "help", "dim")

    def _paint_tile(self, painter: QPainter, tile: QRect) -> None:
        ground, icon_role = ("accent_soft", "accent") if self._first else ("sunken", "dim")
        paint_rounded(painter, tile, 8, self._themes.colour(ground))
        side = self._themes.px(ICON)
        icon = QRect(0, 0, side, side)
        icon.moveCenter(tile.center())
        self._themes.icons.paint_icon(painter, icon, self._icon_name, icon_role)

    def _paint_line(self, painter: QPainter, rect: QRect, text: str, use: str, role: str) -> None:
        painter.setFont(self._themes.font(use, text=text))
        painter.setPen(self._themes.colour(role))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)
