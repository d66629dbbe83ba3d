"""The view of the package tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from studio.model.treeroles import EntryRole
from studio.package.entries import EntryKind
from studio.package.snapshot import Place
from studio.ui.controls.droptree import DropTreeView
from studio.ui.explorer.rowdelegate import RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent, QKeyEvent

    from studio.model.tree import PackageTree
    from studio.package.entries import Entry
    from studio.ui.explorer.treetransfer import TreeTransfer
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

CROWDED = 40
_FOLDERS = (EntryKind.PACKAGE, EntryKind.FOLDER)


class PackageTreeView(DropTreeView):
    """Shows a `PackageTree` with painted rows.

    `looked_at` asks for a preview (a single click, or moving by keys), `opened` for a lasting
    tab (a double click or Enter); both carry a `Place`. `create_requested` carries the entry of
    a missing file.
    """

    looked_at = Signal(object)
    opened = Signal(object)
    create_requested = Signal(object)
    tree_shown = Signal()

    def __init__(
        self, themes: ThemeService, kind_name: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self.transfer: TreeTransfer | None = None
        pause = QGuiApplication.styleHints().keyboardInputInterval()
        self._pause = QTimer(self, singleShot=True, interval=pause)
        self._pause.timeout.connect(lambda: self._look_at(self.currentIndex()))
        self._delegate = RowDelegate(themes, kind_name, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._delegate.link_clicked.connect(self._ask_to_create)
        self.clicked.connect(self._look_at)
        self.doubleClicked.connect(self._open)

    def show_tree(self, tree: PackageTree) -> None:
        """Show another package, its folders opened but for crowded ones."""
        self.setModel(tree)
        self._expand_folders(tree.index(0, 0))
        self.tree_shown.emit()

    def _expand_folders(self, index: QModelIndex) -> None:
        """Open the folders, up to those that hold more rows than a screen shows."""
        model = self.model()
        entry: Entry = index.data(EntryRole)
        if entry.kind not in _FOLDERS:
            return
        if entry.kind is EntryKind.FOLDER and model.rowCount(index) > CROWDED:
            return
        self.expand(index)
        for row in range(model.rowCount(index)):
            self._expand_folders(model.index(row, 0, index))

    def reveal(self, path: str) -> None:
        """Select the row of a file and scroll to it, unless one of its keys is chosen."""
        tree, current = self.model(), self.currentIndex().data(EntryRole)
        if current is not None and current.kind is EntryKind.NODE and current.path == path:
            return
        index = tree.index_of_path(path)  # type: ignore[attr-defined]
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def show_coming(self, paths: frozenset[str]) -> None:
        """Show of missing files that they are on their way."""
        self._delegate.is_coming = paths.__contains__
        self.viewport().update()

    def rename(self, path: str) -> bool:
        """Let the name of a file be edited in its row; False where the row is hidden."""
        index = self.model().index_of_path(path)  # type: ignore[attr-defined]
        self.setCurrentIndex(index)
        self.scrollTo(index)
        if self.visualRect(index).isEmpty():
            return False
        self.edit(index)
        return True

    def settle_at_top(self) -> None:
        """Show the first rows, and the current one if both fit: once the view has its size."""
        QTimer.singleShot(0, self, self._scroll_to_top)

    def _scroll_to_top(self) -> None:
        self.scrollToTop()
        self.scrollTo(self.currentIndex())

    def open_current(self) -> None:
        """Open what the current row stands for in a lasting tab."""
        self._open(self.currentIndex())

    def selected_paths(self) -> list[str]:
        """The files and folders that are chosen."""
        indexes = self.selectionModel().selectedRows() if self.model() else []
        entries: list[Entry] = [index.data(EntryRole) for index in indexes]
        return [e.path for e in entries if e.kind in (EntryKind.FILE, EntryKind.FOLDER)]

    def folder_of(self, index: Index) -> str:
        """The folder that a row stands for or lies in, "" for the top of the package."""
        entry: Entry | None = index.data(EntryRole)
        if entry is None or entry.kind is EntryKind.FOLDER:
            return entry.path if entry else ""
        return entry.path.rpartition("/")[0]

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag the chosen files and folders, inside the tree or out of the window."""
        paths = self.selected_paths()
        if not paths or self.transfer is None:
            return
        more = f"  +{len(paths) - 1}" if len(paths) > 1 else ""
        move = Qt.DropAction.MoveAction
        words = paths[0].rpartition("/")[2] + more
        self.drag(self.transfer.mime_data(paths), words, move | Qt.DropAction.CopyAction, move)

    def drop_at(self, event: QDropEvent) -> tuple[Qt.DropAction, QModelIndex] | None:
        """The folder of the row below the pointer takes it."""
        if self.transfer is None or self.model() is None:
            return None
        action = self.transfer.action(event.mimeData(), event.modifiers())
        if action == Qt.DropAction.IgnoreAction:
            return None
        index = self.indexAt(event.position().toPoint())
        while index.isValid() and index.data(EntryRole).kind not in _FOLDERS:
            index = index.parent()
        return action, index if index.isValid() else self.model().index(0, 0)

    def take_drop(self, event: QDropEvent, target: Index) -> None:
        """Take what is dropped into a folder."""
        if self.transfer is not None:
            self.transfer.drop(event.mimeData(), self.folder_of(target), event.dropAction())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, look by moving; while a name is typed, only where that leads to.

        A file that takes long to be shown would otherwise end the search after its first letter.
        """
        if self.state() == self.State.EditingState:
            return  # the field of a new name has seen the key already
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not ctrl:
            self._pause.stop()
            self.moved_by_keys = True
            self._open(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() == before:
            return
        if event.text().isprintable() and event.text():
            self._pause.start()
        else:
            self._pause.stop()
            self._look_at(self.currentIndex())

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
