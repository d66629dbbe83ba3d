"""Builds as jobs of the window: told in its thread, and ended by their cancellation."""

from __future__ import annotations

import pytest

from studio.services.engine.buildevents import Output
from studio.services.engine.building import build
from studio.services.engine.buildprogress import BuildProgress
from studio.services.jobs import JobList
from studio.wording import message
from tests.services.engine.orders import order


@pytest.fixture
def jobs(qapp):
    jobs = JobList()
    yield jobs
    jobs.shut_down()


def work_of(engine, asked, lines):
    """The work of a job: whatever `progress` raises ends the build."""
    from studio.package.builds.dockerfile import read_dockerfile

    progressed = BuildProgress(read_dockerfile(asked.context.dockerfile_text))

    def work(progress):
        def listen(event):
            progressed.follow(event)
            if isinstance(event, Output):
                lines.append(event.text)

        return build(
            engine, asked, listen=listen,
            keep_going=lambda: progress(progressed.fraction, progressed.text),
        )  # fmt: skip

    return work


def test_a_job_brings_the_image(qtbot, jobs, docker_engine, tmp_path):
    lines = []
    asked = order(tmp_path, "FROM busybox:1\nRUN echo hello\n")
    job = jobs.run(message("Build"), work_of(docker_engine, asked, lines))
    with qtbot.waitSignal(job.finished, timeout=30_000) as finished:
        pass
    assert finished.args[0].image.id.startswith("sha256:")
    assert "hello" in lines


def test_a_job_that_is_cancelled_ends_the_build(qtbot, jobs, docker_engine, tmp_path):
    lines = []
    asked = order(tmp_path, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    job = jobs.run(message("Build"), work_of(docker_engine, asked, lines))
    with qtbot.waitSignal(job.cancelled, timeout=30_000):
        qtbot.waitUntil(lambda: "begun" in lines, timeout=20_000)
        job.cancel()
    assert jobs.running == ()
