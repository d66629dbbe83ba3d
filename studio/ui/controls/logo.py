"""Logos of packages as pictures of a given size."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage, QImageReader, QPixmap


def logo_pixmap(data: bytes, side: int, ratio: float) -> QPixmap:
    """The picture in `data` within a square of `side` logical pixels; null if it cannot be read.

    It is drawn smooth and never enlarged, unless it is made of lines.
    """
    image = _scaled_image(data, round(side * ratio))
    pixmap = QPixmap.fromImage(image)
    if not image.isNull():
        pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _scaled_image(data: bytes, side: int) -> QImage:
    """The picture in `data` within a square of `side` pixels; null where it cannot be read."""
    if not data:
        return QImage()
    source = QByteArray(data)
    buffer = QBuffer(source)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isEmpty():
        return QImage()
    is_vector = bytes(reader.format().data()).startswith(b"svg")
    if is_vector or max(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
