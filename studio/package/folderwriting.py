"""Turn a folder into other files such that a crash at any point loses nothing."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from studio.package.disk import inside
from studio.package.sources import OnDisk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from studio.package.content import Content
    from studio.package.plan import Plan
    from studio.package.progress import Meter
    from studio.package.staging import Staged, Stager


def stage(plan: Plan, before: Mapping[str, Content], stager: Stager) -> None:
    """Write everything new beside its place; raises OSError, or what stops the work."""
    for path in plan.displaced:
        stager.keep(path, before[path])
    for target, source in plan.moves:
        stager.move(source, target, before[source], exposed=source in plan.exposed)
    for path, content in plan.writes.items():
        stager.write(path, content)


class FolderWriter:
    """Gives the staged files their names, then deletes.

    `done` has what was reached: the content of each path, None where it was deleted. `at` is the
    path that is worked on when OSError is raised.
    """

    def __init__(self, root: Path, plan: Plan, after: Mapping[str, Content], meter: Meter) -> None:
        self._root = root
        self._plan = plan
        self._after = after
        self._meter = meter
        self.at = ""
        self.done: dict[str, Content | None] = {}

    def write(self, stager: Stager) -> None:
        """Carry the plan out; raises OSError where the disk refuses a step."""
        for handles, location in stager.displaced:
            for handle in handles:
                handle.location = location
        for path in self._plan.in_the_way:
            self._delete(path)
        for staged in stager.staged:
            self._put(staged)
        for path in self._plan.folders:
            self.at = path
            inside(self._root, path).mkdir(parents=True, exist_ok=True)
            self._reached("created", path, self._after[path])
        self._sync(self._plan.touched)
        for path in self._plan.deletes:
            if path not in self.done:
                self._delete(path)
        self._sync(self._plan.deletes)

    def _put(self, staged: Staged) -> None:
        self.at = staged.path
        target = inside(self._root, staged.path)
        target.parent.mkdir(parents=True, exist_ok=True)
        staged.waiting.replace(target)
        # Renaming one name of a file to another of its names does nothing at all.
        staged.waiting.unlink(missing_ok=True)
        location = OnDisk.at(target)
        for handle in staged.handles:
            handle.location = location
        self._reached("replaced", staged.path, self._after[staged.path])

    def _delete(self, path: str) -> None:
        self.at = path
        target = inside(self._root, path)
        if path.endswith("/"):
            self._remove_folder(target)
        elif not self._renamed_in_case(target):
            target.unlink(missing_ok=True)
        self._reached("deleted", path, None)
        folder = path.rstrip("/").rpartition("/")[0]
        while folder and f"{folder}/" not in self._after:
            if not self._remove_folder(inside(self._root, folder)):
                break
            folder = folder.rpartition("/")[0]

    def _renamed_in_case(self, target: Path) -> bool:
        """Whether, on a disk that ignores case, a file just written took this name over."""
        if not target.exists():
            return False
        return target.name not in {entry.name for entry in target.parent.iterdir()}

    def _remove_folder(self, folder: Path) -> bool:
        """Remove a folder if it is empty; what was never shown may still be in it."""
        try:
            folder.rmdir()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    def _reached(self, step: str, path: str, content: Content | None) -> None:
        self.done[path] = content
        self._meter.step(step, path)

    def _sync(self, paths: Iterable[str]) -> None:
        """Make the names in the folders of `paths` outlive a power cut."""
        for folder in sorted({inside(self._root, path).parent for path in paths}):
            sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Write a folder's names to the disk, where the system can do that for folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
