"""Why a build failed: the line of the Dockerfile, and what an obscure reason usually means."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.builds.dockerfile import read_dockerfile
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.services.engine.buildevents import Step
    from studio.services.engine.building import Order
    from studio.wording import Message

_LINE = re.compile(r"(?:\bline |Dockerfile:)(\d+)\b")
_MISSING = re.compile(r"no such file or directory|not found|not exist", re.IGNORECASE)
_FORMAT_ERROR = re.compile(r"exec format error|cannot execute binary file", re.IGNORECASE)


class BuildFailed(StudioError):
    """The Dockerfile could not be built; `line` is where it failed, 0 where nobody tells.

    `hint` says what that usually means, None where it speaks for itself.
    """

    def __init__(
        self, reason: str, line: int = 0, step: Step | None = None, hint: Message | None = None
    ) -> None:
        if line:
            super().__init__("The build failed at line {line}: {reason}", line=line, reason=reason)
        else:
            super().__init__("The build failed: {reason}", reason=reason)
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
    elif "unknown instruction" in reason and _has_heredoc(order):
        hint = message(
            "Texts after << need a newer BuildKit: let “# syntax=docker/dockerfile:1” be the first"
            " line of the Dockerfile, or update the engine."
        )
    elif copies and _MISSING.search(reason):
        hint = message("Is the file there, and not left out by .dockerignore?")
    return BuildFailed(reason, line, step, hint)


def _has_heredoc(order: Order) -> bool:
    return any(each.heredoc for each in read_dockerfile(order.context.dockerfile_text).instructions)
