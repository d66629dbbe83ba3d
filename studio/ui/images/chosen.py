"""What can be done with the images that are chosen on their page, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from studio.formats.imagemap import MAPPING_PATH
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.ui.images.tarfiles import choose_tars

if TYPE_CHECKING:
    from studio.ui.images.imagespage import ImagesPage
    from studio.ui.shell.services import Services


class ChosenImages:
    """The images that are chosen on one page, and the page itself where none is meant."""

    def __init__(self, page: ImagesPage, services: Services) -> None:
        self._page = page
        self._services = services

    @property
    def can_edit(self) -> bool:
        """Whether the package can have a mapping."""
        return layout_of(self._page.gestures.document.snapshot).is_service

    @property
    def can_map(self) -> bool:
        """Whether an entry can be added for what is chosen."""
        return self.can_edit and any(row.can_map for row in self._page.view.chosen_rows())

    @property
    def can_remove(self) -> bool:
        """Whether what is chosen has entries."""
        return any(row.entries for row in self._page.view.chosen_rows())

    @property
    def has_chosen(self) -> bool:
        """Whether any row is chosen."""
        return bool(self._page.view.chosen_rows())

    @property
    def has_entry(self) -> bool:
        """Whether the one chosen image has an entry that can be edited."""
        rows = self._page.view.chosen_rows()
        return len(rows) == 1 and bool(rows[0].entries)

    @property
    def has_place(self) -> bool:
        """Whether there is a place to jump to."""
        row = self._page.view.current_row()
        return row is not None and bool(row.uses or row.path or row.entries)

    @property
    def has_mapping(self) -> bool:
        """Whether there is a mapping to be read as text."""
        return MAPPING_PATH in self._page.gestures.document.snapshot

    def propose(self) -> None:
        """Map every image that OSC can write."""
        self._page.gestures.propose()

    def map_chosen(self) -> None:
        """Map the chosen images."""
        self._page.gestures.map_images(self._page.view.chosen_rows())

    def remove_chosen(self) -> None:
        """Take the entries of the chosen images out of the mapping."""
        rows = self._page.view.chosen_rows()
        entries = {entry.pointer: entry for row in rows for entry in row.entries}
        self._page.gestures.remove(list(entries.values()))

    def edit_chosen(self) -> None:
        """Put the keys into the fields of the chosen image."""
        self._page.panel.show()
        self._page.panel.focus_name()

    def copy_chosen(self) -> None:
        """Copy the addresses of the chosen images, a line each."""
        rows = self._page.view.chosen_rows()
        lines = [row.image.reference if row.image else row.path or row.title for row in rows]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def show_use(self) -> None:
        """Jump to the place of the current row."""
        view = self._page.view
        use, row = view.use_of_current(), view.current_row()
        if use is not None:
            self._page.place_wanted.emit(use.use.place)
        elif row is not None and row.path:
            self._page.place_wanted.emit(Place(row.path))
        elif row is not None and row.entries:
            self.show_text()

    def show_text(self) -> None:
        """Show the mapping as text, at the entry of the chosen image."""
        row = self._page.view.current_row()
        pointer = row.entries[0].pointer if row is not None and row.entries else ()
        self._page.place_wanted.emit(Place(MAPPING_PATH, pointer))

    def open_filter(self) -> None:
        """Put the keys into the filter."""
        field = self._page.header.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def choose_tars(self, architecture: str = "") -> None:
        """Ask for saved images; with an architecture, for the chosen image."""
        files = choose_tars(self._page, self._services.settings)
        row = self._page.view.current_row()
        if files:
            key = row.key if row is not None and architecture else ""
            self._page.tars.add(files, key, architecture)
