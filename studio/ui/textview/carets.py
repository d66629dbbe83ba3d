"""Paints the carets, one or many, and lets them blink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPainter, QTextCursor

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.theme.switcher import ThemeService


class Carets(QObject):
    """The carets of one `CodeEdit`; `extra` gives those besides its own.

    Qt paints a caret in the colour of the text and only one. The timer runs while the editor
    has the focus.
    """

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        super().__init__(edit)
        self.extra: Callable[[], list[QTextCursor]] = list
        self._edit = edit
        self._themes = themes
        self._shown = False
        self._drop: QTextCursor | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._blink)
        edit.cursorPositionChanged.connect(self.show_now)

    def start(self) -> None:
        """Blink from now on, at the desktop's rate."""
        flash = QGuiApplication.styleHints().cursorFlashTime()
        self._timer.setInterval(max(flash // 2, 0))
        self.show_now()

    def stop(self) -> None:
        """Hide the carets."""
        self._timer.stop()
        self._set_shown(False)

    def show_now(self) -> None:
        """Show the carets for a whole phase, because they moved."""
        if not self._edit.hasFocus():
            return
        if self._timer.interval() > 0:
            self._timer.start()
        self._set_shown(True)

    def drop_at(self, cursor: QTextCursor | None) -> None:
        """Show a caret where a drop would go; None when nothing is dragged any more."""
        self._drop = cursor
        self._edit.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paint the carets of this phase."""
        colour = self._themes.colour("accent")
        if self._shown:
            for cursor in (self._edit.textCursor(), *self.extra()):
                painter.fillRect(self._edit.caret_rect(cursor), colour)
        if self._drop is not None:
            painter.fillRect(self._edit.caret_rect(self._drop), colour)

    def _blink(self) -> None:
        self._set_shown(not self._shown)

    def _set_shown(self, shown: bool) -> None:
        self._shown = shown
        viewport = self._edit.viewport()
        extra = self.extra()
        if extra:
            viewport.update()
        else:
            viewport.update(self._edit.caret_rect(self._edit.textCursor()))
