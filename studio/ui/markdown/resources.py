"""What a markdown file may show and lead to: files of its package, and nothing from elsewhere."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument

from studio.package.content import FileText, Folder
from studio.ui.pictures.picture import read_picture

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtCore import QObject

    from studio.package.snapshot import Snapshot

_LARGEST = 4 << 20
"""Bytes of the largest picture that is shown within a text."""
_WIDEST = 640


class PackageResources:
    """The pictures and links of the file at `path`, as `snapshot` has them."""

    def __init__(self, snapshot: Snapshot, path: str) -> None:
        self._snapshot = snapshot
        self._path = path

    def target(self, link: str) -> str:
        """The path of the package that a link leads to, "" where it leads elsewhere."""
        url = QUrl(link)
        if url.scheme() or url.host() or not url.path():
            return ""
        written = unquote(url.path())
        folder = "" if written.startswith("/") else posixpath.dirname(self._path)
        found = posixpath.normpath(posixpath.join(folder, written.lstrip("/")))
        return found if found in self._snapshot else ""

    def picture(self, link: str) -> QImage:
        """The picture at a link, no wider than a column of text; null where there is none."""
        content = self._snapshot.files.get(self.target(link))
        if content is None or isinstance(content, Folder) or content.size > _LARGEST:
            return QImage()
        try:
            data = content.encoded() if isinstance(content, FileText) else content.read()
        except OSError:
            return QImage()
        picture = read_picture(data)
        if picture is None:
            return QImage()
        if picture.size.width() <= _WIDEST:
            return picture.image
        return picture.image.scaledToWidth(_WIDEST, Qt.TransformationMode.SmoothTransformation)


class PackageDocument(QTextDocument):
    """A text whose pictures come from a package.

    Qt would look for what it is not given on the disk of the reader, so it is always given
    something.
    """

    def __init__(self, resources: PackageResources, parent: QObject) -> None:
        super().__init__(parent)
        self._resources = resources
        self._pictures: dict[str, QImage] = {}

    def has_picture(self, name: str) -> bool:
        """Whether the package has the picture of that name."""
        return not self._picture(name).isNull()

    def loadResource(self, type: int, name: QUrl | str) -> Any:  # noqa: A002 - Qt's name
        """A picture of the package, or one transparent pixel; no style sheets."""
        if type != int(QTextDocument.ResourceType.ImageResource.value):
            return b" "
        image = self._picture(name.toString() if isinstance(name, QUrl) else name)
        if image.isNull():
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
        return image

    def _picture(self, name: str) -> QImage:
        if name not in self._pictures:
            self._pictures[name] = self._resources.picture(name)
        return self._pictures[name]
