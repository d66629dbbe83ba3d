"""Reads steps out of what BuildKit says."""

from __future__ import annotations

import re
import time
from collections import deque
from typing import TYPE_CHECKING

from studio.formats.imagerefs import ImageReference, parse_reference
from studio.package.builds.dockerfile import LAYERED
from studio.services.engine.buildevents import Output, Step, StepBegan, StepEnded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.dockerfile import Dockerfile, Instruction, Stage
    from studio.services.engine.buildevents import BuildEvent

_VERTEX = re.compile(r"#(\d+) (.*)", re.DOTALL)
# The number is padded to the width of the last one: "[two  9/10]".
_STEP = re.compile(r"\[(?:([^]]*?) +)? *(\d+)/(\d+)\] (.*)", re.DOTALL)
# What asks a registry for an image, before or beside the steps.
_FETCH = re.compile(r"(?:\[internal\] load metadata for|FROM) (\S+)")
_LOCATED = re.compile(r"\S+:(\d+)")
_DONE = re.compile(r"DONE (\d+\.\d+)s")
_TIMED = re.compile(r"\d+\.\d+ ?(.*)", re.DOTALL)
_TAIL = 20


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
        self._fetched: dict[str, str] = {}
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
            if found := _LOCATED.fullmatch(line):
                self._locate(int(found[1]))
            if line:  # an empty one only parts what belongs to different steps
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
        elif step is None and said.startswith("ERROR: ") and number in self._fetched:
            yield from self._not_fetched(number, said)
        elif header is None and not (step is None and _DONE.match(said)):
            if step is None and (fetch := _FETCH.fullmatch(said)):
                self._fetched[number] = fetch[1]
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

    def _not_fetched(self, number: str, said: str) -> Iterator[BuildEvent]:
        """Let the instruction that takes an image fail, which has not begun without it."""
        found = self._fetching(self._fetched[number])
        if found is None:
            yield Output(said)
            return
        place = self._dockerfile.instructions.index(found) + 1
        step = self._running[number] = Step(place, found.text, found.line, self._clock())
        self.steps.append(step)
        yield StepBegan(step)
        yield from self._ended(step, said)

    def _fetching(self, address: str) -> Instruction | None:
        """The first instruction that takes an image, by the whole address that BuildKit tells."""
        staged = (each for stage in self._dockerfile.stages for each in stage.instructions)
        takers = [(each, name) for each in staged if (name := self._dockerfile.image_of(each))]
        for each, name in takers:
            reference = parse_reference(name)
            if isinstance(reference, ImageReference) and str(reference.normalised()) == address:
                return each
        return takers[0][0] if len(takers) == 1 else None

    def _begun(self, where: str | None, number: str, count: str, said: str) -> Step:
        found = self._instruction(where or "", int(number), int(count), said)
        place = self._dockerfile.instructions.index(found) + 1 if found is not None else 0
        return Step(place, said, found.line if found is not None else 0, self._clock())

    def _instruction(self, where: str, number: int, count: int, said: str) -> Instruction | None:
        """The instruction of a step; None where what is counted is not what stands there.

        BuildKit counts what makes layers, and instructions that the base image brings along.
        """
        stage = self._stage(where)
        if stage is None:
            return None
        layered = [each for each in stage.instructions[1:] if each.keyword in LAYERED]
        if self._dockerfile.image_of(stage.instructions[0]):
            layered.insert(0, stage.instructions[0])
        if count != len(layered) or number > count:
            return None
        found = layered[number - 1]
        return found if said.upper().startswith(found.keyword) else None

    def _stage(self, where: str) -> Stage | None:
        """The stage that is named before the number, after its platform where that is told."""
        name = where.rpartition(" ")[2]
        stages = self._dockerfile.stages
        if not name or "/" in name:
            return stages[0] if len(stages) == 1 else None
        return self._dockerfile.stage(name) or self._dockerfile.stage(name.removeprefix("stage-"))

    def _locate(self, line: int) -> None:
        if self.failed is not None and not self.failed.line:
            self.failed.line = line
