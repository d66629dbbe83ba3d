"""Put an archive in the place of another in one step, and let the blobs in it follow."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.package.archive import members_of
from studio.package.archivewriting import write_archive
from studio.package.content import FileBlob
from studio.package.disk import temporary_name
from studio.package.folderwriting import sync_folder
from studio.package.sources import Handle, InMemory, OnDisk
from studio.package.staging import take_mode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.kept import KeptFiles
    from studio.package.origin import ArchiveOrigin
    from studio.package.progress import Meter
    from studio.package.sources import Location


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive is to hold: `files` by name; `unchanged` lie as told in the old one."""

    form: str
    files: Mapping[str, Content]
    unchanged: Mapping[str, Location] = field(default_factory=dict[str, "Location"])


def put_archive(
    archive: Archive, target: Path, old: ArchiveOrigin | None, kept: KeptFiles, meter: Meter
) -> tuple[OnDisk, dict[str, Location]]:
    """Write `archive` to `target` and tell where it and its members lie then.

    Members of the archive of `old` that somebody may still ask for are kept. Raises OSError and
    `CannotRead`; then what was at `target` is still there.
    """
    temporary = target.parent / temporary_name("archive")
    try:
        with temporary.open("w+b") as stream:
            write_archive(stream, archive.form, archive.files, meter.advance, archive.unchanged)
            stream.flush()
            os.fsync(stream.fileno())
        take_mode(target, temporary)
        meter.step("staged", target.name)
        displaced = _kept_members(archive, old, kept)
        meter.step("kept", target.name)
        temporary.replace(target)
    except BaseException:
        kept.give_up()
        raise
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(target.parent)
    for handle, place in displaced.items():
        handle.location = place
    location = OnDisk.at(target)
    found = members_of(location, archive.form, target)
    members = {item.name: item.location for item in found if item.location is not None}
    for name, content in archive.files.items():
        for handle in _followers(content, old):
            handle.location = members[name]
    meter.step("replaced", target.name)
    return location, members


def _kept_members(
    archive: Archive, old: ArchiveOrigin | None, kept: KeptFiles
) -> dict[Handle, OnDisk]:
    """The places of blobs that the new archive has no more, for all who still refer to them."""
    if old is None:
        return {}
    staying = {handle for content in archive.files.values() for handle in _followers(content, old)}
    places: dict[Handle, OnDisk] = {}
    for handle in old.handles_in(old.location):
        if handle not in staying and handle not in places:
            with handle.open() as stream:
                place = kept.keep_bytes("member", stream)
            places |= dict.fromkeys(old.handles_at(handle.location), place)
    return places


def _followers(content: Content, old: ArchiveOrigin | None) -> set[Handle]:
    """The handles that point where a blob lies, unless it lies in memory."""
    source = content.source if isinstance(content, FileBlob) else None
    if not isinstance(source, Handle) or isinstance(source.location, InMemory):
        return set()
    return {source, *(old.handles_at(source.location) if old is not None else ())}
