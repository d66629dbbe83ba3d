"""The shade over a window while a dialog of its own has the say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService


class Scrim(QWidget):
    """Covers the whole of `window` until `lift` is called."""

    def __init__(self, themes: ThemeService, window: QWidget) -> None:
        super().__init__(window)
        self._themes = themes
        self._window = window
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Let the window be seen again."""
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shade."""
        QPainter(self).fillRect(self.rect(), self._themes.colour("scrim"))
