"""Work in the background that can be watched, cancelled and waited for."""

from __future__ import annotations

import gc
import sys
import threading
import traceback
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal

from studio.errors import StudioError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from studio.wording import Message

    Progress: TypeAlias = Callable[[float, Message], None]
    Work: TypeAlias = Callable[[Progress], Any]

_THREADS = 2

# Seconds after which a busy thread lets another have Python. With the default of 5 ms the window
# wakes up 5 ms late at every event while a package is checked, 9 ms at the 95th percentile; with
# this it is 1 and 4 ms, and the check takes no longer.
_SWITCH_INTERVAL = 0.0005


_REMEMBERED = 50
"""Jobs of the past that are kept to be looked at."""


class Cancelled(Exception):
    """Raised inside a job, by its `progress`, when nobody wants the result any more."""


class Outcome(str, Enum):
    """How a job came to its end."""

    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, eq=False)
class PastJob:
    """A job that is over; of a failure, `error` says why, and `trace` is there for a report.

    A StudioError needs no trace: it says what people can do.
    """

    label: Message
    outcome: Outcome
    ended: datetime
    error: Message | str = ""
    trace: str = ""


class Job(QObject):
    """One piece of work in the background.

    Its signals come in the thread that made it, whoever listens: `progressed` with a fraction
    from 0 to 1 and a `Message`, and at the end exactly one of `finished` with the value, `failed`
    with the exception, and `cancelled`; then `ended` with the job. `quiet` work is nothing to
    bother people with. `fraction` and `step` are what was told last, None and the label before
    that; `past` is there from the end on.
    """

    progressed = Signal(float, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)
    _reported = Signal()
    _came_to_end = Signal()

    def __init__(
        self, label: Message, work: Work, *, quiet: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.quiet = quiet
        self.fraction: float | None = None
        self.step = label
        self.past: PastJob | None = None
        self._work = work
        self._stop = threading.Event()
        self._step: tuple[float, Message] | None = None
        self._value: object = None
        self._error: Exception | None = None
        self._reported.connect(self._report, Qt.ConnectionType.QueuedConnection)
        self._came_to_end.connect(self._end, Qt.ConnectionType.QueuedConnection)

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody has asked it to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask the job to stop; a result that it still brings is dropped."""
        self._stop.set()

    def execute(self) -> None:
        """Do the work in the calling thread; the list of jobs calls this in one of its own."""
        try:
            self._keep_going()
            self._value = self._work(self._progress)
        except Exception as error:  # noqa: BLE001 - whatever it is, somebody is told
            self._error = error
        self._came_to_end.emit()

    def _keep_going(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _progress(self, fraction: float, text: Message) -> None:
        self._keep_going()
        told, self._step = self._step, (fraction, text)
        if told is None:
            self._reported.emit()

    def _report(self) -> None:
        """Tell the last step; those that came too quickly to be seen are left out."""
        step, self._step = self._step, None
        if step is not None and not self._stop.is_set():
            self.fraction, self.step = step
            self.progressed.emit(*step)

    def _end(self) -> None:
        value, error = self._value, self._error
        self._value = self._error = None
        self.past = self._remembered(error)
        if self._stop.is_set() or isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.finished.emit(value)
        self.ended.emit(self)

    def _remembered(self, error: Exception | None) -> PastJob:
        """What is worth knowing of this job afterwards."""
        now = datetime.now().astimezone()
        if self._stop.is_set() or isinstance(error, Cancelled):
            return PastJob(self.label, Outcome.CANCELLED, now)
        if error is None:
            return PastJob(self.label, Outcome.DONE, now)
        if isinstance(error, StudioError):
            return PastJob(self.label, Outcome.FAILED, now, error.message)
        trace = "".join(traceback.format_exception(error))
        return PastJob(self.label, Outcome.FAILED, now, f"{type(error).__name__}: {error}", trace)


class JobList(QObject):
    """All work in the background; `started` and `ended` carry the job.

    The jobs of the `past` are remembered, up to a number, but of quiet ones only those that failed.

    Shut it down before the application ends: no thread outlives it. It makes threads of this
    process take turns more often, so that the window stays swift while they work.
    """

    started = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_THREADS)
        self._urgent_pool = QThreadPool(self)
        self._urgent_pool.setMaxThreadCount(1)
        self._running: list[Job] = []
        self._past: deque[PastJob] = deque(maxlen=_REMEMBERED)
        sys.setswitchinterval(_SWITCH_INTERVAL)

    @property
    def running(self) -> tuple[Job, ...]:
        """The jobs that wait or run, oldest first."""
        return tuple(self._running)

    @property
    def past(self) -> tuple[PastJob, ...]:
        """The jobs that are over, the latest first."""
        return tuple(reversed(self._past))

    def forget_past(self) -> None:
        """Remember none of the jobs that are over."""
        self._past.clear()

    def run(self, label: Message, work: Work, *, quiet: bool = False, urgent: bool = False) -> Job:
        """Start `work(progress)` as soon as a thread is free; `urgent` work has one of its own.

        `progress(fraction, message)` raises `Cancelled` once the job is cancelled, so work calls
        it often. Connect to the job before control returns to the event loop.
        """
        job = Job(label, work, quiet=quiet, parent=self)
        self._pause_collecting()
        self._running.append(job)
        # Not a lambda: it would hold this list until the job is destroyed, and so could destroy the
        # list, which is the job's parent, from within the job's destructor.
        job.ended.connect(self._forget)
        (self._urgent_pool if urgent else self._pool).start(job.execute)
        self.started.emit(job)
        return job

    def shut_down(self) -> None:
        """Cancel everything, wait until the threads are gone, and let every job come to its end."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()
        self._urgent_pool.waitForDone()
        for job in self.running:
            QCoreApplication.sendPostedEvents(job)

    @staticmethod
    def _pause_collecting() -> None:
        """Keep Python's cycle collector out of the threads of jobs.

        It runs in whichever thread allocates, and would delete windows' objects in a foreign one.
        """
        gc.disable()

    def _forget(self, job: Job) -> None:
        if job in self._running:
            self._running.remove(job)
            if job.past is not None and (not job.quiet or job.past.outcome is Outcome.FAILED):
                self._past.append(job.past)
            if not self._running:
                gc.enable()
            self.ended.emit(job)
            job.deleteLater()
