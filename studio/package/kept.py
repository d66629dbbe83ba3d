"""Keep the bytes of deleted files outside the package, as long as undo may ask for them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from studio.package.sources import OnDisk
from studio.package.streams import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import BinaryIO

_DAYS_KEPT = 14
_DAY = 24 * 3600


class KeptFiles:
    """The files that one save takes away, in a folder of its own below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: Path | None = None
        self._kept: list[Path] = []

    def keep(self, path: Path) -> OnDisk:
        """Keep a file of this disk, without copying where the disk allows; raises OSError."""
        target = self._new(path.name)
        try:
            os.link(path.resolve(), target)
        except OSError:
            # Another disk, or one that knows no links.
            with path.open("rb") as stream:
                self._copy(stream, target)
            shutil.copystat(path, target)
        return OnDisk.at(target)

    def keep_bytes(self, name: str, stream: BinaryIO) -> OnDisk:
        """Keep a copy of what `stream` holds; raises OSError."""
        target = self._new(name)
        self._copy(stream, target)
        return OnDisk.at(target)

    def holds(self, path: Path) -> bool:
        """Whether a file was kept, by this save or an earlier one."""
        return path.is_relative_to(self._folder)

    def give_up(self) -> None:
        """Remove what this save kept, because it did not happen."""
        if self._own is not None:
            shutil.rmtree(self._own, ignore_errors=True)
            self._own = None

    def _new(self, name: str) -> Path:
        if self._own is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            remove_old(self._folder)
            self._own = Path(tempfile.mkdtemp(dir=self._folder))
        target = self._own / str(len(self._kept)) / name
        target.parent.mkdir()
        self._kept.append(target)
        return target

    def _copy(self, stream: BinaryIO, target: Path) -> None:
        with target.open("xb") as copy:
            shutil.copyfileobj(stream, copy, CHUNK)
            copy.flush()
            os.fsync(copy.fileno())


def remove_old(folder: Path, now: Callable[[], float] = time.time) -> None:
    """Remove what was kept so long ago that no running studio can need it."""
    for own in folder.iterdir():
        if own.stat().st_mtime < now() - _DAYS_KEPT * _DAY:
            shutil.rmtree(own, ignore_errors=True)
