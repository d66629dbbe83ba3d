"""The tree of the schema's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from studio.model.schematree import FieldRole, SchemaTree
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.designer.schemadelegate import SchemaDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studio.formats.fieldpaths import FieldPath
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class SchemaView(RowTreeView):
    """Shows which fields there are; moving through it chooses them in the design.

    A double click or Enter emits `add_requested` with the path, and fields can be dragged out.
    """

    add_requested = Signal(object)

    def __init__(
        self, themes: ThemeService, design: Design, tree: SchemaTree, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._design = design
        self._tree = tree
        self._open: set[FieldPath] = set()
        self._following = False
        self.setModel(tree)
        self.setItemDelegate(SchemaDelegate(themes, self))
        self.setProperty("ground", "panel")
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(self.DragDropMode.DragOnly)
        self.expanded.connect(self._note_open)
        self.collapsed.connect(self._note_closed)
        tree.modelReset.connect(self._open_again)
        self.doubleClicked.connect(self._add)
        self.selectionModel().currentChanged.connect(self._choose)
        design.chosen_changed.connect(self.follow_choice)

    def follow_choice(self) -> None:
        """Show the row of the chosen field."""
        path = self._design.chosen
        if self._tree.path_of(self.currentIndex()) == (path or ()):
            return
        index = self._tree.index_of(path) if path else self.rootIndex()
        self._following = True
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._following = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Describe a field by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.moved_by_keys = True
            self._add(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag a field with its name below the pointer."""
        del supported
        index = self.currentIndex()
        if index.data(FieldRole) is not None:
            copy = Qt.DropAction.CopyAction
            self.drag(self._tree.mimeData([index]), index.data(), copy, copy)

    def _choose(self, index: QModelIndex) -> None:
        if not self._following and index.isValid():
            self._design.choose(self._tree.path_of(index))

    def _add(self, index: QModelIndex) -> None:
        field = index.data(FieldRole)
        if field is not None:
            self.add_requested.emit(field.path)

    def _note_open(self, index: QModelIndex) -> None:
        self._open.add(self._tree.path_of(index))

    def _note_closed(self, index: QModelIndex) -> None:
        self._open.discard(self._tree.path_of(index))

    def _open_again(self) -> None:
        """Open what was open, or all that a search left."""
        if self._tree.is_filtered:
            opened = set(self._open)
            self.expandAll()
            self._open = opened
        else:
            for path in sorted(self._open, key=len):
                index = self._tree.index_of(path)
                if index.isValid():
                    self.expand(index)
        self.follow_choice()
