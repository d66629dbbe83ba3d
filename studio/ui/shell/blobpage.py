"""A tab for a file that is neither text nor anything that can be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.formats.binaries import HEAD, binary_kind
from studio.sizes import size_text
from studio.ui.controls.keptfont import keep_font
from studio.ui.shell.filepage import FilePage

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.content import FileBlob
    from studio.ui.shell.services import Services


class BlobPage(FilePage):
    """Name, type and size of a file."""

    def __init__(
        self, document: Document, path: str, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, path, parent)
        self._languages = services.languages
        self.name = QLabel()
        keep_font(self.name, services.themes, "heading")
        self.facts = QLabel()
        self.facts.setProperty("tone", "dim")
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        for label in (self.name, self.facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(label)
        layout.addStretch(2)
        self.show_content(self.content)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.show_content(self.content)

    def show_content(self, content: FileBlob) -> None:
        """Say what it is, from its first bytes."""
        self.name.setText(self.title())
        try:
            kind = binary_kind(content.read(HEAD)).text(self._languages.language)
        except OSError:
            kind = self.tr("cannot be read any more")
        self.facts.setText(f"{kind}  ·  {size_text(content.size)}")
