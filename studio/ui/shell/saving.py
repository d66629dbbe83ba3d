"""Saving the package, and what to do when somebody else changed it on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from studio.errors import StudioError
from studio.package.saving import OutsideChange, save, save_as
from studio.ui.controls.links import Link
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, Progress
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


class SaveFlow(QObject):
    """Saves in the background; editing goes on meanwhile, on later snapshots."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None

    def can_save(self) -> bool:
        """Whether there is anything to save, and no save is under way."""
        bench = self._window.workbench
        return bench is not None and bench.document.is_dirty and self._job is None

    def save(self) -> None:
        """Write what changed to where the package came from; asks nothing."""
        bench = self._window.workbench
        if bench is None or self._job is not None:
            return
        document = bench.document
        document.end_merging()
        old, new = document.saved, document.snapshot

        def work(progress: Progress) -> Snapshot:
            save(
                bench.origin,
                old,
                new,
                before_writing=lambda: bench.store.write(old, new),
                progress=progress,
            )
            bench.store.drop()
            return new

        self._job = self._window.services.jobs.run(message("Saving"), work)
        self._job.finished.connect(lambda snapshot: self._saved(bench, snapshot))
        self._job.failed.connect(lambda error: self._failed(bench, error))
        self._job.ended.connect(self._end)

    def save_as(self) -> None:
        """Write the whole package to another folder, which is then where it belongs."""
        bench = self._window.workbench
        if bench is None:
            return
        title = self.tr("Save the package into a new folder")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, title, str(bench.origin.path.parent / bench.origin.root_name)
        )
        if chosen:
            self._save_to(bench, Path(chosen))

    def _saved(self, bench, snapshot):
        bench.document.mark_saved(snapshot)

    def _failed(self, bench, error):
        raise error

    def _end(self):
        self._job = None
