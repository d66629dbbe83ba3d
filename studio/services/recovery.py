"""Keep unsaved work where a crash cannot reach it, and offer it again."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QLockFile

from studio.errors import StudioError
from studio.package.changes import ChangeSet
from studio.package.content import FileBlob, FileText, Folder
from studio.package.difference import operations_between, renamed_blobs
from studio.package.folderwriting import sync_folder
from studio.package.sources import Handle, OnDisk
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.content import Content
    from studio.package.snapshot import Snapshot

_FORMAT = 1
_INDEX = "index.json"
_UNFINISHED_INDEX = "index.part"
_BLOBS = "blobs"


class CannotRecover(StudioError):
    """Unsaved work could not be kept or brought back."""


class Owner(NamedTuple):
    """The process that has a package open."""

    process: int
    host: str


@dataclass(frozen=True, slots=True)
class RecoveredFile:
    """One unsaved file: what was on disk, as a fingerprint ("" for nothing), and what was not yet.

    `new` is None for a deleted file. A blob that was only renamed has `moved_from` instead.
    """

    path: str
    old: str
    new: Content | None = None
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class Recovery:
    """Unsaved work on a package that could not be saved; `generation` tells it in its store."""

    package: Path
    written: datetime
    files: tuple[RecoveredFile, ...]
    generation: str = ""

    def conflicts(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The paths that changed on disk after this work was begun."""
        return tuple(
            file.path
            for file in self.files
            if fingerprint(snapshot.files.get(file.path)) not in (file.old, fingerprint(file.new))
        )


def restore(recovery: Recovery, snapshot: Snapshot) -> ChangeSet:
    """The change that brings the unsaved work back into the package as it is on disk."""
    files = dict(snapshot.files)
    for file in recovery.files:
        files.pop(file.path, None)
        if file.new is not None:
            files[file.path] = file.new
        elif file.moved_from in snapshot:
            files[file.path] = snapshot.files[file.moved_from]
    label = message("Restore unsaved changes")
    return ChangeSet(label, operations_between(snapshot.files, files))


def fingerprint(content: Content | None) -> str:
    """What tells contents apart: a digest of texts, the size of blobs, "" for nothing."""
    if content is None:
        return ""
    if isinstance(content, FileText):
        marks = f"{content.eol}{content.bom}\0".encode()
        return hashlib.sha256(marks + _bytes_of(content)).hexdigest()
    return f"{content.size} bytes" if isinstance(content, FileBlob) else "folder"


class RecoveryStore:
    """The unsaved work on one package, in a folder of its own below `state`.

    Each `write` fills a new folder and ends with its index; only then the older one goes. So
    whatever stops it, the old or the new state is complete. What lay here when the package was
    claimed stays beside it until the author has restored or declined it. While another process
    has the package, its work lies here: nothing is written or taken away then. Methods may be
    called from any thread.
    """

    def __init__(self, package: Path, state: Path) -> None:
        self._package = package.resolve()
        name = hashlib.sha256(os.fsencode(self._package)).hexdigest()[:24]
        self._folder = state / "recovery" / name
        self._lock_file = QLockFile(str(self._folder / "lock"))
        self._lock_file.setStaleLockTime(0)
        self._turn = threading.RLock()
        self._blobs: dict[FileBlob, str] = {}
        self._earlier: set[str] = set()
        self._is_refused = False

    def lock(self) -> Owner | None:
        """Claim the package for this process; who has it open where that is another one.

        The claim of a process that died does not count. Raises `CannotRecover`.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _cannot_keep(self._folder, error) from error
        self._is_refused = not self._lock_file.tryLock(0)
        if not self._is_refused:
            self._earlier = {folder.name for folder in self._generations()}
            return None
        process, host, _application = self._lock_file.getLockInfo()
        return Owner(process, host)

    def close(self) -> None:
        """Give up the claim; what was written stays."""
        self._lock_file.unlock()

    def write(self, saved: Snapshot, current: Snapshot) -> None:
        """Keep what differs between the package on disk and the one in memory.

        Nothing is kept while another process has the package. Raises `CannotRecover`; what was
        kept before is then still there.
        """
        if self._is_refused:
            return
        with self._turn:
            try:
                self._write(saved, current)
            except OSError as error:
                raise _cannot_keep(self._folder, error) from error

    def pending(self) -> Recovery | None:
        """The newest complete unsaved work, None where there is none."""
        with self._turn:
            for folder in reversed(self._generations()):
                recovery = _read(folder)
                if recovery is not None:
                    return recovery
        return None

    def offered(self) -> Recovery | None:
        """The newest work of an earlier run that nobody has restored or declined."""
        with self._turn:
            for folder in reversed(self._generations()):
                recovery = _read(folder) if folder.name in self._earlier else None
                if recovery is not None:
                    return recovery
        return None

    def settle(self, recovery: Recovery) -> None:
        """Offer `recovery` no more, as it was restored: it stays until the next write holds it."""
        with self._turn:
            self._earlier.discard(recovery.generation)

    def decline(self, recovery: Recovery) -> None:
        """Forget `recovery`, unless another process has the package."""
        if self._is_refused:
            return
        with self._turn:
            self._earlier.discard(recovery.generation)
            _remove(self._folder / recovery.generation)
            self._forget_blobs()

    def drop(self) -> None:
        """Forget the unsaved work of this run: it was saved."""
        if self._is_refused:
            return
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
        target = self._folder / f"{int(last[0].name) + 1 if last else 1:06d}"
        target.mkdir(parents=True)
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
        for folder in old:
            _remove(folder)
        self._forget_blobs()

    def _write_index(self, target: Path, entries: list[dict[str, Any]]) -> None:
        index = {
            "format": _FORMAT,
            "package": str(self._package),
            "written": time.time(),
            "files": entries,
        }
        part = target / _UNFINISHED_INDEX
        _write_durably(part, json.dumps(index, ensure_ascii=False, indent=1).encode())
        part.replace(target / _INDEX)
        sync_folder(target)

    def _kept(self, content: Content | None, target: Path) -> dict[str, Any] | None:
        """Keep one content and say how; None for nothing."""
        if content is None:
            return None
        if isinstance(content, FileText):
            data = _bytes_of(content)
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
        folder = self._folder / _BLOBS
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
        used = {name for folder in self._generations() for name in _blobs_of(folder)}
        folder = self._folder / _BLOBS
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
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if path.name.isdigit())


def _read(folder: Path) -> Recovery | None:
    """What a folder holds, None where its writing was not completed."""
    try:
        index = json.loads((folder / _INDEX).read_bytes())
        if index["format"] != _FORMAT:
            return None
        return Recovery(
            Path(index["package"]),
            datetime.fromtimestamp(index["written"], timezone.utc),
            tuple(_read_file(folder, entry) for entry in index["files"]),
            folder.name,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _blobs_of(folder: Path) -> set[str]:
    """The names of the blobs that the index of a write refers to."""
    try:
        entries = json.loads((folder / _INDEX).read_bytes())["files"]
        return {entry["new"]["blob"] for entry in entries if "blob" in (entry.get("new") or {})}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _read_file(folder: Path, entry: dict[str, Any]) -> RecoveredFile:
    """One file of an index; raises ValueError or OSError where its content is not complete."""
    path, old, new = entry["path"], entry["old"], entry.get("new")
    if new is None:
        return RecoveredFile(path, old, moved_from=entry.get("moved_from", ""))
    if "text" in new:
        data = (folder / new["text"]).read_bytes()
        if hashlib.sha256(data).hexdigest() != new["sha256"]:
            raise ValueError("The text is not complete.")
        text = data.decode("utf-8", "surrogatepass")
        return RecoveredFile(path, old, FileText(text, new["eol"], bom=new["bom"]))
    if "blob" in new:
        location = OnDisk.at(folder.parent / _BLOBS / new["blob"])
        if location.stamp.size != new["size"]:
            raise ValueError("The blob is not complete.")
        return RecoveredFile(path, old, FileBlob(new["size"], Handle(location)))
    return RecoveredFile(path, old, Folder())


def _bytes_of(text: FileText) -> bytes:
    """The text as it is kept: readable, with plain line ends."""
    return text.text.encode("utf-8", "surrogatepass")


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
    (folder / _INDEX).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _cannot_keep(folder: Path, error: OSError) -> CannotRecover:
    return CannotRecover(
        "Unsaved work cannot be kept in {folder}: {reason}.",
        folder=folder,
        reason=error.strerror or error,
    )
