"""Tell what other programs have changed in a package since it was read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.package.content import FileBlob, FileText, Folder
from studio.package.opening import open_again
from studio.package.origin import ArchiveOrigin
from studio.package.snapshot import Snapshot
from studio.package.sources import Handle, InZip, OnDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio.package.content import Content
    from studio.package.origin import Origin
    from studio.package.sources import Location


class Change(str, Enum):
    """What happened to one file."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Outside:
    """What lies on disk now, with the contents already known where they are the same.

    Whether theirs is taken or ours is kept, `accept` it, and save against `snapshot` from then on.
    """

    snapshot: Snapshot
    changes: Mapping[str, Change]
    _found: Origin

    def accept(self, origin: Origin) -> None:
        """Let `origin` take what was found for what it was read as."""
        origin.inner = self._found.inner
        if isinstance(origin, ArchiveOrigin) and isinstance(self._found, ArchiveOrigin):
            origin.become(self._found)
        origin.adopt(self.snapshot.files.values())


def changed_outside(
    origin: Origin, known: Snapshot, *, keep_going: Callable[[], None] = lambda: None
) -> Outside:
    """Compare what lies at `origin` with `known`, which was read or saved last.

    Contents are compared, not times; of blobs that were never read whole, samples. Raises as
    `open_package`.
    """
    if isinstance(origin, ArchiveOrigin) and _untouched(origin):
        return Outside(known, {}, origin)
    found = open_again(origin, keep_going)
    files: dict[str, Content] = {}
    changes: dict[str, Change] = {}
    for path, content in found.snapshot.files.items():
        keep_going()
        before = known.files.get(path)
        if before is None or not same_bytes(before, content):
            files[path] = content
            changes[path] = Change.NEW if before is None else Change.CHANGED
        else:
            files[path] = before
            _follow(origin, before, content)
    changes |= dict.fromkeys(known.files.keys() - files.keys(), Change.GONE)
    return Outside(Snapshot(files, known.revision), changes, found.origin)


def _follow(origin: Origin, known: Content, found: Content) -> None:
    """Let all handles of a blob point where the same bytes were found."""
    old, new = _place(known), _place(found)
    if old is not None and new is not None and old != new:
        for handle in origin.handles_at(old):
            handle.location = new


def same_bytes(known: Content | None, found: Content | None) -> bool:
    """Whether both are nothing, a folder, or files of the same bytes."""
    if known is None or found is None or isinstance(known, Folder) or isinstance(found, Folder):
        return known == found
    if isinstance(known, FileText) and isinstance(found, FileText) and known == found:
        return True
    if known.size != found.size:
        return False
    places = _place(known), _place(found)
    if places[0] == places[1] is not None:
        return True
    if isinstance(places[0], InZip) and isinstance(places[1], InZip):
        return places[0].crc == places[1].crc
    samples = _samples(known, found)
    if samples is not None:
        return samples[0] == samples[1]
    try:
        return _digest(known) == _digest(found)
    except OSError:
        return False  # what was known is no longer there to be compared


def _samples(known: Content, found: Content) -> tuple[str, str] | None:
    """What is left to compare of a blob that was exchanged before anybody had read it whole."""
    if not (isinstance(known, FileBlob) and isinstance(found, FileBlob)) or known.is_hashed:
        return None
    return (known.glimpse, found.glimpse) if known.glimpse and found.glimpse else None


def _place(content: Content) -> Location | None:
    source = content.source if isinstance(content, FileBlob) else None
    return source.location if isinstance(source, Handle) else None


def _digest(content: FileText | FileBlob) -> str:
    if isinstance(content, FileBlob):
        return content.sha256
    return hashlib.sha256(content.encoded()).hexdigest()


def _untouched(origin: ArchiveOrigin) -> bool:
    """Whether the archive is the very file that was read or written last."""
    try:
        return OnDisk.at(origin.path) == origin.location
    except OSError:
        return False
