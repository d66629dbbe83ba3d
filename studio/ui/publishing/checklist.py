"""The checklist: a list whose rows lead to their problems or mend them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy

from studio.ui.publishing.checklistdelegate import ChecklistDelegate, RowRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from studio.ui.publishing.checkrows import CheckRow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()
_VALID = QAbstractListModel.CheckIndexOption.IndexIsValid
_FIX_KEY = QKeySequence("Ctrl+.")


class ChecklistModel(QAbstractListModel):
    """The rows as they are given; `RowRole` gives the `CheckRow`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CheckRow] = []

    @property
    def rows(self) -> list[CheckRow]:
        """The rows in order."""
        return list(self._rows)

    def set_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show other rows; as many rows as before keep the selection."""
        if len(rows) == len(self._rows):
            if list(rows) != self._rows:
                self._rows = list(rows)
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One for each row."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        row = self._rows[index.row()]
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.ToolTipRole:
            words = (row.title, row.below, row.aside)
            return "\n".join(part for part in words if part).replace("`", "")
        return None


class Checklist(QListView):
    """Shows rows; the signals carry the problem to jump to or to mend, or a place to go to.

    A click on a row's link does what the link says; Enter and a double click jump, Ctrl+. mends.
    With `fitted` the list is as high as its rows, of which none has more than `lines` of a kind.
    """

    show_requested = Signal(object)
    fix_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(
        self,
        themes: ThemeService,
        *,
        fitted: bool = False,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fitted = fitted
        self._rows = ChecklistModel(self)
        self._delegate = ChecklistDelegate(themes, lines, self)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setProperty("ground", "raised")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.doubleClicked.connect(self._jump)
        themes.changed.connect(self._measure)

    def rows(self) -> list[CheckRow]:
        """What it shows."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[CheckRow]) -> None:
        """Show other rows."""
        self._rows.set_rows(rows)
        self._measure()

    def link_rect(self, row: int) -> QRect:
        """Where the link of a row stands in the viewport; empty without one."""
        index = self._rows.index(row, 0)
        return self._delegate.link_rect(self.visualRect(index), index.data(RowRole))

    def sizeHint(self) -> QSize:
        """As high as the rows, if it does not scroll."""
        if not self._fitted:
            return super().sizeHint()
        heights = (self.sizeHintForRow(row) for row in range(self._rows.rowCount()))
        return QSize(super().sizeHint().width(), sum(heights))

    def minimumSizeHint(self) -> QSize:
        """As high as the rows, if it does not scroll."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self.sizeHint().height()) if self._fitted else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter, mend by Ctrl+."""
        index = self.currentIndex()
        row: CheckRow | None = index.data(RowRole)
        keys = QKeySequence(event.keyCombination())
        leads = row is not None and (row.problem is not None or row.place is not None)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and leads:
            self._jump(index)
        elif keys == _FIX_KEY and row and row.mends:
            self.fix_requested.emit(row.problem)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what the link says when it is clicked."""
        super().mouseReleaseEvent(event)
        row = self._linked(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or row is None:
            return
        if row.mends:
            self.fix_requested.emit(row.problem)
        else:
            self._lead(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at links."""
        linked = self._linked(event.position().toPoint()) is not None
        self.viewport().setCursor(
            Qt.CursorShape.PointingHandCursor if linked else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def _linked(self, position: QPoint) -> CheckRow | None:
        """The row whose link is at `position`."""
        index = self.indexAt(position)
        if index.isValid() and self.link_rect(index.row()).contains(position):
            return index.data(RowRole)
        return None

    def _jump(self, index: QModelIndex) -> None:
        row: CheckRow | None = index.data(RowRole)
        if row is not None:
            self._lead(row)

    def _lead(self, row: CheckRow) -> None:
        """Ask for the problem or the place of a row to be shown."""
        if row.problem is not None:
            self.show_requested.emit(row.problem)
        elif row.place is not None:
            self.place_requested.emit(row.place)

    def _measure(self) -> None:
        """Let rows and list take other heights."""
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.viewport().update()
