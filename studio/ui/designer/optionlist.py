"""A list of short texts that can be edited, added, removed and reordered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.buttons import LinkButton, ToolButton
from studio.ui.controls.chip import Chip
from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_HANDLE = 16


class Handle(QWidget):
    """The dots by which a row is dragged; `dragged` carries a height of what the row stands in."""

    dragged = Signal(int)
    dropped = Signal()

    def __init__(self, themes: ThemeService) -> None:
        super().__init__()
        self._themes = themes
        self.setFixedWidth(themes.px(_HANDLE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots."""
        self._themes.icons.paint_icon(QPainter(self), self.rect(), "dots-six-vertical", "faint")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grab the row."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say where it is."""
        point = self.mapToParent(event.position().toPoint())
        row = self.parentWidget()
        self.dragged.emit(point.y() + (row.y() if row is not None else 0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        del event
        self.dropped.emit()


class OptionRow(QWidget):
    """Handle, text, the chip of the default, and what removes it."""

    def __init__(self, themes: ThemeService, text: str) -> None:
        super().__init__()
        self.handle = Handle(themes)
        self.field = TextField(compact=True, own_undo=True)
        self.field.setText(text)
        self.chip = Chip(themes)
        self.remove = ToolButton(themes, "x", compact=True, scale="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.handle)
        row.addWidget(self.field, 1)
        row.addWidget(self.chip)
        row.addWidget(self.remove)


class OptionList(QWidget):
    """Rows of options and a link that adds one; Alt with the arrow keys reorders.

    `changed` carries all options, after a row was left, removed or moved; empty ones are left out.
    """

    changed = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._rows: list[OptionRow] = []
        self._told: tuple[str, ...] = ()
        self._words = ("", "", "")
        self.add_link = LinkButton()
        self.add_link.setIcon(themes.icons.icon("plus", "accent"))
        self.add_link.setIconSize(QSize(14, 14))
        self.add_link.clicked.connect(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.add_link, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def rows(self) -> list[OptionRow]:
        """The rows in order."""
        return list(self._rows)

    def options(self) -> tuple[str, ...]:
        """What the rows say, each once, without empty ones."""
        texts = (row.field.text().strip() for row in self._rows)
        return tuple(dict.fromkeys(text for text in texts if text))

    def set_words(self, add: str, remove: str, default: str) -> None:
        """Word the link, the buttons and the chip."""
        self._words = (add, remove, default)
        self.add_link.setText(add)
        for row in self._rows:
            row.remove.set_label(remove)
            row.chip.set_text(default)

    def show_options(self, options: Sequence[str], default: str) -> None:
        """Show these options; rows that say the same already keep caret and focus."""
        self._told = tuple(options)
        if self.options() != self._told or len(self._rows) != len(options):
            while len(self._rows) > len(options):
                self._drop(self._rows[-1])
            while len(self._rows) < len(options):
                self._append("")
            for row, text in zip(self._rows, options, strict=True):
                if row.field.text() != text:
                    row.field.setText(text)
        for row in self._rows:
            row.chip.setVisible(bool(default) and row.field.text() == default)

    def add(self) -> None:
        """Add an empty row and go there."""
        self._append("").field.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_row(self, row: OptionRow, step: int) -> None:
        """Put a row further down (1) or up (-1), with the focus."""
        target = self._rows.index(row) + step
        if 0 <= target < len(self._rows):
            self._place(row, target)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move a row by Alt and arrow keys, take a text over when it is left."""
        row = next((each for each in self._rows if each.field is watched), None)
        if row is None:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._tell()
        keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if (
            isinstance(event, QKeyEvent)
            and event.key() in keys
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            if event.type() == QEvent.Type.KeyPress:
                self.move_row(row, keys[Qt.Key(event.key())])
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _append(self, text: str) -> OptionRow:
        row = OptionRow(self._themes, text)
        _, remove, default = self._words
        row.remove.set_label(remove)
        row.chip.set_text(default)
        row.chip.hide()
        row.field.installEventFilter(self)
        row.field.returnPressed.connect(self._tell)
        row.remove.clicked.connect(lambda: self._remove(row))
        row.handle.dragged.connect(lambda y: self._drag(row, y))
        row.handle.dropped.connect(self._tell)
        self._rows.append(row)
        self._column.insertWidget(len(self._rows) - 1, row)
        return row

    def _remove(self, row: OptionRow) -> None:
        number = self._rows.index(row)
        self._drop(row)
        near = self._rows[min(number, len(self._rows) - 1)].remove if self._rows else self.add_link
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _drop(self, row: OptionRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.field.removeEventFilter(self)
        row.hide()
        row.deleteLater()

    def _drag(self, row: OptionRow, y: int) -> None:
        """Let the dragged row change places with those that the pointer has passed."""
        others = [each for each in self._rows if each is not row]
        target = sum(1 for each in others if each.geometry().center().y() < y)
        if target != self._rows.index(row):
            self._place(row, target)

    def _place(self, row: OptionRow, target: int) -> None:
        self._rows.remove(row)
        self._rows.insert(target, row)
        self._column.removeWidget(row)
        self._column.insertWidget(target, row)
        self._column.activate()

    def _tell(self) -> None:
        options = self.options()
        if options and options != self._told:
            self._told = options
            self.changed.emit(options)
