"""A tree whose rows are painted from edge to edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget

from studio.ui.controls.chip import chip_pixmap
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex
_MENU_KEYS = QKeySequence("Shift+F10")

INDENT, CARET, INSET, RADIUS = 14, 12, 4, 5


class RowTreeView(QTreeView):
    """Paints selection, hover, carets and focus ring; the delegate paints what is in a row.

    `rows_chosen` comes when other rows are selected, and `menu_requested` carries where on the
    screen a menu is wanted. Keys of actions that were added to the view
    go to them even where the window has a command with the same keys: whoever has the focus is
    meant.
    """

    rows_chosen = Signal()
    menu_requested = Signal(QPoint)
    ground = "panel"
    """The colour role below all rows."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.hovered = QModelIndex()
        self.moved_by_keys = False
        self.pressed_at = QPoint()
        self.setProperty("ground", self.ground)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        themes.changed.connect(self._dress)
        self._dress()

    def row_rect(self, index: Index) -> QRect:
        """The whole row of `index` in the viewport, with its indentation."""
        rect = self.visualRect(index)
        return QRect(0, rect.top(), self.viewport().width(), rect.height())

    def place_below(self, index: Index) -> QPoint:
        """Where a menu for a row opens, on the screen."""
        rect = self.visualRect(index)
        return self.viewport().mapToGlobal(QPoint(rect.left() + rect.height(), rect.bottom()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or below the row when it was asked for by a key."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.place_below(self.currentIndex()) if by_key else event.globalPos()
        self.menu_requested.emit(at)

    def drag(
        self, mime: QMimeData, words: str, actions: Qt.DropAction, usual: Qt.DropAction
    ) -> None:
        """Drag something with `words` below the pointer, until it is dropped."""
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(chip_pixmap(self._themes, words))
        drag.exec(actions, usual)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the rounded selection over the whole row, then its content."""
        rect = QRect(0, option.rect.top(), self.viewport().width(), option.rect.height())
        inset = rect.adjusted(0, 0, -INSET, 0)
        ground = self.row_ground(index)
        if ground:
            paint_rounded(painter, inset, RADIUS, self._themes.colour(ground))
        super().drawRow(painter, option, index)
        if index == self.currentIndex() and self.hasFocus() and self.moved_by_keys:
            paint_focus_ring(painter, self._themes, inset, RADIUS)

    def row_ground(self, index: Index) -> str:
        """The colour role below a row, "" for none."""
        if self.selectionModel().isSelected(index):
            return "selection" if self.hasFocus() else "selection_idle"
        return "hover" if index == self.hovered else ""

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the caret of a row that has rows below it."""
        if not self.model().hasChildren(index):
            return
        size = self._themes.px(CARET)
        caret = QRect(rect.right() - size, rect.top(), size, rect.height())
        name = "caret-down" if self.isExpanded(index) else "caret-right"
        self._themes.icons.paint_icon(painter, caret, name, "faint")

    def event(self, event: QEvent) -> bool:
        """Claim the keys of the view's own actions before the window takes them."""
        if event.type() == QEvent.Type.ShortcutOverride and self._own_action(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the action that the keys belong to, open the menu of a row, else move."""
        self.moved_by_keys = True
        if QKeySequence(event.keyCombination()) == _MENU_KEYS:
            self._ask_for_menu()
            return
        action = self._own_action(event)
        if action is not None:
            action.trigger()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, and be a hand over words that do something."""
        position = event.position().toPoint()
        index, delegate = self.indexAt(position), self.itemDelegate()
        self._hover(index)
        if isinstance(delegate, LinkRowDelegate):
            over = index.isValid()
            over = over and delegate.link_rect(self.visualRect(index), index).contains(position)
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the ring that shows where the keys are; remember where a click began."""
        self.moved_by_keys = False
        self.pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def setCurrentIndex(self, index: Index) -> None:
        """Choose one row alone.

        Otherwise keys held for something else, as in Ctrl+Z or Shift+F8, would add to the
        selection the row that they lead to.
        """
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Paint whole rows again: the selection reaches beyond the cells."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.rows_chosen.emit()

    def _hover(self, index: QModelIndex) -> None:
        if index != self.hovered:
            self.hovered = index
            self.viewport().update()

    def _ask_for_menu(self) -> None:
        """Ask as the Menu key does, for which not all platforms take Shift+F10."""
        at = self.visualRect(self.currentIndex()).center()
        reason = QContextMenuEvent.Reason.Keyboard
        QCoreApplication.sendEvent(
            self, QContextMenuEvent(reason, at, self.viewport().mapToGlobal(at))
        )

    def _own_action(self, event: QKeyEvent) -> QAction | None:
        pressed = QKeySequence(event.keyCombination())
        return next(
            (
                action
                for action in self.actions()
                if pressed in action.shortcuts() and action.isEnabled()
            ),
            None,
        )

    def _dress(self) -> None:
        """Follow the size of the type; grounds, padding and selection are in the style sheet."""
        self.setIndentation(self._themes.px(INDENT))
        self.doItemsLayout()
