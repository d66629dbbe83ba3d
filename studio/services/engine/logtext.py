"""What is shown and kept of the log of a build: commands, output and errors, without noise."""

from __future__ import annotations

import json
import re
import shlex
import time
from typing import TYPE_CHECKING, NamedTuple

from studio.services.engine.buildevents import Output, Remark, StepBegan, StepEnded
from studio.services.engine.buildfailure import BuildFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio.errors import StudioError
    from studio.services.engine.buildevents import Step

COMMAND, DIM, ERROR = "command", "dim", "error"
_RUN = "RUN "
_CACHED = "CACHED"
_FLAGS = re.compile(r"(?:--[a-z][a-z-]*(?:=\S*)?\s+)+")
# What the classic builder and Podman say of layers and containers that come and go.
_NOISE = re.compile(
    r"\s*-{2,3}> (?:Running in [0-9a-f]+|Using cache\b.*|Removed intermediate container .*"
    r"|[0-9a-f]{7,64}(?:…|\.\.\.)?)\s*"
    r"|Removing intermediate container [0-9a-f]+|Successfully built [0-9a-f]{12,64}"
    r"|Successfully tagged \S+:\S+|COMMIT \S+"
)
# What BuildKit says of its own work around the steps.
_INTERNAL = re.compile(
    r"\[internal\] |\[auth\] |transferring |exporting |naming to |writing image |writing config "
    r"|sending tarball|unpacking to |resolve |building with |sha256:[0-9a-f]{64}\b|extracting "
    r"|importing to docker|preparing |[0-9a-f]{64}$"
)


class KeptLine(NamedTuple):
    """One line: seconds since its step began, or the build where it belongs to none.

    `step` is the number of the instruction in the Dockerfile, 0 for none; `text` may have ANSI
    colours; `tone` is one of `COMMAND`, `DIM` and `ERROR`, or "".
    """

    seconds: float
    step: int
    text: str
    tone: str = ""


class LogText:
    """Turns the events of one build into lines."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()

    def lines(self, event: object) -> Iterator[KeptLine]:
        """The lines that an event of a build brings."""
        if isinstance(event, Output):
            if not _NOISE.fullmatch(event.text):
                internal = event.step is None and _INTERNAL.match(event.text)
                yield self._line(event.text, event.step, DIM if internal else "")
        elif isinstance(event, StepBegan):
            if event.step.text[: len(_RUN)].upper() == _RUN:
                yield KeptLine(0.0, event.step.number, f"$ {command_of(event.step.text)}", COMMAND)
        elif isinstance(event, StepEnded):
            if event.step.cached and event.step.text[: len(_RUN)].upper() == _RUN:
                yield KeptLine(0.0, event.step.number, _CACHED, DIM)
        elif isinstance(event, Remark):
            yield self._line(str(event.sentence), None, "")

    def failure(self, error: StudioError, before: Iterable[str]) -> Iterator[KeptLine]:
        """Why the build failed, unless one of the lines `before` has said it."""
        reason = error.reason if isinstance(error, BuildFailed) else str(error)
        if not any(reason in line for line in before):
            step = error.step if isinstance(error, BuildFailed) else None
            for line in reason.splitlines():
                yield self._line(line, step, ERROR)

    def _line(self, text: str, step: Step | None, tone: str) -> KeptLine:
        since = step.began if step is not None else self._began
        return KeptLine(self._clock() - since, step.number if step is not None else 0, text, tone)


def command_of(text: str) -> str:
    """The command of a RUN instruction as a shell would be given it, on one line."""
    command = " ".join(_FLAGS.sub("", text[len(_RUN) :].lstrip(), count=1).split())
    if command.startswith("["):
        try:
            words = json.loads(command)
        except ValueError:
            return command
        if all(isinstance(word, str) for word in words):
            return shlex.join(words)
    return command
