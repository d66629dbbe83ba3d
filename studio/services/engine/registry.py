"""Requests to a registry, for what engines cannot be asked to do there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from requests import RequestException, Session
from requests.auth import HTTPBasicAuth

from studio.errors import StudioError
from studio.formats.imagerefs import DEFAULT_HOST
from studio.formats.shapes import at, mapping, text
from studio.services.engine.connection import PATIENCE
from studio.services.engine.credentials import known_as
from studio.services.engine.systemreason import reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from requests import Response
    from typing_extensions import Self

    from studio.formats.imagerefs import ImageReference
    from studio.services.engine.connection import Engine
    from studio.services.engine.credentials import Credential
    from studio.wording import Message

_HUB = "registry-1.docker.io"
_OWN_MACHINE = re.compile(r"localhost|127(?:\.\d+){3}|\[::1\]")
_CHALLENGE = re.compile(r'(\w+)="([^"]*)"')
_REASON = 200


class RegistryRefused(StudioError):
    """A registry does not do what it was asked for; `reason` says why."""

    def __init__(self, reason: Message | str) -> None:
        super().__init__("The registry refused: {reason}", reason=reason)
        self.reason = reason


class Repository:
    """One repository of a registry (OCI distribution specification 1.0); close it when done."""

    def __init__(
        self, engine: Engine, reference: ImageReference, credential: Credential | None = None
    ) -> None:
        complete = reference.normalised()
        host = complete.endpoint
        self._path = f"/v2/{complete.path}"
        self._scope = f"repository:{complete.path}:pull,push"
        self._known = known_as(host, credential)
        self._session = Session()
        # As engines do it: without TLS only where that was allowed, or on this machine.
        is_own = _OWN_MACHINE.fullmatch(complete.host) is not None
        self._is_open = is_own or _is_insecure(engine, host)
        self._session.verify = not self._is_open
        self._session.trust_env = not is_own
        self._base = f"https://{_HUB if host == DEFAULT_HOST else host}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def get(self, name: str, *accepted: str) -> Response:
        """The manifest with this tag or digest; raises `RegistryRefused`."""
        return self._answer("GET", name, {"Accept": ", ".join(accepted)})

    def put(self, name: str, data: bytes, media_type: str) -> None:
        """Give the manifest `data` this tag; raises `RegistryRefused`."""
        self._answer("PUT", name, {"Content-Type": media_type}, data)

    def _answer(
        self, method: str, name: str, headers: Mapping[str, str], data: bytes | None = None
    ) -> Response:
        path = f"{self._path}/manifests/{name}"
        try:
            response = self._send(method, path, headers, data)
            if response.status_code == 401:
                self._sign_in(response.headers.get("WWW-Authenticate", ""))
                response = self._send(method, path, headers, data)
        except RequestException as error:
            raise RegistryRefused(reason_of(error)) from error
        if response.status_code >= 400:
            raise _refusal(response)
        return response

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], data: bytes | None
    ) -> Response:
        def send() -> Response:
            return self._session.request(
                method, f"{self._base}{path}", headers=dict(headers), data=data, timeout=PATIENCE
            )

        try:
            return send()
        except RequestException:
            if not self._is_open or self._base.startswith("http:"):
                raise
            self._base = self._base.replace("https:", "http:", 1)
            return send()

    def _sign_in(self, challenge: str) -> None:
        """Do what the registry wants before it answers (distribution, `spec/auth/token.md`)."""
        username, password, identity = self._known
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() != "bearer":
            if username:
                self._session.auth = HTTPBasicAuth(username, password)
            return
        asked = dict(_CHALLENGE.findall(rest))
        wanted = {"service": asked.get("service", ""), "scope": asked.get("scope") or self._scope}
        realm = asked.get("realm", "")
        if identity:
            form = {"grant_type": "refresh_token", "refresh_token": identity, "client_id": "studio"}
            answer = self._session.post(realm, data=form | wanted, timeout=PATIENCE)
        else:
            auth = HTTPBasicAuth(username, password) if username else None
            answer = self._session.get(realm, params=wanted, auth=auth, timeout=PATIENCE)
        if answer.status_code >= 400:
            raise _refusal(answer)
        shape = mapping(answer.json())
        token = text(shape.get("token")) or text(shape.get("access_token"))
        self._session.headers["Authorization"] = f"Bearer {token}"


def _refusal(response: Response) -> RegistryRefused:
    return RegistryRefused(f"{response.status_code} {response.text.strip()[:_REASON]}".strip())


def _is_insecure(engine: Engine, host: str) -> bool:
    """Whether the engine was told to do without a certificate that it trusts."""
    info: Any = engine.get("/info")
    return at(info, "RegistryConfig", "IndexConfigs", host, "Secure") is False
