"""The folder in which one process keeps its unsaved work on one package."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import threading
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QLockFile

from studio.errors import StudioError
from studio.package.content import FileBlob, FileText, Folder
from studio.services.recoveredwork import (
    BLOBS,
    FORMAT,
    INDEX,
    blobs_of,
    bytes_of,
    fingerprint,
    read_work,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.snapshot import Snapshot
    from studio.services.recoveredwork import Recovery

_UNFINISHED_INDEX = "index.part"


class CannotRecover(StudioError):
    """Unsaved work could not be kept or brought back."""


class Owner(NamedTuple):
    """The process that has a package open."""

    process: int
    host: str


class RecoverySlot:
    """A folder with the unsaved work of one process on one package.

    Each `write` fills a new folder and ends with its index; only then the older one goes. So
    whatever stops it, the old or the new state is complete. What lay here when the folder was
    claimed stays beside it until the author has restored or declined it. Methods may be called
    from any thread.
    """

    def __init__(self, package: Path, folder: Path) -> None:
        self.folder = folder
        self._package = package
        self._lock_file = QLockFile(str(folder / "lock"))
        self._lock_file.setStaleLockTime(0)
        self._turn = threading.RLock()
        self._blobs: dict[FileBlob, str] = {}
        self._earlier: set[str] = set()

    def claim(self) -> bool:
        """Take the folder for this process, unless another one that lives has it.

        Raises `CannotRecover` when the disk refuses.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_keep(self.folder, error) from error
        if self._lock_file.tryLock(0):
            self._earlier = {folder.name for folder in self._generations()}
            return True
        if self._lock_file.error() != QLockFile.LockError.LockFailedError:
            raise cannot_keep(self.folder, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))
        return False

    def owner(self) -> Owner:
        """The process that has claimed the folder."""
        process, host, _application = self._lock_file.getLockInfo()
        return Owner(process, host)

    def release(self) -> None:
        """Give up the claim; what was written stays."""
        self._lock_file.unlock()

    def write(self, saved: Snapshot, current: Snapshot) -> None:
        """Keep what differs between the package on disk and the one in memory.

        Raises `CannotRecover`; what was kept before is then still there.
        """
        with self._turn:
            try:
                self._write(saved, current)
            except OSError as error:
                raise cannot_keep(self.folder, error) from error

    def pending(self) -> Recovery | None:
        """The newest complete unsaved work, None where there is none."""
        with self._turn:
            for folder in reversed(self._generations()):
                recovery = read_work(folder)
                if recovery is not None:
                    return recovery
        return None

    def offered(self) -> Recovery | None:
        """The newest work of an earlier run that nobody has restored or declined."""
        with self._turn:
            for folder in reversed(self._generations()):
                recovery = read_work(folder) if folder.name in self._earlier else None
                if recovery is not None:
                    return recovery
        return None

    def settle(self, recovery: Recovery) -> None:
        """Offer `recovery` no more, as it was restored: it stays until the next write holds it."""
        with self._turn:
            self._earlier.discard(recovery.folder.name)

    def decline(self, recovery: Recovery) -> None:
        """Forget `recovery`."""
        with self._turn:
            self._earlier.discard(recovery.folder.name)
            _remove(recovery.folder)
            self._forget_blobs()

    def drop(self) -> None:
        """Forget the unsaved work of this run, and what was restored in it."""
        with self._turn:
            for folder in reversed(self._own_generations()):
                _remove(folder)
            self._forget_blobs()

    def _write(self, saved: Snapshot, current: Snapshot) -> None:
        paths = sorted(
            path
            for path in saved.files.keys() | current.files.keys()
            if saved.files.get(path) != current.files.get(path)
        )
        if not paths:
            self.drop()
            return
        old, last = self._own_generations(), self._generations()[-1:]
        target = self.folder / f"{int(last[0].name) + 1 if last else 1:06d}"
        target.mkdir(parents=True)
        try:
            self._fill(target, paths, saved, current)
        except OSError:
            # Its room may be all that the next write lacks.
            _remove(target)
            self._forget_blobs()
            raise
        for folder in old:
            _remove(folder)
        self._forget_blobs()

    def _fill(self, target: Path, paths: Iterable[str], saved: Snapshot, current: Snapshot) -> None:
        """Keep the contents of `paths` in `target`, and the index that makes them count."""
        from studio.package.difference import renamed_blobs

        moved = renamed_blobs(saved.files, current.files)
        entries: list[dict[str, Any]] = []
        for number, path in enumerate(paths):
            entry: dict[str, Any] = {"path": path, "old": fingerprint(saved.files.get(path))}
            if path in moved:
                entry["moved_from"] = moved[path]
            else:
                entry["new"] = self._kept(current.files.get(path), target / f"{number:04d}.txt")
            entries.append(entry)
        self._write_index(target, entries)

    def _write_index(self, target: Path, entries: list[dict[str, Any]]) -> None:
        from studio.package.folderwriting import sync_folder

        index = {
            "format": FORMAT,
            "package": str(self._package),
            "written": time.time(),
            "files": entries,
        }
        part = target / _UNFINISHED_INDEX
        _write_durably(part, json.dumps(index, ensure_ascii=False, indent=1).encode())
        part.replace(target / INDEX)
        sync_folder(target)

    def _kept(self, content: Content | None, target: Path) -> dict[str, Any] | None:
        """Keep one content and say how; None for nothing."""
        if content is None:
            return None
        if isinstance(content, FileText):
            data = bytes_of(content)
            _write_durably(target, data)
            digest = hashlib.sha256(data).hexdigest()
            return {
                "text": target.name, "sha256": digest, "eol": content.eol, "bom": content.bom,
            }  # fmt: skip
        if isinstance(content, Folder):
            return {"folder": True}
        return {"blob": self._kept_blob(content), "size": content.size}

    def _kept_blob(self, blob: FileBlob) -> str:
        """The name under which the bytes of a blob are kept, once for all generations."""
        from studio.package.sources import Handle, OnDisk

        folder = self.folder / BLOBS
        location = blob.source.location if isinstance(blob.source, Handle) else None
        if isinstance(location, OnDisk) and location.path.parent == folder:
            return location.path.name  # it was restored from here, and is still read here
        name = self._blobs.get(blob)
        if name is not None and (folder / name).exists():
            return name
        folder.mkdir(exist_ok=True)
        name = f"{time.time_ns():x}"
        part = folder / f"{name}.part"
        if not (isinstance(location, OnDisk) and _linked(location.path, part)):
            with blob.open() as source, part.open("wb") as stream:
                shutil.copyfileobj(source, stream, 1 << 20)
                stream.flush()
                os.fsync(stream.fileno())
        part.replace(folder / name)
        self._blobs[blob] = name
        return name

    def _forget_blobs(self) -> None:
        """Remove the blobs that no unsaved work refers to."""
        used = {name for folder in self._generations() for name in blobs_of(folder)}
        folder = self.folder / BLOBS
        if folder.is_dir():
            for blob in folder.iterdir():
                if blob.name not in used:
                    blob.unlink(missing_ok=True)
        self._blobs = {blob: name for blob, name in self._blobs.items() if name in used}

    def _own_generations(self) -> list[Path]:
        """The folders that a new write may take the place of."""
        return [folder for folder in self._generations() if folder.name not in self._earlier]

    def _generations(self) -> list[Path]:
        """The folders of all writes that were begun, oldest first."""
        if not self.folder.is_dir():
            return []
        return sorted(path for path in self.folder.iterdir() if path.name.isdigit())


def _linked(path: Path, target: Path) -> bool:
    """Whether a file could be kept by a second name instead of a copy."""
    try:
        target.unlink(missing_ok=True)
        target.hardlink_to(path)
    except OSError:
        return False
    return True


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _remove(folder: Path) -> None:
    """Remove a write, beginning with the index that makes it count."""
    (folder / INDEX).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def cannot_keep(folder: Path, error: OSError) -> CannotRecover:
    """The error of a disk that refuses to keep work in `folder`."""
    return CannotRecover(
        "Unsaved work cannot be kept in {folder}: {reason}.",
        folder=folder,
        reason=error.strerror or error,
    )
