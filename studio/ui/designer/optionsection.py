"""The values that consumers choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from studio.formats.controls import Control
from studio.formats.values import MISSING, as_text
from studio.model.instance import found
from studio.ui.designer.optionlist import OptionList
from studio.ui.designer.section import Section

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class OptionSection(Section):
    """The options of a list, in the order of the descriptor; those of the schema until then."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.note = self.add_dim(QLabel())
        self.list = OptionList(themes)
        self.column.addWidget(self.list)
        self.list.changed.connect(self._write)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show the options of a list; other controls have none."""
        del entry
        is_list = field.control is Control.SELECT and field.options is not None
        self.setVisible(is_list)
        if is_list:
            options = tuple(as_text(option) for option in field.options or ())
            self.list.show_options(options, as_text(self._default(field)))

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Options"))
        self.note.setText(self.tr("in this order"))
        words = self.tr("Add option"), self.tr("Remove"), self.tr("default")
        self.list.set_words(*words)

    def _default(self, field: FieldSpec) -> object:
        """The value that a new instance has: that of the schema, else that of the example."""
        if field.default is not MISSING:
            return field.default
        return found(self.design.model.start, field.path)

    def _write(self, options: tuple[str, ...]) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_options(path, options))
