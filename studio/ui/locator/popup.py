"""The field and list that open over the window for quick open and for the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.painting import paint_rounded
from studio.ui.locator.items import Found, find
from studio.ui.locator.prefixes import LINE_PREFIX

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QKeyEvent, QPaintEvent

    from studio.ui.shell.window import MainWindow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

WIDTH, FIELD_HEIGHT, ROW_HEIGHT, TOP, MOST_HEIGHT, MARGIN, ICON = 560, 40, 32, 96, 440, 12, 16
FoundRole = Qt.ItemDataRole.UserRole + 1
_NO_INDEX = QModelIndex()


class FoundList(QAbstractListModel):
    """What was found, as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Found] = []

    def show(self, rows: list[Found]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each thing found."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What the delegate paints."""
        if not self.checkIndex(index, QAbstractListModel.CheckIndexOption.IndexIsValid):
            return None
        found = self._rows[index.row()]
        if role == FoundRole:
            return found
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{found.title} {found.detail}".strip()
        return None


class FoundDelegate(QStyledItemDelegate):
    """Icon, name with the matched letters in bold, place, shortcut."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        found: Found = index.data(FoundRole)
        px, colour = self._themes.px, self._themes.colour
        painter.save()
        inset = option.rect.adjusted(4, 0, -4, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_rounded(painter, inset, 5, colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, inset, 5, colour("hover"))
        rect = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, found.icon, found.icon_role)
        rect.setLeft(icon.right() + px(8))
        if found.shortcut:
            left = paint_chip_at_right(painter, self._themes, rect, found.shortcut, shape="keycap")
            rect.setRight(left - px(8))
        left = self._paint_title(painter, rect, found)
        detail = QRect(left + px(8), rect.top(), rect.right() - left - px(8), rect.height())
        painter.setFont(self._themes.font("help", text=found.detail))
        painter.setPen(colour("dim"))
        text = painter.fontMetrics().elidedText(
            found.detail, Qt.TextElideMode.ElideMiddle, detail.width()
        )
        painter.drawText(detail, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _paint_title(self, painter: QPainter, rect: QRect, found: Found) -> int:
        """Paint letter groups in normal and bold; returns where the title ends."""
        painter.setPen(self._themes.colour("text"))
        normal = self._themes.font("body", text=found.title)
        bold = self._themes.font("section", text=found.title)
        left, matched = rect.left(), set(found.positions)
        start = 0
        for end in range(1, len(found.title) + 1):
            if end < len(found.title) and (end in matched) == (start in matched):
                continue
            font = bold if start in matched else normal
            left = self._paint_part(painter, rect, left, found.title[start:end], font)
            start = end
        return left

    @staticmethod
    def _paint_part(painter: QPainter, rect: QRect, left: int, text: str, font: QFont) -> int:
        room = QRect(left, rect.top(), rect.right() - left, rect.height())
        if room.width() <= 0:
            return left
        painter.setFont(font)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        return left + metrics.horizontalAdvance(shown)


class Locator(QFrame):
    """A field without a frame over a list; Enter runs, Esc or a click elsewhere closes.

    The first letter chooses what is looked for: `>` commands, `@` keys of the file, `:` a line,
    `#` problems, otherwise files.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._themes = window.services.themes
        self._focus_before: QWidget | None = None
        self.field = QLineEdit(self)
        self.field.setFrame(False)
        self.field.setObjectName("locator-field")
        self.list = QListView(self)
        self.list.setProperty("ground", "raised")
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(FoundDelegate(self._themes, self.list))
        self._model = FoundList(self)
        self.list.setModel(self._model)
        self._nothing = QLabel(self)
        self._nothing.setProperty("tone", "dim")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 5)
        layout.setSpacing(0)
        for part in (self.field, self.list, self._nothing):
            layout.addWidget(part)
        self.field.textEdited.connect(self._look)
        self.list.clicked.connect(self._run)
        self.field.installEventFilter(self)
        window.installEventFilter(self)
        self.hide()

    def open(self, prefix: str = "") -> None:
        """Open with a prefix already typed; opened again, the last words are chosen over."""
        if not self.isVisible():
            self._focus_before = self._window.focusWidget()
        self.field.setPlaceholderText(self.tr("File name — or @ key, : line, # problem, > command"))
        self.field.setText(prefix)
        self._look(prefix)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_again(self) -> None:
        """Close and give the focus back."""
        had_focus = self.field.hasFocus()
        self.hide()
        if self._focus_before is not None and had_focus:
            self._focus_before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the field, close when the focus goes, follow the window's size."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return self._handle_key(event)  # type: ignore[arg-type]
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the raised ground with its border."""
        colour = self._themes.colour
        paint_rounded(QPainter(self), self.rect(), 8, colour("raised"), colour("border"))

    def _handle_key(self, event: QKeyEvent) -> bool:
        key, rows = event.key(), self._model.rowCount()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 10,
            Qt.Key.Key_PageUp: -10,
        }
        if key == Qt.Key.Key_Escape:
            self.close_again()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key in steps and rows:
            row = self.list.currentIndex().row() + steps[Qt.Key(key)]
            single = abs(steps[Qt.Key(key)]) == 1
            row = row % rows if single else min(max(row, 0), rows - 1)
            self.list.setCurrentIndex(self._model.index(row))
        else:
            return False
        return True

    def _look(self, text: str) -> None:
        found = find(self._window, text)
        self._model.show(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(
            self.tr("Type the number of a line.")
            if text.strip() == LINE_PREFIX
            else self.tr("Nothing matches.")
        )
        if found:
            self.list.setCurrentIndex(self._model.index(0))
        self._place()

    def _run(self, index: QModelIndex) -> None:
        found: Found | None = index.data(FoundRole)
        if found is not None:
            self.close_again()
            found.run()

    def _place(self) -> None:
        px = self._themes.px
        self.field.setFixedHeight(px(FIELD_HEIGHT))
        self.field.setFont(self._themes.font("heading"))
        rows = self._model.rowCount() * px(ROW_HEIGHT) or px(ROW_HEIGHT)
        height = min(px(FIELD_HEIGHT) + rows + 12, px(MOST_HEIGHT))
        width = min(px(WIDTH), self._window.width() - 40)
        self.setFixedSize(width, height)
        self.move(QPoint((self._window.width() - width) // 2, px(TOP)))
