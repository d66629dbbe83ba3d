"""The list of what an export will write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from studio.ui.controls.painting import paint_bar, paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from studio.ui.publishing.deliveryrows import DeliveryRow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1

EDGE = 4
"""Pixels that keep the sizes from a scroll bar."""
_HEIGHT, _ICON, _GAP, _INDENT = 26, 16, 8, 18
_BAR_WIDTH, _BAR_HEIGHT, _SIZE_WIDTH = 160, 6, 76
_MOST_BAR_SHARE = 3
_NO_INDEX = QModelIndex()
_VALID = QAbstractListModel.CheckIndexOption.IndexIsValid
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class _Rows(QAbstractListModel):
    """The rows as they are given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[DeliveryRow] = []

    def set_rows(self, rows: Sequence[DeliveryRow]) -> None:
        """Show other rows."""
        if list(rows) != self.rows:
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One for each file and folder."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the view shows of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        row = self.rows[index.row()]
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.name, row.size_text()) if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Icon and name at the left, size at the right, a bar between where there is a share."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._themes.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        row: DeliveryRow = index.data(RowRole)
        px, colour = self._themes.px, self._themes.colour
        painter.save()
        selected = option.state & QStyle.StateFlag.State_Selected
        if selected and option.widget is not None and option.widget.hasFocus():
            paint_rounded(painter, option.rect, 5, colour("selection"))
            if option.state & QStyle.StateFlag.State_KeyboardFocusChange:
                paint_focus_ring(painter, self._themes, option.rect, 5)
        rect = option.rect.adjusted(px(_INDENT) * row.depth, 0, -EDGE, 0)
        icon = QRect(rect.left(), rect.top(), px(_ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, row.icon, row.role)
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(colour("dim"))
        painter.drawText(rect, _RIGHT, row.size_text())
        end = rect.right() + 1 - self._size_width(row)
        end = self._paint_share(painter, rect, end, row)
        name = QRect(icon.right() + 1 + px(_GAP), rect.top(), 0, rect.height())
        name.setRight(end - px(_GAP))
        painter.setFont(self._themes.font("strong" if row.strong else "body", text=row.name))
        painter.setPen(colour("text"))
        shown = painter.fontMetrics().elidedText(
            row.name, Qt.TextElideMode.ElideMiddle, name.width()
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _size_width(self, row: DeliveryRow) -> int:
        metrics = QFontMetrics(self._themes.font("help", tabular=True))
        width = metrics.horizontalAdvance(row.size_text())
        return width if row.share is None else max(width, self._themes.px(_SIZE_WIDTH))

    def _paint_share(self, painter: QPainter, whole: QRect, end: int, row: DeliveryRow) -> int:
        if row.share is None:
            return end
        px = self._themes.px
        width = min(px(_BAR_WIDTH), whole.width() // _MOST_BAR_SHARE)
        top = whole.center().y() - px(_BAR_HEIGHT) // 2 + 1
        bar = QRect(end - width, top, width, px(_BAR_HEIGHT))
        paint_bar(
            painter, self._themes, bar, row.share, "accent" if row.strong else "border_strong"
        )
        return bar.left()


class DeliveryList(QListView):
    """Shows what will be written; with `fitted` it is as high as its rows and takes no focus."""

    def __init__(
        self, themes: ThemeService, *, fitted: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._fitted = fitted
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(themes, self))
        self.setUniformItemSizes(True)
        self.setProperty("ground", "raised")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fitted:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self._measure)

    def rows(self) -> list[DeliveryRow]:
        """What it shows."""
        return list(self._rows.rows)

    def set_rows(self, rows: Sequence[DeliveryRow]) -> None:
        """Show other rows."""
        self._rows.set_rows(rows)
        self._measure()

    def sizeHint(self) -> QSize:
        """As high as the rows, if it does not scroll."""
        hint = super().sizeHint()
        if not self._fitted:
            return hint
        height = max(0, self.sizeHintForRow(0)) * self._rows.rowCount()
        return QSize(hint.width(), height)

    def minimumSizeHint(self) -> QSize:
        """As high as the rows, if it does not scroll."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.sizeHint().height()) if self._fitted else hint

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
