"""Pick the value that OSC shall write by pointing at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.model.fieldtree import InnerRole, PlaceRole, SearchRole, ValueRole, field_tree
from studio.ui.controls.painting import paint_rounded
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter, QPaintEvent

    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

_WIDTH, _HEIGHT, _ROW, _GAP, _MARGIN, _RADIUS = 380, 360, 24, 8, 10, 8
_EXPANDED_AT_MOST = 200
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class FieldPicker(QFrame):
    """A tree of the values in the files that OSC writes, and a line that filters it.

    `picked` carries the `Place` of a value and the pointer in the text there, or None. Enter and a
    click pick, Esc closes.
    """

    picked = Signal(object, object)

    def __init__(self, themes: ThemeService, snapshot: Snapshot, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._fields = field_tree(snapshot, self)
        self._filtered = QSortFilterProxyModel(self)
        self._filtered.setSourceModel(self._fields)
        self._filtered.setFilterRole(SearchRole)
        self._filtered.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._filtered.setRecursiveFilteringEnabled(True)
        self._filtered.setAutoAcceptChildRows(True)
        self.field = SearchField(themes, self.tr("Filter values"), icon="funnel")
        self.tree = _ValueTree(themes)
        self.tree.setModel(self._filtered)
        self.setAccessibleName(self.tr("Values that OSC can write"))
        column = QVBoxLayout(self)
        margin = themes.px(_MARGIN)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self.field)
        column.addWidget(self.tree)
        self.resize(themes.px(_WIDTH), themes.px(_HEIGHT))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._filter)
        self.tree.clicked.connect(self._pick)
        self.tree.activated_by_keys.connect(self._pick)
        self._open_first()

    def show_below(self, widget: QWidget, path: str) -> None:
        """Open below a field, at the value whose dot path it has."""
        at = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height()))
        room = (widget.screen() or QGuiApplication.primaryScreen()).availableGeometry()
        at.setY(min(at.y(), room.bottom() - self.height()))
        at.setX(max(at.x(), room.left()))
        self.move(at)
        self._select(path)
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lead the keys from the line to the tree."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.tree.setFocus(Qt.FocusReason.TabFocusReason)
                self.tree.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._pick(self.tree.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        from PySide6.QtGui import QPainter

        raised, border = self._themes.colour("raised"), self._themes.colour("border")
        paint_rounded(QPainter(self), self.rect(), _RADIUS, raised, border)

    def _open_first(self) -> None:
        """Open the files, and all below them where that is not too much."""
        self.tree.expandToDepth(0)
        if sum(1 for _ in self.tree.rows()) < _EXPANDED_AT_MOST:
            self.tree.expandAll()

    def _filter(self, text: str) -> None:
        self._filtered.setFilterFixedString(text.strip())
        if text.strip():
            self.tree.expandAll()
            first = next((row for row in self.tree.rows() if row.data(PlaceRole)), QModelIndex())
            self.tree.setCurrentIndex(first)

    def _select(self, path: str) -> None:
        """Choose the value at a dot path of the first file."""
        index = self._filtered.index(0, 0)
        for step in path.split(".") if path else ():
            rows = (
                self._filtered.index(row, 0, index) for row in range(self._filtered.rowCount(index))
            )
            index = next((row for row in rows if row.data() == step), QModelIndex())
            if not index.isValid():
                return
        if path:
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def _pick(self, index: QModelIndex) -> None:
        place = index.data(PlaceRole)
        if place is None:
            self.tree.setExpanded(index, not self.tree.isExpanded(index))
            return
        inner = index.data(InnerRole)
        self.close()
        self.picked.emit(place, None if inner is None else tuple(inner))


class _ValueTree(RowTreeView):
    """Keys with their values; `activated_by_keys` carries the row on which Enter was pressed."""

    activated_by_keys = Signal(QModelIndex)
    ground = "raised"

    def __init__(self, themes: ThemeService) -> None:
        super().__init__(themes)
        self.setItemDelegate(_ValueDelegate(themes, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def rows(self) -> list[QModelIndex]:
        """The rows that are open, from the top."""
        found: list[QModelIndex] = []
        index = self.model().index(0, 0)
        while index.isValid():
            found.append(index)
            index = self.indexBelow(index)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pick by Enter, leave Esc to the picker."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_by_keys.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _ValueDelegate(QStyledItemDelegate):
    """The key, then the value."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._themes.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint key and value."""
        painter.save()
        rect = QRect(option.rect).adjusted(4, 0, -8, 0)
        left = rect.left()
        for text, role in ((index.data(), "text"), (index.data(ValueRole), "dim")):
            painter.setFont(self._themes.font("code_small", text=text))
            painter.setPen(self._themes.colour(role))
            metrics = painter.fontMetrics()
            rect.setLeft(left)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
            painter.drawText(rect, _LEFT, shown)
            left += metrics.horizontalAdvance(shown) + self._themes.px(_GAP)
        painter.restore()
