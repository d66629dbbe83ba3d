"""Work of which only the latest result is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from studio.services.jobs import Job, JobList, Work
    from studio.wording import Message


class Latest(QObject):
    """Runs one piece of work at a time: what is asked for next takes the place of what runs.

    `finished` carries the value of the latest, `failed` its exception. After `stop` nothing comes
    any more.
    """

    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something runs."""
        return self._job is not None

    def run(self, label: Message, work: Work, *, quiet: bool = True) -> None:
        """Start `work`, in place of what runs."""
        self.stop()
        job = self._job = self._jobs.run(label, work, quiet=quiet)
        job.finished.connect(self._finish)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._forget)

    def stop(self) -> None:
        """Cancel what runs."""
        job, self._job = self._job, None
        if job is not None:
            job.finished.disconnect(self._finish)
            job.failed.disconnect(self._fail)
            job.cancelled.disconnect(self._forget)
            job.cancel()

    def _finish(self, value: object) -> None:
        self._job = None
        self.finished.emit(value)

    def _fail(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _forget(self) -> None:
        """Somebody else has cancelled it."""
        self._job = None
