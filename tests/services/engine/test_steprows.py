"""How the steps of a build are numbered, and what of them is done."""

from __future__ import annotations

import pytest

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildevents import StepBegan, StepEnded
from studio.services.engine.buildprogress import BuildProgress
from studio.services.engine.buildxlog import BuildxLog
from studio.services.engine.steprows import (
    State,
    current_step,
    follow_step,
    planned_steps,
    stop_steps,
)

DOCKERFILE = read_dockerfile(
    "FROM busybox:1 AS base\nARG WORD=a\nRUN echo $WORD\nFROM base\nLABEL a=b\nENV A=b\n"
    'COPY a /a\nENTRYPOINT ["/a"]\n'
)
LINES = """\
#4 [base 1/2] FROM docker.io/library/busybox:1
#4 DONE 0.1s
#5 [base 2/2] RUN echo a
#5 DONE 1.0s
#6 [stage-1 1/1] COPY a /a
#6 DONE 0.2s
"""
WORDS = {State.WAITING: "-", State.RUNNING: ">", State.DONE: "x", State.CACHED: "c"}


class Follower:
    """Follows a build by BuildKit as the list of steps and as the status bar do."""

    def __init__(self):
        self.log = BuildxLog(DOCKERFILE, str)
        self.rows = planned_steps(DOCKERFILE, "")
        self.progress = BuildProgress(DOCKERFILE)

    def read(self, lines):
        for line in lines:
            for event in self.log.read(line):
                self.progress.follow(event)
                if isinstance(event, StepBegan | StepEnded):
                    follow_step(self.rows, event.step)

    @property
    def states(self):
        return "".join(WORDS[row.state] for row in self.rows)


@pytest.mark.parametrize(
    ("read", "states", "number"),
    [(1, ">-------", 1), (3, "xx>-----", 3), (4, "xxx-----", 3), (5, "xxxxxx>-", 7),
     (6, "xxxxxxx-", 7)],
)  # fmt: skip
def test_what_buildkit_has_no_step_for_is_done_with_a_later_one_of_its_stage(read, states, number):
    build = Follower()
    build.read(LINES.splitlines()[:read])
    assert build.states == states
    assert current_step(build.rows) == number
    said = build.progress.text
    assert (said.args["number"], said.args["count"]) == (number, 8)
    assert said.args["text"] == build.rows[number - 1].text


def test_a_build_that_is_done_has_all_its_rows_and_nothing_left():
    build = Follower()
    numbers = [row.number for row in build.rows]
    build.read(LINES.splitlines())
    assert build.progress.fraction < 1.0
    build.progress.finish()
    stop_steps(build.rows, State.DONE)
    assert build.states == "x" * 8
    assert [row.number for row in build.rows] == numbers
    assert build.progress.fraction == 1.0
    assert build.progress.text.args["number"] == 8


def test_what_did_not_begin_before_a_failure_stays_so():
    build = Follower()
    build.read(LINES.splitlines()[:3])
    stop_steps(build.rows, State.FAILED)
    assert [row.state for row in build.rows[2:]] == [State.FAILED, *[State.WAITING] * 5]


def test_of_steps_side_by_side_the_one_that_runs_is_told():
    build = Follower()
    build.read(LINES.splitlines()[:3])
    build.read(["#6 [stage-1 1/1] COPY a /a", "#6 DONE 0.2s"])
    assert build.states == "xx>xxxx-"
    assert current_step(build.rows) == build.progress.text.args["number"] == 3
