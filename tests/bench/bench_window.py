"""A window with the largest package of the corpus: opening, switching, checking, idling."""

from __future__ import annotations

import os
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QApplication

    from studio.app import Studio
    from studio.ui.explorer.treeview import PackageTreeView
    from studio.ui.shell.window import MainWindow

PACKAGE = CORPUS / "operators" / "datadog-operator" / "1.29.0"
LARGEST = "manifests/datadoghq.com_datadogagents.yaml"
FILES = 2  # the depth of the files below the package and its folders, which then show their keys
IDLE = 2.0  # seconds
BEAT = 5  # milliseconds
PATIENCE = 60  # seconds, after which the window is taken to hang


def run() -> list[Row]:
    """One window, one row after the other, as in a session."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not PACKAGE.is_dir():
        return [not_measured("a window with a large package", "the corpus is absent")]
    from studio.app import Studio, make_application

    app = make_application(["osc-studio"])
    with TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder, "settings.ini"), Path(folder, "state"))
        window = studio.new_window()
        window.show()
        app.processEvents()
        try:
            return [
                *opening(app, window),
                *expanding(app, window),
                *finding(app, window),
                *switching(app, studio),
                *working(app, window),
            ]
        finally:
            for each in tuple(studio.windows):
                each.close()
            studio.services.jobs.shut_down()


def opening(app: QApplication, window: MainWindow) -> list[Row]:
    """From the path to the painted tree and to a painted editor."""
    start = time.perf_counter()
    window.package_commands.open_path(PACKAGE)
    wait(app, lambda: window.workbench is not None)
    window.editors.open(LARGEST)
    window.grab()
    usable = time.perf_counter() - start
    return [within("open 2.7 MB of YAML to tree and editor", usable * 1000, "ms", 1000)]


def expanding(app: QApplication, window: MainWindow) -> list[Row]:
    """Opening all rows: at once, when the files are yet to be parsed, and when they are."""
    assert window.workbench is not None
    tree = window.workbench.tree

    def expand() -> None:
        window.tree.collapseAll()
        window.tree.expandToDepth(FILES)
        window.tree.grab()

    blocked = elapsed(expand)
    settle(app, window)
    expanded = elapsed(expand)
    empty = [index for index in opened(window.tree) if not tree.rowCount(index)]
    assert not empty, f"{len(empty)} rows are open and show nothing"
    return [
        within("block by opening all rows before they are parsed", blocked * 1000, "ms", 100),
        within("open the package, its folders and files in the tree", expanded * 1000, "ms", 150),
    ]


def opened(view: PackageTreeView) -> list[QModelIndex]:
    """The rows that are open, from the first to the last."""
    rows, index = [], view.model().index(0, 0)
    while index.isValid():
        if view.isExpanded(index):
            rows.append(index)
        index = view.indexBelow(index)
    return rows


def finding(app: QApplication, window: MainWindow) -> list[Row]:
    """From the last letter of a common word to the painted hits in all files."""
    window.search_dock.show()
    window.search.open()
    settle(app, window)
    start = time.perf_counter()
    window.search.open("default")
    window.search.start()
    wait(app, lambda: window.search.hit_count > 0)
    window.grab()
    found = time.perf_counter() - start
    return [within(f"find {window.search.hit_count} hits in it", found * 1000, "ms", 300)]


def switching(app: QApplication, studio: Studio) -> list[Row]:
    """To the other theme and the other language, until all is painted."""
    services, window = studio.services, studio.windows[0]
    settle(app, window)

    def switch(act: Callable[[], None]) -> float:
        def act_and_paint() -> None:
            act()
            app.processEvents()
            window.grab()

        return elapsed(act_and_paint) * 1000

    return [
        within("switch the theme", switch(lambda: services.themes.set_setting("dark")), "ms", 500),
        within(
            "switch the language",
            switch(lambda: services.languages.set_setting("zh")),
            "ms",
            500,
        ),
    ]


def working(app: QApplication, window: MainWindow) -> list[Row]:
    """The longest silence of a timer while an edit is checked, and what standing still costs."""
    from PySide6.QtCore import Qt, QTimer

    from studio.package.changes import ChangeSet, TextEdit
    from studio.wording import message

    assert window.workbench is not None
    bench = window.workbench
    settle(app, window)
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT)
    edit = TextEdit(LARGEST, 0, "", "# edited\n")
    bench.document.commit(ChangeSet(message("Edit the text"), (edit,)))
    settle(app, window)
    timer.stop()
    silence = max(after - before for before, after in pairwise(beats))
    settle(app, window)
    busy = idle_cpu(app)
    return [
        within("longest block of the window during a check", silence * 1000, "ms", 100),
        within("CPU while nothing happens", busy * 100, "%", 0.5),
    ]


def idle_cpu(app: QApplication) -> float:
    """The share of one core that the process takes while its events are waited for."""
    from PySide6.QtCore import QEventLoop, QTimer

    # Not the application's own loop: leaving that closes the window, which is work.
    loop = QEventLoop(app)
    QTimer.singleShot(int(IDLE * 1000), loop.quit)
    before = time.process_time()
    loop.exec()
    return (time.process_time() - before) / IDLE


def settle(app: QApplication, window: MainWindow) -> None:
    """Wait until everything is checked, highlighted and painted."""
    bench = window.workbench
    assert bench is not None
    wait(app, lambda: not bench.checker.is_busy)
    until = time.perf_counter() + 1
    wait(app, lambda: time.perf_counter() > until)


def wait(app: QApplication, reached: Callable[[], bool]) -> None:
    """Handle events until something is so; raises TimeoutError when it never is."""
    deadline = time.perf_counter() + PATIENCE
    while not reached():
        app.processEvents()
        if time.perf_counter() > deadline:
            raise TimeoutError


def elapsed(act: Callable[[], object]) -> float:
    """Seconds that `act` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
