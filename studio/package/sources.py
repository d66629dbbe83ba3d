"""Where the bytes of blobs lie, as handles that follow their bytes when these are moved."""

from __future__ import annotations

import gzip
import io
import os
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TypeAlias, cast

from studio.package.streams import CHUNK, DamagedData, Inflated, Window

if TYPE_CHECKING:
    from pathlib import Path

_LOCAL_HEADER = struct.Struct("<26xHH")


class Stamp(NamedTuple):
    """What tells, without reading it, that a file is still the same."""

    size: int
    mtime_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp of a file whose status was just taken."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)


class ChangedMeanwhile(OSError):
    """The file that holds the bytes is no longer the one that was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} has changed since it was read.")


@dataclass(frozen=True, slots=True)
class InMemory:
    """The bytes of a small file, held as they are."""

    data: bytes

    def open(self) -> BinaryIO:
        """A stream over the bytes."""
        return io.BytesIO(self.data)


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A whole file."""

    path: Path
    stamp: Stamp

    @classmethod
    def at(cls, path: Path) -> OnDisk:
        """The file that lies at `path` now; raises OSError."""
        return cls(path, Stamp.of(path.stat()))

    def open(self) -> BinaryIO:
        """A stream over the file; raises `ChangedMeanwhile` when it was exchanged."""
        stream = self.path.open("rb")
        if Stamp.of(os.fstat(stream.fileno())) != self.stamp:
            stream.close()
            raise ChangedMeanwhile(self.path)
        return stream


@dataclass(frozen=True, slots=True)
class InZip:
    """A member of a zip file, stored or deflated; `mode` has its permission bits."""

    archive: OnDisk | InMemory
    header_offset: int
    deflated: bool
    packed_size: int
    size: int
    crc: int
    mode: int = 0o644

    def open(self) -> BinaryIO:
        """A seekable stream over the member's bytes."""
        if not self.deflated:
            return self.open_packed()
        return _buffered(Inflated(self.open_packed(), self.size, self.crc))

    def open_packed(self) -> BinaryIO:
        """A seekable stream over the bytes as they lie in the archive."""
        stream = self.archive.open()
        stream.seek(self.header_offset)
        header = stream.read(_LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            stream.close()
            raise DamagedData("A member of the archive is not where its directory says.")
        name_length, extra_length = cast("tuple[int, int]", _LOCAL_HEADER.unpack(header))
        start = self.header_offset + _LOCAL_HEADER.size + name_length + extra_length
        return _buffered(Window(stream, start, self.packed_size))


class UnpackedGzip(gzip.GzipFile):
    """A gzip file that closes the file below with itself."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(fileobj=stream, mode="rb")
        self._below = stream

    def close(self) -> None:
        """Close both."""
        super().close()
        self._below.close()


@dataclass(frozen=True, slots=True)
class InTar:
    """A member of a gzipped tar, unpacked again from the start whenever it is read."""

    archive: OnDisk | InMemory
    offset: int
    size: int

    def open(self) -> BinaryIO:
        """A seekable stream over the member's bytes."""
        unpacked = UnpackedGzip(self.archive.open())
        return _buffered(Window(cast("BinaryIO", unpacked), self.offset, self.size))


Location: TypeAlias = InMemory | OnDisk | InZip | InTar


class Handle:
    """The source of a blob, shared by all its copies, so that all follow when its bytes move."""

    __slots__ = ("__weakref__", "location")

    def __init__(self, location: Location) -> None:
        self.location = location

    def open(self) -> BinaryIO:
        """A new stream at the first byte; raises OSError when the bytes are gone."""
        return self.location.open()

    def __repr__(self) -> str:
        return f"Handle({self.location!r})"


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return io.BufferedReader(raw, CHUNK)
