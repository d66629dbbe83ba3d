"""Images pushed to and pulled from a real registry."""

from __future__ import annotations

import base64
import json
import os

import pytest

from studio.formats.imagerefs import parse_reference
from studio.services.engine import images
from studio.services.engine.building import build
from studio.services.engine.credentials import CannotSignIn, Credential, sign_in
from studio.services.engine.images import NoImage, inspect
from studio.services.engine.layerprogress import LayerProgress
from studio.services.engine.transfer import NotSignedIn, TransferFailed, pull, push
from tests.daemons import PASSWORD, USER
from tests.services.engine.orders import Stopped, order

HELPER = """\
#!/bin/sh
case $1 in
store) cat > "$HELPER_FILE" ;;
get) cat > /dev/null; cat "$HELPER_FILE" ;;
list) echo '{}' ;;
esac
"""


@pytest.fixture(scope="module")
def registry(session_daemons):
    return session_daemons.registry(closed=True)


@pytest.fixture
def pushed(docker_engine, registry, tmp_path):
    """An image in the engine with a name in the registry."""
    build(docker_engine, order(tmp_path, f"FROM busybox:1\nLABEL of={tmp_path}\n", name="pushed"))
    images.tag(docker_engine, "pushed:latest", f"{registry.address}/team/pushed", "1.0")
    return parse_reference(f"{registry.address}/team/pushed:1.0")


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Writes docker's settings."""
    monkeypatch.setenv("DOCKER_CONFIG", str(tmp_path))

    def write(**shape):
        (tmp_path / "config.json").write_text(json.dumps(shape), encoding="utf-8")

    return write


def test_push_and_pull(docker_engine, registry, pushed):
    credential = Credential(registry.address, USER, PASSWORD)
    layers = LayerProgress()
    digest = push(docker_engine, pushed, credential=credential, listen=layers.follow)
    assert digest.startswith("sha256:")
    assert (layers.fraction, layers.layers[0]) == (1.0, layers.layers[1])
    images.remove(docker_engine, str(pushed))
    with pytest.raises(NoImage):
        inspect(docker_engine, str(pushed))
    platform = docker_engine.info.platform
    pull(docker_engine, pushed, platform, credential=credential)
    assert images.digest_of(inspect(docker_engine, str(pushed))) == digest


@pytest.mark.parametrize("password", ["", "wrong"])
def test_a_wrong_password_is_told_at_once(docker_engine, registry, pushed, password):
    credential = Credential(registry.address, USER, password)
    with pytest.raises(NotSignedIn) as refused:
        push(docker_engine, pushed, credential=credential)
    assert registry.address in str(refused.value)
    assert f"{password}x" not in str(refused.value)


def test_no_password_at_all(docker_engine, pushed, settings):
    with pytest.raises(NotSignedIn):
        push(docker_engine, pushed)


def test_docker_s_own_settings_let_us_in(docker_engine, registry, pushed, settings):
    auth = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    settings(auths={registry.address: {"auth": auth}})
    assert push(docker_engine, pushed)


def test_a_credential_helper_keeps_what_was_signed_in_with(
    docker_engine, registry, pushed, settings, tmp_path, monkeypatch
):
    program = tmp_path / "docker-credential-tests"
    program.write_text(HELPER, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("HELPER_FILE", str(tmp_path / "kept"))
    settings(credHelpers={registry.address: "tests"})
    assert sign_in(docker_engine, Credential(registry.address, USER, PASSWORD))
    assert PASSWORD in (tmp_path / "kept").read_text(encoding="utf-8")
    assert push(docker_engine, pushed)


def test_without_a_helper_nothing_is_kept(docker_engine, registry, settings, tmp_path):
    settings()
    assert not sign_in(docker_engine, Credential(registry.address, USER, PASSWORD))
    assert PASSWORD not in (tmp_path / "config.json").read_text(encoding="utf-8")


def test_signing_in_with_a_wrong_password(docker_engine, registry):
    with pytest.raises(CannotSignIn) as refused:
        sign_in(docker_engine, Credential(registry.address, USER, "wrong"))
    assert "wrong" not in str(refused.value)


def test_a_helper_that_is_not_installed_is_told(docker_engine, registry, pushed, settings):
    settings(credHelpers={registry.address: "missing"})
    with pytest.raises(CannotSignIn, match="missing"):
        push(docker_engine, pushed)


def test_an_image_that_the_registry_does_not_have(docker_engine, registry):
    credential = Credential(registry.address, USER, PASSWORD)
    missing = parse_reference(f"{registry.address}/team/missing:1.0")
    with pytest.raises(TransferFailed):
        pull(docker_engine, missing, credential=credential)


def test_a_registry_that_comes_back_is_tried_again(docker_engine, daemons, tmp_path, settings):
    registry = daemons.registry()
    build(docker_engine, order(tmp_path, f"FROM busybox:1\nLABEL of={tmp_path}\n", name="again"))
    images.tag(docker_engine, "again:latest", f"{registry.address}/again", "1.0")
    registry.stop()
    attempts = []

    def listen(event):
        if event.status.startswith("The push refers"):
            attempts.append(event)
            if len(attempts) == 2:
                registry.start()

    assert push(docker_engine, parse_reference(f"{registry.address}/again:1.0"), listen=listen)
    assert len(attempts) in (2, 3)


def test_cancelling_a_push_that_waits(docker_engine, daemons, tmp_path, settings):
    registry = daemons.registry()
    registry.stop()
    images.tag(docker_engine, "busybox:1", f"{registry.address}/never", "1.0")
    seen = []

    def keep_going():
        if seen:
            raise Stopped

    reference = parse_reference(f"{registry.address}/never:1.0")
    with pytest.raises(Stopped):
        push(docker_engine, reference, listen=seen.append, keep_going=keep_going)
