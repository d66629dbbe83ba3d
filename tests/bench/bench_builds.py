"""The page of builds while a build writes very much, and while one writes nothing."""

from __future__ import annotations

import os
import threading
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.bench.bench_window import BEAT, idle_cpu, wait
from tests.bench.measure import Row, within

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from studio.services.builds.buildrun import BuildRun
    from studio.services.jobs import Progress
    from studio.ui.builder.buildspage import BuildsPage
    from studio.ui.shell.window import MainWindow

LINES = 60_000
RECIPE = "builds:\n- {name: noisy, context: build}\n"


def run() -> list[Row]:
    """A window with one recipe, and a work that tells what an engine would."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from studio.app import Studio, make_application
    from studio.package.opening import open_package

    app = make_application(["osc-studio"])
    with TemporaryDirectory() as folder:
        package = Path(folder, "package")
        package.mkdir()
        (package / "studio.yaml").write_text(RECIPE, encoding="utf-8")
        chart = "apiVersion: v2\nname: noisy\nversion: 1.0.0\n"
        (package / "Chart.yaml").write_text(chart, encoding="utf-8")
        studio = Studio(app, Path(folder, "settings.ini"), Path(folder, "state"))
        window = studio.new_window()
        window.resize(1440, 900)
        window.show()
        window.package_commands.show(open_package(package))
        page = window.building.show()
        try:
            return [*noise(app, window, page), *silence(app, page)]
        finally:
            window.building.desk.works.cancel_all()
            wait(app, lambda: not studio.services.jobs.running)
            window.close()
            studio.services.jobs.shut_down()


def noise(app: QApplication, window: MainWindow, page: BuildsPage) -> list[Row]:
    """The longest time between two beats, while lines come as fast as a thread can tell them."""
    from PySide6.QtCore import Qt, QTimer

    from studio.services.engine.buildevents import Output, Step, StepBegan

    made = new_run(page)

    def work(_progress: Progress) -> None:
        step = Step(1, "RUN make", 1, time.monotonic())
        made.tell(0, StepBegan(step))
        for number in range(LINES):
            colour = "\x1b[32mok\x1b[0m " if number % 5 == 0 else ""
            made.tell(0, Output(f"{colour}cc -O2 -c source-{number}.c -o build/{number}.o", step))

    before = new_run(page)
    begin(page, before, lambda _progress: None)
    wait(app, lambda: before.state.is_over)
    idle_cpu(app)  # until all is drawn that is drawn first
    begin(page, made, work)
    beats = [time.perf_counter()]
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(BEAT)
    start = time.perf_counter()
    wait(app, lambda: made.state.is_over and not page.run_view.log.is_behind)
    took = time.perf_counter() - start
    timer.stop()
    window.grab()
    gaps = sorted(after - before for before, after in pairwise(beats))
    return [
        Row(f"write {LINES} lines of a build, and show the last", took, "s"),
        Row("  block of the window, 99th percentile", gaps[len(gaps) * 99 // 100] * 1000, "ms"),
        within("  longest block of the window", gaps[-1] * 1000, "ms", 100),
    ]


def silence(app: QApplication, page: BuildsPage) -> list[Row]:
    """What the clock of a build costs."""
    made, end = new_run(page), threading.Event()
    begin(page, made, lambda _progress: end.wait(60))
    try:
        wait(app, lambda: page.run is made and made.elapsed > 1)
        return [within("CPU while a build says nothing", idle_cpu(app) * 100, "%", 3.0)]
    finally:
        end.set()


def new_run(page: BuildsPage) -> BuildRun:
    """A run of the recipe of the page."""
    from studio.services.builds.buildrun import BuildRun

    assert page.recipe is not None
    return BuildRun(page.recipe, page.desk)


def begin(page: BuildsPage, made: BuildRun, work: object) -> None:
    """Let the desk do the work, and show it."""
    from studio.wording import message

    desk = page.desk
    desk.add(made)
    made.follow(desk.works.add(message("Building {image}", image="noisy"), work))  # type: ignore[arg-type]
    page.show_run(made)
