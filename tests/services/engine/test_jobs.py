"""Builds as jobs of the window: told in its thread, and ended by their cancellation."""

from __future__ import annotations

from studio.formats.imagerefs import parse_reference
from studio.package.builds.dockerfile import read_dockerfile
from studio.package.builds.intopackage import Saved, into_package
from studio.package.builds.naming import saved_path
from studio.package.interchange import gather
from studio.package.opening import open_package
from studio.package.progress import Meter
from studio.package.saving import save
from studio.services.engine.buildevents import Output
from studio.services.engine.building import build
from studio.services.engine.buildprogress import BuildProgress
from studio.services.engine.saving import save_image
from studio.services.watcher import OutsideWatcher
from studio.wording import message
from tests.services.engine.orders import order


def work_of(engine, asked, lines):
    """The work of a job: whatever `progress` raises ends the build."""
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
    # No other test says these words: the step must not come from the cache.
    asked = order(tmp_path, "FROM busybox:1\nRUN echo told by a job\n")
    job = jobs.run(message("Build"), work_of(docker_engine, asked, lines))
    with qtbot.waitSignal(job.finished, timeout=30_000) as finished:
        pass
    assert finished.args[0].image.id.startswith("sha256:")
    assert "told by a job" in lines


def test_a_job_that_is_cancelled_ends_the_build(qtbot, jobs, docker_engine, tmp_path):
    lines = []
    asked = order(tmp_path, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    job = jobs.run(message("Build"), work_of(docker_engine, asked, lines))
    with qtbot.waitSignal(job.cancelled, timeout=30_000):
        qtbot.waitUntil(lambda: "begun" in lines, timeout=20_000)
        job.cancel()
    assert jobs.running == ()


def test_what_is_saved_becomes_one_step_of_the_document(
    qtbot, jobs, new_document, docker_engine, tmp_path
):
    """The tar goes straight to its place; the watcher, paused meanwhile, finds both agree."""
    root = tmp_path / "service"
    (root / "package/etcd").mkdir(parents=True)
    chart = "apiVersion: v2\nname: etcd\nversion: 1.0.0\n"
    (root / "package/etcd/Chart.yaml").write_text(chart, encoding="utf-8")
    opened = open_package(root)
    document = new_document(opened.snapshot)
    with qtbot.waitSignal(jobs.ended):
        watcher = OutsideWatcher(document, opened.origin, jobs)
    reference, platform = parse_reference("busybox:1"), docker_engine.info.platform
    path = saved_path(reference, platform)
    watcher.pause()
    save_image(docker_engine, "busybox:1", root / path, Meter())
    blob = gather([root / path]).files[path.rpartition("/")[2]]
    document.commit(into_package(document.snapshot, [Saved(reference, platform, blob)]))
    with qtbot.waitSignal(jobs.ended):
        watcher.resume()
        watcher.look_now()
    assert watcher.conflicts == ()
    assert document.dirty_paths == {"images/mapping.yaml"}
    before, keep = document.saved, tmp_path / "kept"
    document.mark_saved(save(opened.origin, before, document.snapshot, keep_in=keep))
    assert not document.is_dirty
    document.undo()
    assert not any(each.startswith("images/") for each in document.snapshot)
    document.mark_saved(save(opened.origin, document.saved, document.snapshot, keep_in=keep))
    assert not (root / path).exists()
    document.redo()
    assert document.snapshot.files[path].read() == blob.read()
