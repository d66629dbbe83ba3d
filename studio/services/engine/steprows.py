"""How far the steps of a build are."""

from __future__ import annotations

import time
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.package.builds.dockerfile import LAYERED, keyword_of

if TYPE_CHECKING:
    from studio.package.builds.dockerfile import Dockerfile
    from studio.services.engine.buildevents import Step


_FROM = "FROM"


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
    """The place of the step that runs, else of the last that is over, from 1; 0 before the first.

    Of several that run side by side it is the last.
    """
    running = [n for n, row in enumerate(rows, 1) if row.state is State.RUNNING]
    return running[-1] if running else _begun(rows)


def follow_step(rows: list[StepRow], step: Step) -> None:
    """Let the row of a step say what the builder says, and those be done that it has passed.

    Steps that nobody planned, such as those of labels, get rows of their own.
    """
    row = next((each for each in rows if step.number and each.number == step.number), None)
    if row is None:
        row = next((each for each in rows if not each.number and each.text == step.text), None)
    if row is None:
        row = StepRow(step.number, step.text, step.line)
        rows.insert(_begun(rows), row)
    elif row.number:
        _pass_silent(rows, row)
    row.began = step.began
    row.seconds = step.seconds
    if step.seconds is None:
        row.state = State.RUNNING
    else:
        row.state = State.CACHED if step.cached else State.FAILED if step.failed else State.DONE


def stop_steps(rows: list[StepRow], state: State) -> None:
    """Let the steps share the fate of the build: what ran when it ended, and of one done all."""
    for row in rows:
        if row.state is State.RUNNING:
            row.state = state
            row.seconds = time.monotonic() - row.began
        elif row.state is State.WAITING and state is State.DONE:
            _pass(row)


def _begun(rows: list[StepRow]) -> int:
    """The place of the last step that has begun, from 1; 0 before the first."""
    begun = [n for n, row in enumerate(rows, 1) if row.state is not State.WAITING]
    return begun[-1] if begun else 0


def _pass_silent(rows: list[StepRow], row: StepRow) -> None:
    """Of the stage that a row belongs to, let what BuildKit does without a word be done before it.

    A stage that stands on another has no step for its FROM either.
    """
    for each in reversed(rows[: rows.index(row)] if keyword_of(row.text) != _FROM else []):
        keyword = keyword_of(each.text)
        if each.state is State.WAITING and keyword not in LAYERED:
            _pass(each)
        if keyword == _FROM:
            break


def _pass(row: StepRow) -> None:
    row.state = State.DONE
    row.seconds = 0.0
