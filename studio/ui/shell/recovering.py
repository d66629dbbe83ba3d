"""Offer work that was never saved when its package is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, QObject

from studio.errors import StudioError
from studio.package.changes import apply
from studio.services.recoveredwork import restore
from studio.ui.controls.links import Link
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from studio.package.linediff import FileDiff
    from studio.services.jobs import Progress
    from studio.services.recoveredwork import Recovery
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def offer_recovery(window: MainWindow, bench: Workbench) -> bool:
    """Show a bar if there is unsaved work from before; whether there is."""
    recovery = bench.store.offered()
    if recovery is None:
        return False
    _Offer(window, bench, recovery).show()
    return True


class _Offer(QObject):
    """One piece of unsaved work, and what can be done with it; it goes with its package."""

    def __init__(self, window: MainWindow, bench: Workbench, recovery: Recovery) -> None:
        super().__init__(bench)
        self._window = window
        self._bench = bench
        self._recovery = recovery
        translate = QCoreApplication.translate
        self._forget_link = Link(translate("Recovering", "Forget them"), self._forget)

    def show(self) -> None:
        """Say in the bar what there is."""
        translate = QCoreApplication.translate
        links = [
            Link(translate("Recovering", "Restore"), self._restore),
            Link(translate("Recovering", "Compare"), self._compare),
            self._forget_link,
        ]
        self._window.bar.show_message("info", _sentence(self._recovery), links)

    def _restore(self) -> None:
        """Bring everything back, unless somebody has to choose between two changes of a file."""
        if self._recovery.conflicts(self._bench.document.snapshot):
            self._compare()
        else:
            self._take(frozenset(file.path for file in self._recovery.files))

    def _compare(self) -> None:
        recovery, here = self._recovery, self._bench.document.snapshot

        def work(_progress: Progress) -> Sequence[FileDiff]:
            from studio.package.linediff import differences

            return differences(here, apply(here, restore(recovery, here).operations))

        job = self._window.services.jobs.run(message("Comparing with the disk"), work, quiet=True)
        job.finished.connect(self._choose)
        job.failed.connect(self._cannot)

    def _choose(self, files: Sequence[FileDiff]) -> None:
        from studio.ui.shell.restoredialog import RestoreDialog

        if not files:
            self._take(frozenset())
            return
        disputed = self._recovery.conflicts(self._bench.document.snapshot)
        dialog = RestoreDialog(self._window.services.themes, files, disputed, self._window)
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, paths: Collection[str]) -> None:
        """Restore these files; what is left of the work stays offered."""
        document = self._bench.document
        self._window.bar.clear()
        try:
            document.commit(restore(self._recovery, document.snapshot, paths))
            left = restore(self._recovery, document.snapshot)
        except StudioError as error:
            self._cannot(error)
            return
        if left.operations:
            self._bench.recovery.write_now()
            self.show()
            return
        self._bench.store.settle(self._recovery)
        self._bench.recovery.write_now()
        self._next()

    def _forget(self) -> None:
        self._window.bar.clear()
        self._bench.store.decline(self._recovery)
        self._next()

    def _next(self) -> None:
        self.deleteLater()
        offer_recovery(self._window, self._bench)

    def _cannot(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        sentence = self._window.words(error.message)
        self._window.bar.show_message("error", sentence, [self._forget_link])


def _sentence(recovery: Recovery) -> str:
    """When the work was done, and on how many files."""
    translate = QCoreApplication.translate
    written = QDateTime.fromSecsSinceEpoch(int(recovery.written.timestamp()))
    when = QLocale().toString(written, QLocale.FormatType.ShortFormat)
    count = len(recovery.files)
    sentence = (
        translate("Recovering", "Changes of {when} were never saved, in 1 file.")
        if count == 1
        else translate("Recovering", "Changes of {when} were never saved, in {count} files.")
    )
    return sentence.format(when=when, count=count)
