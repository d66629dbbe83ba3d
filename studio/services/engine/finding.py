"""Find an engine that answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.services.engine.connecting import EngineUnreachable, connect
from studio.services.engine.endpoints import Source, endpoint_at, endpoints

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.services.engine.connection import Engine, EngineInfo
    from studio.services.engine.endpoints import Endpoint
    from studio.wording import Message


class NoEngine(StudioError):
    """No engine answers anywhere."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether an engine answers at an endpoint: `info` says who, else `reason` why not."""

    endpoint: Endpoint
    info: EngineInfo | None = None
    reason: Message | None = None


def probe(endpoint: Endpoint) -> Probe:
    """Ask who is at an endpoint; takes as long as a connection may take. Never raises."""
    try:
        with connect(endpoint) as engine:
            return Probe(endpoint, engine.info)
    except EngineUnreachable as error:
        return Probe(endpoint, reason=error.message)


def find_engine(given: str = "", candidates: Iterable[Endpoint] | None = None) -> Engine:
    """The engine that was asked for, or else the first that answers.

    Where DOCKER_HOST or a docker context names an engine, no other is taken in its place. Raises
    `EngineUnreachable` and `BadEndpoint` for what was asked for, `NoEngine` where none answers.
    """
    if given:
        return connect(endpoint_at(given))
    for endpoint in endpoints() if candidates is None else candidates:
        try:
            return connect(endpoint)
        except EngineUnreachable:  # noqa: PERF203 - few, and each takes its time
            if endpoint.source is Source.VARIABLE:
                raise
    raise NoEngine(
        "No container engine answers: start Docker or Podman, or name one by --engine or"
        " DOCKER_HOST."
    )
