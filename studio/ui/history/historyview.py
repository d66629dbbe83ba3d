"""The view of the history: every step, the present one, and what was undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.model.history import ChangeSetRole, TimeRole, UndoneRole
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from studio.model.history import HistoryModel
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, TIME_WIDTH, ICON, RADIUS, INSET = 28, 16, 64, 16, 5, 4


class HistoryDelegate(QStyledItemDelegate):
    """Time, label and file of a step; undone steps are faint, the present one has a caret."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint caret, time and label from the left, the file at the right."""
        px, colour = self._themes.px, self._themes.colour
        painter.save()
        inset = option.rect.adjusted(INSET, 0, -INSET, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.widget is not None and option.widget.hasFocus()
            paint_rounded(
                painter, inset, RADIUS, colour("selection" if active else "selection_idle")
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, inset, RADIUS, colour("hover"))
        rect = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        undone = bool(index.data(UndoneRole))
        if index.row() == self._present_row(index):
            icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
            self._themes.icons.paint_icon(painter, icon, "caret-right-fill", "accent")
        rect.setLeft(rect.left() + px(ICON + 8))
        align = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(colour("faint" if undone else "dim"))
        painter.drawText(rect, align, index.data(TimeRole).strftime("%H:%M:%S"))
        change_set = index.data(ChangeSetRole)
        path = min(change_set.paths, default="") if change_set else ""
        path = change_set.place.path if change_set and change_set.place else path
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignRight, path)
        path_width = painter.fontMetrics().horizontalAdvance(path)
        label = rect.adjusted(px(TIME_WIDTH), 0, -path_width - px(12), 0)
        painter.setFont(self._themes.font("body", text=index.data()))
        painter.setPen(colour("faint" if undone else "text"))
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, label.width()
        )
        painter.drawText(label, align, text)
        painter.restore()

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
        self.setProperty("ground", "panel")
        self.doubleClicked.connect(lambda index: self.travel_requested.emit(index.row()))

    def show_history(self, model: HistoryModel | None) -> None:
        """Show another history, or none."""
        self.setModel(model)
        if model is not None:
            model.rowsInserted.connect(self.scrollToBottom)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Travel by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.travel_requested.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)
