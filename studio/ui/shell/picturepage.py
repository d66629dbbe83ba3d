"""A tab with a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from studio.ui.pictures.picturepanel import PicturePanel
from studio.ui.shell.filepage import FilePage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.model.document import Document
    from studio.package.content import FileBlob
    from studio.ui.shell.services import Services


class PicturePage(FilePage):
    """The picture at a path, with its size in pixels and bytes."""

    def __init__(
        self, document: Document, path: str, services: Services, parent: QWidget | None = None
    ) -> None:
        super().__init__(document, path, parent)
        self.panel = PicturePanel(services.themes, services.jobs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panel)
        self.setFocusProxy(self.panel)
        self.show_content(self.content)

    def show_content(self, content: FileBlob) -> None:
        """Show the picture, or that it is none."""
        self.panel.show_content(content)
