"""Images saved by real engines: whole or not at all, and good for another engine."""

from __future__ import annotations

import os

import pytest

from studio.package.disk import TEMPORARY
from studio.package.progress import Meter
from studio.services.engine import saving
from studio.services.engine.building import build
from studio.services.engine.connecting import connect
from studio.services.engine.connection import EngineLost
from studio.services.engine.endpoints import endpoint_at
from studio.services.engine.images import NoImage, inspect, remove
from studio.services.engine.saving import NotLoaded, NotSaved, load_image, save_image
from tests.engines import with_base
from tests.services.engine.orders import Stopped, order

LARGE = 24 << 20
GREETING = 'FROM busybox:1\nCMD ["echo", "hello from the other engine"]\n'


def large_image(engine, folder, name="large"):
    """An image whose tar does not fit into what a connection holds on its way."""
    files = {"data": os.urandom(LARGE)}
    return build(engine, order(folder, "FROM busybox:1\nCOPY data /data\n", files, name=name))


def test_a_saved_image_runs_in_another_engine(any_engine, daemons, tmp_path):
    build(any_engine, order(tmp_path, GREETING, recipe="tag: 3.4.7"))
    target = tmp_path / "images" / "etcd-3.4.7-x86_64.tar"
    told = []
    meter = Meter(progress=lambda done, total: told.append((done, total)))
    found = save_image(any_engine, "etcd:3.4.7", target, meter)
    assert [image.tags for image in found.images] == [("3.4.7",)]
    assert found.images[0].architecture == any_engine.info.platform.architecture
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert told[-1][0] == target.stat().st_size
    with connect(endpoint_at(daemons.dockerd().url)) as other:
        size = target.stat().st_size
        names = load_image(other, lambda: target.open("rb"), size, Meter())
        assert [name.rpartition("/")[2] for name in names] == ["etcd:3.4.7"]
        assert said_by(other, names[0]) == "hello from the other engine"


def said_by(engine, image):
    """What a container of the image writes."""
    shape = {"Image": image, "Tty": True, "HostConfig": {"NetworkMode": "none"}}
    identity = engine.post("/containers/create", shape)["Id"]
    engine.post(f"/containers/{identity}/start")
    engine.post(f"/containers/{identity}/wait")
    logs = engine.download(f"/containers/{identity}/logs", {"stdout": "1"}, lambda: None)
    text = b"".join(logs).decode().strip()
    engine.delete(f"/containers/{identity}")
    return text


def test_saving_replaces_what_was_saved_before(docker_engine, tmp_path):
    target = tmp_path / "etcd.tar"
    target.write_bytes(b"older")
    save_image(docker_engine, "busybox:1", target, Meter())
    assert target.stat().st_size > len(b"older")


def test_an_image_that_is_not_there(any_engine, tmp_path):
    with pytest.raises(NoImage):
        save_image(any_engine, "nothing:1", tmp_path / "nothing.tar", Meter())
    assert not list(tmp_path.iterdir())


def test_a_disk_that_is_too_small_is_noticed_before(docker_engine, small_disk, tmp_path):
    large_image(docker_engine, tmp_path)
    with pytest.raises(NotSaved, match="4 MB left"):
        save_image(docker_engine, "large:latest", small_disk / "images" / "large.tar", Meter())
    assert not list((small_disk / "images").iterdir())


def test_a_disk_that_fills_up_meanwhile_keeps_the_older_tar(
    docker_engine, small_disk, tmp_path, monkeypatch
):
    """Somebody else fills the disk after it was looked at, which cannot be timed."""
    monkeypatch.setattr(saving, "_require_space", lambda _folder, _size: None)
    large_image(docker_engine, tmp_path)
    target = small_disk / "large.tar"
    target.write_bytes(b"older")
    with pytest.raises(NotSaved, match="disk is full"):
        save_image(docker_engine, "large:latest", target, Meter())
    assert {path.name: path.read_bytes() for path in small_disk.iterdir()} == {
        "large.tar": b"older"
    }


def test_cancelling_leaves_nothing(any_engine, tmp_path):
    large_image(any_engine, tmp_path)
    folder = tmp_path / "images"

    def progress(done, _total):
        if done:
            assert [path.name.startswith(TEMPORARY) for path in folder.iterdir()] == [True]
            raise Stopped

    with pytest.raises(Stopped):
        save_image(any_engine, "large:latest", folder / "large.tar", Meter(progress=progress))
    assert not list(folder.iterdir())


def test_an_engine_that_dies_leaves_nothing(daemons, tmp_path):
    daemon = daemons.dockerd()
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)
        large_image(engine, tmp_path)

        def progress(done, _total):
            if done:
                daemon.kill()

        with pytest.raises(EngineLost):
            save_image(
                engine, "large:latest", tmp_path / "images/large.tar", Meter(progress=progress)
            )
    assert not list((tmp_path / "images").iterdir())


def test_what_is_no_image_is_not_loaded(any_engine, tmp_path):
    bad = tmp_path / "bad.tar"
    bad.write_bytes(b"\0" * 10240)
    with pytest.raises(NotLoaded):
        load_image(any_engine, lambda: bad.open("rb"), 10240, Meter())


def test_two_architectures_are_saved_as_such(any_engine, tmp_path):
    text = "FROM scratch\nCOPY program /program\n"
    found = []
    for platform in ("linux/amd64", "linux/arm64"):
        asked = order(tmp_path, text, {"program": "x"}, platform=platform, name="both")
        build(any_engine, asked)
        tar = save_image(any_engine, "both:latest", tmp_path / "both.tar", Meter())
        found.append(tar.images[0].architecture)
    assert found == ["amd64", "arm64"]


def test_a_name_that_is_taken_away_is_gone(docker_engine, tmp_path):
    build(docker_engine, order(tmp_path, GREETING, name="short-lived"))
    remove(docker_engine, "short-lived:latest")
    with pytest.raises(NoImage):
        inspect(docker_engine, "short-lived:latest")
