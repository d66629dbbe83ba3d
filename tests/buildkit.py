"""Fixtures with real BuildKit: buildx with an engine whose steps run, and builders of its own."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from studio.services.engine import buildx as buildx_module
from studio.services.engine.buildxplugin import has_buildx
from studio.services.engine.connecting import connect
from studio.services.engine.endpoints import endpoint_at
from tests.daemons import Daemon
from tests.engines import needs, with_base

_PLUGIN = "docker-buildx"
_FOLDERS = (
    Path(os.environ.get("DOCKER_CONFIG") or Path.home() / ".docker", "cli-plugins"),
    *(Path(base, "docker/cli-plugins") for base in (
        "/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec",
    )),
)  # fmt: skip
_ARM64_CODE = (
    0xD2800020,  # mov x0, #1
    0x10000001,  # adr x1, text
    0xD2800002,  # mov x2, #length
    0xD2800808,  # mov x8, #64 (write)
    0xD4000001,  # svc #0
    0xD2800000,  # mov x0, #0
    0xD2800BA8,  # mov x8, #93 (exit)
    0xD4000001,  # svc #0
)


def _plugin() -> str | None:
    """The plugin of this machine, wherever it is; found before tests have settings of their own."""
    path = os.pathsep.join([*map(str, _FOLDERS), os.environ.get("PATH", "")])
    return shutil.which(_PLUGIN, path=path)


_INSTALLED = _plugin()


def _required_plugin() -> str:
    needs("docker")
    if _INSTALLED is None:
        pytest.skip(f"docker's plugin buildx is not installed ({_PLUGIN})")
    return _INSTALLED


@pytest.fixture(scope="session", autouse=True)
def _only_the_engine_s_own_builder(own_docker_settings):
    """What a machine has installed changes no test; those of buildx ask for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(buildx_module, "has_buildx", lambda: False)
        yield


@pytest.fixture
def buildx(tmp_path_factory, monkeypatch):
    """Docker's plugin buildx, with no builders yet; the folder of docker's settings."""
    installed = _required_plugin()
    folder = tmp_path_factory.mktemp("docker")
    (folder / "cli-plugins").mkdir()
    (folder / "cli-plugins" / _PLUGIN).symlink_to(installed)
    monkeypatch.setenv("DOCKER_CONFIG", str(folder))
    for name in ("BUILDX_BUILDER", "BUILDX_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(buildx_module, "has_buildx", has_buildx)
    return folder


@pytest.fixture(scope="session")
def bridged_dockerd(session_daemons):
    """An engine whose BuildKit can run steps: unlike containers, they cannot do without network."""
    _required_plugin()  # without which nobody asks the engine for anything
    needs("ip", "dockerd")
    # One for each process that tests, out of the addresses that are there for tests.
    number = os.getpid()
    name, address = f"osc{number}", f"198.18.{number % 256}.1/24"
    for command in (
        ["link", "add", name, "type", "bridge"],
        ["address", "add", address, "dev", name],
        ["link", "set", name, "up"],
    ):
        made = subprocess.run(["ip", *command], check=False, capture_output=True)
        if made.returncode:
            pytest.skip(f"no bridge can be made here: {made.stderr.decode().strip()}")
        if command[0] == "link" and command[1] == "add":
            session_daemons.stack.callback(_remove_bridge, name)
    daemon = session_daemons.dockerd(f"--bridge={name}", "--ip-masq=false")
    with connect(endpoint_at(daemon.url)) as engine:
        with_base(engine)
    return daemon


def _remove_bridge(name: str) -> None:
    subprocess.run(["ip", "link", "delete", name], check=True)


@pytest.fixture
def buildx_engine(bridged_dockerd, buildx):
    with connect(endpoint_at(bridged_dockerd.url)) as engine:
        yield engine


class Buildkitd(Daemon):
    """BuildKit without an engine.

    `platform` is what it says that it builds for; `path` is searched for emulators, which BuildKit
    finds by their names as an engine finds those of binfmt.
    """

    def __init__(self, folder: Path, platform: str, path: str = "") -> None:
        super().__init__(folder)
        self.platform = platform
        self.path = os.pathsep.join(filter(None, (path, os.environ["PATH"])))
        self.socket = folder / "s"

    def command(self) -> list[str]:
        return [
            "env", f"PATH={self.path}", "buildkitd", "--root", f"{self.folder}/data",
            "--addr", f"unix://{self.socket}", "--containerd-worker=false", "--oci-worker=true",
            "--oci-worker-net=host", "--oci-worker-snapshotter=native",
            "--oci-worker-platform", self.platform,
        ]  # fmt: skip

    def is_ready(self) -> bool:
        return self.socket.is_socket()


@pytest.fixture
def builder(buildx, bridged_dockerd, daemons, monkeypatch):
    """Makes a builder with a node for each platform, and lets the engine's buildx use it.

    Each node is given with the path on which it finds emulators.
    """
    monkeypatch.setenv("DOCKER_HOST", bridged_dockerd.url)

    def make(**nodes_with_paths: str) -> list[Buildkitd]:
        needs("buildkitd", "runc")
        nodes = [
            daemons.started(Buildkitd(daemons.folder(), f"linux/{architecture}", path))
            for architecture, path in nodes_with_paths.items()
        ]
        for number, node in enumerate(nodes):
            further = ["--append"] if number else []
            subprocess.run(
                ["docker", "buildx", "create", "--name", "tests", "--driver", "remote",
                 *further, f"unix://{node.socket}"],
                check=True, capture_output=True,
            )  # fmt: skip
        subprocess.run(["docker", "buildx", "use", "tests"], check=True, capture_output=True)
        return nodes

    return make


@pytest.fixture
def emulators(tmp_path):
    """A folder in which BuildKit finds an emulator of arm64."""
    program = shutil.which("qemu-aarch64-static")
    if program is None:
        pytest.skip("not installed: qemu-aarch64-static")
    folder = tmp_path / "emulators"
    folder.mkdir()
    (folder / "buildkit-qemu-aarch64").symlink_to(program)
    return str(folder)


def arm64_program(text: str) -> bytes:
    """A program for linux/arm64 that says `text`, which only such a machine or an emulator runs."""
    said = text.encode() + b"\n"
    code = list(_ARM64_CODE)
    code[1] |= (len(code) - 1) << 5  # the text follows the code; adr counts from itself
    code[2] |= len(said) << 5
    body = struct.pack(f"<{len(code)}I", *code) + said
    head, base = 64 + 56, 0x400000
    size = head + len(body)
    ident = b"\x7fELF\2\1\1" + bytes(9)
    header = struct.pack("<HHIQQQIHHHHHH", 2, 183, 1, base + head, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    segment = struct.pack("<IIQQQQQQ", 1, 5, 0, base, base, size, size, 0x10000)
    return ident + header + segment + body
