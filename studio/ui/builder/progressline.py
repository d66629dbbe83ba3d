"""A hairline that fills while something is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService

_HEIGHT = 2


class ProgressLine(QWidget):
    """Two pixels high: a hairline at rest, and the part that is done in the accent colour."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._fraction: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_fraction(self, fraction: float | None) -> None:
        """Show how much is done, or None for nothing going on."""
        if fraction != self._fraction:
            self._fraction = fraction
            self.setAccessibleDescription("" if fraction is None else f"{fraction:.0%}")
            self.update()

    def sizeHint(self) -> QSize:
        """Two pixels."""
        return QSize(_HEIGHT, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line and its filled part."""
        painter, rect = QPainter(self), self.rect()
        painter.fillRect(rect.adjusted(0, 1, 0, 0), self._themes.colour("line"))
        if self._fraction is not None:
            rect.setWidth(round(rect.width() * self._fraction))
            painter.fillRect(rect, self._themes.colour("accent"))
