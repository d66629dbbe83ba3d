"""How far the steps of a build are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.package.builds.dockerfile import Dockerfile
    from studio.services.engine.buildevents import Step


class State(str, Enum):
    """How far a build, a platform of it or a step is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CACHED = "cached"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes."""
        return self not in {State.WAITING, State.RUNNING}


@dataclass(slots=True)
class StepRow:
    """One instruction of the Dockerfile: what became of it, and when it began.

    `number` counts the instructions of the file, 0 where the builder does not tell; `began` is in
    seconds of the monotonic clock, `seconds` None until it has ended.
    """

    number: int
    text: str
    line: int
    state: State = State.WAITING
    began: float = 0.0
    seconds: float | None = None


def planned_steps(dockerfile: Dockerfile, target: str) -> list[StepRow]:
    """The instructions that will be carried out, in order."""
    numbers = {id(each): n for n, each in enumerate(dockerfile.instructions, 1)}
    return [
        StepRow(numbers[id(each)], each.text, each.line)
        for stage in dockerfile.needed(target)
        for each in stage.instructions
    ]


def current_step(rows: list[StepRow]) -> int:
    """The place of the step that runs, or ran last, from 1; 0 before the first."""
    begun = [n for n, row in enumerate(rows, 1) if row.state is not State.WAITING]
    return begun[-1] if begun else 0


def follow_step(rows: list[StepRow], step: Step) -> None:
    """Let the row of a step say what the builder says."""
    row = next((each for each in rows if step.number and each.number == step.number), None)
    if row is None:
        row = next((each for each in rows if not each.number and each.text == step.text), None)
    if row is None:
        row = StepRow(step.number, step.text, step.line)
        rows.insert(current_step(rows), row)
    row.began = step.began
    row.seconds = step.seconds
    if step.seconds is None:
        row.state = State.RUNNING
    else:
        row.state = State.CACHED if step.cached else State.FAILED if step.failed else State.DONE


def stop_steps(rows: list[StepRow], state: State) -> None:
    """Let the step that ran when the build ended share its fate."""
    for row in rows:
        if row.state is State.RUNNING:
            row.state = state
            row.seconds = time.monotonic() - row.began
