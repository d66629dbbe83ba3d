"""Writes what is typed a moment after the typing pauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence

from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.formats.fieldpaths import FieldPath
    from studio.model.design import Design
    from studio.ui.forms.textbox import TextBox

_PAUSE = 250
_HISTORY = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TypedText(QObject):
    """Binds a control to one text of the chosen field; leaving it or Enter writes at once.

    `write` is called with the path of the field that was chosen when it was typed, and the text.
    What it commits merges into one step while the control is not left.
    """

    def __init__(
        self,
        field: TextField | TextBox,
        design: Design,
        write: Callable[[FieldPath, str], object],
    ) -> None:
        super().__init__(field)
        self._field = field
        self._design = design
        self._write = write
        self._path: FieldPath | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self.flush)
        field.installEventFilter(self)
        if isinstance(field, TextField):
            field.textEdited.connect(self._note)
            field.returnPressed.connect(self.leave)
        else:
            field.edited.connect(self._note)

    @property
    def text(self) -> str:
        """What the field says."""
        field = self._field
        return field.text() if isinstance(field, TextField) else field.toPlainText()

    def show(self, text: str) -> None:
        """Show another text, unless somebody is typing."""
        if self._timer.isActive() or text == self.text.strip():
            return
        if isinstance(self._field, TextField):
            self._field.setText(text)
        else:
            self._field.show_text(text)

    def flush(self) -> None:
        """Write now what was typed."""
        if self._timer.isActive() and self._path is not None:
            self._timer.stop()
            self._write(self._path, self.text.strip())

    def leave(self) -> None:
        """Write what was typed, and let the next change be a step of its own."""
        self.flush()
        if self._design.document is not None:
            self._design.document.end_merging()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Write when the control is left; leave undo and redo to the window."""
        if event.type() == QEvent.Type.FocusOut:
            self.leave()
        elif _means_history(event):
            self.flush()
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _note(self) -> None:
        self._path = self._design.chosen
        self._timer.start()


def _means_history(event: QEvent) -> bool:
    """Whether undo or redo was pressed."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
        return False
    return any(event.matches(key) for key in _HISTORY)
