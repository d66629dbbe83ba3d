"""The surface that shows and edits code: painting, keys, the gutter's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.ui.textview.carets import Carets
from studio.ui.textview.codelayout import CodeLayout

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import (
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QHelpEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QTextLayout,
        QWheelEvent,
    )

    from studio.ui.theme.switcher import ThemeService

_TAB_COLUMNS = 4
_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class Row(NamedTuple):
    """One visible block, its number from 0 and its rectangle in the viewport."""

    block: QTextBlock
    number: int
    rect: QRectF


class Layer(Protocol):
    """Something painted below the text."""

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint what belongs to `rows`, in viewport coordinates."""
        ...


class CodeEdit(QPlainTextEdit):
    """A plain text edit that paints rows of equal height, its own selection and its own carets.

    `layers` are painted below the text in order. `line_formats` adds formats such as squiggles
    to a block's text. `prepare_rows` is called before rows are painted. `key_handlers` are asked
    in order before Qt's own handling of a key; one that returns True has handled it.
    `menu_requested` carries where on the screen a menu is wanted.
    """

    zoomed = Signal(int)
    focus_lost = Signal()
    menu_requested = Signal(QPoint)
    caret_placed = Signal()
    pasting = Signal(bool)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.layers: list[Layer] = []
        self.key_handlers: list[Callable[[QKeyEvent], bool]] = []
        self.press_handlers: list[Callable[[QMouseEvent], bool]] = []
        self.line_formats: Callable[[QTextBlock], list[QTextLayout.FormatRange]] | None = None
        self.prepare_rows: Callable[[list[Row]], None] | None = None
        self.take_input: Callable[[str], bool] | None = None
        self.help_at: Callable[[QPoint, QPoint], None] | None = None
        self.gutter: QWidget | None = None
        buffer = QTextDocument(self)
        self._layout = CodeLayout(buffer, themes.fonts.line_height("code"))
        buffer.setDocumentLayout(self._layout)
        self.setDocument(buffer)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setCursorWidth(0)
        self.setMouseTracking(True)
        self.carets = Carets(self, themes)
        self.follow_theme()

    def follow_theme(self) -> None:
        """Take over fonts, measures and colours of the theme."""
        font = self._themes.font("code")
        self._layout.row_height = self._themes.fonts.line_height("code")
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance(" ") * _TAB_COLUMNS)
        self.viewport().update()

    @property
    def row_height(self) -> int:
        """The height of a row in pixels."""
        return self._layout.row_height

    @property
    def column_width(self) -> float:
        """The width of a space in pixels."""
        return self.tabStopDistance() / _TAB_COLUMNS

    def visible_rows(self) -> list[Row]:
        """The blocks that can be seen, from the top."""
        rows: list[Row] = []
        block = self.firstVisibleBlock()
        if not block.isValid():
            return rows
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        width, bottom = self.viewport().width(), self.viewport().height()
        number = block.blockNumber()
        while block.isValid() and top < bottom:
            if block.isVisible():
                height = self._layout.blockBoundingRect(block).height()
                rows.append(Row(block, number, QRectF(0, top, width, height)))
                top += height
            block = block.next()
            number += 1
        return rows

    def span_rects(self, row: Row, start: int, end: int) -> list[QRectF]:
        """The rectangles of the characters from `start` to `end`, positions in the block."""
        layout = row.block.layout()
        left = self.contentOffset().x()
        rects: list[QRectF] = []
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first > last or (first == last and start != end):
                continue
            x = left + _x_of(line, first)
            top = row.rect.top() + index * self.row_height
            rects.append(QRectF(x, top, left + _x_of(line, last) - x, self.row_height))
        return rects

    def center_block(self, block: QTextBlock) -> None:
        """Scroll so that `block` stands in the upper third, if it cannot be seen."""
        rect = self.blockBoundingGeometry(block).translated(self.contentOffset())
        if rect.top() < 0 or rect.bottom() > self.viewport().height():
            page = self.viewport().height() // self.row_height
            self.verticalScrollBar().setValue(block.firstLineNumber() - page // 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the layers, the text and the carets."""
        rows = self.visible_rows()
        if self.prepare_rows is not None:
            self.prepare_rows(rows)
        painter = QPainter(self.viewport())
        painter.setClipRect(event.rect())
        for layer in self.layers:
            layer.paint(painter, rows)
        painter.setPen(self._themes.colour("text"))
        left, dirty = self.contentOffset().x(), QRectF(event.rect())
        for row in rows:
            if row.rect.intersects(dirty):
                formats = self.line_formats(row.block) if self.line_formats else []
                row.block.layout().draw(painter, QPointF(left, row.rect.top()), formats, dirty)
        self.carets.paint(painter)

    def set_gutter(self, gutter: QWidget, width: int) -> None:
        """Keep `width` pixels free at the left, for `gutter`."""
        self.gutter = gutter
        if self.viewportMargins().left() != width:
            self.setViewportMargins(width, 0, 0, 0)
        self._place_gutter()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the gutter as high as the text."""
        super().resizeEvent(event)
        self._place_gutter()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's commands."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(key) for key in _HISTORY_KEYS)
        ):
            event.ignore()
            return False
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Explain what lies under the mouse."""
        if event.type() == QEvent.Type.ToolTip and self.help_at is not None:
            hint: QHelpEvent = event  # type: ignore[assignment]
            self.help_at(hint.pos(), hint.globalPos())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask the handlers first."""
        if any(event.matches(key) for key in _HISTORY_KEYS):
            event.ignore()
            return
        if _wants_menu(event):
            self._request_menu()
            return
        if not any(handler(event) for handler in self.key_handlers):
            super().keyPressEvent(event)
        self.carets.show_now()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the caret elsewhere."""
        self.caret_placed.emit()
        if not any(handler(event) for handler in self.press_handlers):
            super().mousePressEvent(event)
        self.carets.show_now()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel change the size of the type."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoomed.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let the carets blink."""
        super().focusInEvent(event)
        self.carets.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop the carets."""
        super().focusOutEvent(event)
        self.carets.stop()
        self.focus_lost.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Ask who wants what an input method wrote before it goes to the one caret."""
        text = event.commitString()
        if text and self.take_input is not None and self.take_input(text):
            event = QInputMethodEvent()
        super().inputMethodEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one step of its own."""
        self.pasting.emit(True)
        super().insertFromMimeData(source)
        self.pasting.emit(False)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files that are dropped are the window's business, not text."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is selected, character by character: Qt would mend no-break spaces and more."""
        data = QMimeData()
        cursors = sorted(
            (*self.carets.extra(), self.textCursor()), key=lambda each: each.position()
        )
        texts = [cursor.selectedText().replace("\u2029", "\n") for cursor in cursors]
        data.setText("\n".join(texts))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu where the mouse is; the caret goes there unless it is in a selection."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._request_menu()
            return
        clicked = self.cursorForPosition(event.pos())
        cursor = self.textCursor()
        if not cursor.selectionStart() <= clicked.position() < cursor.selectionEnd():
            self.setTextCursor(clicked)
        self.menu_requested.emit(event.globalPos())

    def perform(self, key: QKeySequence.StandardKey) -> None:
        """Do what the keys of `key` do, at every caret."""
        combination = QKeySequence(key)[0]  # type: ignore[index]
        self.keyPressEvent(
            QKeyEvent(QEvent.Type.KeyPress, combination.key(), combination.keyboardModifiers())
        )

    def _request_menu(self) -> None:
        """Ask for a menu at the caret."""
        self.ensureCursorVisible()
        self.menu_requested.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where a drop would go."""
        super().dragMoveEvent(event)
        self.carets.drop_at(self.cursorForPosition(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing will be dropped."""
        super().dragLeaveEvent(event)
        self.carets.drop_at(None)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what is dropped."""
        self.carets.drop_at(None)
        super().dropEvent(event)

    def caret_rect(self, cursor: QTextCursor) -> QRect:
        """Where the caret of `cursor` is painted, in the viewport."""
        rect = self.cursorRect(cursor)
        rect.setWidth(2)
        return rect

    def _place_gutter(self) -> None:
        if self.gutter is not None:
            inside = self.contentsRect()
            width = self.viewportMargins().left()
            self.gutter.setGeometry(
                QRect(inside.left(), inside.top(), width, self.viewport().height())
            )


def _wants_menu(event: QKeyEvent) -> bool:
    is_shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (is_shift and event.key() == Qt.Key.Key_F10)


def _x_of(line: object, position: int) -> float:
    x = line.cursorToX(position)  # type: ignore[attr-defined]
    return x[0] if isinstance(x, tuple) else x
