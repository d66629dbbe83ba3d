"""A field that takes the keys that are pressed, instead of what they type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from PySide6.QtCore import QKeyCombination
    from PySide6.QtWidgets import QWidget

_MOST_STEPS = 2
_MODIFIERS = (
    Qt.Key.Key_Control,
    Qt.Key.Key_Shift,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)
_CONFIRMING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class KeyCapture(TextField):
    """Records up to two steps, such as Ctrl+K, Ctrl+S; a third one begins anew.

    Enter alone confirms and Esc alone gives up, so neither can be recorded without a modifier.
    """

    recorded = Signal()
    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: list[QKeyCombination] = []
        self.setReadOnly(True)

    def keys(self) -> str:
        """What was recorded, as `QKeySequence` writes it everywhere; "" for nothing."""
        return QKeySequence(*self._steps).toString(QKeySequence.SequenceFormat.PortableText)

    def start(self) -> None:
        """Forget what was recorded, and listen."""
        self._take([])
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep every key from shortcuts and from moving the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.keyPressEvent(event)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record a step, confirm or give up."""
        if event.key() in _MODIFIERS:
            return
        alone = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alone and event.key() in _CONFIRMING:
            self.confirmed.emit()
        elif alone and event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            before = self._steps if len(self._steps) < _MOST_STEPS else []
            self._take([*before, event.keyCombination()])

    def _take(self, steps: list[QKeyCombination]) -> None:
        self._steps = steps
        self.setText(QKeySequence(*steps).toString(QKeySequence.SequenceFormat.NativeText))
        self.recorded.emit()
