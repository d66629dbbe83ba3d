"""List the members of a gzipped tar in one pass, with the bytes of the small ones."""

from __future__ import annotations

import posixpath
import tarfile
import zlib
from typing import IO, TYPE_CHECKING, cast

from studio.package.archive import RATIO_FREE, RATIO_LIMIT, BadArchive, Member, damaged
from studio.package.reading import may_be_text
from studio.package.sources import InMemory, InTar, UnpackedGzip
from studio.package.streams import CHUNK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.archive import ArchiveFile

UNPACKED_LIMIT = 1 << 30
"""Bytes that a gzipped tar may unpack to; service packages with large images are zips."""

_SMALL = 1 << 20
_HEADER_LIMIT = 1 << 20


class _BoundedGzip(UnpackedGzip):
    """Keeps a header that announces gigabytes from being read into memory."""

    limit = _HEADER_LIMIT

    def read(self, size: int | None = -1) -> bytes:
        if size is None or not 0 <= size <= self.limit:
            raise tarfile.ReadError("A header of the archive is too large.")
        return super().read(size)


def members(archive: ArchiveFile, shown: object) -> Iterator[Member]:
    """The members in order; raises `BadArchive` when one is unsafe or the archive is damaged."""
    with archive.open() as stream:
        packed_size = stream.seek(0, 2)
    try:
        with _BoundedGzip(archive.open()) as unpacked:
            tar = tarfile.TarFile(fileobj=cast("IO[bytes]", unpacked), encoding="utf-8")
            while (info := tar.next()) is not None:
                _check_size(tar.offset, packed_size, shown)
                yield _member(info, archive, unpacked, shown)
            _check_end(unpacked, tar.offset, shown)
    except (tarfile.TarError, EOFError, OSError, zlib.error, ValueError) as error:
        raise damaged(shown) from error


def _member(
    info: tarfile.TarInfo, archive: ArchiveFile, unpacked: UnpackedGzip, shown: object
) -> Member:
    if info.isdir():
        return Member(f"{info.name}/")
    if info.issym():
        folder = posixpath.dirname(info.name)
        return Member(info.name, link=posixpath.join(folder, info.linkname))
    if info.islnk():
        return Member(info.name, link=info.linkname)
    if not info.isreg() or info.issparse():
        raise BadArchive("{name} in {path} is not a regular file.", name=info.name, path=shown)
    if info.size <= _SMALL or may_be_text(info.name, info.size):
        location = InMemory(_data(unpacked, info))
    else:
        location = InTar(archive, info.offset_data, info.size)
    return Member(info.name, info.size, None, location)


def _data(unpacked: UnpackedGzip, info: tarfile.TarInfo) -> bytes:
    unpacked.seek(info.offset_data)
    pieces: list[bytes] = []
    missing = info.size
    while missing and (piece := unpacked.read(min(CHUNK, missing))):
        pieces.append(piece)
        missing -= len(piece)
    if missing:
        raise EOFError
    return b"".join(pieces)


def _check_size(unpacked_size: int, packed_size: int, shown: object) -> None:
    """Refuse, before it is unpacked, what grows beyond all measure."""
    if unpacked_size > UNPACKED_LIMIT:
        raise BadArchive(
            "{path} unpacks to more than {limit} MB; gzipped tars of that size are not read.",
            path=shown,
            limit=UNPACKED_LIMIT >> 20,
        )
    if unpacked_size > RATIO_FREE and unpacked_size > RATIO_LIMIT * packed_size:
        raise BadArchive(
            "{path} unpacks to more than {ratio} times its size, which no package needs.",
            path=shown,
            ratio=RATIO_LIMIT,
        )


def _check_end(unpacked: UnpackedGzip, offset: int, shown: object) -> None:
    """Read to the end: the checksum must hold, and only zeros may follow the last member."""
    unpacked.seek(offset)
    size = offset
    while piece := unpacked.read(CHUNK):
        size += len(piece)
        if piece.count(0) != len(piece) or size > UNPACKED_LIMIT:
            raise damaged(shown)
