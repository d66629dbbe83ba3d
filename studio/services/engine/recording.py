"""What a build leaves behind, gathered while it runs."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from studio.services.engine.buildevents import StepBegan, StepEnded
from studio.services.engine.logtext import LogText
from studio.services.engine.steprows import follow_step, planned_steps, stop_steps

if TYPE_CHECKING:
    from studio.errors import StudioError
    from studio.package.builds.dockerfile import Dockerfile
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.logtext import KeptLine
    from studio.services.engine.steprows import State

MOST_LINES = 2000
"""Lines of a log that are kept."""

TAIL = 20
"""Lines at the end of a log that may have said why it failed."""


class Recording:
    """Follows one build: `steps` as they went, and the end of its `log`."""

    def __init__(self, dockerfile: Dockerfile, target: str) -> None:
        self.steps = planned_steps(dockerfile, target)
        self.log: deque[KeptLine] = deque(maxlen=MOST_LINES)
        self._text = LogText()

    def follow(self, event: BuildEvent) -> None:
        """Take note of what happened."""
        if isinstance(event, StepBegan | StepEnded):
            follow_step(self.steps, event.step)
        self.log.extend(self._text.lines(event))

    def end(self, state: State, error: StudioError | None = None) -> None:
        """Take note of the end."""
        stop_steps(self.steps, state)
        if error is not None:
            tail = [line.text for line in islice(reversed(self.log), TAIL)]
            self.log.extend(self._text.failure(error, tail))
