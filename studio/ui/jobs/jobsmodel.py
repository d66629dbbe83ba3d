"""The jobs as rows: those at work first, then those that are over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.services.jobs import Job, Outcome, PastJob

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from studio.services.jobs import JobList
    from studio.services.language import LanguageService

Index = QModelIndex | QPersistentModelIndex

JobRole = Qt.ItemDataRole.UserRole + 1

_NO_INDEX = QModelIndex()
_VALID = QAbstractListModel.CheckIndexOption.IndexIsValid


class JobsModel(QAbstractListModel):
    """`JobRole` gives a `Job` that waits or runs, or a `PastJob`, the latest of them first."""

    def __init__(
        self, jobs: JobList, languages: LanguageService, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._languages = languages
        self._running: list[Job] = list(jobs.running)
        self._past: list[PastJob] = list(jobs.past)
        for job in self._running:
            job.progressed.connect(self._follow_progress)
        jobs.started.connect(self._start)
        jobs.ended.connect(self._end)
        languages.changed.connect(self._tell_all_changed)

    @property
    def running_count(self) -> int:
        """How many rows wait or run."""
        return len(self._running)

    def forget_past(self) -> None:
        """Remove the rows of jobs that are over."""
        self._jobs.forget_past()
        if self._past:
            first = len(self._running)
            self.beginRemoveRows(QModelIndex(), first, first + len(self._past) - 1)
            self._past.clear()
            self.endRemoveRows()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each job."""
        return 0 if parent.isValid() else len(self._running) + len(self._past)

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:  # type: ignore[override]
        """Rows have none below them; trees ask.

        WORKAROUND: PySide6 6.11 crashes in that of QAbstractListModel, which is private in C++.
        """
        return not parent.isValid() and self.rowCount() > 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        job = self._job(index.row())
        if role == JobRole:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return job.label.text(self._languages.language)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{job.label.text(self._languages.language)}, {self.state_text(job)}"
        return None

    def state_text(self, job: Job | PastJob) -> str:
        """How far a job is, or what became of it."""
        language = self._languages.language
        if isinstance(job, Job):
            if job.is_cancelled:
                return self.tr("Stopping…")
            return self.tr("Waiting") if job.fraction is None else job.step.text(language)
        if job.outcome is Outcome.FAILED:
            return job.error if isinstance(job.error, str) else job.error.text(language)
        return self.tr("Cancelled") if job.outcome is Outcome.CANCELLED else self.tr("Done")

    def log_text(self, job: PastJob) -> str:
        """All that is known about a job that is over, for the clipboard."""
        head = f"{job.ended:%Y-%m-%d %H:%M:%S}  {job.label.text(self._languages.language)}"
        return "\n".join(part for part in (head, self.state_text(job), job.trace) if part)

    def tell_changed(self, job: Job) -> None:
        """Have the row of a running job painted anew."""
        if job in self._running:
            index = self.index(self._running.index(job))
            self.dataChanged.emit(index, index)

    def _job(self, row: int) -> Job | PastJob:
        running = len(self._running)
        return self._running[row] if row < running else self._past[row - running]

    def _start(self, job: Job) -> None:
        row = len(self._running)
        self.beginInsertRows(QModelIndex(), row, row)
        self._running.append(job)
        self.endInsertRows()
        job.progressed.connect(self._follow_progress)

    def _end(self, job: Job) -> None:
        row = self._running.index(job)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._running[row]
        self.endRemoveRows()
        kept = list(self._jobs.past)
        if kept[:1] == [job.past]:
            first = len(self._running)
            self.beginInsertRows(QModelIndex(), first, first)
            self._past.insert(0, kept[0])
            self.endInsertRows()

    def _follow_progress(self) -> None:
        if self._running:
            self.dataChanged.emit(self.index(0), self.index(len(self._running) - 1))

    def _tell_all_changed(self) -> None:
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(rows - 1))
