"""The recent packages as a menu."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.services.recent import RecentPackages

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from studio.services.recent import RecentPackage
    from studio.ui.shell.services import Services
    from studio.ui.welcome.recentmodel import RecentModel

_SHOWN = 12


class RecentMenu(QObject):
    """Fills a menu whenever it opens; missing packages turn grey as soon as that is known."""

    chosen = Signal(Path)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._recent = RecentPackages(services.settings)
        self._shown: list[tuple[RecentPackage, QAction]] = []

    def fill(self, menu: QMenu) -> None:
        """Offer the packages, the latest first, and to forget them all."""
        from studio.ui.explorer.rolelook import KIND_ICONS

        known = {kind.value if kind else "": icon for kind, icon in KIND_ICONS.items()}
        entries = self._recent.entries()[:_SHOWN]
        icons = self._services.themes.icons
        self._shown = [
            (entry, menu.addAction(icons.icon(known.get(entry.kind, known[""])), ""))
            for entry in entries
        ]
        for entry, action in self._shown:
            action.setToolTip(str(entry.path))
            action.triggered.connect(partial(self.chosen.emit, entry.path))
        if not entries:
            menu.addAction(self.tr("No recent packages")).setEnabled(False)
        menu.addSeparator()
        clear = menu.addAction(self.tr("Clear recent packages"), self._recent.clear)
        clear.setEnabled(bool(entries))
        menu.aboutToHide.connect(self._forget)
        self._model.set_entries(entries)
        self._show_states()

    @cached_property
    def _model(self) -> RecentModel:
        """Looks in the background which packages are still there."""
        from studio.ui.welcome.recentmodel import RecentModel

        model = RecentModel(self._services, self)
        model.dataChanged.connect(self._show_states)
        return model

    def _show_states(self) -> None:
        from studio.ui.welcome.recentmodel import StateRole, short_path

        for row, (entry, action) in enumerate(self._shown):
            missing = self._model.index(row).data(StateRole).missing
            name = f"{entry.name or entry.path.name} {entry.version}".strip()
            where = self.tr("not found") if missing else short_path(entry.path.parent)
            action.setText(f"{name}  —  {where}".replace("&", "&&"))
            action.setEnabled(not missing)

    def _forget(self) -> None:
        """The menu deletes its entries when it is filled anew."""
        self._shown = []
