"""Pull images from registries and push them there, layer by layer."""

from __future__ import annotations

import re
import time
from contextlib import closing
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.imagerefs import DEFAULT_HOST
from studio.formats.shapes import mapping, text
from studio.services.engine.buildlog import moved_layer
from studio.services.engine.connection import EngineRefused
from studio.services.engine.credentials import DENIED, auth_header
from studio.services.engine.images import image_path

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.services.engine.buildevents import LayerMoved
    from studio.services.engine.connection import Engine
    from studio.services.engine.credentials import Credential

_PAUSES = (1.0, 4.0)
"""Seconds before the second and the third attempt."""

_PASSING = re.compile(
    r"timed? ?out|timeout|connection (?:reset|refused)|broken pipe|\bEOF\b|temporar|TLS handshake"
    r"|too many requests|\b(?:429|50[0234])\b",
    re.IGNORECASE,
)


class TransferFailed(StudioError):
    """A registry and the engine do not come together; `reason` in the engine's words."""

    def __init__(self, template: str, reason: str, **args: object) -> None:
        super().__init__(template, reason=reason, **args)
        self.reason = reason


class NotSignedIn(TransferFailed):
    """The registry wants a name and a password, or others."""


def pull(
    engine: Engine,
    reference: ImageReference,
    platform: Platform | None = None,
    *,
    credential: Credential | None = None,
    listen: Callable[[LayerMoved], None] = lambda _event: None,
    keep_going: Callable[[], None] = lambda: None,
) -> None:
    """Fetch an image into the engine; attempts that fail in passing are repeated.

    Raises `NotSignedIn`, `TransferFailed`, and as `Engine.get`.
    """
    complete = reference.normalised()
    params = {
        "fromImage": reference.repository,
        "tag": complete.digest or complete.tag,
        **({"platform": str(platform)} if platform is not None else {}),
    }
    _repeated(engine, "/images/create", params, reference, credential, listen, keep_going)


def push(
    engine: Engine,
    reference: ImageReference,
    *,
    credential: Credential | None = None,
    listen: Callable[[LayerMoved], None] = lambda _event: None,
    keep_going: Callable[[], None] = lambda: None,
) -> str:
    """Send an image of the engine to the registry of its name; its digest there, "" if not told.

    Attempts that fail in passing are repeated. Raises `NotSignedIn`, `TransferFailed`, and as
    `Engine.get`.
    """
    path = f"{image_path(reference.repository)}/push"
    params = {"tag": reference.normalised().tag}
    return _repeated(engine, path, params, reference, credential, listen, keep_going)


def _repeated(
    engine: Engine,
    path: str,
    params: Mapping[str, str],
    reference: ImageReference,
    credential: Credential | None,
    listen: Callable[[LayerMoved], None],
    keep_going: Callable[[], None],
) -> str:
    headers = auth_header(_registry(reference), credential)
    pauses = list(_PAUSES)
    while True:
        digest, reason = _once(engine, path, params, headers, listen, keep_going)
        if not reason:
            return digest
        if not pauses or not _PASSING.search(reason):
            raise _explained(reference, reason)
        _wait(pauses.pop(0), keep_going)


def _once(
    engine: Engine,
    path: str,
    params: Mapping[str, str],
    headers: Mapping[str, str],
    listen: Callable[[LayerMoved], None],
    keep_going: Callable[[], None],
) -> tuple[str, str]:
    """One attempt: the digest that was told, and why it was refused, "" where it was not."""
    digest = ""
    stream = engine.events(path, params, headers=headers, keep_going=keep_going)
    try:
        with closing(stream):
            for event in stream:
                if reason := _error(event):
                    return "", reason
                if "status" in event:
                    listen(moved_layer(event))
                digest = text(mapping(event.get("aux")).get("Digest")) or digest
    except EngineRefused as refused:
        return "", refused.reason
    return digest, ""


def _error(event: dict[str, Any]) -> str:
    return text(mapping(event.get("errorDetail")).get("message")) or text(event.get("error"))


def _explained(reference: ImageReference, reason: str) -> TransferFailed:
    if DENIED.search(reason):
        return NotSignedIn(
            "{registry} refuses access to {image}: sign in with “docker login”, or with a name that"
            " may do this ({reason}).",
            reason,
            registry=_registry(reference),
            image=reference,
        )
    return TransferFailed(
        "{image} does not come through between the engine and {registry}: {reason}",
        reason,
        registry=_registry(reference),
        image=reference,
    )


def _registry(reference: ImageReference) -> str:
    return reference.endpoint or DEFAULT_HOST


def _wait(seconds: float, keep_going: Callable[[], None]) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        keep_going()
        time.sleep(0.05)
