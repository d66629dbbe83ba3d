"""A part of the properties of a field: a heading with words beside it, and what is below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService


class Section(QWidget):
    """Shows one aspect of the chosen field and writes it through the design."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__()
        self.themes = themes
        self.design = design
        self.heading = QLabel()
        keep_font(self.heading, themes, "section")
        self.line = QHBoxLayout()
        self.line.setSpacing(8)
        self.line.addWidget(self.heading)
        self.line.addStretch(1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(5)
        self.column.addLayout(self.line)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show a field as it is now; `entry` is its descriptor, if it has one."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Speak the language of the window."""

    def add_dim(self, label: QLabel) -> QLabel:
        """Put small words at the right of the heading."""
        label.setProperty("tone", "dim")
        keep_font(label, self.themes, "help")
        self.line.addWidget(label, 0, Qt.AlignmentFlag.AlignVCenter)
        return label
