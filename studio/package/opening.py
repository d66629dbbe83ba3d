"""Open whatever holds a package: a folder, an archive, or a file inside a package."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.archive import archive_form
from studio.package.disk import read_folder, remove_leftovers
from studio.package.inner import expand, unpack
from studio.package.layout import layout_of
from studio.package.origin import ArchiveOrigin, FolderOrigin, Origin
from studio.package.reading import ARCHIVE_SUFFIXES
from studio.package.roots import NotAPackage, package_around, package_root
from studio.package.snapshot import Snapshot
from studio.package.sources import OnDisk
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from pathlib import Path

    from studio.package.content import Content
    from studio.wording import Message


class CannotOpen(StudioError):
    """The path cannot be read."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A package as it was read; `notices` say what was skipped and why."""

    snapshot: Snapshot
    origin: Origin
    notices: tuple[Message, ...] = ()


def open_package(path: Path, *, keep_going: Callable[[], None] = lambda: None) -> Opened:
    """Open the package at `path`; a file of a package opens that package.

    `keep_going` is called for each file and may raise to cancel. Raises StudioError for what
    cannot be opened: `CannotOpen`, `NotAPackage`, `TooLarge`, `BadArchive`.
    """
    path = path.resolve()
    with _read_errors(path):
        if path.is_dir():
            found = _open_folder(path, keep_going)
        elif archive_form(location := OnDisk.at(path)) or _is_named_archive(path):
            found = _open_archive(location, keep_going)
        else:
            found = _open_folder(package_around(path), keep_going)
    if layout_of(found.snapshot).kind is None:
        raise NotAPackage(
            "{path} holds no deploy package: package/ needs a chart, an operator package or an"
            " OSC package.",
            path=path,
        )
    return found


def open_again(origin: Origin, keep_going: Callable[[], None] = lambda: None) -> Opened:
    """What lies at `origin` now, with an origin of its own; raises as `open_package`.

    What has ceased to be a package is read all the same, as long as it lies in its place.
    """
    with _read_errors(origin.path):
        if isinstance(origin, ArchiveOrigin):
            return _open_archive(OnDisk.at(origin.path), keep_going, origin.top)
        return _open_folder(origin.path, keep_going, root="")


def _open_folder(path: Path, keep_going: Callable[[], None], root: str | None = None) -> Opened:
    """Open the package at `root` below `path`; None: wherever it is found there."""
    found = read_folder(path, keep_going)
    remove_leftovers(found.leftovers)
    files, notices = found.files, found.notices
    root = package_root(files, path) if root is None else root
    if root:
        start = f"{root}/"
        files = {name[len(start) :]: files[name] for name in files if name.startswith(start)}
        path = path / root
        notices.append(message("The package was found in {path}.", path=path))
    files, inner, more = expand(files, path, keep_going)
    return _opened(files, FolderOrigin(path, inner), [*notices, *more])


def _is_named_archive(path: Path) -> bool:
    """Whether the name promises an archive; one that is none is damaged, not part of a package."""
    return path.name.lower().endswith(ARCHIVE_SUFFIXES)


def _open_archive(
    location: OnDisk, keep_going: Callable[[], None], top: str | None = None
) -> Opened:
    found = unpack(location, location.path, keep_going, top)
    files, inner, more = expand(found.files, location.path, keep_going)
    origin = ArchiveOrigin(
        location,
        found.form,
        found.top,
        inner=inner,
        beside=found.beside,
        members=found.members,
    )
    return _opened(files, origin, [*found.notices, *more])


def _opened(files: Mapping[str, Content], origin: Origin, notices: list[Message]) -> Opened:
    snapshot = Snapshot(files)
    origin.adopt(files.values())
    return Opened(snapshot, origin, tuple(notices))


@contextmanager
def _read_errors(path: Path) -> Generator[None, None, None]:
    """Say in one sentence why `path` cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise CannotOpen("{path} does not exist.", path=path) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotOpen("{path} cannot be read ({reason}).", path=path, reason=reason) from error
