"""The box in the middle of the toolbar that opens quick open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from studio.ui.commands.shortcuts import native_text
from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.theme.switcher import ThemeService

COMMAND = "go.anything"
HEIGHT, WIDTH, LEAST_WIDTH, MARGIN, ICON = 30, 380, 200, 10, 16


class SearchButton(QPushButton):
    """Looks like a field and says what can be found; a click, or its shortcut, opens the list."""

    def __init__(
        self, themes: ThemeService, registry: CommandRegistry, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._registry = registry
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: registry.run(COMMAND))
        registry.shortcuts.changed.connect(lambda _command_id: self.update())
        self._retranslate()

    def sizeHint(self) -> QSize:
        """As wide as the design has it; narrower windows shrink it."""
        return QSize(self._themes.px(WIDTH), self._themes.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Still recognisable."""
        return QSize(self._themes.px(LEAST_WIDTH), self._themes.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a field with a glass, words, and the shortcut as a keycap."""
        painter, px, colour = QPainter(self), self._themes.px, self._themes.colour
        edge = colour("border_strong" if self.underMouse() else "border")
        paint_rounded(painter, self.rect(), 6, colour("editor"), edge)
        rect = self.rect().adjusted(px(MARGIN), 0, -px(8), 0)
        icon = QRect(rect.left(), 0, px(ICON), self.height())
        self._themes.icons.paint_icon(painter, icon, "magnifying-glass", "dim")
        keys = native_text(self._registry.shortcuts.keys(COMMAND))
        if keys:
            end = paint_chip_at_right(painter, self._themes, rect, keys, shape="keycap")
            rect.setRight(end - px(8))
        rect.setLeft(icon.right() + px(8))
        painter.setFont(self._themes.font("body", text=self.accessibleName()))
        painter.setPen(colour("faint"))
        text = painter.fontMetrics().elidedText(
            self.accessibleName(), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus():
            paint_focus_ring(painter, self._themes, self.rect(), 6)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Go to file, key or problem"))
        self.update()
