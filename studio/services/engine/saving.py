"""Images as tars: out of an engine and into one."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING, TypeAlias

from studio.errors import StudioError
from studio.formats.imagetar import ImageTar, describe_tar
from studio.formats.shapes import text
from studio.package.disk import temporary_name
from studio.package.folderwriting import sync_folder
from studio.services.engine.connection import EngineRefused
from studio.services.engine.images import image_path, inspect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from studio.package.progress import Meter
    from studio.services.engine.connection import Engine

_PIECE = 1 << 20
_MARGIN = 64 << 20
"""Bytes that a disk should have left when the tar is written."""

_SYNC_EVERY = 64 << 20
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_LOADED = ("Loaded image: ", "Loaded image ID: ", "Loaded image(s): ")


class NotSaved(StudioError):
    """The tar could not be written; nothing of it is left."""


class NotLoaded(StudioError):
    """The engine does not take a tar."""


Put: TypeAlias = "Callable[[Path, Path], None]"
"""Gives a finished file its name; raises OSError."""


def rename(waiting: Path, target: Path) -> None:
    """Put a file in the place of whatever is called `target`."""
    waiting.replace(target)
    sync_folder(target.parent)


def save_image(
    engine: Engine,
    name: str,
    target: Path,
    meter: Meter,
    put: Put = rename,
) -> ImageTar:
    """Write the image called `name` to `target`, and read back what is in it.

    It is written beside its place, synchronised, checked and then renamed, so that `target` is
    always whole; its folder is made where it is missing. `meter` is told the bytes against the
    image's size and may raise to cancel; `put` takes the finished file and `target`.
    Raises `NotSaved`, `NoImage`, and as `Engine.get`.
    """
    image = inspect(engine, name)
    meter.total = image.size
    temporary = target.with_name(temporary_name("image"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _require_space(target.parent, image.size)
        with temporary.open("xb", buffering=0) as stream:
            _write(engine, name, stream, meter)
        found = describe_tar(lambda: temporary.open("rb"))
        if found.defect is not None or not found.images:
            raise NotSaved(
                "What the engine sent for {name} is no whole image: {reason}",
                name=name,
                reason=found.defect or "",
            )
        put(temporary, target)
    except OSError as error:
        raise _explained(target, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return found


def _write(engine: Engine, name: str, stream: BinaryIO, meter: Meter) -> None:
    download = engine.download(f"{image_path(name)}/get", {}, lambda: meter.advance(0))
    written = since_sync = 0
    with closing(download):
        for piece in download:
            view = memoryview(piece)
            while view:
                view = view[stream.write(view) :]
            written += len(piece)
            since_sync += len(piece)
            meter.advance(len(piece))
            if since_sync >= _SYNC_EVERY:
                since_sync = 0
                _start_writing(stream, written)
    os.fsync(stream.fileno())


def _start_writing(stream: BinaryIO, written: int) -> None:
    """Let the disk begin with what it has, so that the last synchronising need not wait for all."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, written, os.POSIX_FADV_DONTNEED)


def _require_space(folder: Path, size: int) -> None:
    """Raise `NotSaved` where the disk has no room, before anything is written."""
    free = shutil.disk_usage(folder).free
    if free < size + min(size // 10, _MARGIN):
        raise NotSaved(
            "The disk of {folder} has {free} MB left, and the image needs {size} MB.",
            folder=folder,
            free=free // 1_000_000,
            size=-(-size // 1_000_000),
        )


def _explained(target: Path, error: OSError) -> NotSaved:
    if error.errno in _FULL:
        return NotSaved("{path} was not saved: the disk is full.", path=target.name)
    reason = error.strerror or str(error)
    return NotSaved("{path} was not saved ({reason}).", path=target.name, reason=reason)


def load_image(
    engine: Engine, open_tar: Callable[[], BinaryIO], size: int, meter: Meter
) -> tuple[str, ...]:
    """Load a tar of `size` bytes into the engine; the names or ids of its images.

    `meter` is told the bytes sent, and may raise to cancel. Raises `NotLoaded`, OSError where the
    tar cannot be read, and as `Engine.get`.
    """
    meter.total = size
    upload = _Upload(open_tar)

    def watch() -> None:
        meter.advance(upload.news())

    headers = {"Content-Type": "application/x-tar"}
    stream = engine.events(
        "/images/load", {"quiet": "1"}, body=upload.pieces, headers=headers, keep_going=watch
    )
    names: list[str] = []
    try:
        with closing(stream):
            for event in stream:
                if "error" in event:
                    raise NotLoaded("The engine does not take it: {reason}", reason=event["error"])
                names += _loaded(text(event.get("stream")))
    except EngineRefused as refused:
        raise NotLoaded("The engine does not take it: {reason}", reason=refused.reason) from refused
    if not names:
        raise NotLoaded("The engine found no image in it.")
    return tuple(names)


def _loaded(said: str) -> Iterator[str]:
    for line in said.splitlines():
        for start in _LOADED:
            if line.startswith(start):
                yield from line.removeprefix(start).split(",")


class _Upload:
    """A file on its way to the engine."""

    def __init__(self, open_tar: Callable[[], BinaryIO]) -> None:
        self._open_tar = open_tar
        self._sent = 0
        self._told = 0

    def pieces(self, keep_sending: Callable[[], None]) -> Iterator[bytes]:
        with self._open_tar() as stream:
            while piece := stream.read(_PIECE):
                keep_sending()
                yield piece
                self._sent += len(piece)

    def news(self) -> int:
        """Bytes sent since this was asked last."""
        sent, self._told = self._sent - self._told, self._sent
        return sent
