"""Have unsaved work kept at regular times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, JobList, Progress
    from studio.services.recovery import RecoveryStore

INTERVAL = 30_000
"""Milliseconds between two looks at unsaved work."""

PAUSE = 1_500
"""Milliseconds without a change after which work is kept: who stops to think loses nothing."""


class RecoveryTimer(QObject):
    """Writes unsaved work after each pause, now and then, and whenever `write_now` is called.

    The application calls `write_now` when it loses the focus of the user. `failed` carries the
    error when the work could not be kept; the next look tries again.
    """

    failed = Signal(object)

    def __init__(
        self, document: Document, store: RecoveryStore, jobs: JobList, parent: QObject | None = None
    ) -> None:
        super().__init__(parent or document)
        self._document = document
        self._store = store
        self._jobs = jobs
        self._job: Job | None = None
        self._kept = (document.saved, document.saved)
        timer = QTimer(self, interval=INTERVAL)
        timer.timeout.connect(self.write_now)
        timer.start()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.write_now)
        document.changed.connect(self._pause.start)

    @property
    def is_kept(self) -> bool:
        """Whether what is unsaved now was kept already."""
        return self._document.saved is self._kept[0] and self._document.snapshot is self._kept[1]

    def write_now(self) -> None:
        """Keep what is unsaved, in the background; nothing to do when it is kept already."""
        if self._job is None and not self.is_kept:
            self._write()

    def write_and_wait(self) -> Exception | None:
        """Keep what is unsaved while the window stays alive, without its keys; what went wrong."""
        errors: list[Exception] = []
        loop = QEventLoop()
        while not (self.is_kept or errors):
            job = self._job or self._write()
            job.failed.connect(errors.append)
            job.ended.connect(loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return errors[0] if errors else None

    def _write(self) -> Job:
        saved, current = self._document.saved, self._document.snapshot

        def work(_progress: Progress) -> tuple[Snapshot, Snapshot]:
            self._store.write(saved, current)
            return saved, current

        # Long work such as an export must not hold it up.
        job = self._jobs.run(message("Keeping unsaved work"), work, quiet=True, urgent=True)
        job.finished.connect(self._remember)
        job.failed.connect(self.failed)
        job.ended.connect(self._end)
        self._job = job
        return job

    def _remember(self, kept: tuple[Snapshot, Snapshot]) -> None:
        self._kept = kept

    def _end(self) -> None:
        self._job = None
