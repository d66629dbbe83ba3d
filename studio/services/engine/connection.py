"""Requests to one engine."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from studio.errors import StudioError
from studio.formats.shapes import mapping, text
from studio.services.engine.exchange import exchanged, json_events, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping
    from typing import TypeAlias

    from requests import Response, Session
    from typing_extensions import Self

    from studio.package.builds.platforms import Platform
    from studio.services.engine.endpoints import Endpoint
    from studio.wording import Message

    Body: TypeAlias = Iterator[bytes] | bytes | None

PATIENCE = (5.0, 30.0)
"""Seconds until a connection stands, and until a short request is answered."""

SSH_BASE = "http://ssh.invalid"
"""Where requests through ssh seem to go."""


class EngineLost(StudioError):
    """The engine went away in the middle of something."""


class EngineRefused(StudioError):
    """The engine answered that it will not; `status` is HTTP's, `reason` its own words."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__("The engine refused: {reason}", reason=reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class EngineInfo:
    """What an engine says of itself; `product` is "Docker" or "Podman"."""

    product: str
    version: str
    api_version: str
    platform: Platform
    system: str = ""

    @property
    def is_podman(self) -> bool:
        """Whether it is Podman, which builds with buildah."""
        return self.product == "Podman"

    @property
    def finishes_steps(self) -> bool:
        """Whether a build that is cancelled ends only with the step that runs (Podman 4.3)."""
        return self.is_podman


class Engine:
    """An engine that answered. Usable from any thread; close it when done."""

    def __init__(self, endpoint: Endpoint, session: Session, base: str, info: EngineInfo) -> None:
        self.endpoint = endpoint
        self.info = info
        self._session = session
        self._base = f"{base}/v{info.api_version}"

    def close(self) -> None:
        """End the connections."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, path: str, **params: str) -> Any:
        """The JSON that the engine answers; raises `EngineRefused` and `EngineLost`."""
        return self._json("GET", path, params)

    def post(self, path: str, body: object = None, **params: str) -> Any:
        """The JSON that the engine answers to `body` as JSON; raises as `get`."""
        return self._json("POST", path, params, body)

    def delete(self, path: str, **params: str) -> Any:
        """The JSON that the engine answers; raises as `get`."""
        return self._json("DELETE", path, params)

    def events(
        self,
        path: str,
        params: Mapping[str, str],
        *,
        body: Callable[[Callable[[], None]], Body] = lambda _keep_going: None,
        headers: Mapping[str, str] | None = None,
        keep_going: Callable[[], None] = lambda: None,
    ) -> Generator[dict[str, Any]]:
        """Post, and tell the JSON objects of the answer as they come (`exchanged`)."""
        return self._long("POST", path, params, body, headers, keep_going, json_events)

    def download(
        self, path: str, params: Mapping[str, str], keep_going: Callable[[], None]
    ) -> Generator[bytes]:
        """Get the bytes of the answer as they come (`exchanged`)."""
        return self._long("GET", path, params, lambda _keep_going: None, None, keep_going, pieces)

    def _long(
        self,
        method: str,
        path: str,
        params: Mapping[str, str],
        body: Callable[[Callable[[], None]], Body],
        headers: Mapping[str, str] | None,
        keep_going: Callable[[], None],
        read: Callable[[Response], Iterator[Any]],
    ) -> Generator[Any]:
        def send(keep_sending: Callable[[], None]) -> Response:
            response = self._session.request(
                method,
                f"{self._base}{path}",
                params=dict(params),
                data=cast("Any", body(keep_sending)),
                headers=dict(headers or {}),
                stream=True,
                timeout=None,  # `keep_going` ends it, and steps may be silent for hours
            )
            require_success(response)
            return response

        stream = exchanged(send, read, keep_going)
        with closing(stream), self._explained():
            yield from stream

    def _json(self, method: str, path: str, params: Mapping[str, str], body: object = None) -> Any:
        with self._explained():
            response = self._session.request(
                method,
                f"{self._base}{path}",
                params=dict(params),
                data=None if body is None else json.dumps(body),
                headers={} if body is None else {"Content-Type": "application/json"},
                timeout=PATIENCE,
            )
            require_success(response)
            # Podman answers some requests with an empty line.
            return response.json() if response.text.strip() else None

    @contextmanager
    def _explained(self) -> Generator[None]:
        """Say that the engine is gone where the connection breaks."""
        from requests import RequestException
        from urllib3.exceptions import HTTPError

        try:
            yield
        except (RequestException, HTTPError, ConnectionError, json.JSONDecodeError) as error:
            reason = complaint_of(self._session)
            if reason:
                raise EngineLost(
                    "The engine {engine} has gone away, or its connection broke: {reason}.",
                    engine=self.endpoint.title,
                    reason=reason,
                ) from error
            raise EngineLost(
                "The engine {engine} has gone away, or its connection broke.",
                engine=self.endpoint.title,
            ) from error


def complaint_of(session: Session) -> Message | str:
    """Why the last connection of a session through ssh ended, as ssh said; else ""."""
    adapter = session.adapters.get(SSH_BASE)
    return getattr(adapter, "complaint", "")


def require_success(response: Response) -> None:
    """Raise `EngineRefused` for an answer that is none; its body is read then."""
    if response.status_code < 400:
        return
    with closing(response):
        try:
            reason = text(mapping(response.json()).get("message"))
        except ValueError:
            reason = response.text.strip()[:400]
    raise EngineRefused(response.status_code, reason or str(response.status_code))
