"""Why a build failed: the line of the Dockerfile, and what an obscure reason usually means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.imagerefs import DEFAULT_TAG, ImageReference, parse_reference
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.services.engine.buildevents import Step
    from studio.services.engine.building import Order
    from studio.wording import Message

_LINE = re.compile(r"(?:\bline |Dockerfile:)(\d+)\b")
_MISSING = re.compile(r"no such file or directory|not found|not exist", re.IGNORECASE)
_FORMAT_ERROR = re.compile(r"exec format error|cannot execute binary file", re.IGNORECASE)
_NOT_PULLED = re.compile(
    r"pull access denied|manifest unknown|manifest for|:[\w.-]+: not found|no such host|dial tcp"
    r"|i/o timeout|connection refused|failed to do request|failed to resolve|no match for platform"
    r"|no matching manifest|unauthorized|authentication required|initializing source"
    r'|(?:Get|Head) "https?:',
    re.IGNORECASE,
)
# What builders say around the reason: what they were doing when they came upon it.
_AROUND = re.compile(
    r"(?:ERROR|failed to solve(?: with frontend [^\s:]+)?|failed to create LLB definition"
    r"|failed to (?:compute|load) cache key|failed to calculate checksum of ref \S+"
    r"|rpc error: code = \w+ desc =|building at STEP \".*?\"(?=:)):? +",
    re.DOTALL,
)
_EXIT_CODE = re.compile(
    r"(?:executor failed running|process|The command) (\[.*]|\".*\"|'.*')(?::"
    r"| did not complete successfully:| returned a non-zero code:) (?:exit code: )?(\d+)",
    re.DOTALL,
)


def specific(reason: str) -> str:
    """What a builder says of a failure, with what tells most of it first, for it may be long."""
    while around := _AROUND.match(reason):
        reason = reason[around.end() :]
    if ended := _EXIT_CODE.fullmatch(reason):
        return f"exit code {ended[2]}: {ended[1][1:-1].removeprefix('/bin/sh -c ')}"
    return reason


class BuildFailed(StudioError):
    """The Dockerfile could not be built; `line` is where it failed, 0 where nobody tells.

    `reason` has all that the builder said. `hint` says what that usually means, None where it
    speaks for itself.
    """

    def __init__(
        self, reason: str, line: int = 0, step: Step | None = None, hint: Message | None = None
    ) -> None:
        told = specific(reason)
        if line:
            super().__init__("The build failed at line {line}: {reason}", line=line, reason=told)
        else:
            super().__init__("The build failed: {reason}", reason=told)
        self.reason = reason
        self.line = line
        self.step = step
        self.hint = hint


def failure(reason: str, step: Step | None, order: Order, tail: Iterable[str] = ()) -> BuildFailed:
    """The error for what the engine said, at the line of the Dockerfile that it concerns.

    `tail` are the last lines of the log, which tell why a program did not even start.
    """
    reason = order.resolved.mask(reason.strip())
    line = step.line if step is not None else 0
    # The reason repeats the command, in which “line 7” may stand as well.
    if not line and (named := _LINE.search(reason)):
        line = int(named[1])
    hint = None
    copies = step is not None and step.text.upper().startswith(("COPY", "ADD"))
    if any(map(_FORMAT_ERROR.search, [reason, *tail])):
        hint = message(
            "This machine cannot run programs of {platform}: install qemu-user-static, or build on"
            " such a machine.",
            platform=order.platform or "?",
        )
    elif "does not match the specified platform" in reason:
        hint = message(
            "The engine's own builder takes base images of another platform here: build with"
            " Podman, or install docker's plugin buildx."
        )
    elif _NOT_PULLED.search(reason) and (image := _image(order, line)):
        hint = message(
            "{image} for {platform} cannot be pulled.",
            image=order.resolved.mask(image),
            platform=order.platform or "?",
        )
    elif "unknown instruction" in reason and _has_heredoc(order):
        hint = message(
            "Texts after << need a newer BuildKit: let “# syntax=docker/dockerfile:1” be the first"
            " line of the Dockerfile, or update the engine."
        )
    elif copies and _MISSING.search(reason):
        hint = message("Is the file there, and not left out by .dockerignore?")
    return BuildFailed(reason, line, step, hint)


def _has_heredoc(order: Order) -> bool:
    return any(each.heredoc for each in order.dockerfile.instructions)


def _image(order: Order, line: int) -> str:
    """The image that the instruction at a line takes, with its tag; "" where it takes none."""
    dockerfile = order.dockerfile
    for stage in dockerfile.stages:
        for each in stage.instructions:
            if each.line == line:
                name = dockerfile.image_of(each)
                reference = parse_reference(name) if name else None
                if isinstance(reference, ImageReference) and not reference.digest:
                    return str(reference.with_tag(reference.tag or DEFAULT_TAG))
                return name
    return ""
