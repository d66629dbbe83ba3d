"""How the parts of the page of builds stand beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.ui.controls.hairline import Hairline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from studio.ui.theme.switcher import ThemeService

_SIDE, _NARROW = 312, 860
_UNLIMITED = 16777215


class BuildsFrame(QWidget):
    """Lists at the left, one of several views in the middle below its `heads`, facts at the right.

    Where there is no room beside the middle, the facts stand below it.
    """

    def __init__(
        self,
        themes: ThemeService,
        left: QWidget,
        heads: Sequence[QWidget],
        middles: Sequence[QWidget],
        sides: Sequence[QWidget],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._middles, self._sides = QStackedWidget(), QStackedWidget()
        for each in middles:
            self._middles.addWidget(each)
        for each in sides:
            self._sides.addWidget(each)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._sides)
        center = QWidget()
        for widget, ground in ((self._sides, "panel"), (center, "editor")):
            widget.setProperty("ground", ground)
            widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in heads:
            column.addWidget(each)
        column.addWidget(self._middles, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        self._body.addWidget(center, 3)
        self._body.addWidget(Hairline(themes, Qt.Orientation.Vertical))
        self._body.addWidget(self._scroll)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(Hairline(themes, Qt.Orientation.Vertical))
        row.addLayout(self._body, 1)

    @property
    def middle(self) -> QWidget | None:
        """What is shown in the middle."""
        return self._middles.currentWidget()

    def put(self, middle: QWidget, side: QWidget | None) -> None:
        """Show these two, or no facts."""
        self._middles.setCurrentWidget(middle)
        self._scroll.setVisible(side is not None)
        if side is not None:
            self._sides.setCurrentWidget(side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the facts stand where there is room."""
        super().resizeEvent(event)
        px = self._themes.px
        narrow = self.width() < px(_NARROW)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)
        self._scroll.setMaximumWidth(_UNLIMITED if narrow else px(_SIDE))
        self._scroll.setMinimumWidth(0 if narrow else px(_SIDE))
        self._body.setStretch(2, 2 if narrow else 0)
