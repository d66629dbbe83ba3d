"""The settings as a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.ui.controls.buttons import Button
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.settings.appearancepage import AppearancePage
from studio.ui.settings.shortcutpage import ShortcutPage

if TYPE_CHECKING:
    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.shell.services import Services

APPEARANCE, KEYS = "appearance", "keys"
_WIDTH, _HEIGHT = 720, 560


class SettingsDialog(QDialog):
    """Appearance and keys; what is set holds at once, so there is nothing to confirm."""

    def __init__(
        self,
        services: Services,
        registry: CommandRegistry,
        parent: QWidget,
        *,
        page: str = APPEARANCE,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        themes = services.themes
        segments = [Segment(APPEARANCE, "", "sun"), Segment(KEYS, "", "command")]
        self.chooser = Segmented(themes, segments)
        self.appearance = AppearancePage(services, registry)
        self.keys = ShortcutPage(themes, services.settings, registry)
        self._pages = {APPEARANCE: self.appearance, KEYS: self.keys}
        self._stack = QStackedWidget()
        self._close = Button(themes, kind="primary")
        for content in self._pages.values():
            self._stack.addWidget(content)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(16)
        column.addWidget(self.chooser, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._stack, 1)
        column.addLayout(buttons)
        self.resize(themes.px(_WIDTH), themes.px(_HEIGHT))
        self.chooser.chosen.connect(self.show_page)
        self._close.clicked.connect(self.accept)
        self._close.setAutoDefault(False)
        self._retranslate()
        self.show_page(page)

    def show_page(self, page: str) -> None:
        """Bring the page of that name to the front."""
        self.chooser.set_value(page)
        self._stack.setCurrentWidget(self._pages[page])
        self._pages[page].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.chooser.set_text(APPEARANCE, self.tr("Appearance"))
        self.chooser.set_text(KEYS, self.tr("Keys"))
        self._close.setText(self.tr("Close"))
