"""Paints a field of the schema: its type, its name, and what descriptors make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.model.schematree import FieldRole, Mark, MarkRole
from studio.ui.designer.fieldlook import field_icon

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, ICON, GAP, MARGIN = 24, 16, 6, 14
_DOT = 3
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class SchemaDelegate(QStyledItemDelegate):
    """One line for each field; the view paints the selection."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint icon, name, asterisk and mark."""
        px, themes = self._themes.px, self._themes
        field, mark = index.data(FieldRole), Mark(index.data(MarkRole))
        painter.save()
        rect = QRect(option.rect).adjusted(0, 0, -px(MARGIN), 0)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        icon = "link-break" if field is None else field_icon(field)
        role = "error" if field is None else "accent" if chosen else "dim"
        themes.icons.paint_icon(painter, QRect(rect.left(), rect.top(), px(ICON), rect.height()),
                                icon, role)  # fmt: skip
        at = QRect(rect.right() - px(ICON) + 1, rect.top(), px(ICON), rect.height())
        paint_mark(painter, themes, at, mark, chosen=chosen)
        name = QRect(rect)
        name.setLeft(rect.left() + px(ICON + GAP))
        name.setRight(at.left() - px(GAP))
        self._paint_name(painter, name, index, required=field is not None and field.required)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index, *, required: bool) -> None:
        themes, text = self._themes, index.data()
        painter.setFont(themes.font("body", text=text))
        painter.setPen(themes.colour("text"))
        metrics = painter.fontMetrics()
        star = metrics.horizontalAdvance(" *") if required else 0
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() - star)
        painter.drawText(rect, _LEFT, shown)
        if required:
            left = rect.left() + metrics.horizontalAdvance(shown) + themes.px(3)
            painter.setPen(themes.colour("error"))
            painter.drawText(QRect(left, rect.top(), star + 4, rect.height()), _LEFT, "*")


def paint_mark(
    painter: QPainter, themes: ThemeService, rect: QRect, mark: Mark, *, chosen: bool = False
) -> None:
    """Paint what descriptors make of a field in the middle of `rect`."""
    if mark in (Mark.LEFT_OUT, Mark.DEAD):
        is_dead = mark is Mark.DEAD
        icon, role = ("x-circle-fill", "error") if is_dead else ("eye-slash", "dim")
        side = themes.px(14)
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        themes.icons.paint_icon(painter, box, icon, role)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, radius = QPointF(rect.center()) + QPointF(0.5, 0.5), themes.px(_DOT)
    if mark is Mark.DESCRIBED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.colour("accent"))
        painter.drawEllipse(centre, radius + 0.5, radius + 0.5)
    else:
        painter.setPen(QPen(themes.colour("dim" if chosen else "border_strong"), 1.2))
        painter.drawEllipse(centre, radius, radius)
    painter.restore()
