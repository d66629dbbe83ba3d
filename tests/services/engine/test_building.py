"""Builds by real engines: what they tell, how they fail, and that they stop."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from studio.package.builds.context import BadContext, survey
from studio.services.engine.buildevents import ContextSent, Output, Remark, StepBegan, StepEnded
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import build
from studio.services.engine.connecting import connect
from studio.services.engine.connection import EngineLost
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.images import NoImage, inspect
from studio.services.engine.secrets import HIDDEN
from tests.daemons import sleepers
from tests.engines import with_base
from tests.services.engine.orders import Stopped, order

# The head of an executable for a machine that exists no more.
ALIEN = b"\x7fELF\2\1\1" + b"\0" * 9 + b"\2\0\x28\xff\1\0\0\0" + b"\0" * 40
STAGES = """\
ARG UNUSED=1
FROM busybox:1 AS first

ARG WORD=nothing
# a comment
RUN echo "said $WORD" && \\
    echo $WORD > /word
FROM busybox:1
COPY --from=first /word /word
FROM busybox:1 AS last
CMD ["sh"]
"""


def steps(events):
    return [event.step for event in events if isinstance(event, StepEnded)]


def test_steps_arguments_targets_and_the_cache(any_engine, tmp_path):
    asked = order(tmp_path, STAGES, recipe="target: first\nargs: {WORD: hello}\ntag: 1.10")
    events = []
    built = build(any_engine, asked, listen=events.append)
    assert built.image.platform == any_engine.info.platform
    assert any(name.endswith("etcd:1.10") for name in built.image.names)
    assert [each.line for each in steps(events) if each.text.startswith(("FROM", "RUN"))] == [2, 6]
    assert "said hello" in [event.text for event in events if isinstance(event, Output)]
    assert any(isinstance(event, ContextSent) for event in events)
    again = build(any_engine, asked)
    assert [each.cached for each in again.steps if each.text.startswith("RUN")] == [True]
    assert again.image.id == built.image.id


def test_a_failing_step_leads_to_its_line(any_engine, tmp_path):
    text = "FROM busybox:1\n\nRUN true\nRUN echo before && \\\n  exit 3\n"
    events = []
    with pytest.raises(BuildFailed) as failed:
        build(any_engine, order(tmp_path, text), listen=events.append)
    assert failed.value.line == 4
    assert failed.value.step is not None
    assert failed.value.step.failed
    assert "3" in failed.value.reason
    assert "before" in [event.text for event in events if isinstance(event, Output)]


def test_a_missing_file_leads_to_its_line_and_to_the_ignored(any_engine, tmp_path):
    text = "FROM busybox:1\nCOPY app /app\n"
    files = {"app": "program", ".dockerignore": "app\n"}
    with pytest.raises(BuildFailed) as failed:
        build(any_engine, order(tmp_path, text, files))
    assert failed.value.line == 2
    assert failed.value.hint is not None


def test_what_is_no_dockerfile_is_refused_with_its_line(docker_engine, tmp_path):
    with pytest.raises(BuildFailed) as failed:
        build(docker_engine, order(tmp_path, "FROM busybox:1\nFORM busybox:1\n"))
    assert failed.value.line == 2


def test_cancelling_ends_the_engine_s_work(any_engine, tmp_path):
    """Podman lets the step that runs come to its end; no other begins."""
    finishes = any_engine.info.finishes_steps
    # The number of the process tells this test's programs from all others of the machine.
    first, second = f"{3 if finishes else 300}.{os.getpid()}", f"301.{os.getpid()}"
    deadline = time.monotonic() + 30

    def keep_going():
        assert time.monotonic() < deadline
        if sleepers(first):
            raise Stopped

    text = f"FROM busybox:1\nRUN sleep {first}\nRUN sleep {second}\n"
    with pytest.raises(Stopped):
        build(any_engine, order(tmp_path, text), keep_going=keep_going)
    while sleepers(first):
        assert time.monotonic() < deadline
    assert not sleepers(second)


def test_cancelling_while_the_context_is_sent_ends_the_sending(docker_engine, tmp_path):
    # Large enough that the engine cannot be done before anybody looks.
    asked = order(tmp_path, "FROM busybox:1\n", {"large": bytes(128 << 20)}, name="never")
    seen = []

    def keep_going():
        if seen:
            raise Stopped

    def listen(event):
        if isinstance(event, ContextSent):
            seen.append(event)

    with pytest.raises(Stopped):
        build(docker_engine, asked, listen=listen, keep_going=keep_going)
    assert seen[-1].done < seen[-1].total
    with pytest.raises(NoImage):
        inspect(docker_engine, "never:latest")


def resident():
    """Bytes of this process that lie in memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def test_a_context_of_a_gigabyte_is_streamed(docker_engine, tmp_path):
    (tmp_path / "build").mkdir()
    with (tmp_path / "build/large").open("wb") as stream:
        stream.truncate(1 << 30)  # it takes no room on the disk
    asked = order(tmp_path, "FROM scratch\nCOPY Dockerfile /\n", name="streamed")
    before, most, sent = resident(), 0, []

    def listen(event):
        nonlocal most
        if isinstance(event, ContextSent):
            sent.append(event.done)
            most = max(most, resident())

    built = build(docker_engine, asked, listen=listen)
    assert sent == sorted(sent)
    assert sent[-1] >= 1 << 30
    assert len(sent) > 10
    assert built.image.size < 1 << 20
    assert most - before < 64 << 20


def test_an_engine_that_dies_is_told_in_a_sentence(daemons, tmp_path):
    daemon = daemons.dockerd()
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)

        def listen(event):
            if isinstance(event, Output) and "begun" in event.text:
                daemon.kill()

        text = "FROM busybox:1\nRUN echo begun; sleep 300\n"
        with pytest.raises(EngineLost):
            build(engine, order(tmp_path, text), listen=listen)


def test_a_file_that_shrinks_while_it_is_sent_ends_the_build(docker_engine, tmp_path):
    asked = order(tmp_path, "FROM busybox:1\n", {"data": b"0123456789"})
    (tmp_path / "build" / "data").write_bytes(b"0")
    with pytest.raises(BadContext):
        build(docker_engine, asked)


def test_two_architectures_from_scratch_are_what_they_are_called(any_engine, tmp_path):
    """Their caches give the first one's layers to the second."""
    text = "FROM scratch\nCOPY program /program\n"
    files = {"program": f"{tmp_path}"}
    found, remarks = [], []
    for platform in ("linux/amd64", "linux/arm64"):
        events = []
        asked = order(tmp_path, text, files, platform=platform)
        built = build(any_engine, asked, listen=events.append)
        found.append(str(built.image.platform))
        remarks += [event for event in events if isinstance(event, Remark)]
    assert found == ["linux/amd64", "linux/arm64"]
    assert len(remarks) == 1


def test_dockerfiles_hear_of_the_platform(any_engine, tmp_path):
    own = any_engine.info.platform
    text = "FROM scratch\nARG TARGETARCH\nCOPY program-${TARGETARCH} /program\n"
    asked = order(tmp_path, text, {f"program-{own.architecture}": "a"}, platform=str(own))
    assert build(any_engine, asked).image.platform == own


def test_a_mixture_of_platforms_fails_with_a_hint(docker_engine, tmp_path):
    text = "FROM scratch\nLABEL a=b\nCOPY program /program\n"
    asked = order(tmp_path, text, {"program": "a"}, platform="linux/s390x")
    with pytest.raises(BuildFailed) as failed:
        build(docker_engine, asked)
    assert failed.value.line == 3
    assert "buildx" in str(failed.value.hint)


def test_programs_of_another_architecture_fail_with_a_hint(any_engine, tmp_path):
    text = "FROM scratch\nCOPY program /bin/sh\nRUN anything\n"
    asked = order(tmp_path, text, {"program": ALIEN})
    (tmp_path / "build" / "program").chmod(0o755)
    with pytest.raises(BuildFailed) as failed:
        build(any_engine, replace(asked, context=survey(tmp_path, asked.recipe)))
    assert failed.value.line == 3
    assert "qemu" in str(failed.value.hint)


def test_what_comes_from_the_environment_is_in_no_log(any_engine, tmp_path):
    text = "FROM busybox:1\nARG TOKEN\nRUN echo token=$TOKEN; exit 1\n"
    asked = order(tmp_path, text, recipe="args: {TOKEN: }", environment={"TOKEN": "s3cret-value"})
    events = []
    with pytest.raises(BuildFailed) as failed:
        build(any_engine, asked, listen=events.append)
    said = "\n".join([repr(events), str(failed.value), repr(failed.value.step)])
    assert "s3cret-value" not in said
    assert f"token={HIDDEN}" in said


def test_steps_begin_before_they_end(docker_engine, tmp_path):
    events = []
    text = "FROM busybox:1\nRUN true\nLABEL a=b\n"
    build(docker_engine, order(tmp_path, text), listen=events.append)
    kinds = [type(event) for event in events if isinstance(event, StepBegan | StepEnded)]
    assert kinds == [StepBegan, StepEnded] * 3
