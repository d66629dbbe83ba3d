"""Builds by docker's plugin buildx, where a machine has it, in an engine and by other builders."""

from __future__ import annotations

import os
import time

import pytest

from studio.package.builds.platforms import Platform
from studio.package.progress import Meter
from studio.services.engine.buildevents import ContextSent, Output, StepEnded
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import build
from studio.services.engine.buildx import builder_platforms
from studio.services.engine.images import NoImage, inspect
from studio.services.engine.running import prepare
from studio.services.engine.saving import save_image
from studio.services.engine.secrets import HIDDEN
from tests.buildkit import arm64_program
from tests.daemons import sleepers
from tests.services.engine.orders import Stopped, order

# More than nine steps of one stage, and a stage that stands on it: BuildKit counts both otherwise.
STAGES = """\
FROM busybox:1 AS base
ARG WORD=nothing
RUN echo "said $WORD"
RUN true 2
RUN true 3
RUN true 4
RUN true 5
RUN true 6

# a comment
run true 7
RUN true 8 && \\
    true
RUN echo "ninth"
FROM scratch AS needless
COPY none /none
FROM base
ENV A=b
RUN touch /done
RUN echo "on the base"
"""
COPIES = "FROM scratch AS one\nCOPY a /a\nFROM scratch\nARG TARGETARCH\nCOPY --from=one /a /b\n"
FOREIGN = 'FROM scratch\nCOPY program /program\nRUN ["/program"]\n'
AMD, ARM = Platform("linux", "amd64"), Platform("linux", "arm64")


def lines_of(events):
    return [event.text for event in events if isinstance(event, Output)]


def steps_of(events):
    return [event.step for event in events if isinstance(event, StepEnded)]


def test_steps_arguments_targets_and_the_cache(buildx_engine, tmp_path):
    recipe = "args: {WORD: hello}\nlabels: {l: m}\ntag: 1.10"
    asked = order(tmp_path, STAGES, recipe=recipe)
    events = []
    built = build(buildx_engine, asked, listen=events.append, use_buildx=True)
    assert "etcd:1.10" in built.image.names
    assert [step.line for step in built.steps] == [1, 3, 4, 5, 6, 7, 8, 11, 12, 14, 19, 20]
    assert not any(step.failed for step in built.steps)
    assert all(step.seconds is not None for step in built.steps)
    said = {event.step.line: event.text for event in events if isinstance(event, Output)
            and event.step is not None}  # fmt: skip
    assert (said[3], said[14], said[20]) == ("said hello", "ninth", "on the base")
    assert any(isinstance(event, ContextSent) and event.done == event.total for event in events)
    assert buildx_engine.get(f"/images/{built.image.id}/json")["Config"]["Labels"] == {"l": "m"}
    again = build(buildx_engine, asked, use_buildx=True)
    assert [step.line for step in again.steps if step.cached] == [
        step.line for step in again.steps if step.text.upper().startswith("RUN")
    ]
    anew = build(buildx_engine, asked.without_cache, use_buildx=True)
    assert not any(step.cached for step in anew.steps if step.text.upper().startswith("RUN"))


@pytest.mark.parametrize("platform", [AMD, ARM])
def test_what_is_only_copied_is_built_for_any_platform(buildx_engine, tmp_path, platform):
    asked = order(tmp_path, COPIES, {"a": str(tmp_path)}, platform=str(platform))
    events = []
    built = build(buildx_engine, asked, listen=events.append, use_buildx=True)
    assert built.image.platform == platform
    assert sorted(step.line for step in steps_of(events)) == [2, 5]
    target = tmp_path / "images" / "etcd.tar"
    tar = save_image(buildx_engine, "etcd:latest", target, Meter())
    assert (tar.form, tar.defect) == ("docker", None)
    assert [(each.architecture, each.names) for each in tar.images] == [
        (platform.architecture, ("etcd:latest",))
    ]


def test_secrets_reach_the_step_and_neither_log_nor_image(buildx_engine, tmp_path, monkeypatch):
    monkeypatch.setenv("TOKEN", "s3cret-of-the-variable")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "token, kept").write_text("s3cret-of-the-file", encoding="utf-8")
    text = (
        "FROM busybox:1\n"
        "RUN --mount=type=secret,id=one --mount=type=secret,id=two"
        " cat /run/secrets/one; echo; cat /run/secrets/two; echo; cat /run/secrets/* | wc -c\n"
    )
    recipe = "secrets: [{id: one, env: TOKEN}, {id: two, file: 'token, kept'}]\nno_cache: true"
    asked = order(tmp_path.relative_to(tmp_path), text, recipe=recipe)
    events = []
    built = build(buildx_engine, asked, listen=events.append, use_buildx=True)
    lines = lines_of(events)
    assert lines.count(HIDDEN) == 2
    assert str(len("s3cret-of-the-variables3cret-of-the-file")) in lines
    assert "s3cret" not in repr(events)
    tar = tmp_path / "etcd.tar"
    save_image(buildx_engine, built.image.id, tar, Meter())
    assert b"s3cret" not in tar.read_bytes()


@pytest.mark.parametrize("named", ["", "dockerfile: docker/etcd.df"])
def test_a_failing_step_leads_to_its_line(buildx_engine, tmp_path, named):
    text = "FROM busybox:1 AS a\n\nFROM a\nRUN true\nRUN echo before 'line 2' && \\\n  exit 3\n"
    asked = order(tmp_path, text, {"docker/etcd.df": text}, recipe=named)
    events = []
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, asked, listen=events.append, use_buildx=True)
    assert failed.value.line == 5
    assert failed.value.step is not None
    assert failed.value.step.failed
    assert "3" in failed.value.reason
    assert "before line 2" in lines_of(events)


def test_a_missing_file_leads_to_its_line_and_to_the_ignored(buildx_engine, tmp_path):
    asked = order(tmp_path, "FROM scratch\n\nCOPY missing /a\n", {".dockerignore": "missing\n"})
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, asked, use_buildx=True)
    assert failed.value.line == 3
    assert "dockerignore" in str(failed.value.hint)


@pytest.mark.parametrize("use_buildx", [True, False])
def test_a_base_image_that_no_registry_gives_leads_to_its_from(buildx_engine, tmp_path, use_buildx):
    text = "ARG V=1\nFROM busybox:1 AS a\nRUN true\nFROM 127.0.0.1:9/x/base:$V\nRUN true\n"
    asked = order(tmp_path, text, recipe="args: {V: '2'}\nplatforms: [linux/amd64]",
                  platform="linux/amd64")  # fmt: skip
    events = []
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, asked, listen=events.append, use_buildx=use_buildx)
    assert failed.value.line == 4
    assert str(failed.value.hint) == "127.0.0.1:9/x/base:2 for linux/amd64 cannot be pulled."
    assert [step.line for step in steps_of(events) if step.failed] == [4]
    assert steps_of(events)[-1].number == 4


def test_what_is_no_dockerfile_is_refused_with_its_line(buildx_engine, tmp_path):
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, order(tmp_path, "FROM busybox:1\nFORM busybox:1\n"), use_buildx=True)
    assert failed.value.line == 2


def test_a_here_document_that_an_older_builder_does_not_know(buildx_engine, tmp_path):
    if int(buildx_engine.info.version.partition(".")[0]) >= 23:
        pytest.skip("this engine knows here-documents")
    text = "FROM busybox:1\nRUN <<END\nwhoami\nEND\n"
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, order(tmp_path, text), use_buildx=True)
    assert failed.value.line == 3
    assert "syntax" in str(failed.value.hint)


def test_cancelling_ends_the_work_of_the_engine(buildx_engine, tmp_path):
    first, second = f"302.{os.getpid()}", f"303.{os.getpid()}"
    deadline = time.monotonic() + 30

    def keep_going():
        assert time.monotonic() < deadline
        if sleepers(first):
            raise Stopped

    text = f"FROM busybox:1\nRUN sleep {first}\nRUN sleep {second}\n"
    asked = order(tmp_path, text, name="cancelled")
    with pytest.raises(Stopped):
        build(buildx_engine, asked, keep_going=keep_going, use_buildx=True)
    while sleepers(first):
        assert time.monotonic() < deadline
    assert not sleepers(second)
    with pytest.raises(NoImage):
        inspect(buildx_engine, "cancelled:latest")


def test_cancelling_while_the_context_is_sent_ends_the_process(buildx_engine, tmp_path):
    asked = order(tmp_path, "FROM busybox:1\n", {"large": bytes(64 << 20)}, name="never")
    seen = []

    def keep_going():
        if seen:
            raise Stopped

    def listen(event):
        if isinstance(event, ContextSent):
            seen.append(event)

    with pytest.raises(Stopped):
        build(buildx_engine, asked, listen=listen, keep_going=keep_going, use_buildx=True)
    assert seen[-1].done < seen[-1].total


def test_programs_of_another_platform_are_foreseen_and_explained(
    buildx_engine, tmp_path, monkeypatch
):
    asked = order(tmp_path, FOREIGN, {"program": arm64_program("hi")}, platform=str(ARM))
    (tmp_path / "build/program").chmod(0o755)
    if ARM in builder_platforms(buildx_engine.endpoint):
        pytest.skip("this machine emulates arm64")
    prepared = prepare(buildx_engine, tmp_path, asked.recipe, ARM)
    assert prepared.use_buildx
    assert [(each.line, each.prevents) for each in prepared.concerns] == [(3, False)]
    assert "no emulation" in str(prepared.concerns[0].sentence)
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, prepared.order, use_buildx=True)
    assert failed.value.line == 3
    assert "qemu" in str(failed.value.hint)


def test_each_platform_is_built_by_its_node(buildx_engine, builder, tmp_path, emulators):
    """Only the second node has an emulator, so that it must be the one that runs the step."""
    builder(amd64="", arm64=emulators)
    assert {AMD, ARM} <= builder_platforms(buildx_engine.endpoint)
    asked = order(tmp_path, FOREIGN, {"program": arm64_program("hello from arm64")})
    (tmp_path / "build/program").chmod(0o755)
    prepared = prepare(buildx_engine, tmp_path, asked.recipe, ARM)
    assert not prepared.concerns
    events = []
    built = build(buildx_engine, prepared.order, listen=events.append, use_buildx=True)
    assert "hello from arm64" in lines_of(events)
    assert built.image.platform == ARM
    assert inspect(buildx_engine, "etcd:latest").id == built.image.id
    own = order(tmp_path / "own", COPIES, {"a": "x"}, platform=str(AMD))
    assert build(buildx_engine, own, use_buildx=True).image.platform == AMD
    tar = save_image(buildx_engine, "etcd:latest", tmp_path / "etcd.tar", Meter())
    assert (tar.form, tar.defect, tar.images[0].architecture) == ("docker", None, "amd64")


def test_a_builder_that_has_gone_can_be_given_up(buildx_engine, builder, tmp_path):
    """buildx waits for it without end."""
    (node,) = builder(amd64="")
    node.stop()
    assert not builder_platforms(buildx_engine.endpoint)
    asked = order(tmp_path, COPIES, {"a": "x"})
    begun = time.monotonic()

    def keep_going():
        if time.monotonic() > begun + 1:
            raise Stopped

    with pytest.raises(Stopped):
        build(buildx_engine, asked, keep_going=keep_going, use_buildx=True)
    assert time.monotonic() < begun + 8
