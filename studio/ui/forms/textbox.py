"""A field of several lines that grows with its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from studio.ui.controls.states import FieldState, set_field_state

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from studio.ui.theme.switcher import ThemeService

_PADDING = 6


class TextBox(QPlainTextEdit):
    """As high as its text, within bounds of `lines` and `most` lines; Tab leaves it.

    `edited` comes when somebody types, not when `show_text` does; `resized` when it wants another
    height.
    """

    edited = Signal(str)
    resized = Signal()

    def __init__(
        self,
        themes: ThemeService,
        *,
        lines: int = 1,
        most: int = 10,
        code: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._least, self._most = lines, most
        self._use = "code_small" if code else "body"
        self._height = 0
        self.setProperty("state", "set")
        self.setProperty("kind", "field")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        if code:
            self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(_PADDING - 2)
        self.setViewportMargins(2, 2, 2, 2)
        self._told = ""
        self.textChanged.connect(self._follow_text)
        self.setFont(themes.font(self._use))
        self._height = self.sizeHint().height()

    def show_text(self, text: str) -> None:
        """Show a text; the caret stays where it is while the text is the same."""
        if text != self.toPlainText():
            self._told = text
            self.setPlainText(text)

    def set_state(self, state: FieldState, message: str = "") -> None:
        """Colour the field; `message` says to screen readers what is wrong."""
        set_field_state(self, state, message)
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the lines that there are."""
        count = min(max(self.document().blockCount(), self._least), self._most)
        line = self.fontMetrics().lineSpacing()
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return QSize(self._themes.px(160), count * line + 2 * _PADDING + 2 + below)

    def minimumSizeHint(self) -> QSize:
        """At least that high."""
        return QSize(self._themes.px(80), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font when the style is set."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            font = self._themes.font(self._use)
            if self.font() != font:
                self.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc to whoever holds the field."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _follow_text(self) -> None:
        height = self.sizeHint().height()
        if height != self._height:
            self._height = height
            self.updateGeometry()
            self.resized.emit()
        # Qt says that the text changed when only its colours did.
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.edited.emit(text)
