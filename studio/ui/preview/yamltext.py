"""The text of an instance, in colours, to be read and edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.ui.forms.yamlcolours import YamlColours

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent

    from studio.ui.theme.switcher import ThemeService

_LEAST_LINES, _MARGIN = 5, 12


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
        self.horizontalScrollBar().rangeChanged.connect(self._fit)
        self.blockCountChanged.connect(self._fit)
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
        # Meanwhile it was empty, which Qt tells, but not that as many lines came as went.
        self._fit()

    def sizeHint(self) -> QSize:
        """All lines: more room than that is the form's."""
        return QSize(self._themes.px(200), self._height(self.document().blockCount()))

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(0, self._height(min(self.document().blockCount(), _LEAST_LINES)))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let what was typed be taken over."""
        super().focusOutEvent(event)
        self.left.emit()

    def _height(self, lines: int) -> int:
        bar = self.horizontalScrollBar()
        below = bar.sizeHint().height() if bar.maximum() > 0 else 0
        return lines * self.fontMetrics().lineSpacing() + _MARGIN + below

    def _fit(self) -> None:
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()

    def _tell(self) -> None:
        # Qt says that the text changed when only its colours did.
        if self.toPlainText() != self._told:
            self._told = self.toPlainText()
            self.edited.emit()

    def _dress(self) -> None:
        self.setFont(self._themes.font("code_small"))
