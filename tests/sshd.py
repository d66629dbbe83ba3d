"""A real ssh server on a port of this machine, which lets one key in, and ssh that knows both."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.daemons import Daemon, free_port
from tests.engines import needs

_SEPARATION = Path("/run/sshd")
"""A folder that sshd needs, and that its service would make."""


class Sshd(Daemon):
    """Runs commands with the given variables; `url` is what a context names."""

    def __init__(self, folder: Path, **variables: str) -> None:
        super().__init__(folder)
        self.port = free_port()
        self.url = f"ssh://{getpass.getuser()}@127.0.0.1:{self.port}"
        for name in ("host", "user", "stranger"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True
            )
        shutil.copy(folder / "user.pub", folder / "allowed")
        given = " ".join(f'"{name}={value}"' for name, value in variables.items())
        (folder / "server").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/allowed\nPidFile none\nStrictModes no\nUsePAM no\n"
            "PermitRootLogin prohibit-password\nPasswordAuthentication no\n"
            f"KbdInteractiveAuthentication no\nSetEnv {given}\n",
            encoding="utf-8",
        )
        (folder / "client").write_text(
            f"IdentityFile {folder}/user\nIdentitiesOnly yes\nIdentityAgent none\n"
            f"UserKnownHostsFile {folder}/known\nGlobalKnownHostsFile /dev/null\n",
            encoding="utf-8",
        )
        self.let_know("host")

    def let_know(self, *keys: str) -> None:
        """Let the client know the server by these keys, none for not at all."""
        publics = [(self.folder / f"{key}.pub").read_text("utf-8").split() for key in keys]
        lines = [f"[127.0.0.1]:{self.port} {kind} {key}\n" for kind, key, *_ in publics]
        (self.folder / "known").write_text("".join(lines), encoding="utf-8")

    def let_in(self, key: str) -> None:
        """Let this key in, and no other."""
        shutil.copy(self.folder / f"{key}.pub", self.folder / "allowed")

    def command(self) -> list[str]:
        # Its path is told in full: it starts itself anew for each connection.
        program = shutil.which("sshd")
        assert program is not None
        return [program, "-D", "-e", "-f", str(self.folder / "server")]

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1):
                return True
        except OSError:
            return False

    def cut(self) -> None:
        """End all connections, as a network that fails would."""
        for process in self._sessions():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def stop(self) -> None:
        self.cut()
        super().stop()

    def _sessions(self) -> list[int]:
        assert self.process is not None
        own, found = {str(self.process.pid)}, []
        parents = dict(_parents())
        while own:
            children = [child for child, parent in parents.items() if parent in own]
            found += [int(child) for child in children]
            own = set(children)
        return found


def _parents():
    """Each process of this machine with the one that started it."""
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit():
                stat = (process / "stat").read_text("utf-8", "replace")
                yield process.name, stat.rpartition(") ")[2].split()[1]


@pytest.fixture
def sshd(daemons, monkeypatch):
    """Starts a server whose commands see the given variables; ssh takes its settings from now on.

    They are given on the command line, as ssh looks for those of a person in no other home.
    """

    def start(**variables: str) -> Sshd:
        needs("ssh", "sshd", "ssh-keygen", "docker")
        # It stays, empty: tests of another process may need it in this moment.
        _SEPARATION.mkdir(0o755, exist_ok=True)
        found = {name: os.environ[name] for name in ("PATH", "DOCKER_CONFIG")}
        server = Sshd(daemons.folder(), **{**found, **variables})
        programs = server.folder / "programs"
        programs.mkdir()
        script = f'#!/bin/sh\nexec {shutil.which("ssh")} -F {server.folder}/client "$@"\n'
        (programs / "ssh").write_text(script, encoding="utf-8")
        (programs / "ssh").chmod(0o755)
        monkeypatch.setenv("PATH", str(programs), prepend=":")
        daemons.started(server)
        return server

    return start
