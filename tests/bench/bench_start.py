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
    """Whole processes until they have painted once; neither takes the interpreter apart.

    The budget is that of the window. What a package adds is measured beside it; opening the
    largest one has a budget of its own in `bench_window`.
    """
    studio_command = [sys.executable, "-m", "studio", "--quit-after-paint"]
    bare, studio = alternated([sys.executable, "-c", BARE_WINDOW], studio_command)
    name = "start to a painted window, × a bare one"
    if bare is None:
        return [not_measured(name, "Qt opens no window here")]
    rows = [Row("bare window", bare * 1000, "ms")]
    if studio is None:
        return [*rows, not_measured(name, "the studio opened no window")]
    rows.append(Row("window", studio * 1000, "ms"))
    _, package = alternated([sys.executable, "-c", BARE_WINDOW], [*studio_command, str(SAMPLE)])
    if package is not None:
        rows.append(Row("window with a package and its overview", package * 1000, "ms"))
    return [*rows, within(name, studio / bare, "×", 3)]
