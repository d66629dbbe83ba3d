"""Read a folder as the files of a package."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.content import FileText, Folder
from studio.package.limits import FILE_LIMIT, TOTAL_TEXT_LIMIT
from studio.package.reading import content_at
from studio.package.sources import OnDisk, Stamp
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.content import Content

VERSION_CONTROL = frozenset({".git", ".hg", ".svn"})
TEMPORARY = ".~studio-"
"""How the names of unfinished files begin; the id of the process that writes them follows."""

_TEMPORARY_NAME = re.compile(re.escape(TEMPORARY) + r"(\d+)-\w+")


class TooLarge(StudioError):
    """What was to be opened is larger than any package."""


class LeavesPackage(StudioError):
    """A path leads out of the folder of the package."""


@dataclass(slots=True)
class FolderContents:
    """What a folder holds: contents by path, what was skipped and why, unfinished files."""

    files: dict[str, Content] = field(default_factory=dict[str, "Content"])
    notices: list[Message] = field(default_factory=list[Message])
    leftovers: list[Path] = field(default_factory=list[Path])


def read_folder(root: Path, keep_going: Callable[[], None] = lambda: None) -> FolderContents:
    """Everything below `root`; links to files inside are read, whatever leads out is skipped.

    `keep_going` is called for each file and may raise to stop. Raises `TooLarge`, and OSError
    when `root` itself cannot be read.
    """
    found = FolderContents()
    walk = _Walk(root, found)
    total = 0
    for path, location in walk.files():
        keep_going()
        try:
            content = content_at(path, location, location.stamp.size)
        except OSError as error:
            found.notices.append(_unreadable(path, error))
            continue
        found.files[path] = content
        total += content.size if isinstance(content, FileText) else 0
        if total > TOTAL_TEXT_LIMIT:
            raise TooLarge(
                "{path} holds more than {limit} MB of text, which is too large for a package.",
                path=root,
                limit=TOTAL_TEXT_LIMIT >> 20,
            )
    return found


def read_entry(root: Path, path: str) -> Content | None:
    """What lies at `path` below `root` now, read as `read_folder` does; None where nothing does.

    Raises OSError when it cannot be read, and `LeavesPackage`.
    """
    target = inside(root, path)
    if path.endswith("/"):
        return Folder() if target.is_dir() else None
    try:
        location = OnDisk.at(target)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not target.is_file() or not target.resolve().is_relative_to(root.resolve()):
        return None
    return content_at(path, location, location.stamp.size)


def inside(root: Path, path: str) -> Path:
    """Where `path` of the package lies on disk; raises `LeavesPackage`.

    The folders on the way are resolved, so that a link among them cannot lead out. The last
    part is not: a link there is replaced, never written through.
    """
    parts = path.rstrip("/").split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise LeavesPackage("{path} is not a path inside the package.", path=path)
    target = root.joinpath(*parts)
    if not target.parent.resolve().is_relative_to(root.resolve()):
        raise LeavesPackage("{path} leads out of the folder of the package.", path=path)
    return target


def temporary_name(tag: str) -> str:
    """A name for an unfinished file of this process; `tag` tells those of one folder apart."""
    return f"{TEMPORARY}{os.getpid()}-{tag}"


def remove_leftovers(paths: Iterable[Path]) -> None:
    """Remove unfinished files whose writers are gone."""
    for path in paths:
        named = _TEMPORARY_NAME.fullmatch(path.name)
        if named is None or _is_running(int(named[1])):
            continue
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue  # somebody else's folder: the file is ignored there as well


class _Walk:
    """Finds the files below a folder without reading them."""

    def __init__(self, root: Path, found: FolderContents) -> None:
        self._root = root
        self._real_root = os.path.realpath(root)
        self._found = found
        self._count = 0

    def files(self) -> list[tuple[str, OnDisk]]:
        """Every file with its path; raises `TooLarge`, and OSError for the root only."""
        result: list[tuple[str, OnDisk]] = []
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self._root / folder) as entries:
                    listed = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                if not folder:
                    raise
                self._skip(_unreadable(folder, error))
                continue
            if folder and not any(not e.name.startswith(TEMPORARY) for e in listed):
                self._found.files[folder] = Folder()
            self._count += len(listed)
            if self._count > FILE_LIMIT:
                raise TooLarge(
                    "{path} holds more than {limit} files, which is too large for a package.",
                    path=self._root,
                    limit=FILE_LIMIT,
                )
            for entry in listed:
                self._visit(entry, folder + entry.name, result, pending)
        return result

    def _visit(
        self,
        entry: os.DirEntry[str],
        path: str,
        result: list[tuple[str, OnDisk]],
        pending: list[str],
    ) -> None:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode("utf-8", "backslashreplace").decode()
            self._skip(message("{path} is skipped: its name is not UTF-8.", path=shown))
            return
        if entry.name.startswith(TEMPORARY):
            self._found.leftovers.append(Path(entry.path))
        elif entry.is_symlink() and not self._stays_inside(entry):
            self._skip(message("{path} is skipped: the link leads out of the package.", path=path))
        elif entry.is_dir(follow_symlinks=False):
            if entry.name in VERSION_CONTROL:
                self._found.files[f"{path}/"] = Folder()
                self._skip(message("{path} is not read: it belongs to version control.", path=path))
            else:
                pending.append(f"{path}/")
        else:
            self._visit_file(entry, path, result)

    def _visit_file(
        self, entry: os.DirEntry[str], path: str, result: list[tuple[str, OnDisk]]
    ) -> None:
        try:
            status = entry.stat()
        except FileNotFoundError:
            self._skip(message("{path} is skipped: the link leads nowhere.", path=path))
        except OSError as error:
            self._skip(_unreadable(path, error))
        else:
            if stat.S_ISREG(status.st_mode):
                result.append((path, OnDisk(self._root / path, Stamp.of(status))))
            elif stat.S_ISDIR(status.st_mode):
                self._skip(message("{path} is skipped: it is a link to a folder.", path=path))
            else:
                self._skip(message("{path} is skipped: it is not a regular file.", path=path))

    def _stays_inside(self, entry: os.DirEntry[str]) -> bool:
        target = os.path.realpath(entry.path)
        return target.startswith(self._real_root.rstrip(os.sep) + os.sep)

    def _skip(self, notice: Message) -> None:
        self._found.notices.append(notice)


def _unreadable(path: str, error: OSError) -> Message:
    reason = error.strerror or str(error)
    return message("{path} is skipped: it cannot be read ({reason}).", path=path, reason=reason)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it belongs to another user
    return True
