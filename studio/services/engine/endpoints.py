"""Where container engines may be reached, as the docker command line would look for them."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.errors import StudioError
from studio.formats.shapes import at, mapping, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SCHEMES = ("unix", "tcp", "http", "https", "ssh", "npipe", "fd")
_TLS_NAMES = ("ca.pem", "cert.pem", "key.pem")
_DEFAULT = "default"


class BadEndpoint(StudioError):
    """What was given for an engine is neither an address nor the name of a context."""


class Source(str, Enum):
    """Who says that an engine is there."""

    GIVEN = "given"
    VARIABLE = "variable"
    CONTEXT = "context"
    SOCKET = "socket"


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Certificates for a TLS connection; None where the file is missing."""

    ca: Path | None
    certificate: Path | None
    key: Path | None
    verify: bool = True

    @classmethod
    def in_folder(cls, folder: Path, *, verify: bool) -> TlsFiles:
        """The files `ca.pem`, `cert.pem` and `key.pem` of a folder."""
        found = (folder / name for name in _TLS_NAMES)
        return cls(*(path if path.is_file() else None for path in found), verify=verify)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One place where an engine may be; `name` is what people call it.

    `url` is `unix:///…`, `tcp://…`, `ssh://…`, `npipe://…`; `tls` is set for TLS over tcp.
    """

    name: str
    url: str
    source: Source
    tls: TlsFiles | None = None

    @property
    def scheme(self) -> str:
        """The part of the address before `://`."""
        return self.url.partition("://")[0]

    @property
    def title(self) -> str:
        """What a sentence calls it: a variable's name says nothing of what it leads to."""
        return self.url if self.source is Source.VARIABLE else self.name

    @property
    def is_local(self) -> bool:
        """Whether the engine runs on this machine, as far as the address tells."""
        return self.scheme in {"unix", "npipe"}


def endpoints(environment: Mapping[str, str] | None = None) -> list[Endpoint]:
    """Every place worth trying, best first: DOCKER_HOST, the current context, sockets, the rest.

    Nothing is connected to. Each address appears once.
    """
    env = os.environ if environment is None else environment
    found: dict[str, Endpoint] = {}
    for endpoint in _candidates(env):
        found.setdefault(endpoint.url, endpoint)
    return list(found.values())


def endpoint_at(given: str, environment: Mapping[str, str] | None = None) -> Endpoint:
    """The endpoint that an address or the name of a docker context means; raises `BadEndpoint`."""
    env = os.environ if environment is None else environment
    if "://" in given:
        if given.partition("://")[0] in _SCHEMES:
            return Endpoint(given, given, Source.GIVEN, _tls_of_environment(env, given))
    elif given.startswith("/"):
        return Endpoint(given, f"unix://{given}", Source.GIVEN)
    else:
        context = next((each for each in _contexts(env) if each.name == given), None)
        if context is not None:
            return context
    raise BadEndpoint(
        "“{given}” is neither the address of an engine, such as unix:///var/run/docker.sock, nor"
        " the name of a docker context.",
        given=given,
    )


def docker_folder(env: Mapping[str, str]) -> Path:
    """The folder of docker's own settings: contexts, credentials, plugins."""
    chosen = env.get("DOCKER_CONFIG")
    return Path(chosen) if chosen else _home(env) / ".docker"


def _candidates(env: Mapping[str, str]) -> Iterator[Endpoint]:
    if host := env.get("DOCKER_HOST"):
        yield Endpoint("DOCKER_HOST", host, Source.VARIABLE, _tls_of_environment(env, host))
    contexts = list(_contexts(env))
    current = env.get("DOCKER_CONTEXT") or text(docker_settings(env).get("currentContext"))
    yield from (each for each in contexts if each.name == current)
    yield from _sockets(env)
    if host := env.get("CONTAINER_HOST"):
        yield Endpoint("CONTAINER_HOST", host, Source.VARIABLE)
    yield from contexts


def _tls_of_environment(env: Mapping[str, str], url: str) -> TlsFiles | None:
    """What DOCKER_TLS_VERIFY and DOCKER_CERT_PATH say, which concern tcp only."""
    if not url.startswith(("tcp://", "https://")):
        return None
    verify, folder = env.get("DOCKER_TLS_VERIFY", ""), env.get("DOCKER_CERT_PATH", "")
    if not verify and not folder and not url.startswith("https://"):
        return None
    # Docker verifies nothing where only certificates are named.
    is_verified = bool(verify) or not folder
    return TlsFiles.in_folder(Path(folder) if folder else docker_folder(env), verify=is_verified)


def docker_settings(env: Mapping[str, str]) -> dict[str, Any]:
    """Docker's `config.json`; empty where it is absent or broken."""
    return _json(docker_folder(env) / "config.json")


def _json(path: Path) -> dict[str, Any]:
    try:
        return mapping(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError):
        return {}


def _contexts(env: Mapping[str, str]) -> Iterator[Endpoint]:
    """The docker contexts with an address, by name (docker/cli `cli/context/store`)."""
    root = docker_folder(env) / "contexts"
    found: list[Endpoint] = []
    for path in (root / "meta").glob("*/meta.json"):
        meta = _json(path)
        name, url = text(meta.get("Name")), text(at(meta, "Endpoints", "docker", "Host"))
        if not name or name == _DEFAULT or "://" not in url:
            continue
        folder = root / "tls" / hashlib.sha256(name.encode()).hexdigest() / "docker"
        skip = at(meta, "Endpoints", "docker", "SkipTLSVerify") is True
        is_tls = url.startswith(("tcp://", "https://")) and folder.is_dir()
        tls = TlsFiles.in_folder(folder, verify=not skip) if is_tls else None
        found.append(Endpoint(name, url, Source.CONTEXT, tls))
    yield from sorted(found, key=lambda each: each.name)


def _sockets(env: Mapping[str, str]) -> Iterator[Endpoint]:
    """The usual sockets that exist: of the system, of the user, of Podman."""
    if sys.platform == "win32":
        yield Endpoint("Docker", "npipe:////./pipe/docker_engine", Source.SOCKET)
        return
    home = _home(env)
    runtime = Path(env.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    for name, path in (
        ("Docker", Path("/var/run/docker.sock")),
        ("Docker Desktop", home / ".docker/run/docker.sock"),
        ("Docker Desktop", home / ".docker/desktop/docker.sock"),
        ("Docker rootless", runtime / "docker.sock"),
        ("Podman", runtime / "podman/podman.sock"),
        ("Podman", Path("/run/podman/podman.sock")),
        ("Colima", home / ".colima/default/docker.sock"),
    ):
        if path.is_socket():
            yield Endpoint(name, f"unix://{path}", Source.SOCKET)


def _home(env: Mapping[str, str]) -> Path:
    home = env.get("HOME")
    return Path(home) if home else Path.home()
