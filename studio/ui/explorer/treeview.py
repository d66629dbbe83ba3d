"""The view of the package tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QBrush, QColor, QPainter, QPalette
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from studio.model.tree import EntryRole
from studio.package.outline import EntryKind
from studio.package.snapshot import Place
from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.explorer.rowdelegate import RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QItemSelection
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from studio.model.tree import PackageTree
    from studio.package.outline import Entry
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

CROWDED = 40
INDENT, CARET, INSET, RADIUS = 14, 12, 4, 5


class PackageTreeView(QTreeView):
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
        super().__init__(parent)
        self._themes = themes
        self._hovered = QModelIndex()
        self._delegate = RowDelegate(themes, kind_name, self)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setViewportMargins(0, 4, 0, 4)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._delegate.create_requested.connect(self._ask_to_create)
        self.clicked.connect(self._look_at)
        self.doubleClicked.connect(self._open)
        themes.changed.connect(self._dress)
        self._dress()

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

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        """Paint the rounded selection over the whole row, then its content."""
        rect = QRect(0, options.rect.top(), self.viewport().width(), options.rect.height())
        inset = rect.adjusted(INSET, 0, -INSET, 0)
        if self.selectionModel().isSelected(index):
            role = "selection" if self.hasFocus() else "selection_idle"
            paint_rounded(painter, inset, RADIUS, self._themes.colour(role))
        elif index == self._hovered:
            paint_rounded(painter, inset, RADIUS, self._themes.colour("hover"))
        super().drawRow(painter, options, index)
        if index == self.currentIndex() and self.hasFocus() and self._moved_by_keys:
            paint_focus_ring(painter, self._themes, inset, RADIUS)

    _moved_by_keys = False

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the caret of a row that has rows below it."""
        if not self.model().hasChildren(index):
            return
        size = self._themes.px(CARET)
        left = rect.right() - size
        caret = QRect(left, rect.top(), size, rect.height())
        name = "caret-down" if self.isExpanded(index) else "caret-right"
        self._themes.icons.paint_icon(painter, caret, name, "faint")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, and show a hand over links."""
        self._hovered = self.indexAt(event.position().toPoint())
        entry = self._hovered.data(EntryRole)
        over_link = (
            entry is not None
            and entry.kind is EntryKind.MISSING
            and self._link_rect(self._hovered).contains(event.position().toPoint())
        )
        shape = Qt.CursorShape.PointingHandCursor if over_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the ring that shows where the keys are."""
        self._moved_by_keys = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, look by moving."""
        self._moved_by_keys = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        before = self.currentIndex()
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._look_at(self.currentIndex())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Paint whole rows again: the selection reaches beyond the cells."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def _link_rect(self, index: QModelIndex) -> QRect:
        return self._delegate.create_rect(self.visualRect(index))

    def _look_at(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole)
        if entry is not None and entry.kind in (EntryKind.FILE, EntryKind.NODE):
            self.looked_at.emit(Place(entry.path, entry.pointer, entry.document))
        elif entry is not None and not self._moved_by_keys and not self._on_caret(index):
            self.setExpanded(index, not self.isExpanded(index))

    def _on_caret(self, index: QModelIndex) -> bool:
        """Whether the pointer is over the caret, which the view handles itself."""
        position = self.viewport().mapFromGlobal(self.cursor().pos())
        return position.x() < self.visualRect(index).left()

    def _open(self, index: QModelIndex) -> None:
        entry: Entry | None = index.data(EntryRole)
        if entry is None:
            return
        if entry.kind is EntryKind.MISSING:
            self.create_requested.emit(entry)
        elif entry.kind in (EntryKind.FILE, EntryKind.NODE):
            self.opened.emit(Place(entry.path, entry.pointer, entry.document))
        elif self._moved_by_keys:
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_to_create(self, index: QModelIndex) -> None:
        self.create_requested.emit(index.data(EntryRole))

    def _dress(self) -> None:
        """Leave the ground to the dock and the selection to `drawRow`."""
        palette = QPalette(self.palette())
        palette.setBrush(QPalette.ColorRole.Highlight, QBrush(QColor(0, 0, 0, 0)))
        palette.setColor(QPalette.ColorRole.Base, self._themes.colour("panel"))
        self.setPalette(palette)
        self.viewport().setPalette(palette)
        self.setIndentation(self._themes.px(INDENT))
        self.setStyleSheet(f"QTreeView {{ background: {self._themes.theme.hex('panel')} }}")
        self.doItemsLayout()

    def menu_position(self) -> QPoint:
        """Where a menu opened by a key belongs: at the current row."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
