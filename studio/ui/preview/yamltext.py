"""The text of an instance, in colours, to be read and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.ui.forms.yamlcolours import YamlColours

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from studio.ui.theme.switcher import ThemeService

_LEAST_LINES = 5


class YamlText(QPlainTextEdit):
    """Text in the code font on the panel's ground.

    `edited` comes when somebody types, `left` when the focus goes.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._told = ""
        self.textChanged.connect(self._tell)
        self.setProperty("ground", "panel")
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setViewportMargins(26, 0, 0, 0)
        YamlColours(self.document(), themes)
        themes.changed.connect(self._dress)
        self._dress()

    def show_text(self, text: str) -> None:
        """Show other text; the caret keeps its place as well as it can."""
        if text == self.toPlainText():
            return
        position = self.textCursor().position()
        scrolled = self.verticalScrollBar().value()
        self._told = text
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(min(position, len(self.toPlainText())))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def sizeHint(self) -> QSize:
        """All lines, within reason."""
        lines = max(self.document().blockCount(), _LEAST_LINES)
        return QSize(self._themes.px(200), lines * self.fontMetrics().lineSpacing() + 12)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(0, _LEAST_LINES * self.fontMetrics().lineSpacing())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let what was typed be taken over."""
        super().focusOutEvent(event)
        self.left.emit()

    def _tell(self) -> None:
        # Qt says that the text changed when only its colours did.
        if self.toPlainText() != self._told:
            self._told = self.toPlainText()
            self.edited.emit()

    def _dress(self) -> None:
        self.setFont(self._themes.font("code_small"))
