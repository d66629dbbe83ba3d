"""Files that go between a package and folders elsewhere."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.content import FileText, Folder
from studio.package.disk import inside, read_folder
from studio.package.reading import read_file
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.snapshot import Snapshot


class CannotImport(StudioError):
    """Something from outside cannot be read."""


@dataclass(slots=True)
class Gathered:
    """Contents by their paths below the folder that takes them, and what was left out and why."""

    files: dict[str, Content] = field(default_factory=dict[str, "Content"])
    notices: list[Message] = field(default_factory=list[Message])


def gather(paths: Iterable[Path], keep_going: Callable[[], None] = lambda: None) -> Gathered:
    """Read files and whole folders from anywhere, to be brought into a package.

    Large and binary files are only referred to. A link is left out where it leads out of what was
    given. `keep_going` is called for each file and may raise to stop. Raises `CannotImport`, and
    `TooLarge`.
    """
    gathered = Gathered()
    for path in paths:
        keep_going()
        if path.is_symlink():
            gathered.notices.append(
                message("{path} is left out: it is a link to somewhere else.", path=path.name)
            )
            continue
        try:
            if path.is_dir():
                found = read_folder(path, keep_going)
                gathered.notices += found.notices
                files = found.files or {"": Folder()}
                gathered.files |= {f"{path.name}/{name}": files[name] for name in files}
            else:
                gathered.files[path.name] = read_file(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CannotImport(
                "{path} cannot be read ({reason}).", path=path, reason=reason
            ) from error
    return gathered


def write_out(snapshot: Snapshot, paths: Iterable[str], folder: Path) -> list[Path]:
    """Write files and folders of the package into `folder`; returns where each of them lies.

    Raises OSError.
    """
    written: list[Path] = []
    for path in paths:
        start = len(path.rpartition("/")[0]) + 1 if "/" in path else 0
        contained = [path] if path in snapshot else list(snapshot.below(path))
        for name in contained:
            _write(snapshot.files[name], inside(folder, name[start:]))
        written.append(inside(folder, path[start:]))
    return written


def _write(content: Content, target: Path) -> None:
    if isinstance(content, Folder):
        target.mkdir(parents=True, exist_ok=True)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as stream:
        if isinstance(content, FileText):
            stream.write(content.encoded())
        else:
            with content.open() as source:
                shutil.copyfileobj(source, stream)
