"""The rows that open and close a group, and the one that adds an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent

from studio.formats.controls import Control
from studio.model.formrows import RowKind
from studio.ui.controls.buttons import LinkButton
from studio.ui.controls.painting import paint_focus_ring
from studio.ui.controls.sentence import SentenceLayout
from studio.ui.controls.states import VERBATIM
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.controls.textfield import TextField
from studio.ui.forms.measures import CONTROL, GAP, HEAD, INDENT, INNER_HEAD, STAR, TOOL
from studio.ui.forms.row import FormRow, Note
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from studio.model.formrows import Row
    from studio.ui.forms.surface import Surface

_CARET, _SIGN = 12, 14


class HeadRow(FormRow):
    """A caret, a title and, while closed, a summary of what is inside; the keys open it, too."""

    toggled = Signal(object)
    renamed = Signal(object, str)

    def __init__(self, row: Row, surface: Surface, parent: QWidget) -> None:
        super().__init__(row, surface, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(VERBATIM, True)  # named by the package's labels
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._key: TextField | None = None
        self._is_first = False
        if row.entry is not None:
            self._key = TextField(self, compact=True, own_undo=True)
            self._key.setText(row.entry)
            self._key.setCursor(Qt.CursorShape.IBeamCursor)
            self._key.setAccessibleName(surface.say(message("Key")))
            self._key.editingFinished.connect(self._rename)
        self._name()

    @property
    def title(self) -> str:
        """What the group is called."""
        if self.row.kind is RowKind.SECTION:
            return self.row.key.name or self.surface.say(message("Advanced"))
        return self.label

    @property
    def summary(self) -> str:
        """What is inside."""
        row = self.row
        if row.kind is RowKind.SECTION and not row.key.name:
            words = message("1 field") if row.count == 1 else message("{n} fields", n=row.count)
            return self.surface.say(words)
        if row.kind is RowKind.GROUP and row.field.control is not Control.GROUP:
            if not row.count:
                return self.surface.say(message("empty"))
            words = message("1 item") if row.count == 1 else message("{n} items", n=row.count)
            return self.surface.say(words)
        return "" if row.is_open else ", ".join(row.names)

    def follow(self, row: Row) -> None:
        """Show the group as it is now."""
        super().follow(row)
        if self._key is not None and not self._key.hasFocus():
            self._key.setText(row.entry or "")
        self._name()

    def set_first(self, *, first: bool) -> None:
        """Leave out the line above where what is above has one."""
        if first != self._is_first:
            self._is_first = first
            self.update()

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show a sign while something inside is wrong; the tooltip says what."""
        super().set_notes(notes)
        self._name()

    def tip(self) -> str:
        """What is wrong, and the help."""
        return "\n".join((*(note.text for note in self.notes), super().tip()))

    def extent(self, width: int) -> int:
        """One line."""
        return self.surface.themes.px(HEAD if self.row.depth == 0 else INNER_HEAD)

    def help_rect(self) -> QRect:
        """All of it."""
        return self.rect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the key of an entry."""
        super().resizeEvent(event)
        if self._key is not None:
            px = self.surface.themes.px
            left = self._left() + px(_CARET) + px(GAP)
            width = max(self.width() - left - px(TOOL) - px(GAP), px(60))
            self._key.setGeometry(left, (self.height() - px(28)) // 2, width, px(28))

    def clicked_at(self, point: QPoint) -> None:
        """Open or close."""
        del point
        self.toggled.emit(self.row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or close by Space, Enter and the arrow keys; move an item with Alt."""
        key = Qt.Key(event.key())
        way = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}.get(key)
        presses = key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if presses or (way is not None and way != self.row.is_open):
            self.toggled.emit(self.row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show the ring of the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint hairline, caret, title and summary."""
        painter, themes = QPainter(self), self.surface.themes
        px = themes.px
        if self.row.depth == 0 and not self._is_first:
            painter.fillRect(0, 0, self.width(), 1, themes.colour("line"))
        if self.hasFocus():
            paint_focus_ring(painter, themes, self.rect().adjusted(0, 2, 0, -1), 4)
        self.paint_handle(painter)
        left = self._left()
        caret = QRect(left, 0, px(_CARET), self.height())
        themes.icons.paint_icon(painter, caret, "caret-down" if self.row.is_open else "caret-right")
        left += px(_CARET) + px(GAP)
        end = self.width() - (px(TOOL) if self.is_item else 0)
        if self.worst is not None:
            end -= px(_SIGN) + px(GAP)
            sign = QRect(end + px(GAP), 0, px(_SIGN), self.height())
            themes.icons.paint_icon(painter, sign, *STATUS_ICONS[self.worst])
        if self._key is None:
            left += self._paint_title(painter, left, end) + px(GAP)
            self._paint_summary(painter, left, end)

    def _paint_title(self, painter: QPainter, left: int, end: int) -> int:
        themes = self.surface.themes
        title = self.title
        role = "section" if self.row.depth == 0 else "strong"
        font = themes.font(role, text=title)
        metrics = QFontMetrics(font)
        if self.row.field.required and self.row.kind is RowKind.GROUP and not self.is_item:
            painter.setFont(themes.font("body"))
            painter.setPen(themes.colour("error"))
            painter.drawText(
                self._left() - themes.px(STAR), 0, themes.px(STAR), self.height(), _CENTRE, "*"
            )
        width = min(metrics.horizontalAdvance(title) + 1, end - left)
        painter.setFont(font)
        painter.setPen(themes.colour("text"))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, 0, width, self.height()), _CENTRE, shown)
        return width

    def _paint_summary(self, painter: QPainter, left: int, end: int) -> None:
        summary = self.summary
        if summary and end - left > self.surface.themes.px(40):
            laid = SentenceLayout(self.surface.themes, summary, end - left, use="help", role="dim")
            laid.paint(painter, QRect(left, 0, end - left, self.height()), self.height())

    def _left(self) -> int:
        px = self.surface.themes.px
        return px(INDENT) * self.row.depth + px(STAR)

    def _rename(self) -> None:
        if self._key is not None and self._key.text() != self.row.entry:
            self.renamed.emit(self.row, self._key.text())

    def _name(self) -> None:
        words = message("open") if self.row.is_open else message("closed")
        self.setAccessibleName(f"{self.title}, {self.surface.say(words)}")
        said = (self.summary, *(note.text for note in self.notes))
        self.setAccessibleDescription(" ".join(part for part in said if part))


_CENTRE = int(Qt.AlignmentFlag.AlignVCenter)


class AddRow(FormRow):
    """A link that appends an item or an entry."""

    added = Signal(object)

    def __init__(self, row: Row, surface: Surface, parent: QWidget) -> None:
        super().__init__(row, surface, parent)
        self.link = LinkButton(parent=self)
        self.link.setIcon(surface.themes.icons.icon("plus", "accent"))
        self.link.setProperty(VERBATIM, True)
        self.link.setIconSize(QSize(14, 14))
        self.link.clicked.connect(lambda: self.added.emit(self.row))
        self._word()

    def follow(self, row: Row) -> None:
        """Name what is added."""
        super().follow(row)
        self._word()

    def extent(self, width: int) -> int:
        """One line."""
        return self.surface.themes.px(CONTROL)

    def set_read_only(self, read_only: bool) -> None:
        """Add nothing."""
        self.link.setEnabled(not read_only)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the link."""
        super().resizeEvent(event)
        px = self.surface.themes.px
        size = self.link.sizeHint()
        left = px(INDENT) * self.row.depth + px(STAR) - 3
        self.link.setGeometry(
            left, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def _word(self) -> None:
        is_map = self.row.field.control is Control.MAP
        words = message("Add entry") if is_map else message("Add item")
        self.link.setText(self.surface.say(words))
        self.link.setAccessibleName(f"{self.link.text()}: {self.row.field.label}")
