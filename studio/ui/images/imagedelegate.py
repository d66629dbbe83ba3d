"""Paints the cells of the table of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.model.images import (
    STATUS,
    CellRole,
    GroupRole,
    RowRole,
    TarRole,
    UseRole,
    architecture_of_column,
)
from studio.model.imagetars import Fit
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.controls.painting import paint_text
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from studio.model.imagerows import ImageRow
    from studio.model.imagetars import TarFact
    from studio.model.imagewords import Cell
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

GROUP_HEIGHT, ROW_HEIGHT, USE_HEIGHT, LEAD, INSET, END, ICON = 36, 46, 26, 12, 8, 4, 16
_LINE, _SMALL_ICON = 18, 14
_FITS = {
    Fit.READY: ("check-circle-fill", "ok"),
    Fit.MISSING: ("circle-dashed", "faint"),
    Fit.UNREAD: ("circle-dashed", "accent"),
    Fit.WRONG: ("warning-fill", "warning_icon"),
}


class ImageDelegate(QStyledItemDelegate):
    """Two lines for an image, one for a place that uses it, a heading for a group."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows of one height in both languages."""
        if index.data(GroupRole) is not None:
            return QSize(0, self._themes.px(GROUP_HEIGHT))
        is_use = index.data(UseRole) is not None
        return QSize(0, self._themes.px(USE_HEIGHT if is_use else ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        painter.save()
        rect = QRect(option.rect)
        tar: TarFact | None = index.data(TarRole)
        if index.data(GroupRole) is not None:
            self._paint_group(painter, rect, index)
        elif tar is not None:
            self._paint_tar(painter, rect, tar)
        elif architecture_of_column(index.column()):
            pass
        elif index.column() == STATUS and index.data(RowRole) is not None:
            self._paint_verdict(painter, rect, index.data(RowRole), index.data(CellRole))
        else:
            self._paint_lines(painter, rect, index.data(CellRole))
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Name and count, low in the row: the space above parts the groups."""
        px, themes = self._themes.px, self._themes
        rect.adjust(px(LEAD), px(8), 0, 0)
        name, count = index.data(), str(index.model().rowCount(index))  # type: ignore[arg-type]
        width = self._paint_text(painter, rect, name, "label", "dim")
        size = chip_size(themes, count, "pill")
        top = rect.center().y() + 1 - size.height() // 2
        pill = QRect(rect.left() + width + px(8), top, size.width(), size.height())
        paint_chip(painter, themes, pill, count, shape="pill")

    def _paint_lines(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        px = self._themes.px
        rect.adjust(px(INSET), 0, -px(END), 0)
        font = "code_small" if cell.code else "body"
        first, second = str(cell.first), str(cell.second)
        if not second:
            self._paint_text(painter, rect, first, font, cell.role, is_name=cell.names[0])
            return
        line = px(_LINE)
        top = rect.top() + (rect.height() - 2 * line) // 2
        upper = QRect(rect.left(), top, rect.width(), line)
        self._paint_text(painter, upper, first, font, cell.role, is_name=cell.names[0])
        lower = upper.translated(0, line)
        self._paint_text(painter, lower, second, "help", "dim", is_name=cell.names[1])

    def _paint_tar(self, painter: QPainter, rect: QRect, tar: TarFact) -> None:
        size = self._themes.px(ICON)
        spot = rect
        if tar.fit is Fit.UNASKED:
            painter.setPen(self._themes.colour("faint"))
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "–")
            return
        middle = QRect(spot.center().x() - size // 2, spot.top(), size, spot.height())
        self._themes.icons.paint_icon(painter, middle, *_FITS[tar.fit])

    def _paint_verdict(self, painter: QPainter, rect: QRect, row: ImageRow, cell: Cell) -> None:
        px = self._themes.px
        tone = row.verdict.tone
        icon = QRect(rect.left() + px(INSET), rect.top(), px(_SMALL_ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, *STATUS_ICONS[tone])
        rect.adjust(px(INSET + _SMALL_ICON + 6), 0, -px(END), 0)
        role = "dim" if tone == "info" else tone
        self._paint_text(painter, rect, str(cell.first), "label", role)

    def _paint_text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        use: str,
        role: str,
        *,
        is_name: bool = False,
    ) -> int:
        """Paint what there is room for, of names also the end; returns its width."""
        mode = Qt.TextElideMode.ElideMiddle if is_name else Qt.TextElideMode.ElideRight
        return paint_text(painter, self._themes, rect, text, use, role, elide=mode)
