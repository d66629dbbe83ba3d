"""Earlier builds as people ordered them: the records of all platforms of one together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.services.engine.history import CANCELLED, DONE, FAILED
from studio.services.engine.steprows import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.services.engine.history import BuildRecord

STATES = {DONE: State.DONE, FAILED: State.FAILED, CANCELLED: State.CANCELLED}


def state_of(record: BuildRecord) -> State:
    """How a build for one platform ended."""
    return STATES.get(record.outcome, State.FAILED)


@dataclass(frozen=True, slots=True)
class PastBuild:
    """The records of one build, one for each platform that was begun, in order; never empty."""

    records: tuple[BuildRecord, ...]

    @property
    def first(self) -> BuildRecord:
        """What says when and of what it was."""
        return self.records[0]

    @property
    def key(self) -> str:
        """What tells it from others."""
        return self.first.run or f"{self.first.at} {self.first.platform}"

    @property
    def settings(self) -> str:
        """The recipe as it was."""
        return self.first.settings

    @property
    def platforms(self) -> tuple[str, ...]:
        """What it was built for."""
        return tuple(each for record in self.records for each in record.platforms)

    @property
    def state(self) -> State:
        """How it ended: as the first platform that was not done."""
        states = map(state_of, self.records)
        return next((state for state in states if state is not State.DONE), State.DONE)

    @property
    def seconds(self) -> float:
        """How long it took for all platforms."""
        return sum(record.seconds for record in self.records)

    @property
    def elapsed(self) -> float:
        """The same: it is over."""
        return self.seconds

    @property
    def size(self) -> int:
        """The bytes of all its images."""
        return sum(record.size for record in self.records)

    @property
    def saved(self) -> tuple[str, ...]:
        """The paths in the package where its images were saved."""
        return self.first.saved

    @property
    def digests(self) -> tuple[str, ...]:
        """What tells its images from all others: digests where registries know them, else ids."""
        return tuple(record.digest or record.image for record in self.records if record.image)

    @property
    def end(self) -> tuple[int, int]:
        """The step at which it ended early, from 1, and of how many; 0 where nobody knows."""
        for record in self.records:
            for place, step in enumerate(record.steps, 1):
                if step.state in {State.FAILED, State.CANCELLED}:
                    return place, len(record.steps)
        return 0, 0


def grouped(records: Iterable[BuildRecord]) -> list[PastBuild]:
    """Builds of records that are given from the newest on."""
    groups: dict[object, list[BuildRecord]] = {}
    for number, record in enumerate(records):
        groups.setdefault(record.run or number, []).append(record)
    return [PastBuild(tuple(reversed(group))) for group in groups.values()]
