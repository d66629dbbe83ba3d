"""Builds by docker's plugin buildx, where a machine has it."""

from __future__ import annotations

import pytest

from studio.services.engine.buildevents import StepEnded
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import build
from studio.services.engine.buildx import has_buildx
from tests.services.engine.orders import Stopped, order

TEXT = "FROM scratch AS one\nCOPY a /a\nFROM scratch\nARG TARGETARCH\nCOPY --from=one /a /b\n"


@pytest.fixture
def buildx_engine(docker_engine):
    if not has_buildx():
        pytest.skip("docker's plugin buildx is not installed")
    return docker_engine


@pytest.mark.parametrize("platform", ["linux/amd64", "linux/arm64"])
def test_steps_lines_and_platforms(buildx_engine, tmp_path, platform):
    asked = order(tmp_path, TEXT, {"a": str(tmp_path)}, platform=platform, recipe="labels: {l: m}")
    events = []
    built = build(buildx_engine, asked, listen=events.append, use_buildx=True)
    assert str(built.image.platform) == platform
    assert "etcd:latest" in built.image.names
    lines = [event.step.line for event in events if isinstance(event, StepEnded)]
    assert sorted(lines) == [2, 5]
    again = build(buildx_engine, asked, use_buildx=True)
    assert all(step.cached for step in again.steps)


def test_a_failing_step_leads_to_its_line(buildx_engine, tmp_path):
    asked = order(tmp_path, "FROM scratch\n\nCOPY missing /a\n", {"a": "x"})
    with pytest.raises(BuildFailed) as failed:
        build(buildx_engine, asked, use_buildx=True)
    assert failed.value.line == 3
    assert failed.value.hint is not None


def test_cancelling_ends_the_process(buildx_engine, tmp_path):
    def keep_going():
        raise Stopped

    with pytest.raises(Stopped):
        build(buildx_engine, order(tmp_path, TEXT, {"a": "x"}), keep_going=keep_going,
              use_buildx=True)  # fmt: skip
