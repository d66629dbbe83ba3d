"""The row that a benchmark yields, and the stop-watch for whole processes."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))


class Row(NamedTuple):
    """One measured quantity; `value` is None where it could not be measured, `unit` says why."""

    name: str
    value: float | None
    unit: str
    budget: float | None = None
    ok: bool = True


def within(name: str, value: float, unit: str, budget: float) -> Row:
    """A quantity that must not exceed its budget."""
    return Row(name, value, unit, budget, value <= budget)


def not_measured(name: str, reason: str) -> Row:
    """A quantity that this machine or this state of the code does not offer."""
    return Row(name, None, f"not measured, because {reason}")


def alternated(*commands: list[str], runs: int = 7) -> list[float | None]:
    """The median wall time in seconds of each command; None where it exits non-zero.

    The commands take turns, so that a busy moment of the machine hits all of them alike; the
    first round warms the file cache and is not counted.
    """
    times: list[list[float]] = [[] for _ in commands]
    failed: set[int] = set()
    for round_number in range(runs + 1):
        for index, command in enumerate(commands):
            if index in failed:
                continue
            start = time.perf_counter()
            result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
            elapsed = time.perf_counter() - start
            if result.returncode:
                failed.add(index)
            elif round_number:
                times[index].append(elapsed)
    return [None if i in failed else median(each) for i, each in enumerate(times)]
