"""What builders say, as it was recorded, read as steps."""

from __future__ import annotations

from itertools import count

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildevents import (
    ContextSent,
    LayerMoved,
    Output,
    Step,
    StepBegan,
    StepEnded,
)
from studio.services.engine.buildlog import BuildLog, moved_layer
from studio.services.engine.buildprogress import BuildProgress
from studio.services.engine.buildxlog import BuildxLog
from studio.services.engine.history import BuildRecord
from studio.services.engine.layerprogress import LayerProgress

DOCKERFILE = read_dockerfile(
    "ARG A\nFROM busybox:1 AS one\nENV X=y\nRUN echo $A \\\n && true\nFROM busybox:1\nCOPY a /a\n"
)
BUILDX = """\
#0 building with "default" instance using docker driver

#1 [internal] load remote build context
#1 DONE 0.1s

#4 [one 1/2] FROM docker.io/library/busybox:1
#4 DONE 0.0s

#5 [one 2/2] RUN echo 1  && true
#5 0.123 hello
#6 [stage-1 2/2] COPY a /a
#6 CACHED

#5 0.200 \x1b[31mred\x1b[0m
#5 ERROR: process "/bin/sh -c false" did not complete successfully: exit code: 1
------
 > [one 2/2] RUN echo 1  && true:
------
Dockerfile:4
--------------------
ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully
"""


def plain(text):
    return text


def clock():
    ticks = count()
    return lambda: float(next(ticks))


def read_all(log, events):
    return [each for event in events for each in log.read(event)]


def test_text_comes_in_pieces():
    log = BuildLog(DOCKERFILE, plain, clock())
    pieces = ["Step 1/6 : AR", "G A", "\n", " ---> Running in 1\nSte", "p 2/6 : FROM busybox:1\n"]
    events = read_all(log, [{"stream": piece} for piece in pieces])
    events += log.end()
    assert [type(event) for event in events] == [
        StepBegan, Output, StepEnded, StepBegan, StepEnded,
    ]  # fmt: skip
    assert [step.line for step in log.steps] == [1, 2]
    assert [step.seconds for step in log.steps] == [1.0, 1.0]


def test_what_programs_write_to_stderr_is_not_red_for_that():
    log = BuildLog(DOCKERFILE, plain, clock())
    said = "\x1b[91m3+0 records in\n\x1b[31m3+0\x1b[0m records out\n\x1b[0m"
    events = read_all(log, [{"stream": said}])
    assert [event.text for event in events] == ["3+0 records in", "\x1b[31m3+0\x1b[0m records out"]


def test_a_line_that_never_ends_is_told_nevertheless():
    log = BuildLog(DOCKERFILE, plain, clock())
    events = read_all(log, [{"stream": "." * 6000}] * 3)
    assert [len(event.text) for event in events] == [18000]


def test_podman_counts_within_stages():
    log = BuildLog(DOCKERFILE, plain, clock())
    lines = [
        "[1/2] STEP 1/3: FROM busybox:1 AS one", "[1/2] STEP 2/3: ENV X=y", "--> Using cache abc",
        "[2/2] STEP 2/2: COPY a /a", "[2/2] STEP 3/2: LABEL \"a\"=\"b\"",
    ]  # fmt: skip
    read_all(log, [{"stream": f"{line}\n"} for line in lines])
    assert [(step.number, step.line, step.cached) for step in log.steps] == [
        (2, 2, False), (3, 3, True), (6, 7, False), (0, 0, False),
    ]  # fmt: skip


def test_the_image_and_the_failure():
    log = BuildLog(DOCKERFILE, lambda text: text.replace("secret", "*"), clock())
    read_all(log, [{"stream": "Successfully built 0123456789ab\n"}])
    assert log.image == "0123456789ab"
    read_all(log, [{"aux": {"ID": "sha256:x"}}, {"error": "a secret", "errorDetail": {}}, {"x": 1}])
    assert (log.image, log.failure) == ("sha256:x", "a *")


def test_layers_that_a_build_pulls():
    event = {"status": "Downloading", "id": "ab", "progressDetail": {"current": 3, "total": 9}}
    log = BuildLog(DOCKERFILE, plain, clock())
    assert list(log.read(event)) == [LayerMoved("ab", "Downloading", 3, 9)]


def test_buildkit_s_steps_run_side_by_side():
    log = BuildxLog(DOCKERFILE, plain, clock())
    events = [event for line in BUILDX.splitlines() for event in log.read(line)]
    assert [(step.line, step.cached, step.failed) for step in log.steps] == [
        (2, False, False), (4, False, True), (7, True, False),
    ]  # fmt: skip
    said = [event for event in events if isinstance(event, Output) and event.step is log.steps[1]]
    assert [event.text for event in said] == ["hello", "\x1b[31mred\x1b[0m"]
    assert log.failed is log.steps[1]
    assert "exit code: 1" in log.failure
    assert "did not complete" in log.last


def test_a_line_that_buildkit_alone_knows():
    log = BuildxLog(read_dockerfile("FROM a\nRUN x\n"), plain, clock())
    for line in ("#1 [build 9/9] RUN x", "#1 ERROR: no", "Dockerfile:2"):
        list(log.read(line))
    assert log.failed.line == 2


def test_an_image_that_buildkit_cannot_fetch_fails_the_instruction_that_takes_it():
    text = "FROM a AS one\nFROM b:2\nCOPY --from=quay.io/c /c /c\nCOPY --from=one /d /d\n"
    for said, line in (
        ("[internal] load metadata for docker.io/library/b:2", 2),
        ("FROM quay.io/c:latest", 3),
        ("[internal] load metadata for docker.io/library/a:latest", 1),
        ("[internal] load metadata for docker.io/library/other:latest", 0),
    ):
        log = BuildxLog(read_dockerfile(text), plain, clock())
        lines = f"#3 {said}\n#3 ERROR: no such host\nERROR: failed to solve: no such host"
        events = [event for each in lines.splitlines() for event in log.read(each)]
        failed = [event.step.line for event in events if isinstance(event, StepEnded)]
        assert failed == ([line] if line else [])
        if line:
            assert log.failed.line == line
            assert log.failure == "no such host"


def test_a_base_image_by_an_argument_that_is_not_told_is_the_only_one_there_is():
    log = BuildxLog(read_dockerfile("FROM b:$TARGETARCH\nRUN true\n"), plain, clock())
    for line in ("#3 [internal] load metadata for docker.io/library/b:amd64", "#3 ERROR: denied"):
        list(log.read(line))
    assert log.failed.line == 1


def test_how_buildkit_counts_steps():
    """It pads numbers, counts no FROM of another stage, and may say the platform."""
    copies = "".join(f"COPY a /{number}\n" for number in range(9))
    text = f"FROM a AS base\n{copies}FROM base\nENV A=b\nRUN x\ncopy a /b\nFROM a\nRUN y\n"
    log = BuildxLog(read_dockerfile(text), plain, clock())
    lines = [
        "[base  1/10] FROM a", "[base 10/10] COPY a /8", "[stage-1 1/2] RUN x",
        "[linux/arm64 stage-1 2/2] copy a /b", "[stage-2 2/5] RUN of the base image",
    ]  # fmt: skip
    for number, line in enumerate(lines):
        list(log.read(f"#{number} {line}"))
    assert [step.line for step in log.steps] == [1, 10, 13, 14, 0]


def step(number, text, seconds=1.0):
    return Step(number, text, 0, 0.0, seconds)


def test_progress_goes_by_how_long_steps_took():
    last = BuildRecord(
        "", "", "", "", "", "done", 10, steps=(("FROM busybox:1", 0.0, False),
        ("COPY a /a", 9.95, False), ("RUN echo $A && true", 100.0, True)),
    )  # fmt: skip
    progress = BuildProgress(DOCKERFILE, last=last)
    progress.follow(ContextSent(50, 100))
    assert progress.fraction == 0.05
    progress.follow(StepBegan(step(5, "FROM busybox:1", None)))
    assert progress.fraction == 0.1
    progress.follow(StepEnded(step(5, "FROM busybox:1")))
    assert 0.1 < progress.fraction < 0.12
    progress.follow(StepEnded(step(6, "COPY a /a")))
    assert progress.fraction == 1.0
    progress.follow(ContextSent(0, 100))
    assert progress.fraction == 1.0


def test_progress_without_an_earlier_build():
    progress = BuildProgress(DOCKERFILE, "one")
    assert "Sending" in str(progress.text)
    progress.follow(StepEnded(step(2, "FROM busybox:1")))
    assert round(progress.fraction, 2) == 0.4
    assert str(progress.text) == "Step 1 of 3: FROM busybox:1 AS one"


def test_layers_add_up():
    layers = LayerProgress()
    assert layers.fraction == 0.0
    for event in (
        {"status": "The push refers to repository"},
        {"status": "Preparing", "id": "a"},
        {"status": "Preparing", "id": "b"},
        {"status": "Pushing", "id": "a", "progressDetail": {"current": 25, "total": 100}},
    ):
        layers.follow(moved_layer(event))
    assert (layers.fraction, layers.layers) == (0.25, (0, 2))
    layers.follow(LayerMoved("a", "Pushed"))
    layers.follow(LayerMoved("b", "Layer already exists"))
    assert (layers.fraction, layers.layers) == (1.0, (2, 2))


def test_layers_of_unknown_size_count_alike():
    layers = LayerProgress()
    layers.follow(LayerMoved("a", "Waiting"))
    layers.follow(LayerMoved("b", "Layer already exists"))
    assert layers.fraction == 0.5
