"""Connections to an engine's socket that close what does not connect.

WORKAROUND: docker 7.2 leaves its socket open when nobody listens (`docker/transport/unixconn.py`),
and Python warns of it much later, wherever the program is by then.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any, cast

from docker.transport.unixconn import (
    UnixHTTPAdapter,
    UnixHTTPConnection,
    UnixHTTPConnectionPool,
)

if TYPE_CHECKING:
    from requests import Session


def close_what_fails(session: Session, socket_path: str, timeout: int) -> None:
    """Let a client of docker's SDK for a socket close the connections that fail."""
    session.mount("http+docker://", _Adapter(f"http+unix://{socket_path}", timeout=timeout))


class _Connection(UnixHTTPConnection):
    def connect(self) -> None:
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.settimeout(self.timeout)
            sock.connect(self.unix_socket)
        except OSError:
            sock.close()
            raise
        self.sock = sock


class _Pool(UnixHTTPConnectionPool):
    def _new_conn(self) -> Any:
        own = cast("Any", self)
        return _Connection(own.base_url, own.socket_path, own.timeout)


class _Adapter(UnixHTTPAdapter):
    def get_connection(self, url: Any, proxies: Any = None) -> Any:
        own = cast("Any", self)
        with own.pools.lock:
            pool = own.pools.get(url)
            if pool is None:
                pool = _Pool(url, own.socket_path, own.timeout, maxsize=own.max_pool_size)
                own.pools[url] = pool
        return pool
