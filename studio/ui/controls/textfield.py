"""One-line text fields, and the one for searching."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QFocusEvent, QHelpEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QStyle, QStyleOptionFrame

from studio.ui.controls.states import FieldState, set_field_state
from studio.ui.controls.wholetext import show_whole_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService

_REASON = Qt.FocusReason
_PASSING = frozenset({_REASON.ActiveWindowFocusReason, _REASON.PopupFocusReason})
"""Why a field loses the focus that will come back to it at once."""
_EDGE = 2
"""Pixels that Qt leaves free at both ends of a line's text."""
_HISTORY_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
_EMACS_KEYS = frozenset({Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U})
"""With Ctrl, what Qt claims in text besides the keys that a keyboard has for it (X11 only)."""


def is_emacs_key(event: QKeyEvent) -> bool:
    """Whether a key that Qt takes for editing is one for which the window has a better use."""
    is_ctrl = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_ctrl and event.key() in _EMACS_KEYS


class TextField(QLineEdit):
    """A line edit that the style sheet draws as a field; a bare `QLineEdit` is never used.

    Undo and redo are left to the window's commands, where there are any, unless the field has
    its `own_undo` and something of it to take back or to repeat. Without the focus it shows the
    start of its text, and the whole in a tooltip where there is no room for it.
    """

    def __init__(
        self, parent: QWidget | None = None, *, compact: bool = False, own_undo: bool = False
    ) -> None:
        super().__init__(parent)
        self._own_undo = own_undo
        self._caret = 0
        self.setProperty("compact", compact)
        self.setProperty("state", "set")

    def set_state(self, state: FieldState, message: str = "") -> None:
        """Colour the field; `message` says to screen readers what is wrong."""
        set_field_state(self, state, message)

    def set_own_undo(self, own_undo: bool) -> None:
        """Choose whether what is typed is taken back in the field itself."""
        self._own_undo = own_undo

    def shows_all(self) -> bool:
        """Whether there is room for the whole text."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        part = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(part, option, self)
        for button in self.findChildren(QAbstractButton):
            if button.isVisible() and button.x() > room.center().x():
                room.setRight(min(room.right(), button.x()))
            elif button.isVisible():
                room.setLeft(max(room.left(), button.geometry().right()))
        wanted = self.fontMetrics().horizontalAdvance(self.displayText())
        return wanted <= room.width() - 2 * _EDGE

    def setText(self, text: str | None) -> None:
        """Show another text, from its start unless somebody types there."""
        super().setText(text or "")
        if not self.hasFocus():
            self._rest()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the start of the text again."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self._rest()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the caret where it was, unless a click or a selection says where."""
        super().focusInEvent(event)
        is_told = event.reason() in _PASSING | {_REASON.MouseFocusReason}
        if not is_told and not self.hasSelectedText() and self.cursorPosition() == 0:
            self.setCursorPosition(self._caret)

    def _rest(self) -> None:
        self._caret = self.cursorPosition()
        self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Pass keys on that the window has a better use for, undo and redo among them."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            if not self.toolTip() and not self.shows_all():
                show_whole_text(event, self.displayText(), self)
                return True
            return super().event(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            is_history = any(event.matches(key) for key in _HISTORY_KEYS)
            if is_emacs_key(event) or (is_history and not self._has_own_steps()):
                event.ignore()
                return False
        return super().event(event)

    def _has_own_steps(self) -> bool:
        return self._own_undo and (self.isUndoAvailable() or self.isRedoAvailable())


class SearchField(TextField):
    """A field with an icon in front and a clear button at its end; Esc clears it."""

    def __init__(
        self,
        themes: ThemeService,
        placeholder: str = "",
        *,
        icon: str = "magnifying-glass",
        compact: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, compact=compact, own_undo=True)
        sign = QAction(themes.icons.icon(icon, "faint"), "", self)
        self.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(themes.icons.icon("x"), "", self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._show_clear)
        self.set_placeholder(placeholder)
        self._show_clear("")
        self._retranslate()

    def set_placeholder(self, placeholder: str) -> None:
        """Say what is searched; screen readers take it as the field's name."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear on Esc; an empty field leaves Esc to whoever holds it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Word the clear button anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._clear.setToolTip(self.tr("Clear"))
        self._clear.setText(self.tr("Clear"))

    def _show_clear(self, text: str) -> None:
        self._clear.setVisible(bool(text))
