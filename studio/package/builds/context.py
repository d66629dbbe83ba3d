"""What of a folder is sent to the engine, told before it is sent."""

from __future__ import annotations

import os
import posixpath
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from studio.errors import StudioError
from studio.package.builds.ignoring import Ignored
from studio.package.content import FileText

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Snapshot

IGNORE_FILE = ".dockerignore"
_OUTSIDE_NAME = ".studio.Dockerfile"


class BadContext(StudioError):
    """The folder or the Dockerfile of a recipe cannot be sent."""


class ContextEntry(NamedTuple):
    """One entry: its path in the context, size in bytes, and status; `link` is where it leads.

    `unsaved` holds the bytes of a file that the author has edited and not saved.
    """

    path: str
    size: int
    mode: int
    mtime: float
    link: str = ""
    unsaved: bytes | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return stat.S_ISDIR(self.mode)

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link."""
        return stat.S_ISLNK(self.mode)


@dataclass(frozen=True, slots=True)
class Context:
    """The entries that are sent, folders before what they hold, and how much is left out.

    `dockerfile` is the name of the Dockerfile in what is sent, `dockerfile_text` what it says;
    `outside` has its bytes where it lies outside the folder.
    """

    root: Path
    entries: tuple[ContextEntry, ...]
    dockerfile: str
    dockerfile_text: str
    ignored: int = 0
    outside: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes of all files that are sent."""
        return sum(entry.size for entry in self.entries)

    @property
    def file_count(self) -> int:
        """How many files and links are sent."""
        return sum(not entry.is_folder for entry in self.entries)

    def largest(self, count: int) -> list[ContextEntry]:
        """The largest files, largest first."""
        return sorted(self.entries, key=lambda entry: -entry.size)[:count]


def survey(
    folder: Path,
    recipe: Recipe,
    *,
    unsaved: Mapping[str, bytes] | None = None,
    keep_going: Callable[[], None] = lambda: None,
) -> Context:
    """What building `recipe`, whose studio.yaml lies in `folder`, would send.

    `unsaved` has the bytes of edited files by their path relative to `folder`, which are sent
    instead of those on disk, also where the folder itself was never saved. `keep_going` is called
    for each entry and may raise to stop. Raises `BadContext`.
    """
    root = Path(os.path.normpath(folder / recipe.context))
    edited = _inside(recipe.context, unsaved or {})
    if not root.is_dir() and not edited:
        raise BadContext("The folder {folder} of the recipe is not there.", folder=recipe.context)
    inside = posixpath.normpath(recipe.dockerfile)
    is_outside = inside.startswith(("../", "/"))
    data = edited[inside] if inside in edited else _read(root / recipe.dockerfile, recipe)
    rules = edited[IGNORE_FILE] if IGNORE_FILE in edited else _optional(root / IGNORE_FILE)
    ignored = Ignored(rules.decode("utf-8", "replace"))
    walk = _Walk(root, ignored, frozenset({IGNORE_FILE, inside}), keep_going)
    entries = {entry.path: entry for entry in walk.entries()} if root.is_dir() else {}
    for path, content in edited.items():
        if path not in ignored or path in {IGNORE_FILE, inside}:
            known = entries.get(path)
            mode = known.mode if known else stat.S_IFREG | 0o644
            mtime = known.mtime if known else 0.0
            entries[path] = ContextEntry(path, len(content), mode, mtime, unsaved=content)
    return Context(
        root,
        tuple(entries.values()),
        _OUTSIDE_NAME if is_outside else inside,
        data.decode("utf-8", "replace"),
        walk.ignored,
        data if is_outside else None,
    )


def edited_files(snapshot: Snapshot, on_disk: Snapshot) -> dict[str, bytes]:
    """The texts that the author has changed since `on_disk`, by path, as `survey` takes them."""
    return {
        path: content.encoded()
        for path, content in snapshot.files.items()
        if isinstance(content, FileText) and on_disk.files.get(path) != content
    }


def _inside(context: str, unsaved: Mapping[str, bytes]) -> dict[str, bytes]:
    """The edited files that lie in the context, by their paths there."""
    prefix = posixpath.normpath(context)
    if prefix == ".":
        return dict(unsaved)
    return {
        path.removeprefix(f"{prefix}/"): data
        for path, data in unsaved.items()
        if path.startswith(f"{prefix}/")
    }


def _read(path: Path, recipe: Recipe) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise BadContext(
            "There is no {dockerfile} in the folder {folder}.",
            dockerfile=recipe.dockerfile,
            folder=recipe.context,
        ) from error
    except OSError as error:
        raise _unreadable(recipe.dockerfile, error) from error


def _optional(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise _unreadable(path.name, error) from error


def _unreadable(path: str, error: OSError) -> BadContext:
    reason = error.strerror or str(error)
    return BadContext("{path} cannot be read ({reason}).", path=path, reason=reason)


class _Walk:
    """Finds what is sent, and counts what is left out; never follows links."""

    def __init__(
        self, root: Path, ignored: Ignored, always: frozenset[str], keep_going: Callable[[], None]
    ) -> None:
        self._root = root
        self._ignored = ignored
        self._always = always
        self._keep_going = keep_going
        self.ignored = 0

    def entries(self) -> Iterator[ContextEntry]:
        pending = [""]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self._root / folder) as found:
                    listed = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                raise _unreadable(folder or str(self._root), error) from error
            for entry in listed:
                self._keep_going()
                yield from self._visit(folder + entry.name, entry, pending)

    def _visit(
        self, path: str, entry: os.DirEntry[str], pending: list[str]
    ) -> Iterator[ContextEntry]:
        left_out = path in self._ignored and path not in self._always
        is_folder = entry.is_dir(follow_symlinks=False)
        if is_folder and (not left_out or self._leads_on(path)):
            pending.append(f"{path}/")
        if left_out:
            self.ignored += 1
            return
        try:
            status = entry.stat(follow_symlinks=False)
            link = str(Path(entry.path).readlink()) if entry.is_symlink() else ""
        except OSError as error:
            raise _unreadable(path, error) from error
        if is_folder or link or stat.S_ISREG(status.st_mode):
            size = status.st_size if stat.S_ISREG(status.st_mode) else 0
            yield ContextEntry(path, size, status.st_mode, status.st_mtime, link)

    def _leads_on(self, folder: str) -> bool:
        """Whether something below a folder that is left out is sent nevertheless."""
        inside = f"{folder}/"
        is_above = any(path.startswith(inside) for path in self._always)
        return is_above or self._ignored.may_hold(folder)
