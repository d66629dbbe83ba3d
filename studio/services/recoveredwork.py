"""Unsaved work as it was kept: what it changes, and how it is read again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.package.content import FileBlob, FileText, Folder
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Container

    from studio.package.changes import ChangeSet
    from studio.package.content import Content
    from studio.package.snapshot import Snapshot

FORMAT = 1
INDEX = "index.json"
BLOBS = "blobs"


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
    """Unsaved work on a package that could not be saved; `folder` is where it is kept."""

    package: Path
    written: datetime
    files: tuple[RecoveredFile, ...]
    folder: Path = Path()

    def conflicts(self, snapshot: Snapshot) -> tuple[str, ...]:
        """The paths that changed on disk after this work was begun, and are not the same now."""
        return tuple(
            file.path
            for file in self.files
            if fingerprint(snapshot.files.get(file.path)) not in (file.old, fingerprint(file.new))
        )


def restore(
    recovery: Recovery, snapshot: Snapshot, paths: Container[str] | None = None
) -> ChangeSet:
    """The change that brings the unsaved work back into the package as it is on disk.

    With `paths` only that on these files. A blob that was renamed and has gone stays away.
    """
    from studio.package.changes import ChangeSet
    from studio.package.difference import operations_between

    files = dict(snapshot.files)
    for file in recovery.files:
        if paths is not None and file.path not in paths:
            continue
        if file.new is not None:
            files[file.path] = file.new
        elif file.moved_from in snapshot:
            files[file.path] = snapshot.files[file.moved_from]
        elif not file.moved_from:
            files.pop(file.path, None)
    label = message("Restore unsaved changes")
    return ChangeSet(label, operations_between(snapshot.files, files))


def fingerprint(content: Content | None) -> str:
    """What tells contents apart: a digest of texts, the size of blobs, "" for nothing."""
    if content is None:
        return ""
    if isinstance(content, FileText):
        marks = f"{content.eol}{content.bom}\0".encode()
        return hashlib.sha256(marks + bytes_of(content)).hexdigest()
    return f"{content.size} bytes" if isinstance(content, FileBlob) else "folder"


def read_work(folder: Path) -> Recovery | None:
    """What a folder holds, None where its writing was not completed."""
    try:
        index = json.loads((folder / INDEX).read_bytes())
        if index["format"] != FORMAT:
            return None
        return Recovery(
            Path(index["package"]),
            datetime.fromtimestamp(index["written"], timezone.utc),
            tuple(_read_file(folder, entry) for entry in index["files"]),
            folder,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def blobs_of(folder: Path) -> set[str]:
    """The names of the blobs that the index of a write refers to."""
    try:
        entries = json.loads((folder / INDEX).read_bytes())["files"]
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
        from studio.package.sources import Handle, OnDisk

        location = OnDisk.at(folder.parent / BLOBS / new["blob"])
        if location.stamp.size != new["size"]:
            raise ValueError("The blob is not complete.")
        return RecoveredFile(path, old, FileBlob(new["size"], Handle(location)))
    return RecoveredFile(path, old, Folder())


def bytes_of(text: FileText) -> bytes:
    """The text as it is kept: readable, with plain line ends."""
    return text.text.encode("utf-8", "surrogatepass")
