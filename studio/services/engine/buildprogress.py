"""How far a build is, told by how long its steps took last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.services.engine.buildevents import ContextSent, StepBegan, StepEnded
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
    """Follows the events of one build; `fraction` never goes back."""

    def __init__(
        self, dockerfile: Dockerfile, target: str = "", last: BuildRecord | None = None
    ) -> None:
        needed = dockerfile.needed(target)
        steps = [each for stage in needed for each in stage.instructions]
        before = _seconds(last)
        texts = [each.text for each in steps]
        known = [before[text] for text in texts if text in before]
        usual = sum(known) / len(known) if known else 1.0
        numbers = {id(each): number for number, each in enumerate(dockerfile.instructions, 1)}
        self._weights = {
            numbers[id(each)]: max(before.get(text, usual), _LEAST)
            for each, text in zip(steps, texts, strict=True)
        }
        self._count = len(steps)
        self._ended: set[int] = set()
        self.fraction = 0.0
        self.text: Message = message("Sending the context")

    def follow(self, event: BuildEvent) -> None:
        """Take note of what happened."""
        if isinstance(event, ContextSent):
            self._advance(_SENDING * event.done / max(1, event.total))
        elif isinstance(event, StepBegan):
            self.text = message(
                "Step {number} of {count}: {text}",
                number=min(len(self._ended) + 1, self._count),
                count=self._count,
                text=event.step.text,
            )
            self._advance(_SENDING)
        elif isinstance(event, StepEnded) and event.step.number in self._weights:
            self._ended.add(event.step.number)
            done = sum(self._weights[number] for number in self._ended)
            self._advance(_SENDING + (1 - _SENDING) * done / sum(self._weights.values()))

    def _advance(self, fraction: float) -> None:
        self.fraction = max(self.fraction, min(fraction, 1.0))


def _seconds(last: BuildRecord | None) -> Mapping[str, float]:
    """How long each step took in an earlier build; those out of the cache tell nothing."""
    if last is None:
        return {}
    return {text: seconds for text, seconds, cached, *_ in last.steps if not cached}
