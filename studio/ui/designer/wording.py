"""Label and help of the chosen field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.controls.textfield import TextField
from studio.ui.designer.section import Section
from studio.ui.designer.typedtext import TypedText
from studio.ui.forms.textbox import TextBox

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class LabelSection(Section):
    """What the field is called."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.field = TextField()
        self.typed = TypedText(self.field, design, self._write)
        self.column.addWidget(self.field)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show the name that the descriptor gives; the schema's stands behind it."""
        self.typed.show(entry.label if entry else "")
        self.field.setPlaceholderText(field.label)

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Label"))
        self.field.setAccessibleName(self.tr("Label"))

    def _write(self, path: FieldPath, text: str) -> None:
        self.design.apply(lambda edits: edits.set_label(path, text))


class HelpSection(Section):
    """What is said about the field."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.field = TextBox(themes, lines=2, most=6)
        self.typed = TypedText(self.field, design, self._write)
        self.column.addWidget(self.field)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show the help that the descriptor gives; the schema's stands behind it."""
        self.typed.show(entry.help if entry else "")
        self.field.setPlaceholderText(str(field.view.facts.get("description") or ""))

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Help"))
        self.field.setAccessibleName(self.tr("Help"))

    def _write(self, path: FieldPath, text: str) -> None:
        self.design.apply(lambda edits: edits.set_help(path, text))
