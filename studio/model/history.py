"""The history as a list that views can show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.wording import message

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from studio.model.document import Document

ChangeSetRole = Qt.ItemDataRole.UserRole + 1
TimeRole = Qt.ItemDataRole.UserRole + 2
UndoneRole = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class HistoryModel(QAbstractListModel):
    """Row 0 is the package as it was opened, row n the state after step n.

    `ChangeSetRole` gives the step's change set (None in row 0), `TimeRole` a datetime and
    `UndoneRole` whether the step is undone. The row of the present state is `current_row`.
    """

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._language = "en"
        self._opened = datetime.now().astimezone()
        self._rows = document.history.count + 1
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
        if role == UndoneRole:
            return index.row() > self.current_row
        return None

    def _refresh(self) -> None:
        rows = self._document.history.count + 1
        if rows > self._rows:
            self.beginInsertRows(QModelIndex(), self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        elif rows < self._rows:
            self.beginRemoveRows(QModelIndex(), rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        self.dataChanged.emit(self.index(0), self.index(self._rows - 1))
