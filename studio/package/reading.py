"""Tell text from bytes when a file is read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from studio.package.content import FileBlob, FileText
from studio.package.sources import Handle, OnDisk
from studio.yamltext.encoding import decode

if TYPE_CHECKING:
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.sources import Location

TEXT_LIMIT = 16 << 20
"""Bytes of the largest file that is taken for text."""

ARCHIVE_SUFFIXES = (".zip", ".tgz", ".tar.gz")
_NEVER_TEXT = (*ARCHIVE_SUFFIXES, ".tar", ".gz", ".xz", ".bz2", ".zst", ".7z")
_HEAD = 1 << 16


def archive_stem(name: str) -> str:
    """The name of an archive without the suffix that tells its form."""
    found = next((suffix for suffix in ARCHIVE_SUFFIXES if name.lower().endswith(suffix)), "")
    return name.removesuffix(name[len(name) - len(found) :])


def may_be_text(path: str, size: int) -> bool:
    """Whether a file of `size` bytes must be read to know whether it is text."""
    return size <= TEXT_LIMIT and not path.lower().endswith(_NEVER_TEXT)


def content_at(path: str, location: Location, size: int) -> Content:
    """The text at `location` where it is UTF-8 without NUL, else a blob that refers to it.

    `path` is the name in the package, `size` the bytes that it is known to have. Raises OSError.
    """
    if may_be_text(path, size):
        with location.open() as stream:
            data = stream.read(_HEAD)
            if b"\0" not in data:
                data += stream.read(TEXT_LIMIT + 1 - len(data))
        text = text_of(data)
        if text is not None:
            return text
    glimpse = _glimpse(location) if isinstance(location, OnDisk) else ""
    return FileBlob(size, Handle(location), glimpse=glimpse)


def _glimpse(location: OnDisk) -> str:
    """A digest of the beginning, the middle and the end of a file.

    The end of a saved image names all its layers by their digests, so that another image of the
    same size shows itself there.
    """
    size = location.stamp.size
    digest = hashlib.sha256()
    with location.open() as stream:
        for start in sorted({0, max(0, size // 2), max(0, size - _HEAD)}):
            stream.seek(start)
            digest.update(stream.read(_HEAD))
    return digest.hexdigest()


def text_of(data: bytes) -> FileText | None:
    """`data` as text, or None where it is none."""
    if b"\0" in data or len(data) > TEXT_LIMIT:
        return None
    decoded = decode(data)
    return None if decoded is None else FileText(decoded.text, decoded.eol, bom=decoded.bom)


def read_file(path: Path) -> Content:
    """A file from anywhere on disk, to be taken into a package; raises OSError."""
    location = OnDisk.at(path)
    return content_at(path.name, location, location.stamp.size)
