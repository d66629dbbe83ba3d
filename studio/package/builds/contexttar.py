"""A build context as the bytes of a tar, made while it is sent."""

from __future__ import annotations

import io
import os
import tarfile
from typing import TYPE_CHECKING

from studio.package.builds.context import BadContext, Context, ContextEntry

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 18
_BLOCK = tarfile.BLOCKSIZE
_RUNNABLE = 0o111


def tar_chunks(context: Context) -> Iterator[bytes]:
    """The tar in pieces of at most 256 KiB; raises `BadContext` when a file changes meanwhile.

    Everything belongs to root, as `docker build` sends it.
    """
    pieces = io.BytesIO()
    for entry in context.entries:
        # Small files travel together: each piece costs the connection some time.
        pieces.write(_header(entry))
        if entry.size:
            for data in _data(context, entry):
                pieces.write(data)
                if pieces.tell() >= _CHUNK:
                    yield pieces.getvalue()
                    pieces = io.BytesIO()
            pieces.write(bytes(-entry.size % _BLOCK))
    if context.outside is not None:
        info = tarfile.TarInfo(context.dockerfile)
        info.size = len(context.outside)
        pieces.write(info.tobuf(tarfile.PAX_FORMAT))
        pieces.write(context.outside + bytes(-info.size % _BLOCK))
    pieces.write(bytes(2 * _BLOCK))
    yield pieces.getvalue()


def _header(entry: ContextEntry) -> bytes:
    info = tarfile.TarInfo(entry.path)
    info.mode = entry.mode & 0o7777
    if os.name == "nt":
        info.mode |= _RUNNABLE  # Windows does not know which files are programs
    info.mtime = max(0, int(entry.mtime))
    if entry.is_folder:
        info.type = tarfile.DIRTYPE
    elif entry.is_link:
        info.type, info.linkname = tarfile.SYMTYPE, entry.link
    else:
        info.size = entry.size
    return info.tobuf(tarfile.PAX_FORMAT)


def _data(context: Context, entry: ContextEntry) -> Iterator[bytes]:
    if entry.unsaved is not None:
        yield entry.unsaved
        return
    left = entry.size
    try:
        with (context.root / entry.path).open("rb", buffering=0) as stream:
            while left and (data := stream.read(min(_CHUNK, left))):
                left -= len(data)
                yield data
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadContext(
            "{path} cannot be read ({reason}).", path=entry.path, reason=reason
        ) from error
    if left:
        raise BadContext("{path} has changed while it was sent.", path=entry.path)
