"""The earlier build that the page of builds shows, and its menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.package.builds.recipes import Recipe
from studio.ui.builder.again import NOWHERE, recipe_of
from studio.ui.builder.historymenu import HistoryMenu

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk
    from studio.services.engine.pastbuilds import PastBuild
    from studio.ui.theme.switcher import ThemeService


class ShownPast(QObject):
    """An earlier build as the `run` that it was, or None for both.

    `changed` comes when another is shown, or when more is known of it.
    """

    changed = Signal()

    def __init__(
        self, desk: BuildDesk, themes: ThemeService, actions: dict[str, QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.past: PastBuild | None = None
        self.run: BuildRun | None = None
        self.menu = HistoryMenu(desk, themes, actions, parent)
        self._desk = desk
        self.menu.removed.connect(desk.archive.remove)
        desk.archive.changed.connect(self._take)
        desk.archive.looked.connect(self.changed)
        desk.engines.changed.connect(self._look)

    def pick(self, key: str) -> None:
        """Show the build of a key."""
        past = self._desk.archive.named(key)
        if past is not None and (self.past is None or past.key != self.past.key):
            recipe = recipe_of(past) or Recipe(NOWHERE, past.first.recipe)
            self.past, self.run = past, self._desk.archive.run_of(past, recipe)
            self.changed.emit()

    def leave(self) -> None:
        """Show none."""
        self.past = self.run = None

    def offer_menu(self, at: QPoint) -> None:
        """Show what can be done with it."""
        if self.past is not None and self.run is not None:
            self.menu.make(self.past, self.run).popup(at)

    def _take(self) -> None:
        """Leave a build that was forgotten."""
        if self.past is not None:
            self.past = self._desk.archive.named(self.past.key)
            if self.past is None:
                self.leave()
        self.changed.emit()

    def _look(self) -> None:
        if self.past is not None:
            self._desk.archive.look()
