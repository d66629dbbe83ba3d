"""The members of a tar in one pass, with the bytes of those that may be JSON."""

from __future__ import annotations

import posixpath
import tarfile
import zlib
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

from isal import igzip, isal_zlib

from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

    from studio.wording import Message

JSON_LIMIT = 4 << 20
"""Bytes of the largest member that is kept: configurations have some ten thousand."""
KEPT_LIMIT = 64 << 20
"""Bytes that are kept of all members together."""
MAX_MEMBERS = 100_000

_GZIP = b"\x1f\x8b"
_JSON_STARTS = (b"{", b"[")
_TOO_MANY = message("The tar holds too many files for an image.")
_PACKED_OTHERWISE = {b"\x28\xb5\x2f\xfd": "zstd", b"\xfd7zXZ": "xz", b"BZh": "bzip2"}
_DAMAGED = (
    tarfile.TarError,
    EOFError,
    zlib.error,
    igzip.BadGzipFile,
    cast("type[Exception]", isal_zlib.error),
)


class BadTar(Exception):
    """The file is no tar at all; `sentence` says what it is instead."""

    def __init__(self, sentence: Message, *, gzipped: bool = False) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence
        self.gzipped = gzipped


@dataclass(slots=True)
class Members:
    """What lies in a tar, by path without a leading `./`.

    `links` holds the targets of links: Docker saves a layer that two images share only once.
    `defect` says that the tar ends before its end, `room` how many bytes may still be kept.
    """

    gzipped: bool
    sizes: dict[str, int] = field(default_factory=dict[str, int])
    links: dict[str, str] = field(default_factory=dict[str, str])
    kept: dict[str, bytes] = field(default_factory=dict[str, bytes])
    defect: Message | None = None
    room: int = KEPT_LIMIT

    def size(self, path: str) -> int | None:
        """Bytes of a member, None where it is not in the tar."""
        return self.sizes.get(self._target(path))

    def data(self, path: str) -> bytes | None:
        """The bytes of a member that begins as JSON does; None for any other."""
        return self.kept.get(self._target(path))

    def _target(self, path: str) -> str:
        path = posixpath.normpath(path)
        return self.links.get(path, path)


def walk(stream: BinaryIO, keep_going: Callable[[], None]) -> Members:
    """Go through the tar; raises `BadTar`, OSError, and what `keep_going` raises."""
    start = stream.read(6)
    stream.seek(0)
    for magic, name in _PACKED_OTHERWISE.items():
        if start.startswith(magic):
            raise BadTar(message("The tar is packed with {name}; only gzip is read.", name=name))
    gzipped = start.startswith(_GZIP)
    source = cast("IO[bytes]", igzip.IGzipFile(fileobj=stream, mode="rb") if gzipped else stream)
    members = Members(gzipped)
    try:
        tar = tarfile.TarFile(fileobj=source, encoding="utf-8", errors="surrogateescape")
        while (info := tar.next()) is not None:
            keep_going()
            _take(members, info, source)
            if len(members.sizes) > MAX_MEMBERS:
                raise BadTar(_TOO_MANY, gzipped=gzipped)
    except _DAMAGED as error:
        if not members.sizes:
            sentence = message("The file is no tar, or it is damaged.")
            raise BadTar(sentence, gzipped=gzipped) from error
        members.defect = message("The tar is cut off or damaged.")
    if not members.sizes and members.defect is None:
        raise BadTar(message("The tar is empty."), gzipped=gzipped)
    return members


def _take(members: Members, info: tarfile.TarInfo, source: IO[bytes]) -> None:
    path = posixpath.normpath(info.name)
    if info.issym() or info.islnk():
        folder = posixpath.dirname(path) if info.issym() else ""
        members.links[path] = posixpath.normpath(posixpath.join(folder, info.linkname))
        return
    if not info.isreg():
        return
    members.sizes[path] = info.size
    if not 0 < info.size <= JSON_LIMIT:
        return
    source.seek(info.offset_data)
    start = source.read(1)
    if start in _JSON_STARTS:
        members.room -= info.size
        if members.room < 0:
            raise BadTar(_TOO_MANY, gzipped=members.gzipped)
        members.kept[path] = start + source.read(info.size - 1)
