"""The view of the history: every step, the present one, and what was undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.model.history import HistoryModel, PathRole, SavedRole, TimeRole, UndoneRole
from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, TIME_WIDTH, ICON, RADIUS, INSET, GAP = 28, 16, 64, 16, 5, 4, 12
LEAST_PATH = 72


class HistoryDelegate(QStyledItemDelegate):
    """Label of a step, then its file and time; undone steps are faint, the present one has a caret.

    The label is read first, so it has the room that it needs; the file takes what is left.
    """

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint caret and label from the left, time, saved state and file from the right."""
        px = self._themes.px
        painter.save()
        self._paint_ground(painter, option)
        rect = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        undone = bool(index.data(UndoneRole))
        if index.row() == self._present_row(index):
            icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
            self._themes.icons.paint_icon(painter, icon, "caret-right-fill", "accent")
        rect.setLeft(rect.left() + px(ICON + 8))
        role = "faint" if undone else "dim"
        self._paint_help(painter, rect, f"{index.data(TimeRole):%H:%M:%S}", role)
        rect.setRight(rect.right() - px(TIME_WIDTH))
        if index.data(SavedRole):
            saved = self.tr("saved")
            left = paint_chip_at_right(painter, self._themes, rect, saved, tone="ok")
            rect.setRight(left - px(GAP))
        label = index.data()
        font = self._themes.font("body", text=label)
        wanted = QFontMetrics(font).horizontalAdvance(label) + 1
        # A file whose name could not be told from others is worth less than the label's end.
        room = rect.width() - wanted - px(GAP)
        path = index.data(PathRole)
        if path and room >= px(LEAST_PATH):
            width = self._paint_path(painter, rect, path, room, role)
            rect.setRight(rect.right() - width - px(GAP))
        painter.setFont(font)
        painter.setPen(self._themes.colour("faint" if undone else "text"))
        text = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        inset = option.rect.adjusted(INSET, 0, -INSET, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.widget is not None and option.widget.hasFocus()
            role = "selection" if active else "selection_idle"
            paint_rounded(painter, inset, RADIUS, self._themes.colour(role))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, inset, RADIUS, self._themes.colour("hover"))

    def _paint_path(self, painter: QPainter, rect: QRect, path: str, room: int, role: str) -> int:
        """Paint the end of a path, which tells more than its start; returns its width."""
        metrics = QFontMetrics(self._themes.font("help", tabular=True))
        shown = metrics.elidedText(path, Qt.TextElideMode.ElideLeft, room)
        self._paint_help(painter, rect, shown, role)
        return metrics.horizontalAdvance(shown)

    def _paint_help(self, painter: QPainter, rect: QRect, text: str, role: str) -> None:
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour(role))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(rect, align, text)

    @staticmethod
    def _present_row(index: Index) -> int:
        model: HistoryModel = index.model()  # type: ignore[assignment]
        return model.current_row


class HistoryView(QListView):
    """Steps as rows, the latest last; `travel_requested` carries the row to go to."""

    travel_requested = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(HistoryDelegate(themes, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.travel_requested.emit(index.row()))

    def show_history(self, model: HistoryModel | None) -> None:
        """Show another history, or none."""
        self.setModel(model)
        if model is not None:
            model.dataChanged.connect(self._keep_present_in_sight)
            model.rowsInserted.connect(self._keep_present_in_sight)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where the package is."""
        super().showEvent(event)
        self._keep_present_in_sight()

    def _keep_present_in_sight(self) -> None:
        model = self.model()
        if isinstance(model, HistoryModel) and self.isVisible():
            self.scrollTo(model.index(model.current_row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Travel by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.travel_requested.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
