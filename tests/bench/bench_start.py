"""Cold start to a painted window, against a window that holds nothing."""

from __future__ import annotations

import sys

from tests.bench.measure import ROOT, Row, alternated, not_measured, within

SAMPLE = ROOT / "resources" / "samples" / "kafka"

BARE_WINDOW = """
import os

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)


application = QApplication([])
window = Window()
window.show()
application.exec()
os._exit(0)
"""


def run() -> list[Row]:
    """Whole processes until they have painted once; neither takes the interpreter apart."""
    bare, studio = alternated(
        [sys.executable, "-c", BARE_WINDOW],
        [sys.executable, "-m", "studio", "--quit-after-paint", str(SAMPLE)],
    )
    name = "start to a painted window, × a bare one"
    if bare is None:
        return [not_measured(name, "Qt opens no window here")]
    rows = [Row("bare window", bare * 1000, "ms")]
    if studio is None:
        return [*rows, not_measured(name, "the studio did not open its sample")]
    rows.append(Row("window with a package", studio * 1000, "ms"))
    return [*rows, within(name, studio / bare, "×", 3)]
