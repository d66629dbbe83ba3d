"""The tree of hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

from studio.model.searchresults import HitRole, PathRole
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.search.hitdelegate import HitDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studio.model.searchresults import SearchResults
    from studio.ui.theme.switcher import ThemeService

_CHECK = Qt.ItemDataRole.CheckStateRole


class SearchView(RowTreeView):
    """Hits as rows below their files.

    `looked_at` carries the hit of a click or of a move by keys, `chosen` that of a double click
    or Enter, `replace_requested` the rows whose hits are to be replaced at once.
    """

    looked_at = Signal(object)
    chosen = Signal(object)
    replace_requested = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self._delegate = HitDelegate(themes, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate.link_clicked.connect(lambda at: self.replace_requested.emit([at]))
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._choose)

    def show_results(self, results: SearchResults | None) -> None:
        """Show the hits of another package, or none."""
        self.setModel(results)
        if results is not None:
            results.modelReset.connect(self.expandAll)
            results.rowsInserted.connect(self._open_new_file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, check by Space, copy lines, look by moving."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_by_keys = True
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.replace_requested.emit(self.selectionModel().selectedRows())
            else:
                self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._toggle_selected()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        else:
            before = self.currentIndex()
            super().keyPressEvent(event)
            if self.currentIndex() != before:
                self._look_at(self.currentIndex())

    def _toggle_selected(self) -> None:
        """Check all chosen rows, or none, against what the current one was."""
        current = self.currentIndex()
        state = current.data(_CHECK)
        if state is None:
            return
        was_checked = Qt.CheckState(state) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if was_checked else Qt.CheckState.Checked
        for index in {*self.selectionModel().selectedRows(), current}:
            self.model().setData(index, wanted, _CHECK)

    def _copy(self) -> None:
        rows = sorted(self.selectionModel().selectedRows(), key=lambda at: self.visualRect(at).y())
        lines = [self._as_text(index) for index in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    @staticmethod
    def _as_text(index: QModelIndex) -> str:
        hit = index.data(HitRole)
        path = index.data(PathRole)
        return path if hit is None else f"{path}:{hit.line}:{hit.column}: {hit.line_text}"

    def _click(self, index: QModelIndex) -> None:
        """Look at a hit, unless its box or its link was meant."""
        if index.data(_CHECK) is None or not self._delegate.is_tool(
            self.visualRect(index), index, self.pressed_at
        ):
            self._look_at(index)

    def _look_at(self, index: QModelIndex) -> None:
        hit = index.data(HitRole)
        if hit is not None:
            self.looked_at.emit(hit)

    def _choose(self, index: QModelIndex) -> None:
        hit = index.data(HitRole)
        if hit is not None:
            self.chosen.emit(hit)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _open_new_file(self, parent: QModelIndex, first: int, last: int) -> None:
        if not parent.isValid():
            for row in range(first, last + 1):
                self.expand(self.model().index(row, 0))
