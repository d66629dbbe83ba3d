"""A build as the window follows it, without an engine."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import Recipe
from studio.services.builds.buildrun import BuildRun
from studio.services.engine.steprows import State, StepRow
from studio.ui.builder.rows import recipe_rows

AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")


class Work(QObject):
    """What an engine does, or does not."""

    started = Signal()
    progressed = Signal(float, object)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    job = None


@pytest.fixture
def parent(qapp):
    return QObject()


def failed_run(parent, recipe, platform=None, *, begun=False):
    """A build whose engine has died, before it took it on or later."""
    run, work = BuildRun(recipe, parent, platform), Work(parent)
    run.follow(work)
    work.started.emit()
    if begun:
        run.parts[0].state = State.RUNNING
        run.parts[0].steps = [StepRow(1, "FROM a", 1)]
    work.failed.emit(StudioError("No engine answers."))
    return run


def test_a_build_that_no_engine_takes_on_failed_for_its_platforms(parent):
    run = failed_run(parent, Recipe(0, "etcd"), AMD)
    assert not run.has_begun
    assert [(part.platform, part.state) for part in run.parts] == [(AMD, State.FAILED)]
    run = failed_run(parent, Recipe(0, "etcd", platforms=(ARM, AMD)), AMD)
    assert [part.platform for part in run.parts] == [ARM, AMD]
    assert {part.state for part in run.parts} == {State.FAILED}


def test_platforms_that_come_after_one_that_failed_are_not_built(parent):
    run = failed_run(parent, Recipe(0, "etcd", platforms=(ARM, AMD)), begun=True)
    assert run.has_begun
    assert [part.state for part in run.parts] == [State.FAILED, State.CANCELLED]


@pytest.mark.parametrize(("begun", "state"), [(False, State.DONE), (True, State.FAILED)])
def test_a_build_that_never_began_is_no_result_of_its_recipe(parent, begun, state):
    recipe = Recipe(0, "etcd")
    run = failed_run(parent, recipe, AMD, begun=begun)
    last = BuildRun(recipe, parent)
    last.state = State.DONE
    icons = {State.DONE: "check-circle-fill"}
    [row] = recipe_rows([recipe], lambda _recipe: run, lambda _name: last)
    assert (row.icon[0] == icons[State.DONE]) is (state is State.DONE)
