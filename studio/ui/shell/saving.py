"""Saving the package, in the background, without questions."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from studio.errors import StudioError
from studio.ui.controls.links import Link
from studio.ui.shell.conflicts import Conflicts
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.package.origin import Origin
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, Progress
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


class SaveFlow(QObject):
    """Saves a snapshot while editing goes on with later ones.

    Whatever goes wrong, the document keeps everything, and a bar says what to do.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._error = ""
        self.conflicts = Conflicts(window, self.save)

    def watch_disk(self, bench: Workbench) -> None:
        """Show what happens to the package on disk."""
        watcher = bench.watcher
        watcher.conflicts_changed.connect(lambda paths: self.conflicts.show(bench, paths))
        watcher.vanished.connect(self._tell_vanished)
        watcher.found_again.connect(self._clear_error)

    def _tell_vanished(self, error: StudioError) -> None:
        """What is here is all that is left: it can be saved elsewhere."""
        self._error = self._window.words(error.message)
        elsewhere = Link(self.tr("Save as…"), self.save_as)
        self._window.bar.show_message("warning", self._error, [elsewhere])

    def can_save(self) -> bool:
        """Whether there is anything to save, and no save is under way."""
        bench = self._window.workbench
        return bench is not None and bench.document.is_dirty and self._job is None

    def save(self) -> Job | None:
        """Write what changed to where the package came from; None where nothing was begun."""
        bench = self._window.workbench
        if bench is None or self._job is not None or not bench.document.is_dirty:
            return None
        if bench.watcher.conflicts:
            self.conflicts.show(bench, bench.watcher.conflicts)
            self._window.status.say(self.tr("Not saved: first say whose changes are kept"))
            return None
        if bench.is_sample:
            return self.save_as()
        bench.document.end_merging()
        old, new = bench.document.saved, bench.document.snapshot
        bench.watcher.pause()

        def work(progress: Progress) -> Snapshot:
            from studio.package.saving import save

            return save(
                bench.origin,
                old,
                new,
                keep_in=self._window.services.kept,
                before_writing=lambda: _keep(bench, old, new),
                keep_going=lambda: progress(0.0, saving),
                progress=_told(progress),
            )

        saving = message("Saving")
        job = self._run(work)
        job.finished.connect(lambda snapshot: self._saved(bench, snapshot))
        job.failed.connect(lambda error: self._failed(bench, error))
        job.ended.connect(bench.watcher.resume)
        return job

    def save_as(self) -> Job | None:
        """Write the whole package to another folder or archive, and go on there."""
        bench = self._window.workbench
        if bench is None or self._job is not None:
            return None
        proposal = bench.origin.path.parent / f"{bench.origin.root_name}-2"
        chosen, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the package as a folder, or as a .zip or .tgz"),
            str(proposal),
        )
        return self._save_to(bench, Path(chosen)) if chosen else None

    def _save_to(self, bench: Workbench, target: Path) -> Job:
        snapshot = bench.document.snapshot

        def work(progress: Progress) -> Origin:
            from studio.package.saving import save_as

            return save_as(
                bench.origin,
                snapshot,
                target,
                keep_in=self._window.services.kept,
                progress=_told(progress),
            )

        job = self._run(work)
        job.finished.connect(lambda origin: self._moved(bench, origin, snapshot))
        job.failed.connect(lambda error: self._failed(bench, error))
        return job

    def _run(self, work: Callable[[Progress], object]) -> Job:
        self._job = self._window.services.jobs.run(message("Saving"), work)
        self._job.ended.connect(self._end)
        self._window.registry.refresh(["file.save"])
        return self._job

    def _saved(self, bench: Workbench, snapshot: Snapshot) -> None:
        bench.document.mark_saved(snapshot)
        if not bench.document.is_dirty:
            bench.store.drop()
        else:
            # Editing went on meanwhile: what is kept has to be what is unsaved now.
            bench.recovery.write_now()
        self._clear_error()
        self._window.status.say(self.tr("Saved"))

    def _moved(self, bench: Workbench, origin: Origin, snapshot: Snapshot) -> None:
        bench.move_to(origin)
        self.watch_disk(bench)
        self._saved(bench, snapshot)

    def _failed(self, bench: Workbench, error: Exception) -> None:
        from studio.package.saving import OutsideChange, SaveFailed

        if isinstance(error, OutsideChange):
            # What nobody has changed here is taken over once the watcher looks, after the save.
            self.conflicts.show(bench, error.paths)
            return
        if not isinstance(error, StudioError):
            raise error
        if isinstance(error, SaveFailed):
            bench.document.mark_saved(error.saved)
        text = error.message.text(self._window.services.languages.language)
        again = Link(self.tr("Try again"), self.save)
        elsewhere = Link(self.tr("Save as…"), self.save_as)
        self._window.bar.show_message("error", text, [again, elsewhere])
        self._error = text

    def _clear_error(self) -> None:
        """Take the own message away, and nobody else's."""
        if self._error and self._window.bar.sentence() == self._error:
            self._window.bar.clear()
        self._error = ""

    def _end(self) -> None:
        self._job = None
        self._window.registry.refresh(["file.save"])


def _keep(bench: Workbench, old: Snapshot, new: Snapshot) -> None:
    """Keep the work in case the save is cut off; where that is impossible, saving still helps."""
    from studio.services.recoveryslot import CannotRecover

    with suppress(CannotRecover):
        bench.store.write(old, new)


def _told(progress: Progress) -> Callable[[int, int], None]:
    """Tell a job's progress in bytes as a fraction."""
    saving = message("Saving")
    return lambda done, total: progress(done / total if total else 0.0, saving)
