"""Opening packages: choosing them, what becomes of the one that is shown, and one at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox

from studio.errors import StudioError
from studio.services.settings import FOLDERS
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.opening import Opened
    from studio.services.jobs import Job, Progress
    from studio.ui.shell.saving import SaveFlow
    from studio.ui.shell.unsavedquestion import Answer, UnsavedQuestion
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


class OpenFlow(QObject):
    """Opens packages in the background, in place of the one in the window or in windows of theirs.

    What was asked for last wins: an earlier opening that is still under way is given up. `show`
    takes what was opened.
    """

    def __init__(
        self, window: MainWindow, saving: SaveFlow, show: Callable[[Opened], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._saving = saving
        self._show = show
        self._job: Job | None = None
        self._question: UnsavedQuestion | None = None

    def choose(self) -> None:
        """Ask for a folder, an archive or a file of a package, and open it."""
        from studio.ui.shell.opendialog import OpenDialog

        dialog = OpenDialog(self._window, self._folder())
        dialog.package_chosen.connect(self.open_path)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_folder(self) -> None:
        """Ask for a folder by the dialog of the system, and open it."""
        title = self.tr("Open a package folder")
        self._opened(QFileDialog.getExistingDirectory(self._window, title, self._folder()))

    def choose_archive(self) -> None:
        """Ask for an archive by the dialog of the system, and open it."""
        title, kinds = self.tr("Open a packed package"), self.tr("Packages (*.zip *.tgz *.tar.gz)")
        path, _ = QFileDialog.getOpenFileName(self._window, title, self._folder(), kinds)
        self._opened(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open the first package here and every other in a window of its own."""
        for path in paths[1:]:
            self._window.new_window_requested.emit(path)
        for path in paths[:1]:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a package here; where unsaved changes would have to go, ask once it is read."""
        bench = self._window.workbench
        if bench is not None and bench.origin.path == path.resolve():
            name = bench.origin.root_name
            self._window.status.say(self.tr("{name} is open already").format(name=name))
            return

        def work(progress: Progress) -> Opened:
            from studio.package.opening import open_package

            return open_package(path, keep_going=lambda: progress(0.0, label))

        if self._job is not None:
            self._job.cancel()
        label = message("Opening {name}", name=path.name)
        self._job = job = self._window.services.jobs.run(label, work)
        job.finished.connect(self._take)
        job.failed.connect(partial(self._cannot_open, path))
        job.ended.connect(self._forget)

    def _take(self, opened: Opened) -> None:
        bench = self._window.workbench
        if bench is not None and bench.document.is_dirty:
            self._ask(bench, opened)
        else:
            self._show(opened)

    def _ask(self, bench: Workbench, opened: Opened) -> None:
        from studio.ui.shell.unsavedquestion import UnsavedQuestion

        if self._question is not None:
            self._question.reject()
        question = UnsavedQuestion(bench.origin.root_name, opened.origin.root_name, self._window)
        self._question = question
        question.answered.connect(partial(self._follow_answer, bench, opened))
        question.open()

    def _follow_answer(self, bench: Workbench, opened: Opened, answer: Answer) -> None:
        """Act once the box is gone: it must not be deleted from within its own click."""
        self._question = None
        QTimer.singleShot(0, self, partial(self._act, bench, opened, answer))

    def _act(self, bench: Workbench, opened: Opened, answer: Answer) -> None:
        from studio.ui.shell.unsavedquestion import Answer

        if answer is Answer.KEEP:
            self._show(opened)
        elif answer is Answer.NEW_WINDOW:
            self._window.new_window_requested.emit(opened.origin.path)
        elif answer is Answer.SAVE and (job := self._saving.save()) is not None:
            job.ended.connect(lambda: self._show_if_saved(bench, opened))

    def _show_if_saved(self, bench: Workbench, opened: Opened) -> None:
        """A save that failed says so itself, and keeps its package."""
        if self._window.workbench is bench and not bench.document.is_dirty:
            self._show(opened)

    def _forget(self, job: Job) -> None:
        if job is self._job:
            self._job = None

    def _cannot_open(self, path: Path, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self._window.show_welcome()
        title = self.tr("Cannot open {name}").format(name=path.name)
        QMessageBox.warning(self._window, title, self._window.words(error.message))

    def _opened(self, path: str) -> None:
        if path:
            self.open_path(Path(path))

    def _folder(self) -> str:
        return self._window.services.settings.value(FOLDERS).get("open", "")
