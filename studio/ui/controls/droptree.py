"""A tree of rows onto which things are dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from studio.ui.controls.rowtree import RowTreeView

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex


class DropTreeView(RowTreeView):
    """Shows which row would take what is dragged; a subclass says which that is, and takes it."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._drop_target = QPersistentModelIndex()
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)

    def drop_at(self, event: QDropEvent) -> tuple[Qt.DropAction, QModelIndex] | None:
        """What a drop would do, and the row that would take it (invalid for the view as a whole).

        None where what is dragged cannot be dropped.
        """
        raise NotImplementedError

    def take_drop(self, event: QDropEvent, target: Index) -> None:
        """Take what was dropped on `target`."""
        raise NotImplementedError

    def row_ground(self, index: Index) -> str:
        """The row that would take what is dragged stands out."""
        if self._drop_target.isValid() and index == self._drop_target:
            return "accent_soft"
        return super().row_ground(index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let in what can be dropped."""
        self._follow_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which row would take it; scroll and open rows on the way."""
        super().dragMoveEvent(event)
        self._follow_drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget the row."""
        super().dragLeaveEvent(event)
        self._show_target(QModelIndex())

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped into the row below the pointer."""
        self._follow_drag(event)
        target = self._drop_target
        self.setState(self.State.NoState)
        self._show_target(QModelIndex())
        if event.isAccepted():
            self.take_drop(event, target)

    def _follow_drag(self, event: QDropEvent) -> None:
        found = self.drop_at(event)
        if found is None:
            event.ignore()
            return
        action, target = found
        self._show_target(target)
        event.setDropAction(action)
        event.accept()

    def _show_target(self, index: QModelIndex) -> None:
        self._drop_target = QPersistentModelIndex(index)
        self.viewport().update()
