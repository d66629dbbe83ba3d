"""Work with an engine that is done one piece after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.services.jobs import Job, JobList, Work
    from studio.wording import Message


class EngineWork(QObject):
    """One piece of work, waiting or running; at its end comes one of the last three, then `ended`.

    An engine keeps a name for one platform at a time, so what follows a build must not meet
    another. `finished` carries the value, `failed` the exception; `brings` are the paths of files
    that will be in the package then.
    """

    started = Signal()
    progressed = Signal(float, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)

    def __init__(self, label: Message, work: Work, brings: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self.label = label
        self.work = work
        self.brings = brings
        self.job: Job | None = None
        self.is_cancelling = False

    def cancel(self) -> None:
        """Let it not begin, or end what runs."""
        self.is_cancelling = True
        if self.job is not None:
            self.job.cancel()
        else:
            self.cancelled.emit()
            self.end()

    def end(self) -> None:
        """Say that it is over."""
        self.ended.emit(self)


class EngineWorks(QObject):
    """Starts each work when the one before it has ended.

    `changed` comes when one comes or goes, `failed` carries the exception that ended one.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._works: list[EngineWork] = []

    @property
    def works(self) -> tuple[EngineWork, ...]:
        """What runs, if anything does, and what waits."""
        return tuple(self._works)

    def add(
        self, label: Message, work: Work, *, next_one: bool = False, brings: Iterable[str] = ()
    ) -> EngineWork:
        """Do this when it is its turn; `next_one` before whatever waits.

        Connect to it before control returns to the event loop.
        """
        added = EngineWork(label, work, frozenset(brings), self)
        place = len(self._works)
        if next_one:
            place = sum(each.job is not None for each in self._works)
        self._works.insert(place, added)
        added.ended.connect(self._forget)
        added.failed.connect(self.failed)
        self._begin_next()
        self.changed.emit()
        return added

    def cancel_all(self) -> None:
        """Let nothing begin any more, and end what runs."""
        for each in reversed(self.works):
            each.cancel()

    def _begin_next(self) -> None:
        if not self._works or self._works[0].job is not None:
            return
        first = self._works[0]
        job = first.job = self._jobs.run(first.label, first.work)
        job.progressed.connect(first.progressed)
        job.finished.connect(first.finished)
        job.failed.connect(first.failed)
        job.cancelled.connect(first.cancelled)
        job.ended.connect(first.end)
        first.started.emit()

    def _forget(self, work: EngineWork) -> None:
        if work in self._works:
            self._works.remove(work)
            work.deleteLater()
            self._begin_next()
            self.changed.emit()
