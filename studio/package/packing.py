"""Write zip and gzipped tar archives as a stream, so that the same input gives the same bytes.

Times, modes and the order of fields are fixed, and all texts and tars go through one codec,
ISA-L's igzip, in versions that are known to give the same bytes (1.7.0 to 1.9.1 do).
Emulation of five processors showed the same bytes on every x86-64 with SSE 4.2. Other
processors, arm64 among them, deflate a little otherwise: there the files in the archive and
their checksums in the report are the same, the archive's own checksum is not. zlib-ng gives the
same bytes on both, but at level 1 its archives are 1.33 times as large as those of `zip -6`,
and at level 2 it is too slow.

The format is that of PKWARE's APPNOTE 6.3.9, with Zip64 only where a size or offset needs it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import tarfile
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from studio.package.igzip import END_OF_STREAM, crc32, deflate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

BLOCK = 1 << 20
"""Bytes deflated independently of each other, so that several threads share a large file."""

THREADS = min(4, os.cpu_count() or 1)
_AHEAD = 2 * THREADS
_MAX_32 = 0xFFFFFFFF
_MAX_16 = 0xFFFF
_DATE_1980 = (1 << 5) | 1
_SECONDS_1980 = 315_532_800
_UNIX = 3 << 8
_UTF8_NAME = 1 << 11
_STORED, _DEFLATED = 0, 8
_FILE_MODE, _FOLDER_MODE = 0o100644, 0o040755
_COMPRESSED = (
    b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c",
    b"\x89PNG", b"\xff\xd8\xff",
)  # fmt: skip


class CannotRead(Exception):
    """The source of the file `name` gives out fewer bytes, more bytes or none; see its cause."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of an archive: bytes before and after compression, CRC-32 and SHA-256."""

    name: str
    size: int
    packed_size: int
    crc: int
    sha256: str


@dataclass(frozen=True, slots=True)
class _Member:
    """What the central directory says about one file."""

    packed: Packed
    method: int
    mode: int
    offset: int


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins with `head` would not get smaller."""
    return head.startswith(_COMPRESSED)


class _Meter:
    """A stream that adds up size, CRC and digest of what is read from it."""

    def __init__(self, name: str, stream: BinaryIO, block_read: Callable[[int], None]) -> None:
        self._name = name
        self._stream = stream
        self._block_read = block_read
        self._digest = hashlib.sha256()
        self.size = 0
        self.crc = 0

    def read(self, count: int = BLOCK, /) -> bytes:
        """The next `count` bytes, fewer only at the end."""
        try:
            data = self._stream.read(count)
            while 0 < len(data) < count and (more := self._stream.read(count - len(data))):
                data += more
        except (OSError, EOFError) as error:
            raise CannotRead(self._name) from error
        self.size += len(data)
        self.crc = crc32(data, self.crc)
        self._digest.update(data)
        self._block_read(len(data))
        return data

    def blocks(self) -> Iterator[bytes]:
        """All of it in blocks of equal size; where they part shapes the deflated bytes."""
        while block := self.read(BLOCK):
            yield block

    @property
    def sha256(self) -> str:
        """The digest of what was read so far, in hexadecimal."""
        return self._digest.hexdigest()


class Deflater:
    """Deflates blocks on several threads, in order; close it to end its threads."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def deflated(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """One raw deflate stream in pieces; at most a few blocks are held at a time."""
        waiting: deque[Future[bytes]] = deque()
        for block in blocks:
            if len(block) < BLOCK and not waiting:
                yield deflate(block)
                continue
            if self._pool is None:
                self._pool = ThreadPoolExecutor(THREADS, "deflate")
            waiting.append(self._pool.submit(deflate, block))
            if len(waiting) >= _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
        yield END_OF_STREAM

    def close(self) -> None:
        """Wait for the threads and end them."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


class ZipWriter:
    """Writes a zip archive into a seekable stream; nothing of it is valid before `close`.

    `block_read` is told the number of bytes after every block and may raise to stop.
    """

    def __init__(
        self, stream: BinaryIO, block_read: Callable[[int], None] = lambda _count: None
    ) -> None:
        self._stream = stream
        self._block_read = block_read
        self._members: list[_Member] = []
        self._deflater = Deflater()

    def __enter__(self) -> ZipWriter:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._write_directory()
        self._deflater.close()

    def add_folder(self, name: str) -> None:
        """Add an empty folder; its name ends in "/"."""
        packed = Packed(name, 0, 0, 0, "")
        self._members.append(_Member(packed, _STORED, _FOLDER_MODE, self._stream.tell()))
        self._stream.write(_local_header(self._members[-1], wide=False))

    def add(self, name: str, source: BinaryIO, size: int) -> Packed:
        """Add the bytes of `source` from its first to its last.

        `size` is what to expect of it, to know whether Zip64 is needed. Raises OSError.
        """
        start = self._stream.tell()
        head = source.read(8)
        source.seek(0)
        method = _STORED if not head or is_compressed(head) else _DEFLATED
        wide = size + (size >> 8) >= _MAX_32
        blank = Packed(name, 0, 0, 0, "")
        self._stream.write(_local_header(_Member(blank, method, _FILE_MODE, start), wide=wide))
        meter, packed_size = _Meter(name, source, self._block_read), 0
        pieces = meter.blocks()
        for piece in self._deflater.deflated(pieces) if method else pieces:
            packed_size += self._stream.write(piece)
        packed = Packed(name, meter.size, packed_size, meter.crc, meter.sha256)
        if not wide and max(meter.size, packed_size) >= _MAX_32:
            raise CannotRead(name) from EOFError("it has grown meanwhile")
        self._members.append(_Member(packed, method, _FILE_MODE, start))
        self._stream.seek(start)
        self._stream.write(_local_header(self._members[-1], wide=wide))
        self._stream.seek(0, 2)
        return packed

    def add_packed(
        self, name: str, source: BinaryIO, sizes: tuple[int, int], crc: int, *,
        deflated: bool, mode: int,
    ) -> None:  # fmt: skip
        """Add what another archive holds as it lies there: `source` has the packed bytes.

        `sizes` are those of the file and of `source`, `mode` the permission bits. Raises
        `CannotRead` where `source` is shorter.
        """
        packed = Packed(name, *sizes, crc, "")
        method = _DEFLATED if deflated else _STORED
        member = _Member(packed, method, stat.S_IFREG | mode, self._stream.tell())
        self._stream.write(_local_header(member, wide=max(sizes) >= _MAX_32))
        meter = _Meter(name, source, self._block_read)
        for block in meter.blocks():
            self._stream.write(block)
        if meter.size != packed.packed_size:
            raise CannotRead(name) from EOFError("it is cut off")
        self._members.append(member)

    def _write_directory(self) -> None:
        start = self._stream.tell()
        for member in self._members:
            self._stream.write(_central_header(member))
        size = self._stream.tell() - start
        count = len(self._members)
        if count >= _MAX_16 or start + size >= _MAX_32:
            self._stream.write(
                struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, _UNIX | 45, 45, 0, 0, count, count,
                            size, start)
                + struct.pack("<4sIQI", b"PK\x06\x07", 0, start + size, 1)
            )  # fmt: skip
        count = min(count, _MAX_16)
        self._stream.write(
            struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count,
                        min(size, _MAX_32), min(start, _MAX_32), 0)
        )  # fmt: skip


def _local_header(member: _Member, *, wide: bool) -> bytes:
    """The header before the data; `wide` keeps the sizes in a Zip64 field."""
    packed, name = member.packed, member.packed.name.encode()
    sizes = (_MAX_32, _MAX_32) if wide else (packed.packed_size, packed.size)
    extra = struct.pack("<HHQQ", 1, 16, packed.size, packed.packed_size) if wide else b""
    fixed = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 45 if wide else 20, _UTF8_NAME, member.method, 0,
        _DATE_1980, packed.crc, *sizes, len(name), len(extra),
    )  # fmt: skip
    return fixed + name + extra


def _central_header(member: _Member) -> bytes:
    """The header in the central directory; only fields that overflow go to Zip64."""
    packed, name = member.packed, member.packed.name.encode()
    fields = (packed.size, packed.packed_size, member.offset)
    large = [field for field in fields if field >= _MAX_32]
    extra = struct.pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    needed = 45 if large else 20
    size, packed_size, offset = (min(field, _MAX_32) for field in fields)
    is_folder = 0x10 if packed.name.endswith("/") else 0
    fixed = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", _UNIX | needed, needed, _UTF8_NAME, member.method, 0,
        _DATE_1980, packed.crc, packed_size, size, len(name), len(extra), 0, 0, 0,
        (member.mode << 16) | is_folder, offset,
    )  # fmt: skip
    return fixed + name + extra


class TgzWriter:
    """Writes a gzipped tar (POSIX.1-2001) into a stream; complete when its context is left.

    `block_read` is told the number of bytes after every read and may raise to stop.
    """

    def __init__(
        self, stream: BinaryIO, block_read: Callable[[int], None] = lambda _count: None
    ) -> None:
        self._block_read = block_read
        self._sink = _GzipSink(stream)
        self._tar = tarfile.TarFile(
            fileobj=cast("IO[bytes]", self._sink), mode="w", format=tarfile.PAX_FORMAT
        )

    def __enter__(self) -> TgzWriter:  # noqa: PYI034 - Self needs Python 3.11
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._tar.close()
            self._sink.finish()

    def add_folder(self, name: str) -> None:
        """Add an empty folder; its name ends in "/"."""
        self._tar.addfile(_tar_info(name.rstrip("/"), 0, tarfile.DIRTYPE, _FOLDER_MODE))

    def add(self, name: str, source: BinaryIO, size: int) -> Packed:
        """Add `size` bytes of `source`; raises OSError when it holds fewer."""
        meter = _Meter(name, source, self._block_read)
        try:
            self._tar.addfile(_tar_info(name, size, tarfile.REGTYPE, _FILE_MODE), meter)
        except OSError as error:
            if meter.size == size:
                raise
            raise CannotRead(name) from error
        return Packed(name, meter.size, meter.size, meter.crc, meter.sha256)


class _GzipSink:
    """Deflates what is written to it into one gzip member without name and time (RFC 1952)."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending = bytearray()
        self._size = 0
        self._crc = 0
        stream.write(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff")

    def write(self, data: bytes) -> int:
        """Take bytes; whole blocks are passed on at once."""
        self._pending += data
        self._size += len(data)
        self._crc = crc32(data, self._crc)
        while len(self._pending) >= BLOCK:
            self._stream.write(deflate(bytes(self._pending[:BLOCK])))
            del self._pending[:BLOCK]
        return len(data)

    def tell(self) -> int:
        """How many bytes were taken."""
        return self._size

    def finish(self) -> None:
        """Write what is left, the checksum and the size."""
        self._stream.write(deflate(bytes(self._pending)) + END_OF_STREAM)
        self._stream.write(struct.pack("<II", self._crc, self._size & _MAX_32))


def _tar_info(name: str, size: int, kind: bytes, mode: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.mode, info.mtime = size, kind, mode & 0o777, _SECONDS_1980
    return info
