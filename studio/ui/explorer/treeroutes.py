"""Where what is opened in the package tree is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.formats.kinds import Role

if TYPE_CHECKING:
    from studio.package.entries import Entry
    from studio.package.snapshot import Place
    from studio.ui.shell.window import MainWindow


class TreeRoutes(QObject):
    """Leads from a row to the editor that suits it, and from a missing file to what brings it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.tree.looked_at.connect(lambda place: window.show_place(place, preview=True))
        window.tree.opened.connect(self._open)
        window.tree.create_requested.connect(self._bring)

    def _open(self, place: Place) -> None:
        if not self._window.building.open_place(place):
            self._window.designing.open_place(place)

    def _bring(self, entry: Entry) -> None:
        if entry.role is Role.IMAGE_TAR:
            self._window.building.bring(entry)
        else:
            self._window.package_commands.create_missing(entry)
