"""The fields that OSC writes for an entry, and with which keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.formats.imagemap import OPERATOR
from studio.package.images.addressing import key_sets
from studio.package.images.inventory import inventory_of
from studio.ui.commands.menus import Menu
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.keptfont import keep_font
from studio.ui.images.fieldpicker import FieldPicker
from studio.ui.images.pathfield import PathField

if TYPE_CHECKING:
    from studio.formats.imagemap import MappingEntry
    from studio.package.images.joining import Image
    from studio.package.snapshot import Place, Snapshot
    from studio.ui.images.gestures import ImageGestures
    from studio.ui.theme.switcher import ThemeService
    from studio.yamltext.pointers import Pointer

_KEY, _ROW_GAP, _MOST_KEYS = 86, 8, 6


class AddressForm(QWidget):
    """A row for each key of the address; «write as» chooses the keys."""

    def __init__(
        self, themes: ThemeService, gestures: ImageGestures, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._gestures = gestures
        self._seen: tuple[Snapshot, MappingEntry, Image | None] | None = None
        self._heading, self._hint = QLabel(), QLabel()
        keep_font(self._heading, themes, "section")
        keep_font(self._hint, themes, "help")
        self._hint.setProperty("tone", "dim")
        self._hint.setWordWrap(True)
        self.write_as = ToolButton(themes, "caret-down", words=True, compact=True, scale="small")
        # The caret stands behind the words.
        self.write_as.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.write_as.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu("", self.write_as)
        menu.aboutToShow.connect(partial(self._fill, menu))
        self.write_as.setMenu(menu)
        self._keys = [QLabel() for _ in range(_MOST_KEYS)]
        self.paths = [PathField(themes) for _ in range(_MOST_KEYS)]
        for number, field in enumerate(self.paths):
            field.entered.connect(partial(self._write, number))
            field.pick_requested.connect(partial(self.pick, number))
        self._arrange()
        self._retranslate()

    def show_entry(
        self, snapshot: Snapshot, entry: MappingEntry, image: Image | None, *, anew: bool
    ) -> None:
        """Show an entry; `anew` means another one than before."""
        self._seen = (snapshot, entry, image)
        targets = inventory_of(snapshot).targets.get(entry.pointer, {})
        keys = [*entry.address, *[""] * _MOST_KEYS]
        for label, field, key in zip(self._keys, self.paths, keys, strict=False):
            other = anew or label.text() != key
            label.setText(key)
            for part in (label, field):
                part.setVisible(bool(key))
            field.show_text(entry.address.get(key, ""), anew=other)
            field.setAccessibleName(key)
            found = bool(targets.get(key))
            flaw = "" if found else self.tr("This path leads to no value that OSC writes")
            field.set_state("set" if found else "warning", flaw)
            field.setToolTip(flaw or field.text())
        self._retranslate()

    def pick(self, number: int) -> None:
        """Open the tree of values for a field."""
        if self._seen is None:
            return
        snapshot, entry, _image = self._seen
        field = self.paths[number]
        picker = FieldPicker(self._themes, snapshot, field)
        picker.picked.connect(partial(self._take, entry, self._keys[number].text()))
        picker.show_below(field, field.text())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _write(self, number: int, path: str) -> None:
        if self._seen is not None:
            key = self._keys[number].text()
            self._gestures.set_key(self._seen[1], ("address", key), path)

    def _take(self, entry: MappingEntry, key: str, place: Place, inner: Pointer | None) -> None:
        self._gestures.pick_field(entry, key, place, inner)

    def _fill(self, menu: Menu) -> None:
        menu.clear()
        if self._seen is None:
            return
        _snapshot, entry, image = self._seen
        for keys in key_sets():
            write = partial(self._gestures.write_as, entry, image, keys)
            action = menu.addAction(" + ".join(keys), write)
            action.setCheckable(True)
            action.setChecked(frozenset(keys) == frozenset(entry.address))

    def _arrange(self) -> None:
        px = self._themes.px
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self.write_as)
        fields = QGridLayout()
        fields.setVerticalSpacing(px(_ROW_GAP))
        fields.setColumnMinimumWidth(0, px(_KEY))
        fields.setColumnStretch(1, 1)
        for row, (label, field) in enumerate(zip(self._keys, self.paths, strict=True)):
            keep_font(label, self._themes, "code_small")
            label.setProperty("tone", "dim")
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(_ROW_GAP))
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addLayout(fields)

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Fields"))
        for field in self.paths:
            field.set_label(self.tr("Pick a field (F4)"))
        entry = self._seen[1] if self._seen is not None else None
        keys = " + ".join(entry.address) if entry is not None else ""
        self.write_as.set_label(self.tr("write as {keys}").format(keys=keys or "…"))
        if entry is not None and entry.section == OPERATOR:
            hint = self.tr("OSC fills in the whole image of the containers with this name.")
        else:
            hint = self.tr("OSC writes no field yet. Choose how to write the address.")
        self._hint.setText(hint)
        self._hint.setVisible(not keys)
        self.write_as.setVisible(entry is not None and entry.section != OPERATOR)
