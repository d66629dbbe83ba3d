"""Each keystroke of the locator, and a search of the package, on a large one."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.package.opening import Opened
    from studio.package.snapshot import Snapshot
    from studio.ui.shell.window import MainWindow

PACKAGE = CORPUS / "operators" / "datadog-operator"
QUERIES = {
    "files": "datadogagent",
    "keys": "@spec.template.name",
    "commands": ">validate",
    "problems": "#description",
}
ROUNDS = 5
PROBLEMS = 5000
SEARCHES = ("description", "name")


def run() -> list[Row]:
    """Searches, and the letter of each kind of query that takes longest in the real window."""
    if not PACKAGE.is_dir():
        return [not_measured("locator on datadog-operator", "the corpus is not here")]
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio.package.opening import open_package

    opened = open_package(PACKAGE)
    return [*_searches(opened.snapshot), *_letters(opened)]


def _searches(snapshot: Snapshot) -> list[Row]:
    from studio.package.search import Query, search

    rows: list[Row] = []
    for query in map(Query, SEARCHES):
        times = [_time(lambda query=query: list(search(snapshot, query))) for _ in range(ROUNDS)]
        name = f"find “{query.text}” in datadog-operator"
        rows.append(within(name, median(times), "ms", 300))
    return rows


def _letters(opened: Opened) -> list[Row]:
    from studio.app import Studio, make_application

    app = make_application(["bench"])
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(app, Path(folder) / "settings.ini", Path(folder) / "state")
        window = studio.new_window()
        window.package_commands.show(opened)
        window.show()
        window.settle()
        sizes = {
            path: text.size for path in opened.snapshot if (text := opened.snapshot.text(path))
        }
        window.editors.open(max(sizes, key=lambda path: sizes[path]))
        find_many(window)
        rows = [
            within(f"locator, slowest letter, {kind}", _slowest(window, query), "ms", 30)
            for kind, query in QUERIES.items()
        ]
        window.close()
        studio.services.jobs.shut_down()
    return rows


def find_many(window: MainWindow) -> None:
    """Let the package have as many problems as anybody has seen."""
    from studio.package.problems import Findings, Problem, Severity
    from studio.package.snapshot import Place
    from studio.wording import message

    bench = window.workbench
    assert bench is not None
    paths = sorted(bench.document.snapshot)
    severities = list(Severity)
    bench.document.findings = Findings(
        tuple(
            Problem(
                f"OSC-{number % 40:02}",
                severities[number % 3],
                Place(paths[number % len(paths)], ("spec", number)),
                message("The description of item {number} says too little.", number=number),
                span=(number, number + 4),
            )
            for number in range(PROBLEMS)
        )
    )


def _slowest(window: MainWindow, query: str) -> float:
    from PySide6.QtTest import QTest

    field = window.locator.field
    rounds: list[list[float]] = []
    for _ in range(ROUNDS):
        window.locator.open()
        rounds.append([_time(lambda at=at: QTest.keyClicks(field, at)) for at in query])
    return max(median(times) for times in zip(*rounds, strict=True))


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
