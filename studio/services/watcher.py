"""Notice what other programs change in the package that is open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from studio.errors import StudioError
from studio.package.changes import ChangeSet
from studio.package.content import FileText
from studio.package.difference import operations_between
from studio.package.origin import ArchiveOrigin
from studio.package.outside import Outside, changed_outside, same_bytes
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from studio.model.document import Document
    from studio.package.content import Content
    from studio.package.origin import Origin
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, JobList, Progress

DELAY = 300
"""Milliseconds of silence on disk before it is read: programs write in several steps."""

WATCHED_FILES = 2000
"""Texts that are watched one by one; beyond, only their folders are, and coming back looks."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a look at the disk found, compared with `here`; `places` are to be watched from then."""

    outside: Outside
    here: Snapshot
    agreed: frozenset[str]
    places: frozenset[str]


class OutsideWatcher(QObject):
    """Takes over changes of clean files as undoable steps, and asks about the others.

    `conflicts_changed` carries the paths of files that changed here and on disk, in order: answer
    with `keep_mine` or `take_theirs`; until then saving them raises `OutsideChange`. `vanished`
    carries the error when the package can no longer be opened, once until it is `found_again`.
    Pause it while the studio itself writes.
    """

    conflicts_changed = Signal(object)
    vanished = Signal(object)
    found_again = Signal()

    def __init__(
        self, document: Document, origin: Origin, jobs: JobList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or document)
        self._document = document
        self._origin = origin
        self._jobs = jobs
        self._job: Job | None = None
        self._paused = 0
        self._is_vanished = False
        self._outside: Outside | None = None
        self._theirs: dict[str, Content | None] = {}
        self._watcher = QFileSystemWatcher(self)
        self._silence = QTimer(self, singleShot=True, interval=DELAY)
        self._silence.timeout.connect(self.look_now)
        self._watcher.fileChanged.connect(self._disturbed)
        self._watcher.directoryChanged.connect(self._disturbed)
        first = jobs.run(
            message("Looking for changes by other programs"),
            partial(_places, origin, document.snapshot),
            quiet=True,
        )
        first.finished.connect(self._watch)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The paths that wait for an answer, in order."""
        return tuple(sorted(self._theirs))

    def pause(self) -> None:
        """Do not look until `resume`; a look in progress is dropped."""
        self._paused += 1
        self._silence.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def resume(self) -> None:
        """Look again, beginning with what happened meanwhile."""
        self._paused -= 1
        if not self._paused:
            self._silence.start()

    def look_now(self) -> None:
        """Compare the disk with what is known of it; the window calls this when it is raised."""
        self._silence.stop()
        if self._paused:
            return
        if self._job is not None:
            self._silence.start()
            return
        self._job = self._jobs.run(
            message("Looking for changes by other programs"),
            partial(_look, self._origin, self._document.saved, self._document.snapshot),
            quiet=True,
        )
        self._job.finished.connect(self._seen)
        self._job.failed.connect(self._failed)

    def keep_mine(self, paths: Iterable[str]) -> None:
        """Let what is here replace, at the next save, what other programs wrote."""
        self._answered(paths)

    def take_theirs(self, paths: Iterable[str]) -> None:
        """Replace what is here by what other programs wrote, as a step that can be undone."""
        theirs = self._answered(paths)
        old = _chosen(self._document.snapshot, theirs)
        self._document.commit(_change(old, theirs), self)

    def _disturbed(self, path: str) -> None:
        if not self._paused and not self._is_beside(path):
            self._silence.start()

    def _is_beside(self, path: str) -> bool:
        """Whether something happened around the folder of the package, which is still there."""
        origin = self._origin
        if isinstance(origin, ArchiveOrigin) or path != str(origin.path.parent):
            return False
        return origin.path.exists() and not self._is_vanished

    def _seen(self, look: _Look) -> None:
        """Take over what is clean, and ask about what is not."""
        self._job = None
        if self._is_vanished:
            self._is_vanished = False
            self.found_again.emit()
        outside = self._outside = look.outside
        agreed: dict[str, Content | None] = {}
        clean: dict[str, Content | None] = {}
        disputed: dict[str, Content | None] = {}
        here, saved = self._document.snapshot, self._document.saved
        for path in outside.changes:
            mine, theirs = here.files.get(path), outside.snapshot.files.get(path)
            was_compared = mine is look.here.files.get(path)
            if path in look.agreed if was_compared else same_bytes(mine, theirs):
                agreed[path] = mine
            elif mine == saved.files.get(path):
                clean[path] = theirs
            else:
                disputed[path] = theirs
        self._know(agreed)
        if clean:
            self._document.take_over(_change(_chosen(saved, clean), clean))
        self._dispute(disputed)
        self._watch(look.places)

    def _dispute(self, theirs: dict[str, Content | None]) -> None:
        """Ask about `theirs`, unless the same was asked before; else go on from what was found."""
        before, self._theirs = self._theirs, theirs
        if not theirs and self._outside is not None:
            self._outside.accept(self._origin)
            self._outside = None
        if before.keys() != theirs.keys() or not all(
            same_bytes(before[path], theirs[path]) for path in theirs
        ):
            self.conflicts_changed.emit(self.conflicts)

    def _answered(self, paths: Iterable[str]) -> dict[str, Content | None]:
        """The contents on disk of these paths, which are no longer asked about."""
        answered = {path: self._theirs[path] for path in paths if path in self._theirs}
        self._know(answered)
        self._dispute({p: c for p, c in self._theirs.items() if p not in answered})
        return answered

    def _know(self, contents: Mapping[str, Content | None]) -> None:
        """Remember what lies on disk, without changing what is here."""
        if contents:
            self._document.mark_saved(self._document.saved.replaced(contents))

    def _failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, StudioError):
            raise error
        self._watch(frozenset({str(_existing(self._origin.path))}))
        if not self._is_vanished:
            self._is_vanished = True
            self.vanished.emit(error)

    def _watch(self, wanted: frozenset[str]) -> None:
        """Watch what is there now: files that are exchanged fall out of the system's list."""
        present = {*self._watcher.files(), *self._watcher.directories()}
        if gone := present - wanted:
            self._watcher.removePaths(sorted(gone))
        if missing := wanted - present:
            self._watcher.addPaths(sorted(missing))


def _places(origin: Origin, snapshot: Snapshot, _progress: Progress) -> frozenset[str]:
    return frozenset(_watched(origin, snapshot))


def _watched(origin: Origin, snapshot: Snapshot) -> Iterable[str]:
    """The existing paths on disk whose changes tell of changes of the package."""
    if isinstance(origin, ArchiveOrigin):
        paths = [origin.path.parent, origin.path]
    else:
        texts = [path for path, content in snapshot.files.items() if isinstance(content, FileText)]
        folders = {parent for path in snapshot for parent in (origin.path / path).parents}
        inside = [folder for folder in folders if folder.is_relative_to(origin.path)]
        packed = [inner.path for inner in origin.inner]
        # The system does not tell a folder that it was renamed, but the one around it.
        paths = [
            origin.path.parent,
            *inside,
            *(origin.path / path for path in (*packed, *texts[:WATCHED_FILES])),
        ]
    return (str(path) for path in paths if path.exists())


def _existing(path: Path) -> Path:
    """The innermost folder around `path` that exists: there it would come back."""
    return next((folder for folder in path.parents if folder.exists()), path)


def _look(origin: Origin, known: Snapshot, here: Snapshot, progress: Progress) -> _Look:
    looking = message("Looking for changes by other programs")
    outside = changed_outside(origin, known, keep_going=lambda: progress(0.0, looking))
    theirs = outside.snapshot.files
    agreed = (p for p in outside.changes if same_bytes(here.files.get(p), theirs.get(p)))
    return _Look(outside, here, frozenset(agreed), _places(origin, outside.snapshot, progress))


def _chosen(snapshot: Snapshot, paths: Iterable[str]) -> dict[str, Content]:
    return {path: snapshot.files[path] for path in paths if path in snapshot}


def _change(old: Mapping[str, Content], theirs: Mapping[str, Content | None]) -> ChangeSet:
    """The change that makes of `old` what others wrote; None for files that they deleted."""
    new = {path: content for path, content in theirs.items() if content is not None}
    paths = sorted(theirs)
    if len(paths) == 1:
        label = message("Take over changes of {path} from outside", path=paths[0])
    else:
        label = message("Take over changes of {count} files from outside", count=len(paths))
    return ChangeSet(label, operations_between(old, new))
