"""The white card that the consumer's page is drawn on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from studio.ui.forms.view import FormView
    from studio.ui.theme.switcher import ThemeService

_RADIUS, _FRAME = 7, 3
_LEAST = 120


class PageCard(QWidget):
    """Holds a form and is as high as it, as long as there is room."""

    def __init__(self, themes: ThemeService, view: FormView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._view = view
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(*([_FRAME] * 4))
        column.addWidget(view)
        view.content_resized.connect(self._follow_content)

    def sizeHint(self) -> QSize:
        """As high as the form."""
        return QSize(self._themes.px(356), self._wanted())

    def minimumSizeHint(self) -> QSize:
        """A few rows."""
        return QSize(0, min(self._themes.px(_LEAST), self._wanted()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        colour = self._themes.colour
        paint_rounded(QPainter(self), self.rect(), _RADIUS, colour("editor"), colour("border"))

    def _wanted(self) -> int:
        return self._view.content_height() + 2 * _FRAME

    def _follow_content(self) -> None:
        self.setMaximumHeight(self._wanted())
        self.updateGeometry()
