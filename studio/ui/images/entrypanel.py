"""All that an entry of the mapping says: name, fields, saved images, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.formats.imagemap import tar_path
from studio.model.imagerows import Group
from studio.model.images import ARCHITECTURES
from studio.model.imagetars import tar_facts
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.images.addressform import AddressForm
from studio.ui.images.entryform import EntryForm
from studio.ui.images.tarlist import TarRow
from studio.ui.images.writepreview import WritePreview

if TYPE_CHECKING:
    from studio.formats.imagemap import MappingEntry
    from studio.model.imagerows import ImageTable
    from studio.package.images.joining import Image
    from studio.ui.images.gestures import ImageGestures
    from studio.ui.shell.services import Services

_GAP, _MOST_OTHERS = 12, 12


class EntryPanel(QWidget):
    """`tar_wanted` asks for a tar from disk, `opened` for what is inside one (its path)."""

    tar_wanted = Signal(str)
    opened = Signal(str)

    def __init__(
        self, services: Services, gestures: ImageGestures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._gestures = gestures
        self._entry: MappingEntry | None = None
        themes = services.themes
        self.form = EntryForm(services, gestures)
        self.address = AddressForm(themes, gestures)
        self._tars_title = QLabel()
        keep_font(self._tars_title, themes, "section")
        self.tars = [TarRow(services) for _ in ARCHITECTURES]
        self.preview = WritePreview(services)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(themes.px(_GAP))
        column.addWidget(self.form)
        column.addWidget(self.address)
        column.addWidget(self._tars_title)
        for row in self.tars:
            column.addWidget(row)
            self._connect(row)
        column.addWidget(Hairline(themes))
        column.addWidget(self.preview)
        self._retranslate()

    def show_entry(
        self, table: ImageTable, entry: MappingEntry, image: Image | None, *, anew: bool
    ) -> None:
        """Show an entry; `anew` means that another one was chosen."""
        snapshot = table.snapshot
        anew = anew or self._entry is None or self._entry.pointer != entry.pointer
        self._entry = entry
        self.form.show_entry(entry, anew=anew)
        self.address.show_entry(snapshot, entry, image, anew=anew)
        unused = [row.title for row in table.rows if row.group is Group.UNUSED]
        facts = tar_facts(snapshot, entry, table.architectures)
        for row, fact in zip(self.tars, facts, strict=True):
            row.show_fact(fact, unused[:_MOST_OTHERS])
        self.preview.show_entry(snapshot, entry, image)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _connect(self, row: TarRow) -> None:
        row.wanted.connect(self.tar_wanted)
        row.opened.connect(lambda name: self.opened.emit(tar_path(name)))
        row.renamed.connect(self._gestures.rename_tar)
        row.assigned.connect(self._assign)
        row.dropped.connect(self._unassign)

    def _assign(self, architecture: str, name: str) -> None:
        if self._entry is not None:
            self._gestures.assign(self._entry, architecture, name)

    def _unassign(self, architecture: str) -> None:
        if self._entry is not None:
            self._gestures.unassign(self._entry, architecture)

    def _retranslate(self) -> None:
        self._tars_title.setText(self.tr("Saved images"))
