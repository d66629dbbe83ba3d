"""The row that a benchmark yields, and the stop-watch for whole processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
CORPUS = Path(os.environ.get("OSC_STUDIO_CORPUS", ROOT.parent / "shared" / "corpus"))
LONGEST_RUN = 30  # seconds of one process, after which it is taken to hang


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
    """The median wall time in seconds of each command; None where it fails or hangs.

    The commands take turns, so that a busy moment of the machine hits all of them alike; the
    first round warms the file cache, compiles to bytecode, and is not counted.
    """
    times: list[list[float]] = [[] for _ in commands]
    failed: set[int] = set()
    with TemporaryDirectory() as home:
        environment = clean_environment(Path(home))
        for round_number in range(runs + 1):
            for index, command in enumerate(commands):
                if index in failed:
                    continue
                elapsed = seconds(command, environment)
                if elapsed is None:
                    failed.add(index)
                elif round_number:
                    times[index].append(elapsed)
    return [None if i in failed else median(each) for i, each in enumerate(times)]


def clean_environment(home: Path) -> dict[str, str]:
    """What a user's process finds: bytecode from its last start, but nobody's settings."""
    environment = {**os.environ, "XDG_CONFIG_HOME": str(home), "XDG_STATE_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    # Kept apart from the sources, so that a measurement leaves no trace in the checkout.
    environment["PYTHONPYCACHEPREFIX"] = str(home / "bytecode")
    return environment


def seconds(command: list[str], environment: dict[str, str]) -> float | None:
    """The wall time of one run; None where it fails, after showing what it said, or hangs."""
    start = time.perf_counter()
    try:
        result = subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_RUN,
        )
    except subprocess.TimeoutExpired:
        print(f"{command} did not end within {LONGEST_RUN} s", file=sys.stderr)
        return None
    elapsed = time.perf_counter() - start
    if result.returncode:
        print(result.stderr, file=sys.stderr)
        return None
    return elapsed
