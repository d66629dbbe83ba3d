"""The view of the package tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from studio.model.tree import EntryRole
from studio.package.outline import EntryKind
from studio.package.snapshot import Place
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.explorer.rowdelegate import RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from studio.model.tree import PackageTree
    from studio.package.outline import Entry
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

CROWDED = 40


class PackageTreeView(RowTreeView):
    """Shows a `PackageTree` with painted rows.

    `looked_at` asks for a preview (a single click, or moving by keys), `opened` for a lasting
    tab (a double click or Enter); both carry a `Place`. `create_requested` carries the entry of
    a missing file.
    """

    looked_at = Signal(object)
    opened = Signal(object)
    create_requested = Signal(object)

    def __init__(
        self, themes: ThemeService, kind_name: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._delegate = RowDelegate(themes, kind_name, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._delegate.create_requested.connect(self._ask_to_create)
        self.clicked.connect(self._look_at)
        self.doubleClicked.connect(self._open)

    def show_tree(self, tree: PackageTree) -> None:
        """Show another package, its folders opened but for crowded ones."""
        self.setModel(tree)
        self._expand_folders(tree.index(0, 0))

    def _expand_folders(self, index: QModelIndex) -> None:
        """Open the folders, up to those that hold more rows than a screen shows."""
        model = self.model()
        entry: Entry = index.data(EntryRole)
        if entry.kind not in (EntryKind.PACKAGE, EntryKind.FOLDER):
            return
        if entry.kind is EntryKind.FOLDER and model.rowCount(index) > CROWDED:
            return
        self.expand(index)
        for row in range(model.rowCount(index)):
            self._expand_folders(model.index(row, 0, index))

    def reveal(self, path: str) -> None:
        """Select the row of a file and scroll to it."""
        tree = self.model()
        index = tree.index_of_path(path)  # type: ignore[attr-defined]
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def settle_at_top(self) -> None:
        """Show the first rows, and the current one if both fit: once the view has its size."""
        QTimer.singleShot(0, self, self._scroll_to_top)

    def _scroll_to_top(self) -> None:
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def open_current(self) -> None:
        """Open what the current row stands for in a lasting tab."""
        self._open(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over links."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        entry: Entry | None = index.data(EntryRole)
        is_missing = entry is not None and entry.kind is EntryKind.MISSING
        over_link = is_missing and self._link_rect(index).contains(position)
        shape = Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, look by moving."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_by_keys = True
            self._open(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._look_at(self.currentIndex())

    def _link_rect(self, index: QModelIndex) -> QRect:
        return self._delegate.create_rect(self.visualRect(index))

    def _look_at(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole)
        if entry is not None and entry.kind in (EntryKind.FILE, EntryKind.NODE):
            self.looked_at.emit(Place(entry.path, entry.pointer, entry.document))
        elif entry is not None and not self.moved_by_keys and not self._on_caret(index):
            self.setExpanded(index, not self.isExpanded(index))

    def _on_caret(self, index: QModelIndex) -> bool:
        """Whether the click was on the caret, which the view handles itself."""
        return self.pressed_at.x() < self.visualRect(index).left()

    def _open(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole)
        if entry is None:
            return
        if entry.kind is EntryKind.MISSING:
            self.create_requested.emit(entry)
        elif entry.kind in (EntryKind.FILE, EntryKind.NODE):
            self.opened.emit(Place(entry.path, entry.pointer, entry.document))
        elif self.moved_by_keys:
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_to_create(self, index: QModelIndex) -> None:
        self.create_requested.emit(index.data(EntryRole))
