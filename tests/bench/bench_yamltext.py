"""The YAML engine on the largest CRD of the corpus, against libyaml and ruamel.yaml."""

from __future__ import annotations

import io
import time
from statistics import median
from typing import TYPE_CHECKING

import yaml

from studio.yamltext.edits import Splice, apply, remove, set_value
from studio.yamltext.nodes import parse
from tests.bench.measure import CORPUS, Row, not_measured, within

if TYPE_CHECKING:
    from collections.abc import Callable

CRD = (
    CORPUS / "operators/open-liberty-certified/1.6.2/manifests"
    "/apps.openliberty.io_openlibertyapplications.yaml"
)
FIELD = ("spec", "names", "kind")
RUNS = 9


def run() -> list[Row]:
    """Reading and editing 1.17 MB; ratios are of medians whose runs take turns."""
    if not CRD.is_file():
        return [not_measured("YAML engine, 1.17 MB CRD", "the corpus is absent")]
    text = CRD.read_text(encoding="utf-8")
    tree = parse(text)
    splices: list[Splice] = []
    exhaust, read, edit, take = alternated(
        lambda: [None for _ in yaml.parse(text, Loader=yaml.CSafeLoader)],
        lambda: parse(text),
        lambda: splices.append(set_value(tree, FIELD, f"Changed{len(splices)}")),
        lambda: remove(tree, FIELD),
    )
    round_trip = timed(lambda: ruamel_round_trip(text))
    changed = lines_changed(text, splices[0])
    return [
        Row("yaml.parse with the C loader, 1.17 MB CRD", exhaust * 1000, "ms"),
        Row("parse to nodes, the same", read * 1000, "ms"),
        within("parse to nodes / yaml.parse", read / exhaust, "×", 2.5),
        within("one field edit, verified", edit * 1000, "ms", 150),
        within("one removal, verified", take * 1000, "ms", 150),
        within("lines changed by one field edit", changed, "lines", 1),
        Row("ruamel.yaml round trip", round_trip * 1000, "ms"),
        within("one field edit / ruamel.yaml round trip", edit / round_trip, "×", 0.1),
    ]


def alternated(*actions: Callable[[], object]) -> list[float]:
    """The median time in seconds of each action; they take turns on a shared machine."""
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(RUNS):
        for own, action in zip(times, actions, strict=True):
            own.append(timed(action))
    return [median(own) for own in times]


def timed(action: Callable[[], object]) -> float:
    """The time in seconds of one run, without that of freeing the result."""
    start = time.perf_counter()
    result = action()
    elapsed = time.perf_counter() - start
    del result
    return elapsed


def ruamel_round_trip(text: str) -> None:
    """What a form edit would cost with a loader that keeps comments."""
    from ruamel.yaml import YAML

    engine = YAML()
    engine.dump(engine.load(text), io.StringIO())


def lines_changed(text: str, splice: Splice) -> int:
    """How many lines of the old text differ in the new one."""
    old, new = text.split("\n"), apply(text, splice).split("\n")
    if len(old) != len(new):
        return max(len(old), len(new))
    return sum(a != b for a, b in zip(old, new, strict=True))


if __name__ == "__main__":
    for row in run():
        print(*row)
