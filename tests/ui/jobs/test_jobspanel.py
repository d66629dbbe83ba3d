"""Background work is seen in one place, where it can be cancelled and its failures be read."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from studio.errors import StudioError
from studio.services.jobs import Outcome
from studio.ui.jobs.jobsindicator import JobsIndicator
from studio.ui.jobs.jobsmodel import JobRole
from studio.ui.jobs.jobspanel import JobsPanel
from studio.wording import message

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.services.jobs import Job
    from studio.ui.shell.services import Services

LABEL, STEP = message("Counting sheep"), message("Half of them")
CTRL, LEFT = Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


class Sheep:
    """Work that tells its progress once and then waits for its end."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def __call__(self, progress) -> None:
        progress(0.5, STEP)
        self.go_on.wait(10)
        progress(0.9, STEP)


def fail(_progress: object) -> None:
    raise StudioError("The {animal} is gone.", animal="sheep")


@pytest.fixture
def panel(qtbot: QtBot, services: Services) -> JobsPanel:
    panel = JobsPanel(services)
    qtbot.addWidget(panel)
    panel.resize(900, 200)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def run(qtbot: QtBot, services: Services, work: Sheep, *, quiet: bool = False) -> Job:
    job = services.jobs.run(LABEL, work, quiet=quiet)
    qtbot.waitUntil(lambda: job.fraction == 0.5)
    return job


def click_link(qtbot: QtBot, panel: JobsPanel, row: int) -> None:
    index = panel.view.jobs.index(row)
    delegate = panel.view.itemDelegate()
    rect = delegate.link_rect(panel.view.visualRect(index), index)
    qtbot.mouseClick(panel.view.viewport(), LEFT, pos=rect.center())


def test_quiet_work_is_seen_while_it_runs_and_leaves_nothing(
    qtbot: QtBot, services: Services, panel: JobsPanel
) -> None:
    tester, model, work = QAbstractItemModelTester(panel.view.jobs), panel.view.jobs, Sheep()
    job = run(qtbot, services, work, quiet=True)
    assert model.rowCount() == 1
    assert model.state_text(job) == "Half of them"
    with qtbot.waitSignal(job.ended):
        work.go_on.set()
    assert model.rowCount() == 0
    assert not panel.view.isVisible()
    del tester


def test_what_runs_is_cancelled_by_its_link_or_by_delete(
    qtbot: QtBot, services: Services, panel: JobsPanel
) -> None:
    tester, model, works = QAbstractItemModelTester(panel.view.jobs), panel.view.jobs, []
    jobs = []
    for _ in range(2):
        works.append(Sheep())
        jobs.append(run(qtbot, services, works[-1]))
    click_link(qtbot, panel, 0)
    assert jobs[0].is_cancelled
    assert model.state_text(jobs[0]) == "Stopping…"
    panel.view.setCurrentIndex(model.index(1))
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert jobs[1].is_cancelled
    for work in works:
        work.go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running)
    past = [model.index(row).data(JobRole) for row in range(model.rowCount())]
    assert [job.outcome for job in past] == [Outcome.CANCELLED] * 2
    qtbot.mouseClick(panel.clear_link, LEFT)
    assert model.rowCount() == 0
    assert services.jobs.past == ()
    del tester


def test_a_failure_keeps_its_log_which_can_be_copied(
    qtbot: QtBot, services: Services, panel: JobsPanel
) -> None:
    tester, model = QAbstractItemModelTester(panel.view.jobs), panel.view.jobs
    with qtbot.waitSignal(services.jobs.ended):
        services.jobs.run(LABEL, fail, quiet=True)
    assert not panel.log.isVisible()
    panel.view.setCurrentIndex(model.index(0))
    assert panel.log.isVisible()
    assert panel.log.toPlainText().endswith("Counting sheep\nThe sheep is gone.")
    click_link(qtbot, panel, 0)
    assert QGuiApplication.clipboard().text() == panel.log.toPlainText()
    QGuiApplication.clipboard().clear()
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == panel.log.toPlainText()
    del tester


def test_a_panel_that_is_opened_late_knows_what_was(qtbot: QtBot, services: Services) -> None:
    with qtbot.waitSignal(services.jobs.ended):
        services.jobs.run(LABEL, fail)
    work = Sheep()
    run(qtbot, services, work)
    panel = JobsPanel(services)
    qtbot.addWidget(panel)
    assert [panel.view.jobs.index(row).data() for row in range(2)] == ["Counting sheep"] * 2
    work.go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running)


def test_the_indicator_shows_the_latest_and_counts_failures(
    qtbot: QtBot, services: Services
) -> None:
    indicator = JobsIndicator(services.themes, services.languages, services.jobs)
    qtbot.addWidget(indicator)
    indicator.show()
    works = [Sheep(), Sheep()]
    for work in works:
        run(qtbot, services, work)
    assert indicator.progress.text() == "Half of them (and 1 more)"
    assert indicator.progress.fraction == 0.5
    works[1].go_on.set()
    qtbot.waitUntil(lambda: indicator.progress.text() == "Half of them")
    works[0].go_on.set()
    qtbot.waitUntil(indicator.progress.isHidden)
    with qtbot.waitSignal(services.jobs.ended):
        services.jobs.run(LABEL, fail, quiet=True)
    assert indicator.failed.text() == "1 job failed"
    with qtbot.waitSignal(indicator.requested):
        qtbot.mouseClick(indicator.failed, LEFT)
    indicator.forget_failures()
    assert indicator.failed.isHidden()


def test_the_status_bar_opens_the_jobs_of_the_window(
    qtbot: QtBot, services: Services, open_window
) -> None:
    window = open_window()
    assert window.findChild(JobsPanel) is None
    work = Sheep()
    run(qtbot, services, work)
    qtbot.mouseClick(window.status.jobs.progress, LEFT)
    qtbot.waitUntil(lambda: window.findChild(JobsPanel) is not None)
    panel = window.findChild(JobsPanel)
    assert panel.isVisible()
    assert panel.view.jobs.running_count == 1
    work.go_on.set()
    qtbot.waitUntil(lambda: not services.jobs.running)
