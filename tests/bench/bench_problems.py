"""How soon the list of problems follows the text, and how it bears thousands of them."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.bench_locator import PACKAGE, PROBLEMS, find_many
from tests.bench.measure import Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QToolButton

    from studio.package.opening import Opened
    from studio.ui.shell.window import MainWindow

ROUNDS = 7
FRAME = 50.0
"""Milliseconds above which a gesture is felt to lag."""


def run() -> list[Row]:
    """From the last keystroke to the list, then every gesture over many problems."""
    if not PACKAGE.is_dir():
        return [not_measured("problems of datadog-operator", "the corpus is not here")]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio.package.opening import open_package

    return _in_window(open_package(PACKAGE))


def _in_window(opened: Opened) -> list[Row]:
    from studio.app import Studio, make_application

    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder) / "settings.ini", Path(folder) / "state")
        window = studio.new_window()
        window.resize(1440, 900)
        window.package_commands.show(opened)
        window.show()
        window.settle()
        rows = [_live(app, window), *_many(app, window)]
        window.close()
        studio.services.jobs.shut_down()
    return rows


def _live(app: QApplication, window: MainWindow) -> Row:
    """The milliseconds from the last letter typed in the largest file to its painted problems."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtTest import QTest

    from studio.ui.shell.textpage import TextPage

    bench = window.workbench
    assert bench is not None
    snapshot = bench.document.snapshot
    sizes = {path: text.size for path in snapshot if (text := snapshot.text(path))}
    page = window.editors.open(max(sizes, key=sizes.__getitem__))
    assert isinstance(page, TextPage)
    page.view.go_to(1, 1)
    # Not a loop of processEvents: it would keep Python from the thread that checks.
    waiting = QEventLoop()
    bench.document.problems_changed.connect(waiting.quit)
    times: list[float] = []
    for _ in range(ROUNDS):
        QTest.keyClicks(page.view.edit, "# x")
        app.processEvents()
        start = time.perf_counter()
        waiting.exec()
        window.problems.view.viewport().repaint()
        times.append((time.perf_counter() - start) * 1000)
    return within("from a pause in typing to its problems, 787 KB", median(times), "ms", 300)


def _many(app: QApplication, window: MainWindow) -> list[Row]:
    from studio.model.problemlist import Grouping

    panel = window.problems
    tools, view = panel.tools, panel.view
    window.problems_dock.bring_to_front()
    window.problems_dock.setMinimumHeight(400)
    name = f"{PROBLEMS} problems:"

    def measured(what: str, act: Callable[[], object], budget: float = FRAME) -> Row:
        times: list[float] = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            act()
            app.processEvents()
            times.append((time.perf_counter() - start) * 1000)
        return within(f"{name} {what}", median(times), "ms", budget)

    find_many(window)
    app.processEvents()
    rows = [measured("taken over from a check", lambda: find_many(window), 150)]
    buttons = tools.grouping.buttons()
    for grouping in (Grouping.FILE, Grouping.RULE):
        there = buttons[list(Grouping).index(grouping)]
        turns = iter([there, buttons[0]] * ROUNDS)

        def switch(turns: Iterator[QToolButton] = turns) -> None:
            next(turns).click()

        rows.append(measured(f"list or groups by {grouping.value}", switch, 100))
    rows.append(measured("a letter of the filter", _letters(tools.field.setText), 100))
    tools.clear_filter()
    rows.append(measured("F8 to one in another file", lambda: view.step(1), 100))
    bar = view.verticalScrollBar()
    rows.append(measured("a page further", lambda: bar.setValue(bar.value() + bar.pageStep())))
    return rows


def _letters(type_into: Callable[[str], object]) -> Callable[[], object]:
    """Types a word letter by letter, one each time it is called."""
    words = iter(["d", "de", "des", "desc", "item 1", "item 12", "item 123"] * 2)
    return lambda: type_into(next(words))
