"""In which scenes and where in the form the chosen field stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel

from studio.package.forms.building import SCENES
from studio.ui.controls.switch import Switch
from studio.ui.controls.textfield import TextField
from studio.ui.designer.section import Section
from studio.ui.designer.typedtext import TypedText

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class SceneSection(Section):
    """A box for each scene; a field is always in one at least."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.boxes = {scene: QCheckBox(scene) for scene in SCENES}
        for box in self.boxes.values():
            self.line.addWidget(box)
            box.clicked.connect(self._write)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Tick the scenes that show the field."""
        del field
        for scene, box in self.boxes.items():
            box.setChecked(entry is None or entry.shown_in(scene))

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Scenes"))

    def _write(self) -> None:
        path = self.design.chosen
        chosen = [scene for scene, box in self.boxes.items() if box.isChecked()]
        if path is not None and chosen:
            scenes = [] if len(chosen) == len(SCENES) else chosen
            self.design.apply(lambda edits: edits.set_scenes(path, scenes))
        if self.design.field is not None:
            self.show_field(self.design.field, self.design.entry)


class PlaceSection(Section):
    """Whether the field is hidden or among the advanced ones, and its group."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.hidden = Switch(themes)
        self.advanced = Switch(themes)
        self.group = TextField()
        self.group_label = QLabel()
        self._typed = TypedText(self.group, design, self._write_group)
        self.heading.hide()
        self.column.addWidget(self.hidden)
        self.column.addWidget(self.advanced)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.group_label)
        row.addWidget(self.group, 1)
        self.column.addLayout(row)
        self.hidden.clicked.connect(self._write_hidden)
        self.advanced.clicked.connect(self._write_advanced)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show where the field stands."""
        del entry
        self.hidden.setChecked(field.hidden)
        self.advanced.setChecked(field.advanced)
        self._typed.show(field.group or "")

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.hidden.setText(self.tr("Hidden"))
        self.advanced.setText(self.tr("Advanced"))
        self.group_label.setText(self.tr("Group"))
        self.group.setAccessibleName(self.tr("Group"))
        self.group.setPlaceholderText(self.tr("none"))

    def _write_hidden(self, on: bool) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_hidden(path, on=on))

    def _write_advanced(self, on: bool) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_advanced(path, on=on))

    def _write_group(self, path: FieldPath, text: str) -> None:
        self.design.apply(lambda edits: edits.set_group(path, text))
