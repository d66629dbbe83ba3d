"""Reads steps out of what BuildKit says."""

from __future__ import annotations

import re
import time
from collections import deque
from typing import TYPE_CHECKING

from studio.package.builds.dockerfile import SCRATCH
from studio.services.engine.buildevents import Output, Step, StepBegan, StepEnded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.dockerfile import Dockerfile, Instruction
    from studio.services.engine.buildevents import BuildEvent

_VERTEX = re.compile(r"#(\d+) (.*)", re.DOTALL)
_STEP = re.compile(r"\[(?:(\S+) )?(\d+)/\d+\] (.*)", re.DOTALL)
_DONE = re.compile(r"DONE (\d+\.\d+)s")
_TIMED = re.compile(r"\d+\.\d+ ?(.*)", re.DOTALL)
_TAIL = 20
_LAYERED = frozenset({"FROM", "RUN", "COPY", "ADD", "WORKDIR"})


class BuildxLog:
    """Reads steps out of `--progress plain`, in which steps run side by side.

    `failed` is the step that failed and `failure` what was said of it; `last` is the last line,
    `tail` the last lines.
    """

    def __init__(
        self,
        dockerfile: Dockerfile,
        mask: Callable[[str], str],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dockerfile = dockerfile
        self._mask = mask
        self._clock = clock
        self._running: dict[str, Step] = {}
        self.steps: list[Step] = []
        self.failed: Step | None = None
        self.failure = ""
        self.last = ""
        self.tail: deque[str] = deque(maxlen=_TAIL)

    def read(self, line: str) -> Iterator[BuildEvent]:
        """What one line means."""
        line = self._mask(line)
        self.last = line.strip() or self.last
        self.tail.append(line)
        vertex = _VERTEX.fullmatch(line)
        if vertex is None:
            if line.startswith(("ERROR: ", "error: ")):
                self.failure = self.failure or line.partition(": ")[2]
            if found := re.fullmatch(r"\S*Dockerfile:(\d+)", line):
                self._locate(int(found[1]))
            yield Output(line)
            return
        number, said = vertex.groups()
        step = self._running.get(number)
        header = _STEP.fullmatch(said)
        if step is None and header is not None:
            step = self._running[number] = self._begun(*header.groups())
            self.steps.append(step)
            yield StepBegan(step)
        elif step is not None and (said == "CACHED" or said.startswith(("DONE", "ERROR: "))):
            yield from self._ended(step, said)
        elif header is None:
            timed = _TIMED.fullmatch(said)
            yield Output(timed[1] if timed else said, step)

    def _ended(self, step: Step, said: str) -> Iterator[BuildEvent]:
        if step.seconds is not None:
            return
        done = _DONE.match(said)
        step.seconds = float(done[1]) if done else self._clock() - step.began
        step.cached = said == "CACHED"
        if said.startswith("ERROR: "):
            step.failed = True
            self.failed, self.failure = step, said.removeprefix("ERROR: ")
        yield StepEnded(step)

    def _begun(self, stage: str | None, number: str, said: str) -> Step:
        found = self._instruction(stage or "", int(number), said)
        place = self._dockerfile.instructions.index(found) + 1 if found is not None else 0
        return Step(place, said, found.line if found is not None else 0, self._clock())

    def _instruction(self, name: str, number: int, said: str) -> Instruction | None:
        """The instruction of a step: BuildKit counts only those that make layers."""
        stages = self._dockerfile.stages
        stage = self._dockerfile.stage(name.removeprefix("stage-")) if name else None
        if stage is None and len(stages) == 1:
            stage = stages[0]
        if stage is None:
            return None
        layered = [each for each in stage.instructions if each.keyword in _LAYERED]
        if stage.base.lower() == SCRATCH:
            layered = layered[1:]  # nothing is no layer
        found = layered[number - 1] if number <= len(layered) else None
        return found if found is not None and said.startswith(found.keyword) else None

    def _locate(self, line: int) -> None:
        if self.failed is not None and not self.failed.line:
            self.failed.line = line
