"""Adds a description of the chosen field, or takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal

from studio.ui.controls.buttons import LinkButton
from studio.ui.designer.section import Section

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class RemovalSection(Section):
    """Two links; `text_wanted` asks for the place where the field is written."""

    text_wanted = Signal()

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.heading.hide()
        self.change = LinkButton()
        self.show_text = LinkButton()
        self.change.setIcon(themes.icons.icon("trash", "accent"))
        self.show_text.setIcon(themes.icons.icon("code", "accent"))
        for link in (self.change, self.show_text):
            link.setIconSize(QSize(14, 14))
            self.column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.change.clicked.connect(self._change)
        self.show_text.clicked.connect(self.text_wanted)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Offer what can be done with the field."""
        del field
        icon = "plus" if entry is None else "trash"
        self.change.setIcon(self.themes.icons.icon(icon, "accent"))
        self.change.setText(
            self.tr("Describe this field") if entry is None else self.tr("Remove the description")
        )

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.show_text.setText(self.tr("Show in the text"))

    def _change(self) -> None:
        path = self.design.chosen
        if path is not None and self.design.entry is None:
            self.design.add(path)
        elif path is not None:
            self.design.remove(path)
