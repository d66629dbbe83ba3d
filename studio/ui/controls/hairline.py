"""A line of one pixel between areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.theme.switcher import ThemeService


class Hairline(QWidget):
    """Horizontal or vertical, one logical pixel on every screen."""

    def __init__(
        self,
        themes: ThemeService,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        fixed, expanding = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        horizontal = orientation == Qt.Orientation.Horizontal
        self.setSizePolicy(*((expanding, fixed) if horizontal else (fixed, expanding)))

    def sizeHint(self) -> QSize:
        """One pixel."""
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill the pixel."""
        QPainter(self).fillRect(self.rect(), self._themes.colour("line"))
