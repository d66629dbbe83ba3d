"""What goes wrong while the page builds and saves: an engine that dies, a disk that is full."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt

from studio.formats.imagerefs import parse_reference
from studio.package.builds.naming import saved_path
from studio.services.builds import enginechoice
from studio.services.builds.buildparts import State
from studio.services.engine import saving
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from tests.engines import with_base

pytestmark = pytest.mark.engine
LONG = 60_000
LARGE = 48 << 20


@pytest.fixture
def own_engine(daemons):
    """An engine that the test may kill, with the base image."""
    daemon = daemons.dockerd()
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)
    return daemon


def dockerfile(page, text):
    (page.desk.folder / "build/Dockerfile").write_text(text, encoding="utf-8")


def build_large(qtbot, window, page):
    """Build an image that is much larger than what a connection holds on its way."""
    (page.desk.folder / "build/data").write_bytes(os.urandom(LARGE))
    dockerfile(page, "FROM scratch\nCOPY data /data\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state.is_over, timeout=LONG)
    assert run.state is State.DONE
    page.refresh()
    return run


def tar_of(run):
    return saved_path(parse_reference("etcd:1.10"), run.built[0].image.platform)


def images_of(page):
    folder = page.desk.folder / "images"
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_an_engine_that_dies_ends_the_build_and_is_found_again(qtbot, open_builds, own_engine):
    window, page = open_builds(own_engine.url)
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: "begun" in page.run_view.log.toPlainText(), timeout=LONG)
    own_engine.kill()
    qtbot.waitUntil(lambda: run.state is State.FAILED, timeout=LONG)
    page.refresh()
    assert "The engine" in page.bar.sentence()
    qtbot.waitUntil(lambda: page.desk.engines.endpoint is None, timeout=LONG)
    assert not window.workbench.document.is_dirty

    own_engine.stop()
    own_engine.start()
    dockerfile(page, "FROM busybox:1\nRUN echo again\n")
    qtbot.waitUntil(page.head.build.isVisible)
    qtbot.mouseClick(page.head.build, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.run is not run, timeout=LONG)
    qtbot.waitUntil(lambda: page.run.state is State.DONE, timeout=LONG)


def test_an_engine_that_dies_while_saving_leaves_the_package_alone(qtbot, open_builds, own_engine):
    window, page = open_builds(own_engine.url)
    run = build_large(qtbot, window, page)
    document = window.workbench.document
    revision = document.snapshot.revision
    window.building.images.save_run(run, ask=False)
    [work] = page.desk.works.works
    work.progressed.connect(lambda _fraction, _step: own_engine.kill())
    with qtbot.waitSignal(work.failed, timeout=LONG):
        pass
    qtbot.waitUntil(lambda: "The engine" in window.bar.sentence(), timeout=LONG)
    assert document.snapshot.revision == revision
    assert images_of(page) == []

    own_engine.stop()
    own_engine.start()
    [again, _dismiss] = window.bar.links()
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: tar_of(run) in document.snapshot, timeout=LONG)
    assert not window.bar.isVisible()


def test_a_disk_that_is_too_small_is_said(qtbot, with_docker, small_disk):
    window, page = with_docker
    run = build_large(qtbot, window, page)
    (page.desk.folder / "images").symlink_to(small_disk)
    window.building.images.save_run(run, ask=False)
    qtbot.waitUntil(lambda: "4 MB left" in window.bar.sentence(), timeout=LONG)
    assert images_of(page) == []
    assert not window.workbench.document.is_dirty


def test_a_disk_that_fills_up_meanwhile_keeps_the_older_tar(
    qtbot, with_docker, small_disk, monkeypatch
):
    """Somebody else fills the disk after it was looked at, which cannot be timed."""
    monkeypatch.setattr(saving, "_require_space", lambda _folder, _size: None)
    window, page = with_docker
    run = build_large(qtbot, window, page)
    (page.desk.folder / "images").symlink_to(small_disk)
    older = small_disk / tar_of(run).rpartition("/")[2]
    older.write_bytes(b"\0older")
    window.building.images.save_run(run, ask=False)
    qtbot.waitUntil(lambda: "disk is full" in window.bar.sentence(), timeout=LONG)
    assert images_of(page) == [older.name]
    assert older.read_bytes() == b"\0older"


def test_an_engine_that_is_started_later_is_found(qtbot, open_builds, own_engine):
    own_engine.stop()
    window, page = open_builds(own_engine.url)
    assert page.desk.engines.endpoint is None
    own_engine.start()
    qtbot.waitUntil(lambda: page.desk.engines.endpoint is not None, timeout=LONG)
    window.editors.close_all()
    assert not page.desk.engines._watch.isActive()


def test_an_engine_that_ends_while_nothing_is_built_is_noticed(
    qtbot, open_builds, own_engine, monkeypatch
):
    monkeypatch.setattr(enginechoice, "_LIVES", 0.0)
    _window, page = open_builds(own_engine.url)
    assert page.desk.engines.endpoint is not None
    own_engine.kill()
    qtbot.waitUntil(lambda: page.desk.engines.endpoint is None, timeout=LONG)


@pytest.mark.parametrize("ends", [True, False])
def test_closing_asks_before_it_ends_a_build(qtbot, with_docker, monkeypatch, ends):
    asked = []

    def answer(labels, _parent):
        asked.append(labels)
        return ends

    monkeypatch.setattr("studio.ui.builder.endquestion.may_end", answer)
    window, page = with_docker
    dockerfile(page, "FROM busybox:1\nRUN echo begun; sleep 300\n")
    window.registry.run("build.run")
    run = page.run
    qtbot.waitUntil(lambda: run.state is State.RUNNING, timeout=LONG)
    assert window.close() is ends
    assert asked == [["Building etcd:1.10"]]
    if not ends:
        assert run.state is State.RUNNING
