"""Keep the problems of a document up to date while it is edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.package.checks import CheckRun, check
from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, JobList, Progress

DELAY = 150
"""Milliseconds without a change after which checking starts: between two keystrokes it would
only be cancelled again."""


class Checker(QObject):
    """Checks the document in the background: once it is shown, then after every pause in editing.

    The result goes to `document.findings`, which tells everybody; `busy_changed` tells whether
    it is behind the text.
    """

    busy_changed = Signal(bool)

    def __init__(self, document: Document, jobs: JobList, parent: QObject | None = None) -> None:
        super().__init__(parent or document)
        self._document = document
        self._jobs = jobs
        self._job: Job | None = None
        self._last: CheckRun | None = None
        self._busy = False
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.check_now)
        document.changed.connect(self._document_changed)
        # Not before the first picture, with which a check in a thread would compete.
        self._set_busy(busy=True)
        self._pause.start(0)

    @property
    def is_busy(self) -> bool:
        """Whether the document's findings are behind its text."""
        return self._busy

    def check_now(self) -> None:
        """Check without waiting for a pause; a run in progress is cancelled."""
        self._pause.stop()
        self._cancel()
        self._set_busy(busy=True)
        work = partial(_checked, self._document.snapshot, self._last)
        job = self._jobs.run(message("Checking the package"), work, quiet=True)
        job.finished.connect(self._take)
        job.failed.connect(self._give_up)
        self._job = job

    def stop(self) -> None:
        """Check no more; a run in progress is cancelled."""
        self._pause.stop()
        self._cancel()
        self._document.changed.disconnect(self._document_changed)

    def _document_changed(self) -> None:
        self._cancel()
        self._set_busy(busy=True)
        self._pause.start(DELAY)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, run: CheckRun) -> None:
        self._job = None
        self._last = run
        self._set_busy(busy=False)
        self._document.findings = run.findings

    def _give_up(self, error: Exception) -> None:
        """A rule is defective: what was found before stays, and the defect is reported."""
        self._job = None
        self._set_busy(busy=False)
        raise error

    def _set_busy(self, *, busy: bool) -> None:
        if busy != self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)


def _checked(snapshot: Snapshot, previous: CheckRun | None, progress: Progress) -> CheckRun:
    checking = message("Checking the package")
    return check(snapshot, previous=previous, keep_going=lambda: progress(0.0, checking))
