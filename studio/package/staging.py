"""Write files beside their places, so that only names are left to change."""

from __future__ import annotations

import errno
import io
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.package.content import FileBlob, FileText
from studio.package.disk import inside, temporary_name
from studio.package.sources import ChangedMeanwhile, Handle, InMemory, OnDisk
from studio.package.streams import CHUNK

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from studio.package.content import Content
    from studio.package.kept import KeptFiles
    from studio.package.origin import Origin
    from studio.package.progress import Meter


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that waits under the name `waiting` to become `path`; `handles` will follow it.

    `waiting` is the old place of the file where the disk has no second name to give.
    """

    path: str
    waiting: Path
    handles: tuple[Handle, ...]


class Stager:
    """Stages the files of one save in the folder of `origin`.

    `at` is the path that is worked on. Whatever raises, OSError or a wish to stop, nothing that
    was there has changed, and `clean_up` takes the rest away.
    """

    def __init__(self, origin: Origin, kept: KeptFiles, meter: Meter) -> None:
        self._origin = origin
        self._root = origin.path
        self._kept = kept
        self._meter = meter
        self._temporaries: list[Path] = []
        self.at = ""
        self.staged: list[Staged] = []
        self.displaced: list[tuple[tuple[Handle, ...], OnDisk]] = []

    def keep(self, path: str, content: Content) -> None:
        """Keep a blob that will be overwritten or deleted, if anybody may still ask for it."""
        self.at = path
        handles = self._followers(content)
        if handles:
            self.displaced.append((handles, self._kept.keep(inside(self._root, path))))
            self._meter.step("kept", path)

    def move(self, source: str, target: str, content: Content, *, exposed: bool) -> None:
        """Stage the blob at `source` to be at `target`, without copying it where possible."""
        if exposed:
            # For a moment the file has no name but a temporary one.
            self.keep(source, content)
        self.at = source
        old = inside(self._root, source)
        waiting = self._temporary(target)
        # The bytes of a link must not become those of two files.
        if old.is_symlink() or not _linked(old, waiting):
            same_disk = old.stat().st_dev == waiting.parent.stat().st_dev
            if same_disk and not old.is_symlink() and not exposed:
                waiting = old
            else:
                self._copy(content, waiting)
        self.staged.append(Staged(target, waiting, self._followers(content)))
        self._meter.step("staged", target)

    def write(self, path: str, content: Content) -> None:
        """Stage text, or a blob whose bytes come from elsewhere."""
        self.at = path
        waiting = self._temporary(path)
        source = content.source if isinstance(content, FileBlob) else None
        handles: tuple[Handle, ...] = ()
        if isinstance(source, Handle) and not self._stays(source):
            handles = (source,)
        if not (handles and self._linked_from_kept(handles[0], waiting)):
            self._copy(content, waiting)
            take_mode(inside(self._root, path), waiting)
        self.staged.append(Staged(path, waiting, handles))
        self._meter.step("staged", path)

    def clean_up(self) -> None:
        """Remove what has not found its place."""
        for temporary in self._temporaries:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _followers(self, content: Content) -> tuple[Handle, ...]:
        """All handles that point where the blob lies."""
        source = content.source if isinstance(content, FileBlob) else None
        return self._origin.handles_at(source.location) if isinstance(source, Handle) else ()

    def _stays(self, handle: Handle) -> bool:
        """Whether the bytes have a home that saving this path does not change."""
        location = handle.location
        if isinstance(location, OnDisk):
            return location.path.is_relative_to(self._root)
        return isinstance(location, InMemory)

    def _linked_from_kept(self, handle: Handle, waiting: Path) -> bool:
        location = handle.location
        if not isinstance(location, OnDisk) or not self._kept.holds(location.path):
            return False
        if OnDisk.at(location.path) != location:
            raise ChangedMeanwhile(location.path)
        return _linked(location.path, waiting)

    def _temporary(self, path: str) -> Path:
        """A free name in the nearest folder above `path` that exists."""
        folder = inside(self._root, path).parent
        while not folder.is_dir():
            folder = folder.parent
        temporary = folder / temporary_name(str(len(self._temporaries)))
        temporary.unlink(missing_ok=True)
        self._temporaries.append(temporary)
        return temporary

    def _copy(self, content: Content, target: Path) -> None:
        with opened(content) as source, target.open("xb") as sink:
            missing = content.size
            while chunk := source.read(CHUNK):
                sink.write(chunk)
                missing -= len(chunk)
                self._meter.advance(len(chunk))
            if missing:
                raise OSError(errno.EIO, "its source has another size than before")
            sink.flush()
            os.fsync(sink.fileno())


def opened(content: Content) -> BinaryIO:
    """The bytes of a file as they are stored; raises OSError."""
    if isinstance(content, FileText):
        return io.BytesIO(content.encoded())
    assert isinstance(content, FileBlob)  # noqa: S101 - folders hold no bytes
    return content.open()


def _linked(old: Path, new: Path) -> bool:
    """Give a file a second name; False where the disk cannot."""
    try:
        os.link(old, new)
    except FileNotFoundError:
        raise
    except OSError:
        return False
    return True


def take_mode(old: Path, new: Path) -> None:
    """Give the new file the permissions of the one whose place it takes."""
    with suppress(FileNotFoundError, NotADirectoryError):
        status = old.stat()
        if stat.S_ISREG(status.st_mode):
            new.chmod(stat.S_IMODE(status.st_mode))
