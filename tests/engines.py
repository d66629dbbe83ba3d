"""Fixtures with real container engines; skipped, with the reason, where none can be started."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from studio.errors import StudioError
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from tests.daemons import Daemon, Dockerd, NotStarted, Podman, Registry, busybox_tar

BASE = "busybox:1"


def needs(*programs: str) -> None:
    """Skip where the daemons of a test are not installed, or this user may not start them."""
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can start engines of its own")


@pytest.fixture(scope="session", autouse=True)
def own_docker_settings(tmp_path_factory):
    """Nobody's credentials, contexts or chosen engine get into the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCKER_CONFIG", str(tmp_path_factory.mktemp("docker")))
        for name in ("DOCKER_HOST", "DOCKER_CONTEXT", "CONTAINER_HOST", "DOCKER_TLS_VERIFY"):
            patch.delenv(name, raising=False)
        yield


class Daemons:
    """Starts daemons, and ends them in the end."""

    def __init__(self) -> None:
        self.stack = ExitStack()

    def folder(self) -> Path:
        # Not pytest's folder: paths of sockets are short.
        folder = Path(tempfile.mkdtemp(prefix="osc-"))
        self.stack.callback(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def started(self, daemon: Daemon) -> Daemon:
        try:
            daemon.start()
        except NotStarted as error:
            pytest.skip(f"{type(daemon).__name__} does not start here: {error}")
        self.stack.callback(daemon.stop)
        return daemon

    def dockerd(self, *extra: str) -> Dockerd:
        needs("dockerd", "busybox")
        return self.started(Dockerd(self.folder(), extra))

    def podman(self) -> Podman:
        needs("podman", "busybox")
        return self.started(Podman(self.folder()))

    def registry(self, *, closed: bool = False) -> Registry:
        needs("docker-registry")
        return self.started(Registry(self.folder(), closed=closed))


@pytest.fixture(scope="session")
def session_daemons():
    daemons = Daemons()
    with daemons.stack:
        yield daemons


@pytest.fixture
def daemons():
    """Starts daemons for one test, which may kill them."""
    daemons = Daemons()
    with daemons.stack:
        yield daemons


def with_base(engine) -> None:
    """Import the base image of the tests, under the platform of this machine."""
    for _ in engine.events(
        "/images/create",
        {"fromSrc": "-", "repo": BASE},
        body=lambda _keep_going: busybox_tar(),
        headers={"Content-Type": "application/x-tar"},
    ):
        pass


@pytest.fixture(scope="session")
def dockerd(session_daemons):
    """Docker's engine with the base image, shared by all tests that leave it alive."""
    daemon = session_daemons.dockerd()
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)
        _require_containers(engine)
    return daemon


@pytest.fixture(scope="session")
def podman(session_daemons):
    """Podman's service with the base image, shared by all tests."""
    daemon = session_daemons.podman()
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)
    return daemon


@pytest.fixture
def docker_engine(dockerd):
    with connect(endpoint_at(dockerd.url)) as engine:
        yield engine


@pytest.fixture(params=["dockerd", "podman"])
def any_engine(request):
    """Each of the two engines in turn."""
    with connect(endpoint_at(request.getfixturevalue(request.param).url)) as engine:
        yield engine


def _require_containers(engine) -> None:
    """Skip where the engine starts and its containers do not, as in a container without rights."""
    shape = {"Image": BASE, "Cmd": ["true"], "HostConfig": {"NetworkMode": "none"}}
    identity = engine.post("/containers/create", shape)["Id"]
    try:
        engine.post(f"/containers/{identity}/start")
        engine.post(f"/containers/{identity}/wait")
    except StudioError as error:
        pytest.skip(f"containers do not start here: {error}")
    finally:
        engine.delete(f"/containers/{identity}", force="1")


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of 4 MiB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)
