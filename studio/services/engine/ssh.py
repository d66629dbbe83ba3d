"""Engines behind ssh, reached as the command lines do: `docker system dial-stdio`, or Podman's."""

from __future__ import annotations

import re
import socket
import subprocess
import tempfile
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool

from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import PreparedRequest

    from studio.wording import Message

_CONNECT_SECONDS = 15
_ALIVE = ("-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=3")
"""Ends a connection whose other end has been silent for 45 s, which else would never end."""

_CLOSE_SECONDS = 1
_MISSING = re.compile(r"\b(docker|podman)\b.*\bnot found\b")


def ssh_command(url: str) -> list[str]:
    """The command whose input and output are a connection to the engine at `ssh://…`.

    It asks no questions: nobody could answer them. Keys come from the agent or ssh's own settings.
    """
    parts = urlsplit(url)
    command = ["ssh", "-o", "BatchMode=yes", "-o", f"ConnectTimeout={_CONNECT_SECONDS}"]
    command += [*_ALIVE, "-T"]
    if parts.username:
        command += ["-l", parts.username]
    if parts.port:
        command += ["-p", str(parts.port)]
    remote = ["docker"]
    if parts.path.endswith("podman.sock"):
        # A host of Podman often has no docker; Podman's own contexts are addresses like this.
        remote = ["podman", "--url", f"unix://{parts.path}"]
    elif parts.path.strip("/"):
        remote += ["--host", f"unix://{parts.path}"]
    return [*command, "--", parts.hostname or "", *remote, "system", "dial-stdio"]


class SshAdapter(HTTPAdapter):
    """Sends the requests of a session through ssh; each connection is a process of its own."""

    def __init__(self, url: str) -> None:
        self._pool = _SshPool(ssh_command(url), urlsplit(url).hostname or "")
        super().__init__()

    @property
    def complaint(self) -> Message | str:
        """Why the last connection ended; "" where ssh said nothing."""
        return _explained(self._pool.said, self._pool.host_named)

    def get_connection_with_tls_context(
        self,
        request: PreparedRequest,
        verify: bool | str | None,
        proxies: Mapping[str, str] | None = None,
        cert: Any = None,
    ) -> HTTPConnectionPool:
        """The one pool, whatever the address says."""
        return self._pool

    def close(self) -> None:
        """End the connections that wait for the next request."""
        self._pool.close()
        super().close()


class _SshPool(HTTPConnectionPool):
    def __init__(self, command: list[str], host_named: str) -> None:
        super().__init__("ssh", maxsize=4)
        self._command = command
        self.host_named = host_named
        self.said = ""

    def _new_conn(self) -> HTTPConnection:  # pyright: ignore[reportIncompatibleMethodOverride]
        return _SshConnection(self, self._command)


class _SshConnection(HTTPConnection):
    """A connection over one end of a pair of sockets, whose other end is ssh's."""

    def __init__(self, pool: _SshPool, command: list[str]) -> None:
        super().__init__("ssh")
        self._pool = pool
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None

    def connect(self) -> None:
        """Start ssh; raises OSError where there is none."""
        ours, theirs = socket.socketpair()
        self.sock = ours
        # A file, not a pipe: whatever ssh says, it need not wait for anybody to read it.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        with theirs:
            self._process = subprocess.Popen(
                self._command, stdin=theirs.fileno(), stdout=theirs.fileno(), stderr=self._said
            )

    def close(self) -> None:
        """Close the socket, and end ssh where it does not end of itself."""
        super().close()
        process, self._process = self._process, None
        if process is not None:
            try:
                process.wait(_CLOSE_SECONDS)
            except subprocess.TimeoutExpired:
                process.terminate()
                process.wait()
        said, self._said = self._said, None
        if said is not None:
            with said:
                said.seek(0)
                self._pool.said = said.read().decode("utf-8", "replace").strip()


def _explained(said: str, host: str) -> Message | str:
    """What ssh said in words that tell what to do; its own last line for the rest."""
    last = said.rpartition("\n")[2].strip().rstrip(".")
    if "HOST IDENTIFICATION HAS CHANGED" in said:
        return message(
            "{host} shows another key than ssh knows of it: ask who runs it whether that is right",
            host=host,
        )
    if "Host key verification failed" in said:
        return message(
            "ssh does not know the key of {host}: connect once with ssh in a terminal, and accept"
            " it there",
            host=host,
        )
    if "Permission denied" in last:
        return message(
            "{host} does not accept the keys that ssh has; give it one in ssh's settings or in the"
            " agent ({said})",
            host=host,
            said=last,
        )
    if found := _MISSING.search(last):
        return message(
            "the program {program} is not installed on {host} ({said})",
            program=found[1],
            host=host,
            said=last,
        )
    return last
