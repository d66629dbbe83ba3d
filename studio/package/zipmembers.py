"""List the members of a zip file from its directory, without unpacking them."""

from __future__ import annotations

import posixpath
import stat
import zipfile
from typing import TYPE_CHECKING

from studio.package.archive import BadArchive, Member, damaged, not_utf8
from studio.package.sources import InZip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.archive import ArchiveFile

_ENCRYPTED = 0x2041  # bits 0, 6 and 13 of the general purpose flags (APPNOTE 4.4.4)
_UTF8_NAME = 0x800
_LOCAL_HEADER_SIZE = 30
_LINK_SIZE_LIMIT = 4096
_FILE_TYPES = (0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK)


def members(archive: ArchiveFile, shown: object) -> Iterator[Member]:
    """The members in the order of the directory; raises `BadArchive`, and OSError."""
    with archive.open() as stream:
        try:
            with zipfile.ZipFile(stream) as directory:
                infos = directory.infolist()
        except UnicodeDecodeError as error:
            raise not_utf8(shown) from error
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise damaged(shown) from error
        _check_extents(infos, stream.seek(0, 2), shown)
    for info in infos:
        yield _member(info, archive, shown)


def _member(info: zipfile.ZipInfo, archive: ArchiveFile, shown: object) -> Member:
    name = _name(info)
    mode = info.external_attr >> 16
    if info.flag_bits & _ENCRYPTED:
        raise BadArchive("{path} is encrypted, which packages must not be.", path=shown)
    if stat.S_IFMT(mode) not in _FILE_TYPES:
        raise BadArchive("{name} in {path} is not a regular file.", name=name, path=shown)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadArchive(
            "{name} in {path} is packed in a way that few programs read; pack it with deflate.",
            name=name,
            path=shown,
        )
    if name.endswith("/"):
        return Member(name)
    location = InZip(
        archive,
        info.header_offset,
        info.compress_type == zipfile.ZIP_DEFLATED,
        info.compress_size,
        info.file_size,
        info.CRC,
        stat.S_IMODE(mode) & 0o777 or 0o644,
    )
    if stat.S_ISLNK(mode):
        return Member(name, link=_link(name, location, shown))
    return Member(name, info.file_size, info.compress_size, location)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name, which many programs write in UTF-8 without saying so."""
    if info.flag_bits & _UTF8_NAME:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeError:
        return info.orig_filename


def _link(name: str, location: InZip, shown: object) -> str:
    """What a symbolic link points at, relative to the top of the archive."""
    if location.size > _LINK_SIZE_LIMIT:
        raise damaged(shown)
    try:
        with location.open() as stream:
            target = stream.read().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(shown) from error
    return posixpath.join(posixpath.dirname(name), target)


def _check_extents(infos: list[zipfile.ZipInfo], size: int, shown: object) -> None:
    """Refuse members that overlap, with which a small file pretends to hold much, or run out."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise damaged(shown)
        end = info.header_offset + _LOCAL_HEADER_SIZE + info.compress_size
        if end > size:
            raise damaged(shown)
