"""The history as a list that views can show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from studio.wording import message

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from studio.model.document import Document
    from studio.package.changes import ChangeSet

ChangeSetRole = Qt.ItemDataRole.UserRole + 1
TimeRole = Qt.ItemDataRole.UserRole + 2
UndoneRole = Qt.ItemDataRole.UserRole + 3
SavedRole = Qt.ItemDataRole.UserRole + 4
PathRole = Qt.ItemDataRole.UserRole + 5

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Row 0 is the package as it was opened, row n the state after step n.

    `ChangeSetRole` gives the step's change set (None in row 0), `TimeRole` a datetime, `PathRole`
    the file where it happened, `UndoneRole` whether the step is undone and `SavedRole` whether
    its state is the saved one. The row of the present state is `current_row`. `step_changed`
    carries a row whose step is another one now; rows that only look different say so by
    `dataChanged`.
    """

    step_changed = Signal(int)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._language = "en"
        self._opened = datetime.now().astimezone()
        self._rows = document.history.count + 1
        self._last = document.history.step(self._rows - 2)
        self._seen = self._marks()
        document.history.changed.connect(self._refresh)

    @property
    def current_row(self) -> int:
        """The row of the state that the package is in."""
        return self._document.history.index

    def set_language(self, language: str) -> None:
        """Word the steps in `language` from now on."""
        self._language = language
        self.dataChanged.emit(self.index(0), self.index(self._rows - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row for each step and one for the beginning."""
        return 0 if parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        step = self._document.history.step(index.row() - 1)
        if role == Qt.ItemDataRole.DisplayRole:
            label = step.change_set.label if step else message("Open the package")
            return label.text(self._language)
        if role == ChangeSetRole:
            return step.change_set if step else None
        if role == TimeRole:
            return step.when if step else self._opened
        if role == PathRole:
            return _path_of(step.change_set) if step else ""
        if role == UndoneRole:
            return index.row() > self.current_row
        if role == SavedRole:
            return index.row() == self._document.history.saved_index
        return None

    def _marks(self) -> tuple[int, int | None]:
        return self.current_row, self._document.history.saved_index

    def _refresh(self) -> None:
        """Follow the history; while one types, only the last row is another one each time."""
        history = self._document.history
        rows, last = history.count + 1, history.step(history.count - 1)
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        first = rows - 1
        if self._seen != self._marks():
            seen = (*self._seen, *self._marks())
            first = min(first, *(row for row in seen if row is not None))
            self._seen = self._marks()
        self.dataChanged.emit(self.index(first), self.index(rows - 1))
        if last is not self._last:
            self._last = last
            self.step_changed.emit(rows - 1)


def _path_of(change_set: ChangeSet) -> str:
    """The file of the place that a step names, else the first that it touches."""
    if change_set.place is not None and change_set.place.path:
        return change_set.place.path
    return min(change_set.paths, default="")
