"""Seekable streams over a part of a file, as it lies there or inflated."""

from __future__ import annotations

import io
import zlib
from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

    from _typeshed import WriteableBuffer

CHUNK = 1 << 18


class DamagedData(OSError):
    """The bytes are not what their archive promised."""


class _Part(io.RawIOBase):
    """`size` bytes that come from the stream `below`, which is closed with this one."""

    def __init__(self, below: BinaryIO, size: int) -> None:
        super().__init__()
        self._below = below
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always, though not at the same speed."""
        return True

    def tell(self) -> int:
        """Bytes from the first."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Move, at most to the end; raises OSError."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._go_to(min(max(0, base + offset), self._size))
        return self._at

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Raises OSError where the bytes end early or are damaged."""
        view = memoryview(buffer)
        wanted = min(len(view), self._size - self._at)
        if not wanted:
            return 0
        try:
            data = self._next(wanted)
        except (EOFError, zlib.error) as error:
            raise DamagedData(str(error)) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close this stream and the one below."""
        if not self.closed:
            self._below.close()
        super().close()

    @abstractmethod
    def _go_to(self, target: int) -> None: ...

    @abstractmethod
    def _next(self, limit: int) -> bytes:
        """At least one and at most `limit` bytes."""


class Window(_Part):
    """The `size` bytes of a seekable stream from `start`."""

    def __init__(self, below: BinaryIO, start: int, size: int) -> None:
        super().__init__(below, size)
        self._start = start

    def _go_to(self, target: int) -> None:
        self._at = target

    def _next(self, limit: int) -> bytes:
        self._below.seek(self._start + self._at)
        data = self._below.read(limit)
        if not data:
            raise EOFError("The file is cut off.")
        self._at += len(data)
        return data


class Inflated(_Part):
    """The `size` bytes that a raw deflate stream unpacks to.

    Seeking back starts anew, seeking forward unpacks. At the end `crc` is checked.
    """

    def __init__(self, packed: BinaryIO, size: int, crc: int) -> None:
        super().__init__(packed, size)
        self._crc = crc
        self._rewind()

    def _rewind(self) -> None:
        self._below.seek(0)
        self._codec = zlib.decompressobj(-zlib.MAX_WBITS)
        self._at = 0
        self._crc_so_far = 0

    def _go_to(self, target: int) -> None:
        if target < self._at:
            self._rewind()
        while self._at < target:
            self._next(min(CHUNK, target - self._at))

    def _next(self, limit: int) -> bytes:
        data = b""
        while not data:
            packed = self._codec.unconsumed_tail or self._below.read(CHUNK)
            data = self._codec.decompress(packed, limit)
            if not data and (self._codec.eof or not packed):
                raise DamagedData("The packed data ends too early.")
        self._at += len(data)
        self._crc_so_far = zlib.crc32(data, self._crc_so_far)
        if self._at == self._size and self._crc_so_far != self._crc:
            raise DamagedData("The packed data has another checksum than its archive says.")
        return data
