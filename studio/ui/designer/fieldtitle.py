"""Name, path and type of the chosen field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.formats.fieldpaths import format_path
from studio.ui.controls.chip import Chip
from studio.ui.controls.elided import ElidedLabel
from studio.ui.controls.keptfont import keep_font

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.theme.switcher import ThemeService


class FieldTitle(QWidget):
    """Two lines at the left, the type of the schema at the right."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel()
        self.path = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.type = Chip(themes)
        keep_font(self.name, themes, "heading")
        keep_font(self.path, themes, "code_small")
        self.path.setProperty("tone", "dim")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self.path)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(lines, 1)
        row.addWidget(self.type, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_field(self, field: FieldSpec) -> None:
        """Speak of a field."""
        self.name.setText(field.label)
        self.path.setText(f"spec.{format_path(field.path)}")
        self.type.set_text(field.type)
