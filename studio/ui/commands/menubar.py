"""A menu bar that underlines its mnemonics only while Alt is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenuBar, QWidget

from studio.ui.commands.command import without_mnemonic
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_RADIUS = 5
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class MenuBar(QMenuBar):
    """Keeps its mnemonics, but shows them only to those who reach for them.

    Fusion has no such setting, and a style of our own in Python would slow every painting. The
    style sheet says how much room the titles take.
    """

    def __init__(self, themes: ThemeService, window: QWidget) -> None:
        super().__init__(window)
        self._themes = themes
        self.shows_mnemonics = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the Alt key over the window, and forget it where the window is left."""
        if event.type() in _KEYS and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Alt:
                self._show_mnemonics(show=event.type() == QEvent.Type.KeyPress)
        elif event.type() == QEvent.Type.WindowDeactivate:
            self._show_mnemonics(show=False)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, then the titles."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.colour("window"))
        painter.setFont(self.font())
        for action in self.actions():
            self._paint_title(painter, action)

    def _paint_title(self, painter: QPainter, action: QAction) -> None:
        rect, text = self.actionGeometry(action), action.text()
        if action is self.activeAction():
            paint_rounded(painter, rect, _RADIUS, self._themes.colour("press"))
        flags = Qt.AlignmentFlag.AlignCenter
        if self.shows_mnemonics or self.hasFocus():
            flags |= Qt.TextFlag.TextShowMnemonic
        else:
            text = without_mnemonic(text)
        painter.setPen(self._themes.colour("text" if action.isEnabled() else "disabled"))
        painter.drawText(rect, flags, text)

    def _show_mnemonics(self, *, show: bool) -> None:
        if show != self.shows_mnemonics:
            self.shows_mnemonics = show
            self.update()
