"""The steps, and beside them what the chosen one changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from studio.model.history import ChangeSetRole
from studio.package.linediff import changed_by
from studio.ui.diff.diffview import DiffView
from studio.ui.history.historyview import HistoryView

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from studio.model.document import Document
    from studio.model.history import HistoryModel
    from studio.ui.theme.switcher import ThemeService

_PAUSE_MS = 200
"""Milliseconds without a change after which a step that still grows is compared again."""


class HistoryPanel(QWidget):
    """A `HistoryView` and a `DiffView` side by side."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._model: HistoryModel | None = None
        self._stale = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._show_step)
        self.view = HistoryView(themes, self)
        self.diff = DiffView(themes, self)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(self.diff)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.setFocusProxy(self.view)

    def show_history(self, document: Document | None, model: HistoryModel | None) -> None:
        """Show the history of another package, or none."""
        self._pause.stop()
        self._document, self._model = document, model
        self.diff.show_differences([])
        self.view.show_history(model)
        if model is not None:
            self.view.selectionModel().currentChanged.connect(self._show_step)
            model.step_changed.connect(self._follow_step)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the present step; compare what has grown while nobody looked."""
        super().showEvent(event)
        if self._model is not None:
            self.view.setCurrentIndex(self._model.index(self._model.current_row))
        if self._stale:
            self._show_step()

    def _follow_step(self, row: int) -> None:
        """Compare the chosen step again when it is the one that grows, once there is a pause."""
        if row == self.view.currentIndex().row():
            self._pause.start()

    def _show_step(self) -> None:
        self._pause.stop()
        self._stale = not self.isVisible()
        if self._stale:
            return
        index: QModelIndex = self.view.currentIndex()
        change_set = index.data(ChangeSetRole) if index.isValid() else None
        if self._document is None or change_set is None:
            self.diff.show_differences([])
            return
        before, after = self._document.states_around(index.row() - 1)
        self.diff.show_differences(changed_by(change_set, before, after))
