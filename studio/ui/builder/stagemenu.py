"""The stages of a Dockerfile to choose from, at the end of the field that names one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QToolButton

from studio.ui.commands.menus import Menu
from studio.ui.controls.buttons import ToolButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService


class StageMenu(ToolButton):
    """`chosen` carries the name of a stage, "" for the last one; hidden while none has a name."""

    chosen = Signal(str)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(themes, "caret-down", compact=True, parent=parent)
        self._names: tuple[str, ...] = ()
        self._menu = Menu("", self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.hide()
        self._retranslate()

    def set_stages(self, names: Sequence[str]) -> None:
        """Offer other stages."""
        self._names = tuple(names)
        self.setVisible(bool(names))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _fill(self) -> None:
        self._menu.clear()
        self._menu.addAction(self.tr("The last one"), partial(self.chosen.emit, ""))
        self._menu.addSeparator()
        for name in self._names:
            self._menu.addAction(name, partial(self.chosen.emit, name))

    def _retranslate(self) -> None:
        self.set_label(self.tr("Choose a stage of the Dockerfile"))
