"""Helm as a program: where it is, and a call of it that can be given up."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

TIME_LIMIT = 60
"""Seconds that a call may take."""

_POLL = 0.05


class Answer(NamedTuple):
    """How a call ended, what it printed and what it complained about."""

    code: int
    output: str
    complaints: str


def helm_program() -> str | None:
    """Where Helm is, None where it is not installed."""
    return shutil.which("helm")


def call(command: list[str], keep_going: Callable[[], None]) -> Answer:
    """Run Helm; `keep_going` is asked meanwhile, and what it raises ends Helm, too.

    Raises OSError or `subprocess.SubprocessError` where it cannot be run or takes too long.
    """
    # Imported late: most packages are worked on without Helm.
    import subprocess
    import tempfile

    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=complaints
        )
        deadline = time.monotonic() + TIME_LIMIT
        try:
            while process.poll() is None:
                keep_going()
                if time.monotonic() > deadline:
                    raise subprocess.TimeoutExpired(command, TIME_LIMIT)
                time.sleep(_POLL)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
        output.seek(0)
        complaints.seek(0)
        return Answer(
            process.returncode,
            output.read().decode(errors="replace"),
            complaints.read().decode(errors="replace"),
        )
