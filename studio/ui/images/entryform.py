"""Name, tag and kind of one entry of the mapping, to be edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from studio.formats.imagemap import OPERATOR, conventions
from studio.formats.imagerefs import is_repository_path, is_tag
from studio.model.imagewords import container_words, spoken
from studio.ui.controls.keptfont import keep_font
from studio.ui.images.pathfield import OwnField

if TYPE_CHECKING:
    from studio.formats.imagemap import MappingEntry
    from studio.ui.images.gestures import ImageGestures
    from studio.ui.shell.services import Services

_GAP = 12


class EntryForm(QWidget):
    """What OSC calls the image, and which containers get it where that is asked."""

    def __init__(
        self, services: Services, gestures: ImageGestures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._gestures = gestures
        self._entry: MappingEntry | None = None
        self._labels = {name: QLabel() for name in ("name", "tag", "type")}
        self.name, self.tag, self.type = OwnField(), OwnField(), QComboBox()
        self.type.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange()
        self.name.entered.connect(partial(self._write, "image", self.name))
        self.tag.entered.connect(partial(self._write, "tag", self.tag))
        self.type.activated.connect(self._write_type)
        self._retranslate()

    def show_entry(self, entry: MappingEntry, *, anew: bool) -> None:
        """Show an entry; `anew` means another one than before."""
        self._entry = entry
        self.name.show_text(entry.image, anew=anew)
        self.tag.show_text(entry.tag, anew=anew)
        for part in (self._labels["type"], self.type):
            part.setVisible(entry.section == OPERATOR)
        self.type.setCurrentIndex(max(0, self.type.findData(entry.type or "container")))
        name_flaw = tag_flaw = ""
        if not is_repository_path(entry.image):
            name_flaw = self.tr("Lower-case letters and digits, joined by . _ - or /")
        if not is_tag(entry.tag):
            tag_flaw = self.tr("Letters and digits, joined by . _ or -")
        for field, flaw in ((self.name, name_flaw), (self.tag, tag_flaw)):
            field.set_state("error" if flaw else "set", flaw)
            field.setToolTip(flaw)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _write(self, key: str, field: OwnField, text: str) -> None:
        entry = self._entry
        if entry is not None and not self._gestures.set_key(entry, (key,), text):
            field.show_text(getattr(entry, key), anew=True)

    def _write_type(self, number: int) -> None:
        entry, chosen = self._entry, self.type.itemData(number)
        if entry is not None and chosen != (entry.type or "container"):
            self._gestures.set_key(entry, ("type",), chosen)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._services.themes.px(_GAP))
        grid.setVerticalSpacing(4)
        for column, (name, field) in enumerate((("name", self.name), ("tag", self.tag))):
            grid.addWidget(self._labels[name], 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self._labels["type"], 2, 0, 1, 2)
        grid.addWidget(self.type, 3, 0, 1, 2)
        for label in self._labels.values():
            label.setTextFormat(Qt.TextFormat.RichText)
            keep_font(label, self._services.themes, "label")

    def _retranslate(self) -> None:
        red = self._services.themes.theme.hex("error")
        star = f' <span style="color: {red}">*</span>'
        self._labels["name"].setText(self.tr("Name at OSC") + star)
        self._labels["tag"].setText(self.tr("Tag at OSC") + star)
        self._labels["type"].setText(self.tr("Kind of container"))
        self.name.setAccessibleName(self.tr("Name at OSC, required"))
        self.tag.setAccessibleName(self.tr("Tag at OSC, required"))
        self.type.setAccessibleName(self.tr("Kind of container"))
        chosen = self.type.currentIndex()
        self.type.clear()
        for kind in conventions().containers:
            words = spoken(container_words(kind), self._services.languages.language)
            self.type.addItem(words, kind)
        self.type.setCurrentIndex(max(0, chosen))
