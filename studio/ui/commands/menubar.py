"""A menu bar that underlines its mnemonics only while Alt is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenuBar, QStyle, QStyleOptionMenuItem, QStylePainter, QWidget

from studio.ui.commands.command import without_mnemonic

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


class MenuBar(QMenuBar):
    """Keeps its mnemonics, but shows them only to those who reach for them.

    Fusion has no such setting, and a style of our own in Python would slow every painting.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
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
        """Paint the ground, then the titles in the way of the style."""
        painter, option = QStylePainter(self), QStyleOptionMenuItem()
        option.initFrom(self)
        painter.drawControl(QStyle.ControlElement.CE_MenuBarEmptyArea, option)
        keyboard = self.shows_mnemonics or self.hasFocus()
        for action in self.actions():
            if action.isVisible() and not action.isSeparator():
                self.initStyleOption(option, action)
                option.rect = self.actionGeometry(action)
                if not keyboard:
                    option.text = without_mnemonic(option.text)
                painter.drawControl(QStyle.ControlElement.CE_MenuBarItem, option)

    def _show_mnemonics(self, *, show: bool) -> None:
        if show != self.shows_mnemonics:
            self.shows_mnemonics = show
            self.update()
