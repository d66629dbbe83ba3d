"""Who we are at a registry, by docker's own settings and credential helpers."""

from __future__ import annotations

import base64
import json
import re
import warnings
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, cast

from studio.errors import StudioError
from studio.services.engine.connection import EngineRefused

if TYPE_CHECKING:
    from collections.abc import Generator

    from studio.services.engine.connection import Engine


DENIED = re.compile(
    r"unauthorized|denied|authentication required|no basic auth|incorrect username|\b40[13]\b",
    re.IGNORECASE,
)
"""What engines say where a registry wants a name with its password, or others."""


class CannotSignIn(StudioError):
    """A registry does not let somebody in, or a helper fails."""


class WrongPassword(CannotSignIn):
    """The registry does not accept a name with its password; `reason` has the engine's words."""

    def __init__(self, credential: Credential, reason: str) -> None:
        super().__init__(
            "{registry} does not accept the user name {username} with this password.",
            registry=credential.registry,
            username=credential.username,
        )
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class Credential:
    """A name with its password for one registry, held in memory for as long as it is used."""

    registry: str
    username: str
    password: str

    @property
    def shape(self) -> dict[str, str]:
        """What the engine's interface takes."""
        return {
            "username": self.username,
            "password": self.password,
            "serveraddress": self.registry,
        }


def auth_header(registry: str, credential: Credential | None = None) -> dict[str, str]:
    """The header for one registry; of the helpers and settings of docker where none is given.

    Raises `CannotSignIn` where a helper fails.
    """
    found = _found(registry, credential)
    # Engines of 20.10 refuse a push without the header, so one that says nothing is sent.
    return {"X-Registry-Auth": _encoded(found)}


def known_as(registry: str, credential: Credential | None = None) -> tuple[str, str, str]:
    """Name, password and identity token for one registry, "" for what there is not.

    Of the helpers and settings of docker where no credential is given; raises as `auth_header`.
    """
    # Helpers write the names with capitals, docker's settings without.
    found = {key.lower(): value for key, value in _found(registry, credential).items()}
    name, password, token = (found.get(key) for key in ("username", "password", "identitytoken"))
    return name or "", password or "", token or ""


def _found(registry: str, credential: Credential | None) -> dict[str, Any]:
    if credential is not None:
        return credential.shape
    with _helpers_explained():
        return _settings().resolve_authconfig(registry) or {}


def all_auth_header() -> dict[str, str]:
    """The header for builds, whose base images may come from any registry."""
    with _helpers_explained():
        found = _settings().get_all_credentials()
    return {"X-Registry-Config": _encoded(found)} if found else {}


def sign_in(engine: Engine, credential: Credential) -> bool:
    """Let the engine try a credential, and hand it to docker's credential helper.

    True where a helper keeps it from now on; False where there is none, so that it holds only as
    long as somebody passes it on. Raises `CannotSignIn`.
    """
    try:
        engine.post("/auth", credential.shape)
    except EngineRefused as refused:
        if DENIED.search(refused.reason):
            raise WrongPassword(credential, refused.reason) from refused
        raise CannotSignIn(
            "{registry} does not let {username} in: {reason}",
            registry=credential.registry,
            username=credential.username,
            reason=refused.reason,
        ) from refused
    with _helpers_explained():
        helper = _settings().get_credential_store(credential.registry)
        if not helper:
            return False
        _helper(helper).store(credential.registry, credential.username, credential.password)
    return True


class _Settings(Protocol):
    """What docker's SDK reads of docker's settings; it has no types of its own."""

    def resolve_authconfig(self, registry: str) -> dict[str, Any] | None: ...
    def get_all_credentials(self) -> dict[str, Any]: ...
    def get_credential_store(self, registry: str) -> str | None: ...


class _Helper(Protocol):
    def store(self, server: str, username: str, secret: str) -> None: ...


def _settings() -> _Settings:
    from docker import auth

    return cast("_Settings", cast("Any", auth).load_config())


def _helper(program: str) -> _Helper:
    from docker import credentials

    return cast("_Helper", cast("Any", credentials).Store(program))


@contextmanager
def _helpers_explained() -> Generator[None]:
    """Say in one sentence what docker's settings or a helper of them cannot do."""
    from docker.credentials import StoreError
    from docker.errors import DockerException

    try:
        with warnings.catch_warnings():
            # A helper that is missing is warned of and then raised.
            warnings.simplefilter("ignore")
            yield
    except (DockerException, StoreError, ValueError, OSError) as error:
        raise CannotSignIn(
            "Docker's settings or its credential helper cannot be used: {reason}.",
            reason=str(error).rstrip("."),
        ) from error


def _encoded(shape: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(shape).encode()).decode()
