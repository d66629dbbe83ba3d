"""Docker's own command line, told which engine to talk to, as a process that can be ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from studio.services.engine.endpoints import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from studio.services.engine.endpoints import Endpoint

_PATIENCE = 10.0
"""Seconds in which a build ends in the engine, before the process is ended without it."""

_CHOICES = (
    "DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH",
)  # fmt: skip
_OWN_GROUP = subprocess.CREATE_NEW_PROCESS_GROUP if sys.platform == "win32" else 0


def docker_command(endpoint: Endpoint, *arguments: str) -> list[str]:
    """The command that does something with the engine; it goes with `docker_environment`."""
    chosen = ["--context", endpoint.name] if endpoint.source is Source.CONTEXT else []
    return ["docker", *chosen, *arguments]


def docker_environment(endpoint: Endpoint) -> dict[str, str]:
    """The variables of the command, in which no other engine is named than this one."""
    found = {name: value for name, value in os.environ.items() if name not in _CHOICES}
    found["DOCKER_CLI_HINTS"] = "false"
    # Whoever waits for a process in the background could not answer what ssh asks.
    found["SSH_ASKPASS_REQUIRE"] = "never"
    if endpoint.source is Source.CONTEXT:
        return found
    scheme, _, rest = endpoint.url.partition("://")
    # The command line knows http and https only as tcp.
    found["DOCKER_HOST"] = f"tcp://{rest}" if scheme in {"http", "https"} else endpoint.url
    files = endpoint.tls
    if files is not None:
        found["DOCKER_TLS"] = "1"
        if files.verify:
            found["DOCKER_TLS_VERIFY"] = "1"
        named = files.ca or files.certificate or files.key
        if named is not None:
            found["DOCKER_CERT_PATH"] = str(named.parent)
    return found


def start_docker(
    command: Sequence[str], environment: dict[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start the command with pipes, both outputs in one; raises OSError. `end_docker` ends it.

    It leads a group of its own: plugins are processes below it, and the command line passes on no
    signal to them. Without a terminal ssh asks nothing either.
    """
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        cwd=folder,
        start_new_session=True,
        creationflags=_OWN_GROUP,
    )


def end_docker(process: subprocess.Popen[bytes]) -> None:
    """Let what still runs end its work in the engine, and wait until it has.

    Its pipes are left to whoever reads and writes them, perhaps in other threads.
    """
    if process.poll() is None:
        _signal(process, kills=False)
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            _signal(process, kills=True)
            process.wait()


def _signal(process: subprocess.Popen[bytes], *, kills: bool) -> None:
    if sys.platform == "win32":
        if kills:
            process.kill()
        else:
            process.send_signal(signal.CTRL_BREAK_EVENT)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL if kills else signal.SIGTERM)
