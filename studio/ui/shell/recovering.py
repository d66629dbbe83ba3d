"""Offer work that was never saved when its package is opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from studio.errors import StudioError
from studio.package.changes import apply
from studio.services.recoveredwork import restore
from studio.ui.controls.links import Link
from studio.ui.shell.conflicts import show_differences

if TYPE_CHECKING:
    from studio.services.recoveredwork import Recovery
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def offer_recovery(window: MainWindow, bench: Workbench) -> bool:
    """Show a bar if there is unsaved work from before; whether there is."""
    translate = QCoreApplication.translate
    recovery = bench.store.offered()
    if recovery is None or bench.other_owner is not None:
        return False

    def take() -> None:
        window.bar.clear()
        try:
            bench.document.commit(restore(recovery, bench.document.snapshot))
        except StudioError as error:
            language = window.services.languages.language
            window.bar.show_message("error", error.message.text(language), [forget_link])
            return
        bench.store.settle(recovery)
        bench.recovery.write_now()
        offer_recovery(window, bench)

    def compare() -> None:
        from studio.package.linediff import differences

        saved = bench.document.snapshot
        found = differences(saved, apply(saved, restore(recovery, saved).operations))
        show_differences(
            window, translate("Recovering", "On disk (red) and never saved (green)"), found
        )

    def forget() -> None:
        window.bar.clear()
        bench.store.decline(recovery)
        offer_recovery(window, bench)

    forget_link = Link(translate("Recovering", "Forget them"), forget)
    window.bar.show_message(
        "info",
        _sentence(recovery),
        [
            Link(translate("Recovering", "Restore"), take),
            Link(translate("Recovering", "Compare"), compare),
            forget_link,
        ],
    )
    return True


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
