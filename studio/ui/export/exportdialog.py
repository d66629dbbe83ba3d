"""The dialog that checks, writes and hands over the package."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.errors import StudioError
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.report import ReportNotWritten
from studio.services.settings import FOLDERS
from studio.ui.controls.buttons import Button
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.painting import paint_rounded
from studio.ui.controls.scrim import Scrim
from studio.ui.export.checkpanel import CheckPanel
from studio.ui.export.corners import Corners
from studio.ui.export.progresspanel import ProgressPanel
from studio.ui.export.resultpanel import ResultPanel
from studio.ui.export.targetpanel import TargetPanel
from studio.ui.export.writing import write_package
from studio.wording import message

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent

    from studio.model.document import Document
    from studio.package.problems import Problem
    from studio.package.report import Report
    from studio.services.jobs import Job, Progress
    from studio.ui.shell.services import Services
    from studio.wording import Message

_SIZE, _LEAST_MARGIN, _TARGET_WIDTH, _RADIUS = QSize(860, 600), 32, 352, 10


class ExportDialog(QDialog):
    """Shows what is amiss and what will be written, writes it, and says what was written.

    `show_requested` closes it and carries the problem to jump to; `fix_requested` carries one to
    mend while it stays open. It follows the document's problems, and deletes itself when closed.
    """

    fix_requested = Signal(object)
    show_requested = Signal(object)

    def __init__(
        self, document: Document, services: Services, language: str, folder: Path, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._document = document
        self._window = parent.window()
        self._services = services
        self._language = language
        self._themes = services.themes
        self._job: Job | None = None
        self._scrim: Scrim | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        themes = services.themes
        self._corners = Corners(self, self._window, _RADIUS)
        self._title, self._subtitle = QLabel(), QLabel()
        self.bar = InlineBar(themes)
        self.checks = CheckPanel(themes)
        self.target = TargetPanel(themes, folder)
        self.progress = ProgressPanel(themes)
        self.outcome = ResultPanel(themes)
        self.override_box = QCheckBox()
        self.cancel_button = Button(themes)
        self.folder_button = Button(themes, icon="arrow-square-out")
        self.export_button = Button(themes, kind="primary", icon="export")
        self.close_button = Button(themes, kind="primary")
        keep_font(self._title, themes, "dialog")
        self._build()
        self._connect()
        self._follow_scale()
        self._refresh()
        self._show_stage(self._choosing)

    @property
    def is_exporting(self) -> bool:
        """Whether it is writing at this moment."""
        return self._job is not None

    # Doing

    def export(self) -> None:
        """Write the package, if nothing stands against it."""
        folder = self.target.folder()
        if not self.export_button.isEnabled() or folder is None:
            return
        self._remember(folder)
        self.bar.clear()
        snapshot = self._document.snapshot
        allow = self.override_box.isChecked()
        language = self._language if self.target.report_box.isChecked() else None

        def work(progress: Progress) -> Report:
            return write_package(
                snapshot, folder, allow_errors=allow, language=language, progress=progress
            )

        label = message("Exporting {name}", name=layout_of(snapshot).name)
        self._job = job = self._services.jobs.run(label, work, quiet=True)
        job.progressed.connect(self._show_progress)
        job.finished.connect(partial(self._finish, with_report=language is not None))
        job.failed.connect(self._fail)
        job.cancelled.connect(self._give_up)
        self._show_progress(0.0, label)
        self._show_stage(self.progress)

    def reject(self) -> None:
        """Cancel what is being written; else close."""
        if self._job is not None:
            self._job.cancel()
            self.cancel_button.setEnabled(False)
            return
        super().reject()

    def done(self, code: int) -> None:
        """Close, and let go of the document."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().done(code)

    def _show_progress(self, fraction: float, step: Message) -> None:
        self.progress.set_progress(fraction, step.text(self._language))

    def _finish(self, report: Report, *, with_report: bool) -> None:
        self._job = None
        self.outcome.show_report(report, with_report=with_report)
        self._show_stage(self.outcome)

    def _fail(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, ReportNotWritten):
            self._finish(error.report, with_report=False)
        else:
            self._show_stage(self._choosing)
        if not isinstance(error, StudioError):
            raise error
        self.bar.show_message("error", error.message.text(self._language))

    def _give_up(self) -> None:
        self._job = None
        self._show_stage(self._choosing)
        sentence = self.tr("The export was cancelled. Nothing was written.")
        self.bar.show_message("info", sentence)

    def _remember(self, folder: Path) -> None:
        settings = self._services.settings
        settings.set_value(FOLDERS, {**settings.value(FOLDERS), "export": str(folder)})

    def _jump(self, problem: Problem) -> None:
        self.reject()
        self.show_requested.emit(problem)

    def _show_folder(self) -> None:
        archive = self.outcome.archive
        if archive is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(archive.parent)))

    # Showing

    def _refresh(self) -> None:
        """Show what the document is now."""
        snapshot, findings = self._document.snapshot, self._document.findings
        self.checks.show_findings(snapshot, findings, self._language)
        self.target.show_package(snapshot)
        errors = findings.counts[Severity.ERROR]
        self.override_box.setVisible(bool(errors) and self._stage.currentWidget() is self._choosing)
        if not errors:
            self.override_box.setChecked(False)
        if self.target.obstacle is not None:
            self.bar.show_message("error", self.target.obstacle.message.text(self._language))
        self._retranslate()
        self._update_buttons()

    def _update_buttons(self) -> None:
        allowed = self.override_box.isChecked()
        errors = self._document.findings.counts[Severity.ERROR]
        self.target.set_report_needed(needed=allowed)
        self.export_button.setEnabled(
            self.target.obstacle is None
            and self.target.folder() is not None
            and (not errors or allowed)
        )

    def _show_stage(self, stage: QWidget) -> None:
        self._stage.setCurrentWidget(stage)
        choosing, running = stage is self._choosing, stage is self.progress
        done = stage is self.outcome
        errors = self._document.findings.counts[Severity.ERROR]
        self.override_box.setVisible(choosing and bool(errors))
        self.export_button.setVisible(choosing)
        self.cancel_button.setVisible(choosing or running)
        self.cancel_button.setEnabled(True)
        self.folder_button.setVisible(done)
        self.close_button.setVisible(done)
        default = self.close_button if done else self.export_button
        default.setDefault(True)
        self._subtitle.setVisible(not done)
        focus = self.cancel_button if running else default
        if choosing and not self.export_button.isEnabled():
            focus = self.checks.list
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _retranslate(self) -> None:
        layout = layout_of(self._document.snapshot)
        name = f"{layout.name} {layout.version}".strip()
        self._title.setText(self.tr("Export {name}").format(name=name))
        self.setWindowTitle(self._title.text())
        self._subtitle.setText(
            self.tr(
                "Delivers the service package as OSC wants it, and checks it once more after "
                "writing."
            )
        )
        errors = self._document.findings.counts[Severity.ERROR]
        if errors == 1:
            text = self.tr("Export although 1 error remains (the report will say so)")
        else:
            text = self.tr("Export although {n} errors remain (the report will say so)")
        self.override_box.setText(text.format(n=errors))
        self.cancel_button.setText(self.tr("Cancel"))
        self.export_button.setText(self.tr("Export"))
        self.folder_button.setText(self.tr("Show in folder"))
        self.close_button.setText(self.tr("Close"))

    # Building

    def _build(self) -> None:
        self._choosing = QWidget()
        row = QHBoxLayout(self._choosing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.checks, 1)
        row.addWidget(Hairline(self._themes, Qt.Orientation.Vertical))
        row.addWidget(self.target)
        self._stage = QStackedWidget()
        for stage in (self._choosing, self.progress, self.outcome):
            self._stage.addWidget(stage)
        head = QVBoxLayout()
        head.setContentsMargins(20, 18, 20, 14)
        head.setSpacing(2)
        head.addWidget(self._title)
        head.addWidget(self._subtitle)
        self._subtitle.setProperty("tone", "dim")
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 14, 20, 14)
        foot.setSpacing(8)
        foot.addWidget(self.override_box)
        foot.addStretch(1)
        for button in (
            self.cancel_button, self.export_button, self.folder_button, self.close_button,
        ):  # fmt: skip
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Hairline(self._themes))
        column.addWidget(self.bar)
        column.addWidget(self._stage, 1)
        column.addWidget(Hairline(self._themes))
        column.addLayout(foot)

    def _connect(self) -> None:
        self._document.problems_changed.connect(self._refresh)
        self._themes.changed.connect(self._follow_scale)
        self.checks.list.show_requested.connect(self._jump)
        self.checks.list.fix_requested.connect(self.fix_requested)
        self.target.changed.connect(self._update_buttons)
        self.override_box.toggled.connect(self._update_buttons)
        self.export_button.clicked.connect(self.export)
        self.cancel_button.clicked.connect(self.reject)
        self.close_button.clicked.connect(self.accept)
        self.folder_button.clicked.connect(self._show_folder)

    # Events

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._language = self._services.languages.language
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Shade the window behind, and stand in its middle, wherever it goes."""
        super().showEvent(event)
        if self._scrim is None:
            self._scrim = Scrim(self._themes, self._window)
            self._window.installEventFilter(self)
        self._center()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let the window be seen again."""
        super().hideEvent(event)
        self._window.removeEventFilter(self)
        if self._scrim is not None:
            self._scrim.lift()
            self._scrim = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card."""
        raised, border = self._themes.colour("raised"), self._themes.colour("border")
        painter = QPainter(self)
        self._corners.paint(painter)
        paint_rounded(painter, self.rect(), _RADIUS, raised, border)

    def _follow_scale(self) -> None:
        px = self._themes.px
        # Of one height, for Han letters are higher and would push all else down.
        self._title.setFixedHeight(px(24))
        self._subtitle.setFixedHeight(px(18))
        self._fit()

    def _fit(self) -> None:
        """Take the size that the window has room for, in its middle."""
        px = self._themes.px
        self.target.setFixedWidth(px(_TARGET_WIDTH))
        window = self._window.size()
        most = QSize(window.width() - 2 * _LEAST_MARGIN, window.height() - 2 * _LEAST_MARGIN)
        self.resize(QSize(px(_SIZE.width()), px(_SIZE.height())).boundedTo(most))
        if self.isVisible():
            self._center()

    def _center(self) -> None:
        frame = self.frameGeometry()
        frame.moveCenter(self._window.geometry().center())
        self.move(frame.topLeft())
        self._corners.look()
