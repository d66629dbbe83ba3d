"""Files that were changed both here and by another program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from studio.errors import StudioError
from studio.ui.controls.links import Link
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.linediff import FileDiff
    from studio.services.jobs import Progress
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


class Conflicts(QObject):
    """Says in a bar that files differ on disk: keep mine, take theirs, or compare."""

    def __init__(self, window: MainWindow, save: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._save = save

    def show(self, bench: Workbench, paths: Sequence[str]) -> None:
        """Ask what to do about `paths`; nothing changes until somebody answers."""
        if not paths:
            self._window.bar.clear()
            return
        if len(paths) == 1:
            sentence = self.tr("Another program has changed {path}, and so have you.")
            sentence = sentence.format(path=paths[0].rpartition("/")[2])
        else:
            sentence = self.tr(
                "Other programs have changed %n file(s) that you changed, too.", "", len(paths)
            )
        links = [
            Link(self.tr("Keep mine"), lambda: self._keep_mine(bench, paths)),
            Link(self.tr("Take theirs"), lambda: self._take_theirs(bench, paths)),
            Link(self.tr("Compare"), lambda: self._compare(bench, paths)),
        ]
        self._window.bar.show_message("warning", sentence, links)

    def _keep_mine(self, bench: Workbench, paths: Sequence[str]) -> None:
        self._window.bar.clear()
        bench.watcher.keep_mine(paths)
        self._save()

    def _take_theirs(self, bench: Workbench, paths: Sequence[str]) -> None:
        self._window.bar.clear()
        bench.watcher.take_theirs(paths)

    def _compare(self, bench: Workbench, paths: Sequence[str]) -> None:
        saved, here = bench.document.saved, bench.document.snapshot

        def work(progress: Progress) -> Sequence[FileDiff]:
            from studio.package.linediff import differences
            from studio.package.outside import changed_outside

            outside = changed_outside(
                bench.origin, saved, keep_going=lambda: progress(0.0, comparing)
            )
            return differences(outside.snapshot, here, paths)

        comparing = message("Comparing with the disk")
        job = self._window.services.jobs.run(comparing, work, quiet=True)
        job.finished.connect(self._show_differences)
        job.failed.connect(self._cannot_compare)

    def _show_differences(self, found: Sequence[FileDiff]) -> None:
        show_differences(self._window, self.tr("On disk (red) and in the studio (green)"), found)

    def _cannot_compare(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self._window.warn(error.message)


def show_differences(window: MainWindow, title: str, files: Sequence[FileDiff]) -> None:
    """Open a dialog with differences; Esc closes it."""
    from studio.ui.diff.diffview import DiffView

    dialog = QDialog(window)
    dialog.setWindowTitle(title)
    dialog.resize(window.width() * 3 // 4, window.height() * 3 // 4)
    view = DiffView(window.services.themes)
    view.show_differences(files)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    layout = QVBoxLayout(dialog)
    layout.addWidget(view)
    layout.addWidget(buttons)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
