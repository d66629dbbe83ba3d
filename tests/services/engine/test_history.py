"""Earlier builds: what is kept of them, how they are put together, and how they are forgotten."""

from __future__ import annotations

import json
import stat

import pytest

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildevents import Output, Step, StepBegan, StepEnded
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.history import BuildHistory, BuildRecord, KeptStep, kept_steps
from studio.services.engine.logtext import KeptLine
from studio.services.engine.pastbuilds import grouped
from studio.services.engine.recording import MOST_LINES, Recording
from studio.services.engine.steprows import State


@pytest.fixture
def history(tmp_path):
    return BuildHistory(tmp_path / "state" / "builds.jsonl")


def record(folder, platform="linux/amd64", outcome="done", run="r", **more):
    shape = {"at": "2026-03-02T10:00:00+00:00", "seconds": 60.0, "size": 40_000_000, **more}
    return BuildRecord(
        package=str(folder), recipe="etcd", platform=platform, address="etcd:1", outcome=outcome,
        run=run, image="sha256:1" if outcome == "done" else "", **shape,
    )  # fmt: skip


def test_platforms_of_one_order_are_one_build(history, tmp_path):
    for platform in ("linux/amd64", "linux/arm64"):
        history.add(record(tmp_path, platform))
    history.add(record(tmp_path, run="s"))
    history.add(record(tmp_path, run=""))
    history.add(record(tmp_path, run=""))
    builds = grouped(history.of(tmp_path))
    assert [len(each.records) for each in builds] == [1, 1, 1, 2]
    both = builds[-1]
    assert both.platforms == ("linux/amd64", "linux/arm64")
    assert (both.seconds, both.size, both.state) == (120.0, 80_000_000, State.DONE)


def test_a_build_ends_as_the_first_platform_that_is_not_done(history, tmp_path):
    steps = (
        KeptStep("FROM a", 1.0, cached=True),
        KeptStep("RUN false", 2.0, cached=False, state="failed", number=2, line=3),
        KeptStep("USER 1", 0.0, cached=False, state="waiting", number=3, line=4),
    )
    history.add(record(tmp_path))
    history.add(record(tmp_path, "linux/arm64", "failed", steps=steps))
    [past] = grouped(history.of(tmp_path))
    assert (past.state, past.end) == (State.FAILED, (2, 3))
    rows = [step.row() for step in past.records[1].steps]
    assert [row.state for row in rows] == [State.CACHED, State.FAILED, State.WAITING]
    assert [row.seconds for row in rows] == [1.0, 2.0, None]
    assert (rows[1].number, rows[1].line) == (2, 3)


def test_steps_of_earlier_versions_are_read(history, tmp_path):
    history.add(record(tmp_path))
    file = tmp_path / "state" / "builds.jsonl"
    shape = json.loads(file.read_text()) | {"steps": [["RUN x", 1.5, False]]}
    file.write_text(json.dumps(shape) + "\n")
    [found] = history.of(tmp_path)
    assert found.steps == (KeptStep("RUN x", 1.5, cached=False),)


def test_where_it_was_saved_is_kept(history, tmp_path):
    history.add(record(tmp_path))
    history.note_saved("r", ["images/etcd.tar"])
    assert grouped(history.of(tmp_path))[0].saved == ("images/etcd.tar",)


def test_a_build_that_is_removed_takes_its_log_along(history, tmp_path):
    line = KeptLine(0.5, 2, "hello")
    for run in ("r", "s"):
        history.add(record(tmp_path, run=run), [line])
        history.note_saved(run, ["images/etcd.tar"])
    [newest, oldest] = grouped(history.of(tmp_path))
    history.remove(newest.records)
    assert grouped(history.of(tmp_path)) == [oldest]
    assert oldest.saved == ("images/etcd.tar",)
    assert history.logs.read("s", "linux/amd64") == ()
    assert history.logs.read("r", "linux/amd64") == (line,)


def test_the_end_of_a_long_log_stays_and_nobody_else_reads_it(history, tmp_path):
    lines = [KeptLine(float(n), 1, f"{n} " + "x" * 5000) for n in range(200)]
    history.add(record(tmp_path), lines)
    kept = history.logs.read("r", "linux/amd64")
    assert 40 < len(kept) < 80
    assert kept[-1].text.startswith("199 ")
    assert max(len(line.text) for line in kept) == 4000
    [file] = (tmp_path / "state" / "builds").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_only_the_newest_logs_stay(history, tmp_path):
    for number in range(121):
        history.add(record(tmp_path, run=f"r{number}"), [KeptLine(0.0, 1, "x")])
    assert len(list((tmp_path / "state" / "builds").iterdir())) == 100


def test_a_damaged_log_is_none(history, tmp_path):
    history.add(record(tmp_path), [KeptLine(0.0, 1, "x")])
    [file] = (tmp_path / "state" / "builds").iterdir()
    file.write_bytes(file.read_bytes()[:-6])
    assert history.logs.read("r", "linux/amd64") == ()
    assert history.logs.read("../r", "linux/amd64") == ()


def recorded(*events, text="FROM a\nRUN --mount=type=cache,target=/c make\nUSER 1\n"):
    made = Recording(read_dockerfile(text), "")
    for event in events:
        made.follow(event)
    return made


def test_a_build_that_fails_keeps_its_steps_and_says_why():
    base, run = Step(1, "FROM a", 1, 0.0, 0.1), Step(2, "RUN make", 2, 0.0)
    made = recorded(StepBegan(base), StepEnded(base), StepBegan(run), Output("compiling", run))
    made.end(State.FAILED, BuildFailed("exit code: 2", 2, run))
    assert [step.state for step in kept_steps(made.steps)] == ["done", "failed", "waiting"]
    assert made.steps[1].text == "RUN --mount=type=cache,target=/c make"
    assert [(line.step, line.text, line.tone) for line in made.log] == [
        (2, "$ make", "command"), (2, "compiling", ""), (2, "exit code: 2", "error"),
    ]  # fmt: skip


def test_what_the_log_has_said_is_not_said_again():
    made = recorded(Output("ERROR: failed to solve: exit code: 2"))
    made.end(State.FAILED, BuildFailed("exit code: 2"))
    assert len(made.log) == 1


def test_a_build_that_is_done_keeps_the_steps_that_were_passed_over_as_done():
    base = Step(1, "FROM a", 1, 0.0, 0.1)
    made = recorded(StepBegan(base), StepEnded(base))
    made.end(State.DONE)
    assert [row.state for row in made.steps] == [State.DONE] * 3
    assert [row.seconds for row in made.steps] == [0.1, 0.0, 0.0]


def test_a_very_long_log_does_not_fill_the_memory():
    made = recorded(*(Output(str(n)) for n in range(MOST_LINES + 5)))
    assert len(made.log) == MOST_LINES
    assert made.log[-1].text == str(MOST_LINES + 4)
