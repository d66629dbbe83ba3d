"""One row of a form: what all kinds of rows share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from studio.ui.controls.buttons import ToolButton
from studio.ui.forms.measures import TOOL
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QContextMenuEvent, QPainter, QResizeEvent

    from studio.model.formrows import Row
    from studio.ui.controls.statusicon import StatusTone
    from studio.ui.forms.surface import Surface

_WIDEST_TIP = 480


_GRAVEST: tuple[StatusTone, ...] = ("error", "warning", "info", "ok")


class Note(NamedTuple):
    """What is said of a field."""

    tone: StatusTone
    text: str


class FormRow(QWidget):
    """A row that stands in a `FormView`, which asks for its `extent` and gives it its place.

    `pressed` comes whenever somebody points at it, `label_clicked` when they mean its label.
    `menu_wanted` carries a point of the screen. Items are `removed`, or `grabbed` by their handle,
    `dragged` to a height of what the row stands in, and `dropped`. `resized` tells that the extent
    changed.
    """

    pressed = Signal(object)
    label_clicked = Signal(object)
    removed = Signal(object)
    menu_wanted = Signal(object, QPoint)
    grabbed = Signal(object)
    dragged = Signal(int)
    dropped = Signal()
    resized = Signal(object)

    def __init__(self, row: Row, surface: Surface, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.surface = surface
        self.notes: tuple[Note, ...] = ()
        self._is_grabbed = False
        self._remove: ToolButton | None = None
        if self.is_item:
            self._remove = ToolButton(surface.themes, "x", compact=True, scale="small", parent=self)
            self._remove.set_label(surface.say(message("Remove")))
            self._remove.clicked.connect(lambda: self.removed.emit(self.row))

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list or an entry of a map, which can be removed."""
        return self.row.number is not None or self.row.entry is not None

    @property
    def label(self) -> str:
        """What the row is called."""
        row = self.row
        if row.number is not None:
            return self.surface.say(message("Item {number}", number=row.number + 1))
        return row.entry if row.entry is not None else row.field.label

    def follow(self, row: Row) -> None:
        """Show the same row, made anew."""
        self.row = row
        self.update()

    @property
    def worst(self) -> StatusTone | None:
        """The gravest of what is said."""
        said = {note.tone for note in self.notes}
        return next((tone for tone in _GRAVEST if tone in said), None)

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Say what is wrong, or nothing."""
        if tuple(notes) != self.notes:
            self.notes = tuple(notes)
            self.update()

    def tip(self) -> str:
        """What the tooltip says: the help, and the rules that only the server checks."""
        field, say = self.row.field, self.surface.say
        rules = [say(message("Checked by the server: {rule}", rule=rule)) for rule in field.rules]
        return "\n".join(part for part in (field.help, *rules) if part)

    def extent(self, width: int) -> int:
        """Pixels that it needs when it is `width` wide."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        if self._remove is not None:
            self._remove.setEnabled(not read_only)

    def handle_rect(self) -> QRect:
        """Where an item can be grabbed; empty where it cannot."""
        if self.row.number is None:
            return QRect()
        px = self.surface.themes.px
        left = px(14) * self.row.depth - px(6)
        return QRect(max(left, 0), 0, px(14), self.line_height())

    def line_height(self) -> int:
        """The height of the line that label and tools stand in."""
        return self.height()

    def help_rect(self) -> QRect:
        """Where the pointer is told the help."""
        return QRect()

    def place_tools(self, width: int) -> None:
        """Put the tools at the end of the line, and behind all else for Tab."""
        if self._remove is not None:
            self._remove.raise_()
            side = self.surface.themes.px(TOOL)
            top = (self.line_height() - side) // 2
            self._remove.setGeometry(width - side, top, side, side)

    def paint_handle(self, painter: QPainter) -> None:
        """Paint the dots by which an item is grabbed."""
        rect = self.handle_rect()
        if not rect.isEmpty():
            self.surface.themes.icons.paint_icon(painter, rect, "dots-six-vertical", "faint")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place what stands in the row."""
        super().resizeEvent(event)
        self.place_tools(self.width())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the field, or grab the item."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.row)
            if self.handle_rect().contains(event.position().toPoint()):
                self._is_grabbed = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.grabbed.emit(self.row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where a grabbed item is."""
        if self._is_grabbed:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a grabbed item go; anything else that is clicked is `clicked_at`."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self._is_grabbed:
            self._is_grabbed = False
            self.unsetCursor()
            self.dropped.emit()
        elif self.rect().contains(event.position().toPoint()):
            self.clicked_at(event.position().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the field."""
        self.pressed.emit(self.row)
        self.menu_wanted.emit(self.row, event.globalPos())

    def clicked_at(self, point: QPoint) -> None:
        """Do what a click there means."""

    def event(self, event: QEvent) -> bool:
        """Say the help where it has no room."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.tip()
            if words and self.help_rect().contains(event.pos()):
                QToolTip.showText(event.globalPos(), tip_text(words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def tip_text(words: str) -> str:
    """Help as a tooltip of bounded width: rich text wraps by itself."""
    escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f'<div style="max-width: {_WIDEST_TIP}px">{escaped}</div>'


def tab_stops(widget: QWidget) -> list[QWidget]:
    """The widgets that Tab visits in a widget, in order; those of its pop-ups not."""
    window = widget.window()
    return [
        each
        for each in (widget, *widget.findChildren(QWidget))
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each.window() is window
    ]
