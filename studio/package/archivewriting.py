"""Write the files of a package as an archive, or an archive anew with other files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.content import FileBlob, Folder
from studio.package.packing import TgzWriter, ZipWriter
from studio.package.sources import Handle, InZip
from studio.package.staging import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from studio.package.content import Content
    from studio.package.sources import Location


def write_archive(
    stream: BinaryIO,
    form: str,
    files: Mapping[str, Content],
    advance: Callable[[int], None],
    unchanged: Mapping[str, Location] | None = None,
) -> None:
    """Write `files` into a seekable stream as a "zip" or "tgz".

    Blobs that lie in another zip, and the files that `unchanged` tells the place of in one, are
    copied as they are packed there. `advance` is told the bytes read and may raise to stop.
    Raises `CannotRead` and OSError.
    """
    if form == "zip":
        with ZipWriter(stream, advance) as archive:
            for name, content in files.items():
                _add_to_zip(archive, name, content, (unchanged or {}).get(name))
        return
    with TgzWriter(stream, advance) as archive:
        for name, content in files.items():
            if isinstance(content, Folder):
                archive.add_folder(name)
            else:
                with opened(content) as source:
                    archive.add(name, source, content.size)


def _add_to_zip(archive: ZipWriter, name: str, content: Content, packed: Location | None) -> None:
    if packed is None and isinstance(content, FileBlob) and isinstance(content.source, Handle):
        packed = content.source.location
    if isinstance(content, Folder):
        archive.add_folder(name)
    elif isinstance(packed, InZip):
        with packed.open_packed() as source:
            sizes = (packed.size, packed.packed_size)
            archive.add_packed(
                name, source, sizes, packed.crc, deflated=packed.deflated, mode=packed.mode
            )
    else:
        with opened(content) as source:
            archive.add(name, source, content.size)
