"""Finds in one text, without keeping the window waiting."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.package.patterns import SlowPattern
from studio.package.search import Query, hits_in
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.content import FileText
    from studio.package.search import Hit
    from studio.services.jobs import Job, JobList

_AT_ONCE = 0.04
"""Seconds after which an expression goes on in the background."""


class Finds:
    """The hits of one query in one text, in order."""

    def __init__(self, hits: tuple[Hit, ...] = ()) -> None:
        self.hits = hits
        self.spans = [(hit.start, hit.end) for hit in hits]
        self._starts = [hit.start for hit in hits]

    def __len__(self) -> int:
        return len(self.spans)

    def index_at(self, offset: int) -> int:
        """The first find that starts at `offset` or later, from 0; `len` when none does."""
        return bisect_left(self._starts, offset)

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The finds that touch the text from `start` to `end`."""
        first = max(self.index_at(start) - 1, 0)
        return [span for span in self.spans[first : self.index_at(end)] if span[1] >= start]


class TextSearch(QObject):
    """The finds of the last query: at once where that is quick, else from the background.

    `answered` comes with finds that were not there at once. `error` says why there are none.
    """

    answered = Signal()

    def __init__(self, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self.query = Query("")
        self.finds = Finds()
        self.error: StudioError | None = None
        self._jobs = jobs
        self._job: Job | None = None
        self._slow: Query | None = None

    @property
    def is_busy(self) -> bool:
        """Whether the finds are still to come."""
        return self._job is not None

    def find(self, path: str, content: FileText, query: Query) -> None:
        """Search `content`, the text at `path`, in place of what is being searched."""
        self.stop()
        self.query = query
        self.finds = Finds()
        self.error = None
        if query == self._slow:
            self._find_later(path, content, query)
            return
        try:
            self.finds = Finds(hits_in(path, content, query, patience=_AT_ONCE))
        except SlowPattern:
            self._slow = query
            self._find_later(path, content, query)
        except StudioError as error:
            self.error = error

    def stop(self) -> None:
        """Wait for no finds any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _find_later(self, path: str, content: FileText, query: Query) -> None:
        label = message("Searching {file}", file=path.rpartition("/")[2])
        self._job = self._jobs.run(
            label, lambda _progress: hits_in(path, content, query), quiet=True
        )
        self._job.finished.connect(self._take)
        self._job.failed.connect(self._give_up)

    def _take(self, hits: tuple[Hit, ...]) -> None:
        self._job = None
        self.finds = Finds(hits)
        self.answered.emit()

    def _give_up(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, StudioError):
            raise error
        self.error = error
        self.answered.emit()
