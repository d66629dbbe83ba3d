"""The table of images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy

from studio.model.images import (
    IMAGE,
    GroupRole,
    ImagesModel,
    RowRole,
    UseRole,
    architecture_of_column,
)
from studio.ui.controls.droptree import DropTreeView
from studio.ui.images.imagecolumns import share_width, status_width
from studio.ui.images.imagedelegate import ImageDelegate
from studio.ui.images.tardrop import dragged_tars, mime_of

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDropEvent,
        QKeyEvent,
        QPainter,
        QResizeEvent,
    )
    from PySide6.QtWidgets import QWidget

    from studio.model.imagerows import ImageRow, UseRow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex


class ImageView(DropTreeView):
    """Images in groups; as high as its rows, where there is room.

    `use_chosen` carries a `UseRow` to jump to, `tars_dropped` what was dropped (`DraggedTars`)
    with the key of the image and the architecture that it was dropped on ("" for none).
    """

    use_chosen = Signal(object)
    tars_dropped = Signal(object, str, str)
    ground = "editor"

    def __init__(
        self, themes: ThemeService, model: ImagesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._model = model
        self._status_width = 0
        self.setItemDelegate(ImageDelegate(themes, self))
        self.setUniformRowHeights(False)
        self.setRootIsDecorated(False)
        self.setHeaderHidden(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setModel(model)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(0)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setHighlightSections(False)
        # The names of images stand behind their carets.
        header.setStyleSheet("QHeaderView::section:first { padding-left: 22px }")
        self.setSortingEnabled(True)
        model.refreshed.connect(self._follow_rows)
        self.expanded.connect(self._fit_height)
        self.collapsed.connect(self._fit_height)
        self.doubleClicked.connect(self._jump)
        themes.changed.connect(self._follow_scale)
        self._follow_rows()

    # What is chosen

    def current_row(self) -> ImageRow | None:
        """The image of the current row, also where one of its uses is current."""
        return row_of(self.currentIndex())

    def chosen_rows(self) -> list[ImageRow]:
        """The images of the selected rows from the top."""
        indexes = self.selectionModel().selectedRows()
        indexes.sort(key=lambda index: self.visualRect(index).y())
        rows = {row.key: row for row in map(row_of, indexes) if row is not None}
        return list(rows.values())

    def choose(self, key: str) -> None:
        """Make the row of that key the only one that is chosen."""
        index = self._model.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def use_of_current(self) -> UseRow | None:
        """The place that Enter leads to: the current use, or the first of the current image."""
        use: UseRow | None = self.currentIndex().data(UseRole)
        row = self.current_row()
        return use or (row.uses[0] if row is not None and row.uses else None)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_by_keys = True
            self._jump()
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Groups are always open."""
        if index.data(GroupRole) is None:
            super().drawBranches(painter, rect, index)

    def row_ground(self, index: Index) -> str:
        """Groups never stand out."""
        return "" if index.data(GroupRole) is not None else super().row_ground(index)

    # Drag and drop

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Drag saved images that no entry names onto an image."""
        names = [row.title for row in self.chosen_rows() if row.path]
        if not names:
            return
        copy = Qt.DropAction.CopyAction
        self.drag(mime_of(names), names[0], copy, copy)

    def drop_at(self, event: QDropEvent) -> tuple[Qt.DropAction, QModelIndex] | None:
        """An image takes saved images, as does the table as a whole."""
        if not any(dragged_tars(event.mimeData())):
            return None
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(IMAGE)
        if index.data(UseRole) is not None:
            index = index.parent()
        row = index.data(RowRole)
        takes = row is not None and not row.path
        return Qt.DropAction.CopyAction, index if takes else QModelIndex()

    def take_drop(self, event: QDropEvent, target: Index) -> None:
        """Hand over what was dropped, and on what."""
        row = row_of(target)
        key = row.key if row is not None else ""
        column = self.indexAt(event.position().toPoint()).column()
        architecture = architecture_of_column(column) if key else ""
        self.tars_dropped.emit(dragged_tars(event.mimeData()), key, architecture)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width; columns that would be too narrow are left out."""
        super().resizeEvent(event)
        share_width(self, self._themes, self._status_width)

    def _follow_rows(self) -> None:
        """Show groups that have rows, open, with their names across all columns."""
        root = QModelIndex()
        for row in range(self._model.rowCount()):
            group = self._model.index(row)
            self.setRowHidden(row, root, self._model.rowCount(group) == 0)
            self.setFirstColumnSpanned(row, root, True)
            self.expand(group)
        self._follow_words()
        self._fit_height()

    def _follow_scale(self) -> None:
        self._follow_words()
        self._fit_height()

    def _follow_words(self) -> None:
        """Leave to the names what the words of the status do not need."""
        self._status_width = status_width(self, self._themes)
        share_width(self, self._themes, self._status_width)

    def _fit_height(self) -> None:
        self.executeDelayedItemsLayout()
        last = self.indexAt(QPoint(0, 0))
        height = 0
        while last.isValid():
            height += self.rowHeight(last)
            last = self.indexBelow(last)
        height += self.verticalScrollBar().value() if height else 0
        self.setMaximumHeight(height + self.header().sizeHint().height() + self._themes.px(12))

    def _jump(self) -> None:
        use = self.use_of_current()
        if use is not None:
            self.use_chosen.emit(use)


def row_of(index: Index) -> ImageRow | None:
    """The image of a row, or of the image above the row of a use."""
    return index.data(RowRole) or index.parent().data(RowRole)
