"""Edits label and help of a field where they stand in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from studio.ui.controls.textfield import TextField
from studio.ui.forms.measures import CONTROL, GAP, LINE, PADDING, STAR, columns

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.model.design import Design
    from studio.model.formrows import Row
    from studio.ui.forms.surface import Surface

LABEL, HELP = "label", "help"


class InPlaceField(TextField):
    """A field that comes when it is wanted; Enter and leaving it keep the text, Esc does not.

    `finished` comes when it goes again.
    """

    finished = Signal()

    def __init__(self, design: Design, surface: Surface, parent: QWidget) -> None:
        super().__init__(parent, compact=True, own_undo=True)
        self._design = design
        self._surface = surface
        self._part = ""
        self.row: Row | None = None
        self.hide()
        self.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether something is being edited."""
        return self.row is not None

    def begin(self, row: Row, part: str, line: QRect, width: int) -> None:
        """Edit a part of the field whose row stands at `line`; `width` is that of the form."""
        self.row, self._part = row, part
        self.setText(row.field.label if part == LABEL else row.field.help)
        names = {LABEL: self.tr("Label"), HELP: self.tr("Help")}
        self.setAccessibleName(names[part])
        self.setPlaceholderText(names[part])
        self.setGeometry(self._place(row, line, width))
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self, *, keep: bool) -> None:
        """Go away, and write the text if it is to be kept and was changed."""
        row, self.row = self.row, None
        if row is None:
            return
        self.hide()
        text, path = self.text().strip(), row.field.path
        before = row.field.label if self._part == LABEL else row.field.help
        if keep and text != before:
            if self._part == LABEL:
                self._design.apply(lambda edits: edits.set_label(path, text))
            else:
                self._design.apply(lambda edits: edits.set_help(path, text))
        self.finished.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep or drop the text by keys; leaving the field keeps it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            # While it is open, all keys are the field's.
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.finish(keep=True)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.finish(keep=False)
                return True
        if event.type() == QEvent.Type.FocusOut and not self.isHidden():
            self.finish(keep=True)
        return super().eventFilter(watched, event)

    def _place(self, row: Row, line: QRect, width: int) -> QRect:
        px = self._surface.themes.px
        where = columns(self._surface, width, row.depth)
        top = line.top() + px(PADDING) + 1
        height = px(CONTROL) - 2
        if self._part == LABEL:
            left = line.left() + where.label - px(GAP)
            right = max(line.left() + where.control - px(GAP) // 2, left + px(150))
            return QRect(left, top, right - left, height)
        left = line.left() + where.control - px(STAR) + px(GAP)
        low = max(line.bottom() - height + 1, top + px(CONTROL) - px(LINE) // 2)
        return QRect(left, low, line.left() + where.end - left, height)
