"""Runs every `bench_*.py` beside it and prints one table of medians against their budgets.

`python -m tests.bench [WORD…]` runs only the modules whose name holds one of the words. A module
offers `run()`, which returns rows as in `tests.bench.measure.Row`. Exit code 1 when a budget
is missed, a quantity could not be measured, or a benchmark raises.
"""

from __future__ import annotations

import importlib
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.measure import Row, not_measured

if TYPE_CHECKING:
    from collections.abc import Iterable

COLUMNS = "{:<58} {:>12} {:<6} {:>10}  {}"


def main() -> int:
    """Print rows as they come, since some take a minute to measure."""
    print(COLUMNS.format("measured", "median", "", "budget", ""))
    missed = unknown = 0
    for module in modules(sys.argv[1:]):
        print(f"── {module}")
        for row in measure(module):
            print(line(row), flush=True)
            missed += not row.ok
            unknown += row.value is None
    print(verdict(missed, unknown))
    return 1 if missed or unknown else 0


def verdict(missed: int, unknown: int) -> str:
    """The last line; what was not measured is not kept."""
    words = [f"{missed} budgets missed"] if missed else []
    words += [f"{unknown} quantities not measured"] if unknown else []
    return ", ".join(words) or "all budgets kept"


def modules(words: list[str]) -> list[str]:
    """The names of the benchmark modules, all or those that hold one of `words`."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    return [name for name in names if not words or any(word in name for word in words)]


def measure(module: str) -> Iterable[Row]:
    """The rows of one module; one failed row when it raises."""
    try:
        rows = importlib.import_module(f"tests.bench.{module}").run()
        return [Row(*row) for row in rows]
    except Exception:  # noqa: BLE001 - the other benchmarks still run
        traceback.print_exc()
        return [not_measured(module, "the benchmark raised")]


def line(row: Row) -> str:
    """One line of the table."""
    if row.value is None:
        return f"{row.name:<58} {row.unit}"
    budget = "" if row.budget is None else f"{row.budget:,.4g}"
    verdict = "" if row.budget is None else "ok" if row.ok else "MISSED"
    return COLUMNS.format(row.name, f"{row.value:,.4g}", row.unit, budget, verdict).rstrip()


if __name__ == "__main__":
    sys.exit(main())
