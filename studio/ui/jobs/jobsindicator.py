"""The work in the background, as a button in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.services.jobs import Outcome
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.progress import ProgressButton
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from studio.services.jobs import Job, JobList
    from studio.services.language import LanguageService
    from studio.ui.theme.switcher import ThemeService


class JobsIndicator(QWidget):
    """The progress of the latest job that is not quiet, and how many have failed.

    A click on either emits `requested`; `forget_failures` takes the number of failures away.
    """

    requested = Signal()

    def __init__(
        self,
        themes: ThemeService,
        languages: LanguageService,
        jobs: JobList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._languages = languages
        self._watched: list[Job] = []
        self._failures = 0
        self.failed = ToolButton(themes, words=True, scale="small")
        self.failed.setIcon(themes.icons.icon(*STATUS_ICONS["error"]))
        self.failed.hide()
        self.progress = ProgressButton(themes)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.failed)
        row.addWidget(self.progress)
        self.failed.clicked.connect(self.requested)
        self.progress.clicked.connect(self.requested)
        jobs.started.connect(self._watch)
        jobs.ended.connect(self._count)
        themes.changed.connect(self._fit)
        self._fit()

    def forget_failures(self) -> None:
        """The failures have been seen."""
        self._failures = 0
        self._show_failures()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_failures()
            self._show_progress()

    def _watch(self, job: Job) -> None:
        if not job.quiet:
            self._watched.append(job)
            job.progressed.connect(self._show_progress)
            self._show_progress()

    def _count(self, job: Job) -> None:
        """Show what still runs; a job that failed is counted, quiet or not."""
        if job in self._watched:
            self._watched.remove(job)
            self._show_progress()
        if job.past is not None and job.past.outcome is Outcome.FAILED:
            self._failures += 1
            self._show_failures()

    def _show_progress(self) -> None:
        if not self._watched:
            self.progress.finish()
            return
        job, others = self._watched[-1], len(self._watched) - 1
        sentence = job.step.text(self._languages.language)
        if others:
            words = self.tr("{sentence} (and {n} more)")
            sentence = words.format(sentence=sentence, n=others)
        self.progress.set_progress(job.fraction, sentence)

    def _show_failures(self) -> None:
        self.failed.setVisible(bool(self._failures))
        self.failed.set_label(
            self.tr("1 job failed")
            if self._failures == 1
            else self.tr("{n} jobs failed").format(n=self._failures)
        )

    def _fit(self) -> None:
        """Leave the status bar as high as it is, and speak no louder than it does."""
        height, theme = self._themes.px(20), self._themes.theme
        self.failed.setStyleSheet(
            f"ToolButton {{ min-height: {height - 4}px; max-height: {height - 4}px;"
            f" font-size: {self._themes.px(12)}px; color: {theme.hex('dim')} }}"
        )
