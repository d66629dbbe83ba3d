"""Show the packed deploy package of a service package as a folder, and pack it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.package.archive import BadArchive, archive_form, read_archive
from studio.package.content import FileBlob
from studio.package.reading import ARCHIVE_SUFFIXES, archive_stem
from studio.package.roots import package_root
from studio.package.sources import Handle, InMemory
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from studio.package.archive import ArchiveFile
    from studio.package.content import Content
    from studio.package.sources import Location

INNER_LIMIT = 64 << 20
"""Bytes of the largest packed deploy package that is read; OSC takes 4 MB."""

_BARE = frozenset({"Chart.yaml", "metadata.yaml", "lifecycle.yaml"})
_FOLDER = "package/"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The package in an archive: its files by path below `top`, the folder that holds them.

    `beside` has what lies outside `top`, and `members` where all files lie, by their names in the
    archive; `form` is "zip" or "tgz".
    """

    form: str
    top: str
    files: Mapping[str, Content]
    beside: Mapping[str, Content]
    members: Mapping[str, Location]
    notices: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class InnerArchive:
    """A deploy package whose archive at `path` is shown as the folder `folder`.

    `blob` is the archive itself, `files` what it holds, by path below `folder`.
    """

    path: str
    folder: str
    form: str
    top: str
    blob: FileBlob
    files: Mapping[str, Content]
    beside: Mapping[str, Content]


def unpack(
    archive: ArchiveFile,
    shown: object,
    keep_going: Callable[[], None] = lambda: None,
    top: str | None = None,
) -> Unpacked:
    """The one package in an archive: below `top` if anything is left there, else looked for.

    Raises `BadArchive`, `NotAPackage` when it holds none or several, and OSError.
    """
    contents = read_archive(archive, shown, keep_going)
    files = {path: content for path, content in contents.files.items() if not _is_foreign(path)}
    if top is None or not any(path.startswith(f"{top}/" if top else "") for path in files):
        top = package_root(files, shown)
    start = f"{top}/" if top else ""
    beside = {path: content for path, content in files.items() if not path.startswith(start)}
    return Unpacked(
        contents.form,
        top,
        {path[len(start) :]: files[path] for path in files.keys() - beside.keys()},
        beside,
        contents.members,
        tuple(
            message("{path} is not shown: it lies beside the package.", path=path)
            for path in sorted((contents.files.keys() - files.keys()) | beside.keys())
        ),
    )


def expand(
    files: Mapping[str, Content], shown: object, keep_going: Callable[[], None] = lambda: None
) -> tuple[dict[str, Content], tuple[InnerArchive, ...], list[Message]]:
    """`files` with the archives in `package/` shown as folders, these archives, and notices.

    A bare deploy package has none, whatever its folders are called. Raises as `unpack` does.
    """
    result = dict(files)
    inner: list[InnerArchive] = []
    notices: list[Message] = []
    for path, content in files.items() if not _BARE & files.keys() else ():
        folder = inner_folder(path)
        if not folder or not isinstance(content, FileBlob):
            continue
        if any(other.startswith(f"{folder}/") for other in result):
            notices.append(message("{path} is not opened: its folder lies beside it.", path=path))
            continue
        location = InMemory(_bytes(content, f"{shown}/{path}"))
        found = unpack(location, f"{shown}/{path}", keep_going)
        notices += found.notices
        blob = FileBlob(content.size, Handle(location))
        inner.append(
            InnerArchive(path, folder, found.form, found.top, blob, found.files, found.beside)
        )
        del result[path]
        result.update((f"{folder}/{name}", item) for name, item in found.files.items())
    return result, tuple(inner), notices


def stored(files: Mapping[str, Content], inner: Iterable[InnerArchive]) -> dict[str, Content]:
    """`files` as they lie on disk, with the folders that show archives as these again."""
    result = dict(files)
    for archive in inner:
        for path in [path for path in result if path.startswith(f"{archive.folder}/")]:
            del result[path]
        result[archive.path] = archive.blob
    return result


def inner_folder(path: str) -> str:
    """The folder that an archive directly in `package/` is shown as; "" for any other file."""
    name = path.removeprefix(_FOLDER)
    if name == path or "/" in name or not name.lower().endswith(ARCHIVE_SUFFIXES):
        return ""
    return _FOLDER + archive_stem(name) if archive_stem(name) else ""


def _is_foreign(path: str) -> bool:
    """Whether a desktop put this beside what its user packed."""
    return path.startswith("__MACOSX/") or path == ".DS_Store"


def _bytes(content: FileBlob, shown: str) -> bytes:
    if content.size > INNER_LIMIT:
        raise BadArchive(
            "{path} is larger than {limit} MB, which no deploy package is.",
            path=shown,
            limit=INNER_LIMIT >> 20,
        )
    try:
        data = content.read()
    except OSError as error:
        raise BadArchive("{path} cannot be read.", path=shown) from error
    if not archive_form(InMemory(data)):
        raise BadArchive("{path} is neither a zip nor a gzipped tar.", path=shown)
    return data
