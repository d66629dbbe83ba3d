"""Tabs on their way from one editor group to another."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QPainter
from PySide6.QtWidgets import QWidget

from studio.ui.controls.chip import chip_pixmap

if TYPE_CHECKING:
    from PySide6.QtGui import QDropEvent, QPaintEvent

    from studio.ui.shell.page import Page
    from studio.ui.theme.switcher import ThemeService

_FORMAT = "application/x-osc-studio-tab"
_SIDE = 0.3
"""The share of a page's width at which a drop makes a group of its own."""
_VEIL = 0.25


class DropZone(Enum):
    """Where in a group a tab is let go."""

    TABS = "tabs"
    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


class TabDrag:
    """Carries one tab about, between the groups of one editor area.

    `page` is what is carried at the moment, or None: tabs of other windows stay there.
    """

    def __init__(self, themes: ThemeService) -> None:
        self._themes = themes
        self.page: Page | None = None

    def carry(self, page: Page, source: QWidget) -> None:
        """Let the user carry the tab of `page`; returns when it was dropped."""
        drag, mime = QDrag(source), QMimeData()
        mime.setData(_FORMAT, page.key.encode())
        drag.setMimeData(mime)
        drag.setPixmap(chip_pixmap(self._themes, page.title()))
        self.page = page
        try:
            drag.exec(Qt.DropAction.MoveAction)
        finally:
            self.page = None

    def accepts(self, event: QDropEvent) -> bool:
        """Whether the event carries the tab; then it is accepted."""
        if self.page is None or not event.mimeData().hasFormat(_FORMAT):
            event.ignore()
            return False
        event.acceptProposedAction()
        return True


def zone_at(position: QPoint, pages: QRect) -> DropZone:
    """The zone of a position in a group whose pages fill the rectangle `pages`."""
    if position.y() < pages.top():
        return DropZone.TABS
    share = (position.x() - pages.left()) / max(pages.width(), 1)
    if share < _SIDE:
        return DropZone.LEFT
    return DropZone.RIGHT if share > 1 - _SIDE else DropZone.MIDDLE


def zone_rect(zone: DropZone, pages: QRect) -> QRect:
    """The part of `pages` that a tab dropped in `zone` would fill."""
    half = pages.width() // 2
    if zone is DropZone.LEFT:
        return QRect(pages.left(), pages.top(), half, pages.height())
    if zone is DropZone.RIGHT:
        return QRect(pages.right() + 1 - half, pages.top(), half, pages.height())
    return pages


class Overlay(QWidget):
    """Veils the part of a group that a dragged tab would fill."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_zone(self, zone: DropZone, pages: QRect) -> None:
        """Veil a zone."""
        self.setGeometry(zone_rect(zone, pages))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a veil with an edge."""
        painter, veil = QPainter(self), self._themes.colour("accent")
        painter.setPen(self._themes.colour("accent"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
