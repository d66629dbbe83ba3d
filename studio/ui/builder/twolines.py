"""A list whose rows say a name with a fact below it, and when or how long at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 50
_INSET, _MARGIN, _ICON, _GAP, _RADIUS = 6, 10, 16, 10, 5
_FIRST_TOP, _FIRST, _SECOND_TOP, _SECOND = 7, 18, 26, 16
_NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class TwoLines:
    """One row; `key` tells it apart, `icon` is a name with its colour role."""

    key: str
    icon: tuple[str, str]
    title: str
    detail: str = ""
    below: str = ""
    aside: str = ""
    hint: str = ""

    def spoken(self) -> str:
        """The row for screen readers."""
        return ", ".join(filter(None, (self.title, self.detail, self.below, self.aside)))


class TwoLinesModel(QAbstractListModel):
    """The rows as they are given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[TwoLines] = []

    def set_rows(self, rows: Sequence[TwoLines]) -> None:
        """Show other rows; where the keys stay, so do selection and scrolling."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            before, self.rows = self.rows, list(rows)
            for number, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One for each row."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        values = {
            RowRole: row,
            Qt.ItemDataRole.DisplayRole: row.title,
            Qt.ItemDataRole.AccessibleTextRole: row.spoken(),
            Qt.ItemDataRole.ToolTipRole: row.hint or row.spoken(),
        }
        return values.get(role)


class TwoLinesDelegate(QStyledItemDelegate):
    """Paints icon, name with a dim fact, the line below, and what stands at the right."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the row from both ends."""
        row: TwoLines = index.data(RowRole)
        px = self._themes.px
        painter.save()
        self._paint_ground(painter, option)
        rect = option.rect.adjusted(px(_INSET + _MARGIN), 0, -px(_INSET + _MARGIN), 0)
        icon = QRect(rect.left(), rect.top(), px(_ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, *row.icon)
        rect.setLeft(icon.right() + 1 + px(_GAP))
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        painter.drawText(rect, _RIGHT, row.aside)
        taken = painter.fontMetrics().horizontalAdvance(row.aside)
        room = rect.adjusted(0, 0, -(taken + px(_GAP) if taken else 0), 0)
        below = QRect(room.left(), rect.top() + px(_SECOND_TOP), room.width(), px(_SECOND))
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(row.below, mode, below.width())
        painter.drawText(below, _LEFT, shown)
        first = QRect(room.left(), rect.top() + px(_FIRST_TOP), room.width(), px(_FIRST))
        for text, use, role in ((row.title, "strong", "text"), (row.detail, "body", "dim")):
            painter.setFont(self._themes.font(use, text=text))
            painter.setPen(self._themes.colour(role))
            shown = painter.fontMetrics().elidedText(text, mode, first.width())
            painter.drawText(first, _LEFT, shown)
            first.setLeft(first.left() + painter.fontMetrics().horizontalAdvance(shown) + px(5))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect.adjusted(self._themes.px(_INSET), 0, -self._themes.px(_INSET), 0)
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.widget is not None and option.widget.hasFocus()
            role = "selection" if active else "selection_idle"
            paint_rounded(painter, rect, _RADIUS, self._themes.colour(role))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, rect, _RADIUS, self._themes.colour("hover"))
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if (option.state & ring) == ring:
            paint_focus_ring(painter, self._themes, rect, _RADIUS)


class TwoLinesList(QListView):
    """Shows rows; `picked` carries the key of the one that the user goes to."""

    picked = Signal(str)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = TwoLinesModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(TwoLinesDelegate(themes, self))
        self.setProperty("ground", "panel")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(self._tell)
        self._quiet = False
        themes.changed.connect(self.scheduleDelayedItemsLayout)

    def rows(self) -> list[TwoLines]:
        """What it shows."""
        return list(self._rows.rows)

    def set_rows(self, rows: Sequence[TwoLines]) -> None:
        """Show other rows; the row of the same key stays chosen."""
        chosen = self.chosen()
        self._quiet = True
        self._rows.set_rows(rows)
        self._quiet = False
        if chosen and self.chosen() != chosen:
            self.choose(chosen)

    def chosen(self) -> str:
        """The key of the row that is chosen, "" for none."""
        row = self.currentIndex().data(RowRole)
        return row.key if isinstance(row, TwoLines) else ""

    def choose(self, key: str) -> None:
        """Choose the row of that key, or none where there is none; `picked` does not come."""
        self._quiet = True
        numbers = [n for n, row in enumerate(self._rows.rows) if row.key == key]
        if numbers:
            self.setCurrentIndex(self._rows.index(numbers[0]))
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        self._quiet = False

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.picked.emit(index.data(RowRole).key)
