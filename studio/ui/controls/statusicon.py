"""The icons that stand for a status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

StatusTone = Literal["error", "warning", "info", "ok"]
STATUS_ICONS: dict[StatusTone, tuple[str, str]] = {
    "error": ("x-circle-fill", "error"),
    "warning": ("warning-fill", "warning_icon"),
    "info": ("info-fill", "info"),
    "ok": ("check-circle-fill", "ok"),
}


class StatusIcon(QWidget):
    """The shape and colour of a status, 16 pixels; words beside it say the same."""

    def __init__(
        self, themes: ThemeService, tone: StatusTone = "info", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._tone: StatusTone = tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: StatusTone) -> None:
        """Show another status."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """The size of an icon."""
        return QSize(self._themes.px(16), self._themes.px(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        self._themes.icons.paint_icon(QPainter(self), self.rect(), *STATUS_ICONS[self._tone])
