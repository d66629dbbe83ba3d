"""Reads steps out of what the classic builder and Podman say."""

from __future__ import annotations

import re
import time
from collections import deque
from typing import TYPE_CHECKING, Any

from studio.formats.shapes import mapping, text
from studio.services.engine.buildevents import LayerMoved, Output, Step, StepBegan, StepEnded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.package.builds.dockerfile import Dockerfile, Instruction
    from studio.services.engine.buildevents import BuildEvent

_CLASSIC = re.compile(r"Step (\d+)/\d+ : (.*)", re.DOTALL)
_PODMAN = re.compile(r"(?:\[(\d+)/\d+\] )?STEP (\d+)/\d+: (.*)", re.DOTALL)
_CACHED = re.compile(r"\s*-+> Using cache\b")
_BUILT = re.compile(r"Successfully built ([0-9a-f]{12,64})")
# The classic builder writes all in red that programs write to stderr, which are seldom errors.
_STDERR = re.compile(r"\A\x1b\[91m(.*)\x1b\[0m\Z", re.DOTALL)
_LONGEST_LINE = 1 << 14
_TAIL = 5


class BuildLog:
    """Turns the events of the engine into those of a build.

    `image` is the id of what was built, `failure` what the engine said went wrong, "" before;
    `tail` has the last lines of the log, where the reason often stands.
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
        self._rest = ""
        self.steps: list[Step] = []
        self.image = ""
        self.failure = ""
        self.tail: deque[str] = deque(maxlen=_TAIL)

    @property
    def step(self) -> Step | None:
        """The step that runs, or ran last."""
        return self.steps[-1] if self.steps else None

    def read(self, event: dict[str, Any]) -> Iterator[BuildEvent]:
        """What one event of the engine means."""
        if "stream" in event:
            yield from self._text(_STDERR.sub(r"\1", str(event["stream"])))
        elif "aux" in event:
            self.image = text(mapping(event["aux"]).get("ID")) or self.image
        elif "error" in event or "errorDetail" in event:
            detail = text(mapping(event.get("errorDetail")).get("message"))
            self.failure = self._mask(detail or text(event.get("error")))
        elif "status" in event:
            yield moved_layer(event)

    def end(self) -> Iterator[BuildEvent]:
        """What is left to be told when the engine has no more to say."""
        rest, self._rest = self._rest, ""
        if rest:
            yield from self._line(rest)
        yield from self._end_step(failed=bool(self.failure))

    def _text(self, data: str) -> Iterator[BuildEvent]:
        *lines, self._rest = (self._rest + data).split("\n")
        if len(self._rest) > _LONGEST_LINE:
            lines.append(self._rest)
            self._rest = ""
        for line in lines:
            yield from self._line(line)

    def _line(self, line: str) -> Iterator[BuildEvent]:
        if built := _BUILT.match(line):
            self.image = self.image or built[1]
        header = _CLASSIC.match(line) or _PODMAN.match(line)
        if header is not None:
            yield from self._end_step()
            self.steps.append(self._begun(header))
            yield StepBegan(self.steps[-1])
            return
        if self.step is not None and _CACHED.match(line):
            self.step.cached = True
        output = Output(self._mask(line), self.step)
        self.tail.append(output.text)
        yield output

    def _begun(self, header: re.Match[str]) -> Step:
        *numbers, said = header.groups()
        if len(numbers) == 1:
            found = self._instruction(self._dockerfile.instructions, int(numbers[0]), said)
        else:
            stages = self._dockerfile.stages
            index = int(numbers[0] or 1) - 1
            own = stages[index].instructions if index < len(stages) else ()
            found = self._instruction(own, int(numbers[1]), said)
        number = self._dockerfile.instructions.index(found) + 1 if found else 0
        return Step(number, self._mask(said), found.line if found else 0, self._clock())

    @staticmethod
    def _instruction(
        instructions: tuple[Instruction, ...], number: int, said: str
    ) -> Instruction | None:
        """The instruction that a step is; None for one that the engine added, such as labels."""
        if not 0 < number <= len(instructions):
            return None
        found = instructions[number - 1]
        return found if said.upper().startswith(found.keyword) else None

    def _end_step(self, *, failed: bool = False) -> Iterator[BuildEvent]:
        step = self.step
        if step is not None and step.seconds is None:
            step.seconds = self._clock() - step.began
            step.failed = failed
            yield StepEnded(step)


def moved_layer(event: dict[str, Any]) -> LayerMoved:
    """What an event of pulling or pushing says."""
    detail = mapping(event.get("progressDetail"))
    done, total = detail.get("current"), detail.get("total")
    return LayerMoved(
        text(event.get("id")),
        text(event.get("status")),
        done if isinstance(done, int) else 0,
        total if isinstance(total, int) else 0,
    )
