"""All work in the background, with what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from studio.services.jobs import Job, Outcome, PastJob
from studio.ui.controls.buttons import LinkButton
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.jobs.jobdelegate import JobDelegate
from studio.ui.jobs.jobsmodel import JobRole, JobsModel

if TYPE_CHECKING:
    from studio.ui.shell.services import Services


class JobsView(RowTreeView):
    """Jobs as rows; Delete cancels, Ctrl+C copies the log."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services.themes, parent)
        self._delegate = JobDelegate(services.themes, self)
        self._jobs = JobsModel(services.jobs, services.languages, self)
        self.setModel(self._jobs)
        self.setItemDelegate(self._delegate)
        self.setRootIsDecorated(False)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "panel")
        self._delegate.link_clicked.connect(self._follow_link)

    @property
    def jobs(self) -> JobsModel:
        """The rows."""
        return self._jobs

    def failure(self) -> PastJob | None:
        """The job of the current row, if it failed."""
        job = self.currentIndex().data(JobRole)
        return job if isinstance(job, PastJob) and job.outcome is Outcome.FAILED else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel by Delete, copy."""
        job = self.currentIndex().data(JobRole)
        if event.key() == Qt.Key.Key_Delete and isinstance(job, Job):
            self._cancel(job)
        elif event.matches(QKeySequence.StandardKey.Copy) and isinstance(job, PastJob):
            self._copy(job)
        else:
            super().keyPressEvent(event)

    def _follow_link(self, index: QModelIndex) -> None:
        job = index.data(JobRole)
        if isinstance(job, Job):
            self._cancel(job)
        else:
            self._copy(job)

    def _cancel(self, job: Job) -> None:
        job.cancel()
        self._jobs.tell_changed(job)

    def _copy(self, job: PastJob) -> None:
        QGuiApplication.clipboard().setText(self._jobs.log_text(job))


class JobsPanel(QWidget):
    """The jobs, beside them the log of a failure that is chosen, and a link to forget the past."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "panel")
        self._themes = services.themes
        self.view = JobsView(services, self)
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.clear_link = LinkButton()
        self._nothing = EmptyState(services.themes, "check-circle")
        self._arrange()
        self.setFocusProxy(self.view)
        model = self.view.jobs
        for signal in (model.rowsInserted, model.rowsRemoved, self.view.rows_chosen):
            signal.connect(self._update)
        self.clear_link.clicked.connect(model.forget_past)
        services.languages.changed.connect(self._retranslate)
        services.themes.changed.connect(self._dress)
        self._dress()
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.view)
        splitter.addWidget(self.log)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 0, 14, 4)
        foot.addStretch(1)
        foot.addWidget(self.clear_link)
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(splitter, 1)
        column.addLayout(foot)
        self._content = QStackedLayout(self)
        self._content.addWidget(rows)
        self._content.addWidget(self._nothing)

    def _update(self) -> None:
        model, failure = self.view.jobs, self.view.failure()
        rows = model.rowCount()
        self._content.setCurrentIndex(0 if rows else 1)
        self.clear_link.setVisible(rows > model.running_count)
        self.log.setVisible(failure is not None)
        if failure is not None:
            self.log.setPlainText(model.log_text(failure))
            # Qt forgets a font that was set before the panel was put into its dock.
            self._dress()

    def _retranslate(self) -> None:
        self._nothing.set_content(self.tr("Nothing works in the background."))
        self.clear_link.setText(self.tr("Forget what is over"))
        self.view.setAccessibleName(self.tr("Background work"))
        self.log.setAccessibleName(self.tr("Log"))
        self._update()

    def _dress(self) -> None:
        self.log.setFont(self._themes.font("code_small"))
