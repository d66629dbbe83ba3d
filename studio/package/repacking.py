"""Pack a deploy package again into the inner archive that it came from."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from studio.package.archivewriting import write_archive
from studio.package.content import FileBlob
from studio.package.sources import Handle, InMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from studio.package.content import Content
    from studio.package.inner import InnerArchive
    from studio.package.snapshot import Snapshot


def repacked(
    inner: tuple[InnerArchive, ...], old: Snapshot, new: Snapshot, advance: Callable[[int], None]
) -> tuple[InnerArchive, ...]:
    """The inner archives of `new`, which was made of `old`, whose archives are `inner`.

    An archive whose files did not change stays as it is; one whose folder got another name gets
    that name too; one whose folder is gone is gone. Raises as `write_archive`.
    """
    come = _folders(new) - _folders(old)
    gone = [archive for archive in inner if archive.folder not in _folders(new)]
    result: list[InnerArchive] = []
    for archive in inner:
        folder = archive.folder
        if archive in gone:
            if len(come) != 1 or len(gone) != 1:
                continue
            folder = next(iter(come))
        files = {path[len(folder) + 1 :]: new.files[path] for path in new.below(folder)}
        path = folder + archive.path[len(archive.folder) :]
        blob = archive.blob if files == archive.files else _packed(archive, files, advance)
        result.append(replace(archive, path=path, folder=folder, blob=blob, files=files))
    return tuple(result)


def _folders(snapshot: Snapshot) -> set[str]:
    """The folders directly in `package/` that hold anything."""
    parts = (path.split("/") for path in snapshot.below("package"))
    return {"/".join(part[:2]) for part in parts if len(part) > 2 and part[2]}


def _packed(
    archive: InnerArchive, files: Mapping[str, Content], advance: Callable[[int], None]
) -> FileBlob:
    start = f"{archive.top}/" if archive.top else ""
    named = {start + path: content for path, content in files.items()} | dict(archive.beside)
    stream = io.BytesIO()
    write_archive(stream, archive.form, dict(sorted(named.items())), advance)
    data = stream.getvalue()
    return FileBlob(len(data), Handle(InMemory(data)))
