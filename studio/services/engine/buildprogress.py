"""How far a build is, told by how long its steps took last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.services.engine.buildevents import ContextSent, StepBegan, StepEnded
from studio.services.engine.steprows import (
    State,
    current_step,
    follow_step,
    planned_steps,
    stop_steps,
)
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.builds.dockerfile import Dockerfile
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.history import BuildRecord
    from studio.wording import Message

_SENDING = 0.1
"""The share of the bar that belongs to sending the context."""

_LEAST = 0.05
"""Seconds that a step counts for at least, so that none is without width."""


class BuildProgress:
    """Follows the events of one build; `fraction` never goes back.

    Steps have the numbers that their rows have in `steprows`.
    """

    def __init__(
        self, dockerfile: Dockerfile, target: str = "", last: BuildRecord | None = None
    ) -> None:
        self._rows = planned_steps(dockerfile, target)
        before = _seconds(last)
        known = [before[row.text] for row in self._rows if row.text in before]
        usual = sum(known) / len(known) if known else 1.0
        self._weights = {row.number: max(before.get(row.text, usual), _LEAST) for row in self._rows}
        self.fraction = 0.0
        self.text: Message = message("Sending the context")

    def follow(self, event: BuildEvent) -> None:
        """Take note of what happened."""
        if isinstance(event, ContextSent):
            self._advance(_SENDING * event.done / max(1, event.total))
        elif isinstance(event, StepBegan | StepEnded):
            follow_step(self._rows, event.step)
            self._look()

    def finish(self) -> None:
        """Take note that the image is built."""
        stop_steps(self._rows, State.DONE)
        self._look()
        self._advance(1.0)

    def _look(self) -> None:
        """Say where the rows are."""
        place = current_step(self._rows)
        if place:
            self.text = message(
                "Step {number} of {count}: {text}",
                number=place,
                count=len(self._rows),
                text=self._rows[place - 1].text,
            )
        over = (self._weights.get(row.number, 0.0) for row in self._rows if row.state.is_over)
        whole = sum(self._weights.values())
        self._advance(_SENDING + (1 - _SENDING) * (sum(over) / whole if whole else 0.0))

    def _advance(self, fraction: float) -> None:
        self.fraction = max(self.fraction, min(fraction, 1.0))


def _seconds(last: BuildRecord | None) -> Mapping[str, float]:
    """How long each step took in an earlier build; those out of the cache tell nothing."""
    if last is None:
        return {}
    return {text: seconds for text, seconds, cached, *_ in last.steps if not cached}
