"""Where an opened package came from, which is where it is saved."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

from studio.package.content import FileBlob
from studio.package.reading import archive_stem
from studio.package.sources import Handle, InTar, InZip

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.inner import InnerArchive
    from studio.package.sources import Location, OnDisk


class Origin:
    """The folder or archive at `path`.

    `inner` are the deploy packages that lie packed in `package/` and are shown as folders. It
    also knows every handle of a blob that came through it, even those that only undo still
    holds, so that saving never takes away bytes that somebody may ask for. Handles may be noted
    and asked for in any thread.
    """

    def __init__(self, path: Path, inner: tuple[InnerArchive, ...] = ()) -> None:
        self.path = path
        self.inner = inner
        self._handles: WeakSet[Handle] = WeakSet()
        self._lock = Lock()

    @property
    def root_name(self) -> str:
        """What the package is called where its archive or folder says so."""
        return self.path.name

    @property
    def writable(self) -> bool:
        """Whether the folder that saving writes into lets this user do so."""
        return os.access(self.path, os.W_OK)

    def can_write(self, _path: str) -> bool:
        """Whether this user may save the file at a path of the package."""
        return self.writable

    def adopt(self, contents: Iterable[Content]) -> None:
        """Take note of the handles of these blobs."""
        with self._lock:
            for content in contents:
                if isinstance(content, FileBlob) and isinstance(content.source, Handle):
                    self._handles.add(content.source)

    def adopt_all(self, other: Origin) -> None:
        """Take note of every handle that `other` knows."""
        handles = other._living()
        with self._lock:
            self._handles.update(handles)

    def handles_at(self, location: Location) -> tuple[Handle, ...]:
        """The living handles that point at `location`."""
        return tuple(handle for handle in self._living() if handle.location == location)

    def handles_in(self, archive: OnDisk) -> tuple[Handle, ...]:
        """The living handles that point at members of `archive`."""
        return tuple(
            handle
            for handle in self._living()
            if isinstance(handle.location, InZip | InTar) and handle.location.archive == archive
        )

    def _living(self) -> list[Handle]:
        with self._lock:
            return list(self._handles)


class FolderOrigin(Origin):
    """A package that lies unpacked in a folder."""

    def can_write(self, path: str) -> bool:
        """Whether neither the file nor its folder is closed to this user."""
        file = self.path / path
        there = [place for place in (file, file.parent) if place.exists()]
        return all(os.access(place, os.W_OK) for place in there or [self.path])


class ArchiveOrigin(Origin):
    """A package in a zip or gzipped tar.

    `top` is the folder of the archive that holds the package ("" for none), `beside` what lies
    outside it and is kept as it is, `members` tells where each file lies, both by name in the
    archive. `location` tells the archive from one that was put in its place.
    """

    def __init__(
        self,
        location: OnDisk,
        form: str,
        top: str,
        *,
        inner: tuple[InnerArchive, ...] = (),
        beside: Mapping[str, Content] | None = None,
        members: Mapping[str, Location] | None = None,
    ) -> None:
        super().__init__(location.path, inner)
        self.location = location
        self.form = form
        self.top = top
        self.beside = dict(beside or {})
        self.members = dict(members or {})

    def become(self, other: ArchiveOrigin) -> None:
        """Take over what `other` says of the archive that lies at the same path now."""
        self.location, self.form, self.top = other.location, other.form, other.top
        self.beside, self.members = other.beside, other.members

    def name_of(self, path: str) -> str:
        """The name in the archive of a path of the package."""
        return f"{self.top}/{path}" if self.top else path

    @property
    def root_name(self) -> str:
        """The folder in the archive that holds the package, else the archive's own name."""
        return self.top.rpartition("/")[2] or archive_stem(self.path.name)

    @property
    def writable(self) -> bool:
        """Whether a new archive can be put in the place of the old one."""
        return os.access(self.path.parent, os.W_OK)
