"""Show an unexpected exception with everything a report needs; the document stays open."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from studio import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_log = logging.getLogger(__name__)


def report_exceptions() -> None:
    """From now on, log and show exceptions that nobody caught.

    While one is shown, further ones are only logged: a defect in painting would open windows
    without end.
    """
    showing = False

    def closed() -> None:
        nonlocal showing
        showing = False

    def report(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal showing
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        _log.error("unexpected exception", exc_info=(kind, error, trace))
        if showing:
            return
        showing = True
        _show("".join(traceback.format_exception(kind, error, trace)), closed)

    sys.excepthook = report


def report_text(trace: str) -> str:
    """What a report of a defect needs: versions and the trace."""
    import platform

    versions = (
        f"OSC Package Studio {__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}"
    )
    return f"{versions}\n\n{trace}"


def _show(trace: str, closed: Callable[[], object]) -> None:
    """Open the report without a loop of its own: the failing slot has to come to its end."""
    translate = QCoreApplication.translate
    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(translate("Reporting", "Something went wrong in the studio"))
    box.setText(
        translate(
            "Reporting", "The studio has a defect. Your package stays open, and nothing is lost."
        )
    )
    box.setInformativeText(translate("Reporting", "Please copy the report and send it to us."))
    box.setDetailedText(report_text(trace))
    copy = box.addButton(translate("Reporting", "Copy report"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(QMessageBox.StandardButton.Close)
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report_text(trace)))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.finished.connect(closed)
    box.open()
