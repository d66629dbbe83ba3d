"""A tab for a file that is not text: what it is, and the picture if it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.package.changes import RenameFile
from studio.package.content import FileBlob
from studio.package.layout import layout_of
from studio.ui.explorer.rolelook import role_icon
from studio.ui.shell.page import Page
from studio.ui.shell.sizes import size_text

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.changes import ChangeSet
    from studio.ui.theme.switcher import ThemeService

_LARGEST_PICTURE = 16 << 20
"""Bytes up to which a file is tried as a picture."""
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico")


class BlobPage(Page):
    """Name, type and size of a file, and above them the picture, not enlarged."""

    def __init__(
        self, document: Document, path: str, themes: ThemeService, parent: QWidget | None = None
    ) -> None:
        role = layout_of(document.snapshot).roles[path]
        super().__init__(path, role_icon(role), parent)
        self._document = document
        self._themes = themes
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts = QLabel()
        self._facts.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._facts.setProperty("tone", "dim")
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self._picture)
        layout.addWidget(self._facts)
        layout.addStretch(1)
        document.changed.connect(self._follow)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()

    def _follow(self, change_set: ChangeSet, _origin: object) -> None:
        if self.key not in change_set.paths:
            return
        path = self.key
        for operation in change_set.operations:
            if isinstance(operation, RenameFile) and operation.path == path:
                path = operation.new_path
        if path != self.key and path in self._document.snapshot:
            self.renamed.emit(path)
        if self.key in self._document.snapshot:
            self._show()
        else:
            self.closed.emit()

    def _show(self) -> None:
        content = self._document.snapshot.files[self.key]
        facts = [self.key.rpartition("/")[2], size_text(content.size)]
        image = _picture(self.key, content) if isinstance(content, FileBlob) else QImage()
        self._picture.setVisible(not image.isNull())
        if not image.isNull():
            self._picture.setPixmap(QPixmap.fromImage(image))
            facts.append(f"{image.width()} × {image.height()}")
        elif self.key.endswith(_PICTURES):
            facts.append(self.tr("not a picture that can be shown"))
        else:
            facts.append(self.tr("not a text"))
        self._facts.setText("  ·  ".join(facts))


def _picture(path: str, blob: FileBlob) -> QImage:
    """The picture in `blob`, scaled down to what a screen shows; null where it is none."""
    if not path.lower().endswith(_PICTURES) or blob.size > _LARGEST_PICTURE:
        return QImage()
    from PySide6.QtCore import QBuffer, QByteArray

    try:
        data = QByteArray(blob.read())
    except OSError:
        return QImage()
    buffer = QBuffer(data)
    reader = QImageReader(buffer)
    size = reader.size()
    most = QSize(800, 600)
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
