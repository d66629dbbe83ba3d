"""A list whose rows say a name with a fact below it, and when or how long at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.ui.builder.looks import listed
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
_DOT = " · "
_NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def fitting_facts(text: str, metrics: QFontMetrics, width: int) -> str:
    """As many facts, parted by dots, as fit whole into `width` pixels; the first is shortened."""
    while metrics.horizontalAdvance(text) > width and _DOT in text:
        text = text.rpartition(_DOT)[0]
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


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
        return listed((self.title, self.detail, self.below, self.aside))


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
        first = QRect(rect.left(), rect.top() + px(_FIRST_TOP), rect.width(), px(_FIRST))
        below = QRect(rect.left(), rect.top() + px(_SECOND_TOP), rect.width(), px(_SECOND))
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(row.aside) + px(_GAP) if row.aside else 0
        first.setWidth(first.width() - taken)
        # Beside a long second line there is no room for what stands in the middle.
        is_short = metrics.horizontalAdvance(row.below) <= first.width()
        beside = rect if is_short else first.adjusted(0, 0, taken, 0)
        painter.drawText(beside, _RIGHT, row.aside)
        painter.drawText(below, _LEFT, fitting_facts(row.below, metrics, below.width()))
        self._paint_name(painter, first, row)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, row: TwoLines) -> None:
        """Paint the name and the fact behind it, which tells apart what has the same name."""
        strong, body = (
            self._themes.font(use, text=text)
            for use, text in (("strong", row.title), ("body", row.detail))
        )
        room = rect.width()
        if row.detail:
            room -= QFontMetrics(body).horizontalAdvance(row.detail) + self._themes.px(5)
        metrics = QFontMetrics(strong)
        name = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, max(room, 0))
        painter.setFont(strong)
        painter.setPen(self._themes.colour("text"))
        painter.drawText(rect, _LEFT, name)
        if row.detail:
            left = metrics.horizontalAdvance(name) + self._themes.px(5) if name else 0
            painter.setFont(body)
            painter.setPen(self._themes.colour("dim"))
            detail = QFontMetrics(body).elidedText(
                row.detail, Qt.TextElideMode.ElideMiddle, rect.width() - left
            )
            painter.drawText(rect.adjusted(left, 0, 0, 0), _LEFT, detail)

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
    """Shows rows; `picked` carries the key of the one that the user goes to.

    `menu_requested` carries where on the screen a menu for it is wanted.
    """

    picked = Signal(str)
    menu_requested = Signal(QPoint)

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row at the pointer, or of the current one if a key wants it."""
        rect = self.visualRect(self.currentIndex())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key and not rect.isEmpty():
            below = QPoint(rect.left() + rect.height(), rect.bottom())
            self.menu_requested.emit(self.viewport().mapToGlobal(below))
        elif not by_key and self.indexAt(event.pos()).isValid():
            self.menu_requested.emit(event.globalPos())

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
