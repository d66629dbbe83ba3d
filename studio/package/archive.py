"""Read an archive as the files of a package, trusting nothing that it says."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from studio.errors import StudioError
from studio.package.content import FileText, Folder
from studio.package.limits import FILE_LIMIT, TOTAL_TEXT_LIMIT
from studio.package.reading import content_at, may_be_text
from studio.package.sources import InMemory, OnDisk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio.package.content import Content
    from studio.package.sources import Location

RATIO_LIMIT = 200
RATIO_FREE = 10 << 20
"""Bytes that may unpack from next to nothing; beyond, `RATIO_LIMIT` holds."""

_LINK_LIMIT = 8
_NAME_LIMIT = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_DRIVE = re.compile(r"[A-Za-z]:")
_ZIP_HEADS = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP_HEAD = b"\x1f\x8b"

ArchiveFile: TypeAlias = OnDisk | InMemory
"""Where an archive itself lies."""


class BadArchive(StudioError):
    """An archive is damaged, or holds what no package may hold."""


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of an archive: a file at `location`, a folder, or a link to `link`.

    `packed_size` is None where members are not compressed one by one. A link's target is
    relative to the top of the archive.
    """

    name: str
    size: int = 0
    packed_size: int | None = None
    location: Location | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveContents:
    """What an archive holds; `form` is "zip" or "tgz", `members` tells where each file lies."""

    form: str
    files: Mapping[str, Content]
    members: Mapping[str, Location]


def archive_form(archive: ArchiveFile) -> str:
    """Which archive it is by its first bytes, "" for neither zip nor tgz; raises OSError."""
    with archive.open() as stream:
        head = stream.read(4)
    if head in _ZIP_HEADS:
        return "zip"
    return "tgz" if head.startswith(_GZIP_HEAD) else ""


def read_archive(
    archive: ArchiveFile, shown: object, keep_going: Callable[[], None] = lambda: None
) -> ArchiveContents:
    """Everything in a zip or a gzipped tar, large files by reference.

    `shown` names the archive in messages, `keep_going` is called for each member and may raise
    to stop. Raises `BadArchive`, and OSError when the file cannot be read at all.
    """
    form = archive_form(archive)
    if not form:
        raise BadArchive("{path} is neither a zip nor a gzipped tar.", path=shown)
    return _Reader(shown, keep_going).contents(form, members_of(archive, form, shown))


def members_of(archive: ArchiveFile, form: str, shown: object) -> Iterable[Member]:
    """The members of an archive of the given form; raises as `read_archive`."""
    from studio.package import tarmembers, zipmembers

    return (zipmembers if form == "zip" else tarmembers).members(archive, shown)


class _Reader:
    """Collects the members of one archive, refusing what is unsafe."""

    def __init__(self, shown: object, keep_going: Callable[[], None]) -> None:
        self._shown = shown
        self._keep_going = keep_going
        self._spelling: dict[str, str] = {}
        self._files: dict[str, Content] = {}
        self._links: dict[str, str] = {}
        self._members: dict[str, Location] = {}
        self._folders: set[str] = set()
        self._text_size = 0

    def contents(self, form: str, members: Iterable[Member]) -> ArchiveContents:
        for count, member in enumerate(members, 1):
            self._keep_going()
            if count > FILE_LIMIT:
                raise BadArchive(
                    "{path} holds more than {limit} files.", path=self._shown, limit=FILE_LIMIT
                )
            self._add(member)
        for name in self._links:
            self._files[name] = self._linked(name)
        for folder in self._folders:
            if not any(name.startswith(folder) for name in self._files):
                self._files[folder] = Folder()
        return ArchiveContents(form, dict(sorted(self._files.items())), self._members)

    def _add(self, member: Member) -> None:
        name = checked_name(member.name, self._shown)
        is_folder = member.location is None and member.link is None
        self._claim(name, is_folder=is_folder)
        if is_folder:
            self._folders.add(f"{name}/")
        elif member.location is None:
            self._links[name] = member.link or ""
        else:
            self._files[name] = self._read(name, member, member.location)
            self._members[name] = member.location

    def _claim(self, name: str, *, is_folder: bool) -> None:
        """Refuse a name that is there already, in whatever spelling, as file or folder."""
        parts = name.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            entry = path if depth == len(parts) and not is_folder else f"{path}/"
            key = unicodedata.normalize("NFC", path).casefold()
            other = self._spelling.setdefault(key, entry)
            if other != entry:
                raise BadArchive(
                    "{path} holds both {first} and {second}, which some systems take for the same.",
                    path=self._shown,
                    first=other,
                    second=entry,
                )
            if not entry.endswith("/") and (name in self._files or name in self._links):
                raise BadArchive("{path} holds {name} twice.", path=self._shown, name=name)

    def _read(self, name: str, member: Member, location: Location) -> Content:
        if may_be_text(name, member.size) and member.packed_size is not None:
            check_ratio(member.size, member.packed_size, name, self._shown)
        try:
            content = content_at(name, location, member.size)
        except OSError as error:
            raise BadArchive("{name} in {path} is damaged.", name=name, path=self._shown) from error
        self._text_size += content.size if isinstance(content, FileText) else 0
        if self._text_size > TOTAL_TEXT_LIMIT:
            raise BadArchive(
                "{path} unpacks to more than {limit} MB of text.",
                path=self._shown,
                limit=TOTAL_TEXT_LIMIT >> 20,
            )
        return content

    def _linked(self, name: str) -> Content:
        target: str | None = name
        for _ in range(_LINK_LIMIT):
            target = posixpath.normpath(self._links[target])
            if target in self._files and not target.endswith("/"):
                return self._files[target]
            if target not in self._links:
                break
        raise BadArchive(
            "{name} in {path} is a link that leads to no file of the archive.",
            name=name,
            path=self._shown,
        )


def checked_name(name: str, shown: object) -> str:
    """The name of a member without "./" and the last "/"; raises `BadArchive` when unsafe."""
    plain = name.rstrip("/")
    while plain.startswith("./"):
        plain = plain[2:]
    parts = plain.split("/")
    unsafe = (
        any(part in ("", ".", "..") or len(part.encode("utf-8", "replace")) > _NAME_LIMIT
            for part in parts)
        or "\\" in plain
        or _CONTROL.search(plain)
        or _DRIVE.match(plain)
    )  # fmt: skip
    if unsafe:
        raise BadArchive(
            "{path} holds a file with the unsafe name {name!r}.", path=shown, name=name
        )
    try:
        plain.encode()
    except UnicodeEncodeError as error:
        raise not_utf8(shown) from error
    return plain


def not_utf8(shown: object) -> BadArchive:
    """The error for an archive whose names cannot be read."""
    return BadArchive("{path} holds file names that are not UTF-8.", path=shown)


def damaged(shown: object) -> BadArchive:
    """The error for an archive that cannot be read to its end."""
    return BadArchive("{path} is damaged or cut off.", path=shown)


def check_ratio(size: int, packed_size: int, name: str, shown: object) -> None:
    """Refuse what unpacks to far more than any honest file; raises `BadArchive`."""
    if size > RATIO_FREE and size > RATIO_LIMIT * packed_size:
        raise BadArchive(
            "{name} in {path} unpacks to more than {ratio} times its size, which no package needs.",
            name=name,
            path=shown,
            ratio=RATIO_LIMIT,
        )
