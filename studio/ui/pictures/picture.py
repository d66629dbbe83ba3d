"""Reads a picture from bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

LARGEST = 32 << 20
"""Bytes up to which a file is tried as a picture."""

_SUFFIXES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".bmp", ".ico"))
_VECTOR = "SVG"
_MOST_PIXELS = 4096
"""Pixels of the longer side that a vector picture is drawn with at most."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that was read; `size` is its own, in pixels, `frames` more than 1 if it moves.

    `image` is the first frame. A vector picture has its `source`, to be drawn in any size.
    """

    image: QImage
    size: QSize
    kind: str
    frames: int = 1
    source: bytes = b""

    def drawn(self, size: QSize) -> QImage:
        """The image to be painted in `size`: drawn anew where it has no pixels of its own."""
        if not self.source:
            return self.image
        most = QSize(_MOST_PIXELS, _MOST_PIXELS)
        if size.width() > most.width() or size.height() > most.height():
            size = size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        _, reader = _reader(self.source)
        reader.setScaledSize(size)
        return reader.read()


def is_picture(path: str) -> bool:
    """Whether the name says that a file is a picture that can be shown."""
    return PurePosixPath(path).suffix.lower() in _SUFFIXES


def read_picture(data: bytes) -> Picture | None:
    """The picture in `data`, whatever its name says; None where there is none."""
    buffer, reader = _reader(data)
    kind = bytes(reader.format().data()).decode("ascii", "replace").upper().replace("JPEG", "JPG")
    frames = max(reader.imageCount(), 1)
    image = reader.read()
    buffer.close()
    if image.isNull():
        return None
    vector = kind.startswith(_VECTOR)
    source = data if vector else b""
    return Picture(image, image.size(), _VECTOR if vector else kind, frames, source)


def _reader(data: bytes) -> tuple[QBuffer, QImageReader]:
    """A reader and what it reads from, which has to live as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return buffer, reader
