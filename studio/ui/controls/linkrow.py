"""Rows of one line with words at the right that do something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from studio.ui.controls.painting import paint_text

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

_AROUND, _GAP = 6, 10


class LinkRowDelegate(QStyledItemDelegate):
    """Says how high rows are and where their words stand; a click on them emits `link_clicked`.

    `link_clicked` carries the index. A subclass paints the rest of the row, and says with
    `link_text` what the words are.
    """

    link_clicked = Signal(object)
    row_height = 28
    margin = 16
    """Pixels between the ends of a row and what is painted, before the scale."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def link_text(self, index: Index) -> str:
        """What the words of a row say; "" where nothing can be done."""
        raise NotImplementedError

    def link_end(self, row: QRect, _index: Index) -> int:
        """Where the words of a row end."""
        return row.right() - self._themes.px(self.margin)

    def link_rect(self, row: QRect, index: Index) -> QRect:
        """Where the words stand in a row, with some room around them; empty without words."""
        text = self.link_text(index)
        if not text:
            return QRect()
        width = QFontMetrics(self._themes.font("strong", text=text)).horizontalAdvance(text)
        width = min(width, row.width() // 3)
        left = self.link_end(row, index) - width - _AROUND
        return QRect(left, row.top(), width + 2 * _AROUND, row.height())

    def paint_link(self, painter: QPainter, row: QRect, index: Index) -> int:
        """Paint the words; returns where the rest of the row ends."""
        rect = self.link_rect(row, index)
        if rect.isEmpty():
            return self.link_end(row, index)
        room = rect.adjusted(_AROUND, 0, -_AROUND, 0)
        paint_text(
            painter,
            self._themes,
            room,
            self.link_text(index),
            "strong",
            "accent",
            side=Qt.AlignmentFlag.AlignRight,
        )
        return rect.left() - self._themes.px(_GAP)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(self.row_height))

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell when the words are clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            position = event.position().toPoint()  # type: ignore[attr-defined]
            if self.link_rect(option.rect, index).contains(position):
                self.link_clicked.emit(index)
                return True
        return False
