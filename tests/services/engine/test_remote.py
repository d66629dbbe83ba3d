"""Engines on other machines, through ssh and TLS, as contexts of docker define them."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from studio.package.progress import Meter
from studio.services.engine.buildevents import Output
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.building import build
from studio.services.engine.connecting import connect
from studio.services.engine.connection import EngineLost
from studio.services.engine.endpoints import Source, endpoint_at
from studio.services.engine.finding import find_engine, probe
from studio.services.engine.saving import save_image
from tests.daemons import free_port, sleepers
from tests.engines import with_base
from tests.services.engine.contexts import tls_folder, write_certificates, write_contexts
from tests.services.engine.orders import Stopped, order

TEXT = "FROM busybox:1\nCOPY data /data\nRUN echo said; cat /data\n"


@pytest.fixture
def far(sshd, dockerd, tmp_path, monkeypatch):
    """An ssh server of the engine's machine, and the context `far` for it, which is the current."""
    server = sshd(DOCKER_HOST=dockerd.url)
    folder = tmp_path / "settings"
    folder.mkdir()
    write_contexts(folder, "far", far=server.url)
    monkeypatch.setenv("DOCKER_CONFIG", str(folder))
    return server


def said_by(events):
    return [event.text for event in events if isinstance(event, Output)]


def test_an_engine_behind_ssh_is_found_builds_and_saves(far, tmp_path):
    with find_engine() as engine:
        assert (engine.endpoint.name, engine.endpoint.source) == ("far", Source.CONTEXT)
        assert engine.info.product == "Docker"
        events = []
        built = build(engine, order(tmp_path, TEXT, {"data": "data\n"}), listen=events.append)
        assert {"said", "data"} <= set(said_by(events))
        target = tmp_path / "images" / "etcd.tar"
        tar = save_image(engine, "etcd:latest", target, Meter())
        assert tar.images[0].architecture == built.image.platform.architecture


def test_an_engine_behind_ssh_may_have_a_socket_of_its_own(sshd, dockerd):
    server = sshd()
    path = dockerd.url.removeprefix("unix://")
    with connect(endpoint_at(f"{server.url}{path}")) as engine:
        assert engine.get("/images/json")


def test_podman_behind_ssh_needs_no_docker_there(sshd, podman, tmp_path):
    programs, socket = tmp_path / "programs", tmp_path / "podman" / "podman.sock"
    for folder in (programs, socket.parent):
        folder.mkdir()
    (programs / "podman").symlink_to(shutil.which("podman"))
    socket.symlink_to(podman.url.removeprefix("unix://"))
    server = sshd(PATH=str(programs))
    with connect(endpoint_at(f"{server.url}{socket}")) as engine:
        assert engine.info.is_podman
        asked = order(tmp_path, TEXT, {"data": "data\n"})
        events = []
        build(engine, asked, listen=events.append)
        assert "data" in said_by(events)


def test_buildx_goes_through_ssh_as_well(buildx, bridged_dockerd, sshd, tmp_path, monkeypatch):
    server = sshd(DOCKER_HOST=bridged_dockerd.url)
    write_contexts(buildx, far=server.url)
    # What is chosen for docker otherwise must not count.
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing")
    with connect(endpoint_at("far")) as engine:
        events = []
        asked = order(tmp_path, TEXT, {"data": "data\n"}, name="by-buildx")
        built = build(engine, asked, listen=events.append, use_buildx=True)
        assert {"said", "data"} <= set(said_by(events))
        assert "by-buildx:latest" in built.image.names


def test_buildx_tells_what_ssh_says_and_asks_nothing(buildx, bridged_dockerd, sshd, tmp_path):
    server = sshd(DOCKER_HOST=bridged_dockerd.url)
    with connect(endpoint_at(server.url)) as engine:
        server.let_know()
        with pytest.raises(BuildFailed, match="Host key verification failed"):
            build(engine, order(tmp_path, TEXT, {"data": "data\n"}), use_buildx=True)


def test_a_host_that_nobody_knows_or_that_has_changed(far):
    begun = time.monotonic()
    far.let_know()
    assert "does not know the key of 127.0.0.1" in str(probe(endpoint_at("far")).reason)
    far.let_know("stranger")
    assert "shows another key" in str(probe(endpoint_at("far")).reason)
    assert time.monotonic() - begun < 10
    far.let_know("host")
    assert probe(endpoint_at("far")).info is not None


def test_a_key_that_is_not_accepted(far):
    far.let_in("stranger")
    reason = str(probe(endpoint_at("far")).reason)
    assert "does not accept the keys" in reason
    assert "publickey" in reason


def test_a_host_without_docker_or_without_its_engine(sshd, tmp_path):
    without = sshd(PATH=str(tmp_path))
    assert "not installed on 127.0.0.1" in str(probe(endpoint_at(without.url)).reason)
    reason = str(probe(endpoint_at(f"{without.url}{tmp_path}/nothing")).reason)
    assert "not installed" in reason


def test_an_engine_behind_ssh_that_does_not_run(sshd, tmp_path):
    server = sshd(DOCKER_HOST=f"unix://{tmp_path}/nothing")
    assert f"{tmp_path}/nothing" in str(probe(endpoint_at(server.url)).reason)


def test_a_connection_that_breaks_in_the_middle_of_a_build(far, tmp_path):
    number = f"304.{os.getpid()}"
    deadline = time.monotonic() + 30

    def listen(event):
        if isinstance(event, Output) and event.text == "begun":
            far.cut()

    with find_engine() as engine:
        text = f"FROM busybox:1\nRUN echo begun; sleep {number}\n"
        with pytest.raises(EngineLost, match="closed by remote host"):
            build(engine, order(tmp_path, text), listen=listen)
        assert engine.get("/images/json"), "the next request makes a new connection"
    while sleepers(number):
        assert time.monotonic() < deadline


def test_a_connection_that_breaks_while_saving_leaves_nothing(far, tmp_path):
    def progress(done, _total):
        if done:
            far.cut()

    with find_engine() as engine:
        files = {"data": os.urandom(24 << 20)}
        build(engine, order(tmp_path, "FROM scratch\nCOPY data /data\n", files, name="large"))
        target = tmp_path / "images" / "large.tar"
        with pytest.raises(EngineLost):
            save_image(engine, "large:latest", target, Meter(progress=progress))
        assert not list(target.parent.iterdir())


def test_cancelling_through_ssh_ends_the_work_of_the_engine(far, tmp_path):
    number = f"305.{os.getpid()}"
    deadline = time.monotonic() + 30

    def keep_going():
        assert time.monotonic() < deadline
        if sleepers(number):
            raise Stopped

    with find_engine() as engine:
        with pytest.raises(Stopped):
            build(
                engine, order(tmp_path, f"FROM busybox:1\nRUN sleep {number}\n"),
                keep_going=keep_going,
            )  # fmt: skip
        while sleepers(number):
            assert time.monotonic() < deadline


@pytest.fixture
def safe_dockerd(daemons, tmp_path, monkeypatch):
    """An engine that only those reach who have its certificates; the context `safe` has them."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    settings = tmp_path / "settings"
    folder = tls_folder(settings, "safe")
    write_certificates(folder)
    port = free_port()
    daemon = daemons.dockerd(
        "--host", f"tcp://127.0.0.1:{port}", "--tlsverify", "--tlscacert", str(folder / "ca.pem"),
        "--tlscert", str(folder / "cert.pem"), "--tlskey", str(folder / "key.pem"),
    )  # fmt: skip
    write_contexts(settings, "safe", safe=f"tcp://127.0.0.1:{port}")
    monkeypatch.setenv("DOCKER_CONFIG", str(settings))
    daemon.port, daemon.certificates = port, folder
    return daemon


def test_an_engine_behind_tls_is_found_and_builds(safe_dockerd, tmp_path):
    with find_engine() as engine:
        assert engine.endpoint.name == "safe"
        assert engine.info.product == "Docker"
        with_base(engine)
        events = []
        asked = order(tmp_path, TEXT, {"data": "data\n"})
        assert build(engine, asked, listen=events.append).image.names
        assert "data" in said_by(events)


def test_buildx_goes_through_tls_as_well(safe_dockerd, buildx, tmp_path, monkeypatch):
    """By a context as by variables, with those of another engine in the way."""
    text = "FROM scratch\nCOPY data /data\n"
    settings = safe_dockerd.certificates.parents[3]
    (settings / "cli-plugins").symlink_to(buildx / "cli-plugins")
    monkeypatch.setenv("DOCKER_CONFIG", str(settings))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing")
    with connect(endpoint_at("safe")) as engine:
        built = build(engine, order(tmp_path, text, {"data": "1"}), use_buildx=True)
        assert "etcd:latest" in built.image.names
    monkeypatch.setenv("DOCKER_CERT_PATH", str(safe_dockerd.certificates))
    monkeypatch.setenv("DOCKER_CONTEXT", "nowhere")
    for verify in ("1", ""):
        monkeypatch.setenv("DOCKER_TLS_VERIFY", verify)
        with connect(endpoint_at(f"https://127.0.0.1:{safe_dockerd.port}")) as engine:
            assert build(engine, order(tmp_path, text, {"data": "2"}), use_buildx=True)
    with connect(endpoint_at(safe_dockerd.url)) as engine:
        assert build(engine, order(tmp_path, text, {"data": "3"}), use_buildx=True)


def test_an_engine_with_another_authority_or_that_does_not_know_us(safe_dockerd, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write_certificates(other)
    folder = safe_dockerd.certificates
    own = {name: (folder / name).read_bytes() for name in ("ca.pem", "cert.pem", "key.pem")}
    shutil.copy(other / "ca.pem", folder)
    assert "its certificate is not trusted" in str(probe(endpoint_at("safe")).reason)
    (folder / "ca.pem").write_bytes(own["ca.pem"])
    for name in ("cert.pem", "key.pem"):
        shutil.copy(other / name, folder)
    assert "does not accept ours" in str(probe(endpoint_at("safe")).reason)
    for name in ("cert.pem", "key.pem"):
        (folder / name).unlink()
    assert "does not accept ours" in str(probe(endpoint_at("safe")).reason)
    for name, data in own.items():
        (folder / name).write_bytes(data)
    assert probe(endpoint_at("safe")).info is not None
    bare = probe(endpoint_at(f"tcp://127.0.0.1:{safe_dockerd.port}"))
    assert "speaks TLS only" in str(bare.reason)
