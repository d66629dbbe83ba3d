"""The steps, and beside them what the chosen one changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from studio.model.history import ChangeSetRole
from studio.package.linediff import differences
from studio.ui.diff.diffview import DiffView
from studio.ui.history.historyview import HistoryView

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from studio.model.document import Document
    from studio.model.history import HistoryModel
    from studio.ui.theme.switcher import ThemeService


class HistoryPanel(QWidget):
    """A `HistoryView` and a `DiffView` side by side."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
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
        self._document = document
        self.diff.show_differences([])
        self.view.show_history(model)
        if model is not None:
            self.view.selectionModel().currentChanged.connect(self._show_step)
            model.dataChanged.connect(lambda: self._show_step(self.view.currentIndex()))

    def _show_step(self, index: QModelIndex) -> None:
        change_set = index.data(ChangeSetRole) if index.isValid() else None
        if self._document is None or change_set is None or not self.isVisible():
            self.diff.show_differences([])
            return
        before, after = self._document.states_around(index.row() - 1)
        self.diff.show_differences(differences(before, after, change_set.paths))
