"""Steps of a build, as rows show them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from studio.services.engine.steprows import State
from studio.ui.builder.looks import clock_text, state_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.services.engine.steprows import StepRow


_SHORT = 1.0
"""Seconds below which even the slowest step is short."""


class ShownStep(NamedTuple):
    """A step as a row: its place in the list from 1, and its share of the slowest one's time."""

    place: int
    text: str
    line: int
    state: State
    seconds: float | None
    share: float
    chip: str = ""

    @property
    def aside(self) -> str:
        """What stands at the right."""
        if self.state is State.CACHED:
            return state_word(self.state)
        if self.seconds is None:
            return ""
        return clock_text(self.seconds, ticking=self.state is State.RUNNING)


def shown_steps(rows: Sequence[StepRow], chip: str = "") -> list[ShownStep]:
    """The steps with the time they have taken so far; `chip` stands in the one that runs."""
    now = time.monotonic()
    taken = [now - row.began if row.state is State.RUNNING else row.seconds for row in rows]
    timed = (
        seconds
        for row, seconds in zip(rows, taken, strict=True)
        if seconds and row.state is not State.CACHED
    )
    longest = max((_SHORT, *timed))
    return [
        ShownStep(
            number,
            " ".join(row.text.split()),
            row.line,
            row.state,
            seconds,
            (seconds or 0.0) / longest,
            chip if row.state is State.RUNNING else "",
        )
        for number, (row, seconds) in enumerate(zip(rows, taken, strict=True), 1)
    ]
