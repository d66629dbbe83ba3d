"""Keeps the hits of a query in step with the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.errors import StudioError
from studio.package.patterns import PATIENCE, SlowPattern
from studio.package.search import FileHits, Query, search
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.model.document import Document
    from studio.package.changes import ChangeSet
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, JobList, Progress

DELAY = 200
"""Milliseconds after a change before the changed files are searched again."""

_AT_ONCE = 0.1
"""Seconds that one file may take while somebody waits for its hits."""


class PackageSearch(QObject):
    """Searches snapshots of the document in the background.

    `found` carries the `FileHits` of a new query, `updated` those of the files that have changed
    since, with no hits where a file has lost them. `failed` carries the `StudioError` that ended
    a search, which then has found nothing. `busy_changed` tells whether hits may be behind the
    text. `patience` is how many seconds an expression may take in one file.
    """

    found = Signal(object)
    updated = Signal(object)
    failed = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, document: Document, jobs: JobList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.patience = PATIENCE
        self._document = document
        self._jobs = jobs
        self._query = Query("")
        self._job: Job | None = None
        self._is_new = False
        self._stale: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=DELAY)
        self._pause.timeout.connect(self._search_again)
        document.changed.connect(self._follow)

    @property
    def query(self) -> Query:
        """What is searched for."""
        return self._query

    @property
    def is_busy(self) -> bool:
        """Whether hits may be behind the text."""
        return self._job is not None or bool(self._stale)

    def start(self, query: Query) -> None:
        """Search for something else; raises `BadPattern` and then searches for nothing."""
        self._stop()
        self._query = Query("")
        self._stale.clear()
        self._is_new = True
        try:
            query.compiled()
            self._query = query
        finally:
            self._run()

    def catch_up(self) -> bool:
        """Bring the hits up to date at once, so that they can be replaced.

        False for an expression that takes longer; it goes on in the background.
        """
        if not self.is_busy:
            return True
        paths = self._paths()
        try:
            found = list(_results(self._document.snapshot, self._query, paths, _AT_ONCE))
        except SlowPattern:
            if self._job is None:
                self._search_again()
            return False
        self._stop()
        self._take(found)
        return True

    def stop(self) -> None:
        """Search no more."""
        self._stop()
        self._document.changed.disconnect(self._follow)

    def _follow(self, change_set: ChangeSet, _origin: object) -> None:
        if self._query.text:
            self._stale |= change_set.paths
            self._pause.start()
            self.busy_changed.emit(True)

    def _search_again(self) -> None:
        self._stop()
        self._run()

    def _run(self) -> None:
        snapshot, query, paths = self._document.snapshot, self._query, self._paths()
        if not query.text:
            self._take([])
            return
        patience = self.patience
        searching = message("Searching the package")

        def work(progress: Progress) -> list[FileHits]:
            results: list[FileHits] = []
            for file in _results(snapshot, query, paths, patience):
                progress(0.0, searching)
                results.append(file)
            return results

        self._job = self._jobs.run(searching, work, quiet=True)
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._give_up)
        self.busy_changed.emit(True)

    def _take(self, results: list[FileHits]) -> None:
        self._job = None
        if not self._pause.isActive():
            self._stale.clear()
        is_new, self._is_new = self._is_new, False
        (self.found if is_new else self.updated).emit(results)
        self.busy_changed.emit(self.is_busy)

    def _give_up(self, error: Exception) -> None:
        """Look for nothing any more: what took too long once would do so at every letter."""
        if not isinstance(error, StudioError):
            raise error
        self._pause.stop()
        self._stale.clear()
        self._query = Query("")
        self._is_new = True
        self._take([])
        self.failed.emit(error)

    def _paths(self) -> frozenset[str] | None:
        """The files to search: all for a new query, else those that have changed."""
        return None if self._is_new else frozenset(self._stale)

    def _stop(self) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _results(
    snapshot: Snapshot, query: Query, paths: Iterable[str] | None, patience: float
) -> Iterable[FileHits]:
    """The hits, and for each of `paths` that has none that it has none."""
    rest = set(paths or ())
    for file in search(snapshot, query, paths, patience=patience):
        rest.discard(file.path)
        yield file
    for path in sorted(rest):
        yield FileHits(path, ())
