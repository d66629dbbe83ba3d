"""Engines found as docker's command line finds them, and reached in every way."""

from __future__ import annotations

import gc
import shutil
import socket
import warnings
from functools import partial

import pytest

from studio.services.engine.connecting import EngineUnreachable, connect
from studio.services.engine.endpoints import BadEndpoint, Source, endpoint_at, endpoints
from studio.services.engine.finding import NoEngine, find_engine, probe
from studio.services.engine.ssh import ssh_command
from tests.daemons import free_port
from tests.services.engine.contexts import write_contexts

SSH = """\
#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift
[ "$1" = engine.example ] || {{ echo "ssh: no such host $1" >&2; exit 255; }}
shift
exec "$1" -H {url} system dial-stdio
"""


@pytest.fixture
def contexts(tmp_path):
    """Writes docker contexts below a folder, and gives the environment that names it."""
    return partial(write_contexts, tmp_path)


def test_the_order_of_what_is_tried(contexts):
    env = contexts("far", far="ssh://me@far.example", other="tcp://other.example:2375")
    env["DOCKER_HOST"] = "tcp://given.example:2375"
    found = [each for each in endpoints(env) if each.source is not Source.SOCKET]
    assert [each.name for each in found] == ["DOCKER_HOST", "far", "other"]
    assert [each.source for each in found] == [Source.VARIABLE, Source.CONTEXT, Source.CONTEXT]
    env["DOCKER_CONTEXT"] = "other"
    found = [each for each in endpoints(env) if each.source is not Source.SOCKET]
    assert [each.name for each in found] == ["DOCKER_HOST", "other", "far"]


def test_broken_contexts_are_passed_over(contexts, tmp_path):
    env = contexts(good="ssh://good.example")
    for name, text in {"a": "{", "b": '{"Name": 3}', "c": "[]"}.items():
        folder = tmp_path / "contexts" / "meta" / name
        folder.mkdir()
        (folder / "meta.json").write_text(text, encoding="utf-8")
    assert [each.name for each in endpoints(env) if each.source is Source.CONTEXT] == ["good"]


def test_an_address_a_socket_or_a_context(contexts):
    env = contexts(far="ssh://me@far.example")
    assert endpoint_at("far", env).url == "ssh://me@far.example"
    assert endpoint_at("/run/x.sock", env).url == "unix:///run/x.sock"
    assert endpoint_at("tcp://a.example:1", env).source is Source.GIVEN
    for wrong in ("nowhere", "ftp://a.example", ""):
        with pytest.raises(BadEndpoint):
            endpoint_at(wrong, env)


def test_an_engine_says_who_it_is(any_engine):
    info = any_engine.info
    assert info.is_podman == (info.product == "Podman")
    assert info.version
    assert info.platform.os == "linux"


def test_the_variable_is_not_passed_over(dockerd, monkeypatch, tmp_path):
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nothing")
    with pytest.raises(EngineUnreachable):
        find_engine()
    monkeypatch.setenv("DOCKER_HOST", dockerd.url)
    with find_engine() as engine:
        assert engine.endpoint.name == "DOCKER_HOST"


def test_no_engine_anywhere():
    with pytest.raises(NoEngine):
        find_engine(candidates=[endpoint_at("unix:///nothing")])


def test_a_probe_tells_why_nobody_answers(tmp_path):
    stale = tmp_path / "s"
    assert "No such file" in str(probe(endpoint_at(f"unix://{stale}")).reason)
    refused = probe(endpoint_at(f"tcp://127.0.0.1:{free_port()}"))
    assert refused.info is None
    assert "refused" in str(refused.reason)


def test_what_is_no_engine_is_told(session_daemons):
    registry = session_daemons.registry()
    answer = probe(endpoint_at(f"tcp://{registry.address}"))
    assert "no container engine" in str(answer.reason)


def test_an_engine_behind_ssh(dockerd, tmp_path, monkeypatch):
    if shutil.which("docker") is None:
        pytest.skip("docker's command line is not installed")
    program = tmp_path / "ssh"
    program.write_text(SSH.format(url=dockerd.url), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with connect(endpoint_at("ssh://me@engine.example")) as engine:
        assert engine.info.product == "Docker"
        assert engine.get("/images/json")
    said = probe(endpoint_at("ssh://me@elsewhere.example")).reason
    assert "no such host elsewhere.example" in str(said)


def test_the_command_for_ssh():
    command = ssh_command("ssh://me@far.example:2222")
    assert command[-4:] == ["far.example", "docker", "system", "dial-stdio"]
    start = command.index("-l")
    assert command[start : start + 4] == ["-l", "me", "-p", "2222"]
    assert "unix:///run/x.sock" in ssh_command("ssh://far.example/run/x.sock")


def test_sockets_that_fail_are_closed(tmp_path):
    """A listener that is gone after the first answers, as an engine that dies, leaks nothing."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        with pytest.raises(EngineUnreachable):
            connect(endpoint_at(f"unix://{path}"))
        gc.collect()
    assert [each for each in told if issubclass(each.category, ResourceWarning)] == []
