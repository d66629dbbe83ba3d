"""Earlier builds on the page: shown as they were, with a menu; and the clock of those that run."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from studio.services.builds.buildparts import State
from studio.services.builds.buildrun import BuildRun
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.history import BuildRecord, KeptStep
from studio.services.engine.images import inspect, remove
from studio.services.engine.logtext import KeptLine
from studio.ui.commands.menus import Menu

LONG = 60_000


def pick(qtbot, page, row=0):
    """Click on an earlier build."""
    history = page.sidebar.history
    qtbot.waitUntil(lambda: len(history.rows()) > row, timeout=LONG)
    at = history.visualRect(history.model().index(row, 0)).center()
    qtbot.mouseClick(history.viewport(), Qt.MouseButton.LeftButton, pos=at)


def menu_of(qtbot, page, row=0):
    """The menu that a right click on an earlier build opens."""
    pick(qtbot, page, row)
    history = page.sidebar.history
    at = history.visualRect(history.model().index(row, 0)).center()
    reason = QContextMenuEvent.Reason.Mouse
    viewport = history.viewport()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    [menu] = [each for each in page.findChildren(Menu) if each.isVisible()]
    return menu


def action(menu, words):
    [found] = [each for each in menu.actions() if each.text().replace("&", "") == words]
    return found


@pytest.fixture
def remembered(open_builds, services, package):
    """The page without an engine, with two builds of an earlier day."""

    def make(**more):
        window, page = open_builds()
        record = BuildRecord(
            "2026-03-02T10:00:00+00:00", str(package.resolve()), "etcd", "linux/amd64",
            "etcd:1.10", "done", 12.0, size=5_000_000, image="sha256:1", digest="sha256:2",
            layers=(("FROM busybox:1", 5_000_000),), settings='{"name": "etcd"}', run="r",
            steps=(KeptStep("RUN make", 11.0, cached=False, number=2, line=2),),
        )  # fmt: skip
        kept = page.desk.archive.kept
        kept.add(replace(record, **more), [KeptLine(0.5, 2, "made of stars")])
        page.desk.archive.read()
        return window, page

    return make


def test_an_earlier_build_is_shown_with_steps_log_and_layers(qtbot, remembered):
    _window, page = remembered()
    pick(qtbot, page)
    assert page.run_view.isVisible()
    assert [step.text for step in page.run_view.steps.steps()] == ["RUN make"]
    qtbot.waitUntil(lambda: "made of stars" in page.run_view.log.toPlainText())
    assert page.head.sentence.text() == "Built in 12 s, 4.8 MB"
    assert page.result.layers.layers() == (("FROM busybox:1", 5_000_000),)
    assert not page.result.save_button.isEnabled()
    assert page.head.again.isVisible()
    page.choose(0)
    assert not page.run_view.isVisible()


def test_a_build_that_failed_keeps_its_log_as_well(qtbot, remembered):
    _window, page = remembered(outcome="failed", image="", layers=(), size=0)
    assert page.sidebar.history.model() is not None
    pick(qtbot, page)
    qtbot.waitUntil(lambda: "made of stars" in page.run_view.log.toPlainText())
    assert page.head.sentence.text() == "Failed after 12 s"


def test_the_recipe_row_has_the_sign_of_the_last_build(qtbot, remembered):
    _window, page = remembered()
    qtbot.waitUntil(lambda: page.sidebar.recipes.rows()[0].aside == "12 s")
    assert page.sidebar.recipes.rows()[0].icon[0] == "check-circle-fill"


def test_the_menu_copies_leads_to_the_recipe_and_removes(qtbot, remembered):
    window, page = remembered()
    menu = menu_of(qtbot, page)
    assert not action(menu, "Save into the package").isEnabled()
    assert not action(menu, "Push to a registry…").isEnabled()
    assert not action(menu, "No engine answers").isEnabled()
    action(menu, "Copy the digest").trigger()
    menu.close()
    assert QGuiApplication.clipboard().text() == "sha256:2"
    assert window.status.currentMessage() == "Copied"
    menu = menu_of(qtbot, page)
    action(menu, "Show the recipe").trigger()
    menu.close()
    assert page.form.isVisible()
    menu = menu_of(qtbot, page)
    action(menu, "Remove from the history").trigger()
    menu.close()
    qtbot.waitUntil(lambda: page.sidebar.history.rows() == [])
    assert page.earlier.past is None
    assert page.form.isVisible()


def test_a_right_click_beside_the_rows_opens_nothing(qtbot, remembered):
    _window, page = remembered()
    qtbot.waitUntil(lambda: bool(page.sidebar.history.rows()))
    viewport = page.sidebar.history.viewport()
    at = QPoint(10, viewport.height() - 5)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    assert not [each for each in page.findChildren(Menu) if each.isVisible()]


def test_a_copied_log_is_said(qtbot, remembered):
    window, page = remembered()
    pick(qtbot, page)
    qtbot.waitUntil(lambda: "made of stars" in page.run_view.log.toPlainText())
    qtbot.mouseClick(page.run_view.panel.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "0.500   made of stars"
    assert window.status.currentMessage() == "Copied"


def test_the_clock_ticks_only_while_somebody_sees_a_build_run(qtbot, remembered):
    window, page = remembered()
    assert not page._tick.isActive()
    run = BuildRun(page.recipe, page.desk)
    run.state, run.began = State.RUNNING, 0.0
    page.desk.add(run)
    page.show_run(run)
    assert page._tick.isActive()
    before = page.head.sentence.text()
    run.began = -3600.0
    page._tick.timeout.emit()
    assert page.head.sentence.text() != before
    assert page.sidebar.recipes.rows()[0].aside.count(":") == 2
    window.editors.open("build/Dockerfile")
    assert not page._tick.isActive()
    window.building.show()
    assert page._tick.isActive()
    run.state = State.DONE
    page.desk.run_changed.emit()
    qtbot.waitUntil(lambda: not page._tick.isActive())


def test_many_changes_do_not_put_off_what_is_shown(qtbot, remembered):
    _window, page = remembered()
    shown = []
    page._soon.timeout.connect(lambda: shown.append(True))
    # It asks every 10 ms, which is more often than what is put off.
    qtbot.waitUntil(lambda: bool(page.desk.run_changed.emit() or shown))


@pytest.mark.engine
def test_an_earlier_build_is_saved_as_long_as_the_engine_has_it(qtbot, with_docker, dockerd):
    window, page = with_docker
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    menu = menu_of(qtbot, page)
    save = action(menu, "Save into the package")
    qtbot.waitUntil(save.isEnabled, timeout=LONG)
    assert page.result.save_button.isEnabled()
    menu.close()
    document = window.workbench.document
    window.building.images.save_run(page.run, ask=False)
    qtbot.waitUntil(lambda: "images/mapping.yaml" in document.snapshot, timeout=LONG)
    qtbot.waitUntil(
        lambda: page.sidebar.history.rows()[0].below == "Saved into the package", timeout=LONG
    )
    with connect(endpoint_at(dockerd.url)) as engine:
        # What another test has built the same has more names.
        for name in inspect(engine, "etcd:1.10").names:
            remove(engine, name)
    page.choose(0)
    menu = menu_of(qtbot, page)
    words = "The engine no longer has the image"
    qtbot.waitUntil(lambda: words in [each.text() for each in menu.actions()], timeout=LONG)
    assert not action(menu, "Save into the package").isEnabled()
    menu.close()
