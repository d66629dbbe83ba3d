"""Building by keys with a real engine: steps, log, failure, cancellation, history."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from studio.services.builds.buildparts import State
from studio.ui.builder.logview import LogView

pytestmark = pytest.mark.engine
LONG = 60_000


def dockerfile(page, text):
    (page.desk.folder / "build/Dockerfile").write_text(text, encoding="utf-8")


def build(qtbot, window, page):
    """Build by keys, and wait for the end."""
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier
                   | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
    run = page.run
    assert run is not None
    qtbot.waitUntil(lambda: run.state.is_over, timeout=LONG)
    page.refresh()
    return run


def test_a_build_shows_steps_log_and_layers(qtbot, with_docker):
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN echo shown\n")
    run = build(qtbot, window, page)
    assert run.state is State.DONE
    steps = page.run_view.steps.steps()
    assert [step.text for step in steps] == ["FROM busybox:1", "RUN echo shown"]
    assert all(step.aside for step in steps)
    qtbot.waitUntil(lambda: "shown" in page.run_view.log.toPlainText(), timeout=LONG)
    assert page.result.platforms.rows()[0][1].startswith("done, ")
    assert page.result.layers.layers()
    assert page.result.identity.text().startswith("sha256:")
    assert "Built in" in page.head.sentence.text()


def test_the_engine_is_named_in_the_status_bar(with_docker):
    window, page = with_docker
    version = page.desk.engines.current.info.version.rsplit(".", 1)[0]
    names = [each.text() for each in window.status.findChildren(QAbstractButton, "engine")]
    assert names == [f"Docker {version}"]


def test_a_step_that_fails_leads_to_its_line(qtbot, with_docker):
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\n\nRUN echo broken; false\nUSER 1001\n")
    run = build(qtbot, window, page)
    assert run.state is State.FAILED
    [link] = page.bar.links()
    assert link.text() == "Show line 3"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.editors.current.key == "build/Dockerfile"
    assert window.editors.current.position() == (3, 1)


def test_enter_on_a_step_leads_to_its_line(qtbot, with_docker):
    window, page = with_docker
    build(qtbot, window, page)
    steps = page.run_view.steps
    steps.setCurrentIndex(steps.model().index(1, 0))
    qtbot.keyClick(steps, Qt.Key.Key_Return)
    assert window.editors.current.key == "build/Dockerfile"
    assert window.editors.current.position() == (2, 1)


def test_cancel_ends_the_build(qtbot, with_docker):
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: "begun" in page.run_view.log.toPlainText(), timeout=LONG)
    assert not page.head.build.isVisible()
    qtbot.mouseClick(page.head.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: run.state is State.CANCELLED, timeout=LONG)
    qtbot.waitUntil(page.head.build.isVisible)
    assert "Cancelled" in page.head.sentence.text()


@pytest.fixture
def running(qtbot, with_docker):
    """The page with a build that runs until it is cancelled."""
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: "begun" in page.run_view.log.toPlainText(), timeout=LONG)
    yield window, page, run
    run.cancel()
    qtbot.waitUntil(lambda: run.state.is_over, timeout=LONG)


def chosen_row(page):
    key = page.sidebar.recipes.chosen()
    return next(row for row in page.sidebar.recipes.rows() if row.key == key)


def test_a_recipe_keeps_its_build_under_another_name(qtbot, running):
    window, page, run = running
    page.choose(0, view="recipe")
    field = page.form.fields["name"]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "other")
    assert page.recipe.name == "other"
    assert page.run is run
    assert page.head.cancel.isVisible()
    assert chosen_row(page).aside
    assert window.registry.is_enabled("build.cancel")
    window.registry.run("edit.undo")
    assert page.recipe.name == "etcd"
    assert page.run is run


def test_a_build_is_shown_on_when_its_recipe_is_removed(qtbot, running):
    window, page, run = running
    window.registry.run("build.add")
    page.choose(0)
    window.registry.run("build.remove")
    assert page.run is run
    assert page.recipe is None
    assert page.run_view.isVisible()
    assert chosen_row(page).below == "Its recipe was removed"
    recipes = page.sidebar.recipes
    qtbot.keyClick(recipes, Qt.Key.Key_Up)
    assert page.recipe.name == "etcd-2"
    assert page.run is None
    qtbot.keyClick(recipes, Qt.Key.Key_Down)
    assert page.run is run
    window.registry.run("edit.undo")
    assert page.recipe.name == "etcd"
    assert page.run is run
    window.registry.run("edit.redo")
    qtbot.keyClick(recipes, Qt.Key.Key_End)
    assert page.run is run
    qtbot.mouseClick(page.head.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: run.state is State.CANCELLED, timeout=LONG)
    qtbot.waitUntil(lambda: len(recipes.rows()) == 1, timeout=LONG)


def test_podman_is_said_to_end_with_the_step(qtbot, open_builds, podman):
    window, page = open_builds(podman.url)
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 4\nRUN sleep 300\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.parts[0].current == 2, timeout=LONG)
    window.registry.run("build.cancel")
    assert not window.registry.is_enabled("build.cancel")
    qtbot.waitUntil(lambda: run.state is State.CANCELLED, timeout=LONG)
    qtbot.waitUntil(lambda: "Podman itself stops" in page.head.sentence.text())


def test_several_builds_wait_for_their_turn(qtbot, with_docker):
    window, page = with_docker
    window.registry.run("build.duplicate")
    window.registry.run("build.run_all")
    one, two = page.desk.runs
    assert (one.state, two.state) == (State.RUNNING, State.WAITING)
    assert "Waiting" in page.head.sentence.text()
    assert [row.aside for row in page.sidebar.recipes.rows()][1] == "waiting"
    qtbot.waitUntil(lambda: two.state is State.DONE, timeout=LONG)


def test_what_stands_in_the_way_is_said_before(qtbot, with_docker):
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN --mount=type=cache,target=/c echo hello\n")
    page.edit("target", "nowhere")
    qtbot.waitUntil(lambda: any(
        "no stage named nowhere" in row.title for row in page.foresight.checks.rows()
    ), timeout=LONG)  # fmt: skip
    run = build(qtbot, window, page)
    assert run.state is State.FAILED
    assert "no stage named nowhere" in page.bar.sentence()


def test_a_build_goes_on_while_its_tab_is_closed(qtbot, with_docker):
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 2; echo ended\n")
    window.registry.run("build.run")
    run = page.run
    window.editors.close_pages([page])
    assert [str(job.label) for job in window.services.jobs.running if not job.quiet]
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    again = window.building.show()
    again.choose(0, view="run")
    qtbot.waitUntil(lambda: "ended" in again.run_view.log.toPlainText(), timeout=LONG)


def test_history_shows_steps_and_builds_again(qtbot, with_docker):
    window, page = with_docker
    build(qtbot, window, page)
    qtbot.waitUntil(lambda: len(page.sidebar.history.rows()) == 1, timeout=LONG)
    history = page.sidebar.history
    qtbot.mouseClick(
        history.viewport(), Qt.MouseButton.LeftButton,
        pos=history.visualRect(history.model().index(0, 0)).center(),
    )  # fmt: skip
    assert page.earlier.past is not None
    assert "Built in" in page.head.sentence.text()
    assert [step.text for step in page.run_view.steps.steps()][-1] == "RUN echo hello"
    qtbot.mouseClick(page.head.again, Qt.MouseButton.LeftButton)
    run = page.run
    qtbot.waitUntil(lambda: run.state is State.DONE, timeout=LONG)
    assert run.parts[0].steps[1].state is State.CACHED
    assert len(run.recipe.platforms) == 1


def test_the_log_stops_following_when_one_scrolls_up(qtbot, themes):
    from studio.model.buildlog import LogLine, spans

    log = LogView(themes)
    qtbot.addWidget(log)
    log.resize(400, 200)
    log.show()
    log.show_lines([LogLine(n, spans(f"line {n}"), 0) for n in range(200)])
    qtbot.waitUntil(lambda: not log.is_behind)
    bar = log.verticalScrollBar()
    assert bar.value() == bar.maximum()
    qtbot.keyClick(log, Qt.Key.Key_PageUp)
    bar.setValue(20)
    assert not log.is_following
    log.add_lines([LogLine(300, spans("more"), 0)])
    qtbot.waitUntil(lambda: not log.is_behind)
    assert bar.value() == 20
    bar.setValue(bar.maximum())
    assert log.is_following
