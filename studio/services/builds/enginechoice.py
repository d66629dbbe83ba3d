"""Which engine builds: the one that was chosen, or the first that answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.services.engine.endpoints import BadEndpoint, Source, endpoint_at, endpoints
from studio.services.latest import Latest
from studio.services.settings import ENGINE
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.services.engine.endpoints import Endpoint
    from studio.services.engine.finding import Probe
    from studio.services.jobs import JobList, Progress
    from studio.services.settings import Settings

_FRESH = 30.0
"""Seconds for which an answer is believed."""

_WATCH_MS = 3000
"""How often somebody who waits for an engine to be started is served."""

_LIVES = 9.0
"""Seconds after which an engine that answered is asked again while it is looked at."""


class EngineChoice(QObject):
    """Asks in the background who answers where; `changed` when more is known, or other is chosen.

    Nothing is asked before `look`.
    """

    changed = Signal()

    def __init__(self, settings: Settings, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._latest = Latest(jobs, self)
        self._latest.finished.connect(self._take)
        self._latest.failed.connect(self._give_up)
        self._looked = 0.0
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self._look_for_local)
        self.probes: tuple[Probe, ...] | None = None

    @property
    def is_looking(self) -> bool:
        """Whether answers are awaited."""
        return self._latest.is_busy

    @property
    def current(self) -> Probe | None:
        """The engine that builds, or why the one that was chosen does not; None where none is.

        Where DOCKER_HOST names an engine, no other is taken in its place.
        """
        chosen = self._settings.value(ENGINE)
        for probe in self.probes or ():
            is_bound = probe.endpoint.source is Source.VARIABLE and not chosen
            if probe.endpoint.url == chosen or is_bound:
                return probe
        if chosen:
            return None
        return next((each for each in self.probes or () if each.info is not None), None)

    @property
    def endpoint(self) -> Endpoint | None:
        """Where the engine is that builds; None where none answers."""
        current = self.current
        return current.endpoint if current is not None and current.info is not None else None

    def look(self, *, again: bool = True) -> None:
        """Ask everywhere; unless `again`, only where the answers are old."""
        is_fresh = self.endpoint is not None and time.monotonic() - self._looked < _FRESH
        if self.is_looking or (is_fresh and not again):
            return
        self._ask(lambda _endpoint: True)

    def watch(self, *, on: bool) -> None:
        """Notice engines of this machine that are started or end, while somebody looks."""
        if on:
            self._watch.start()
        else:
            self._watch.stop()

    def _look_for_local(self) -> None:
        """Ask this machine for an engine while none answers, else now and then whether it lives."""
        current = self.endpoint
        if self.is_looking:
            return
        if current is None:
            self._ask(lambda endpoint: endpoint.is_local)
        elif current.is_local and time.monotonic() - self._looked > _LIVES:
            self._ask(lambda endpoint: endpoint == current)

    def _ask(self, is_asked: Callable[[Endpoint], bool]) -> None:
        """Ask some of the places; of the others, what they answered before is believed."""
        places = {each.url: each for each in endpoints()}
        chosen = self._settings.value(ENGINE)
        if chosen and chosen not in places:
            try:
                places[chosen] = endpoint_at(chosen)
            except BadEndpoint:
                self._settings.set_value(ENGINE, ENGINE.default)
        asked = tuple(each for each in places.values() if is_asked(each))
        known = {probe.endpoint: probe for probe in self.probes or ()}
        kept = tuple(known[each] for each in places.values() if each in known and each not in asked)
        order = tuple(places)

        def work(progress: Progress) -> tuple[Probe, ...]:
            found = (*_probed(asked, progress), *kept)
            return tuple(sorted(found, key=lambda probe: order.index(probe.endpoint.url)))

        self._latest.run(message("Looking for container engines"), work)
        self.changed.emit()

    def choose(self, given: str) -> None:
        """Build with the engine at an address, or that of a docker context; "" for the first.

        Raises `BadEndpoint`.
        """
        self._settings.set_value(ENGINE, endpoint_at(given).url if given else ENGINE.default)
        self.look()
        self.changed.emit()

    def stop(self) -> None:
        """Wait for no answer any more."""
        self._latest.stop()

    def _take(self, probes: tuple[Probe, ...]) -> None:
        self.probes = probes
        self._looked = time.monotonic()
        self.changed.emit()

    def _give_up(self, error: Exception) -> None:
        raise error


def _probed(asked: tuple[Endpoint, ...], progress: Progress) -> tuple[Probe, ...]:
    from studio.services.engine.finding import probe

    looking = message("Looking for container engines")
    found: list[Probe] = []
    for number, endpoint in enumerate(asked):
        progress(number / len(asked), looking)
        found.append(probe(endpoint))
    return tuple(found)
