"""The worst problem and how many there are, for every row of the tree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.package.entries import EntryKind
from studio.package.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from studio.package.entries import Entry
    from studio.package.problems import Findings, Problem


@dataclass(frozen=True, slots=True)
class Mark:
    """The worst severity at or below a row, and how many problems have it."""

    severity: Severity
    count: int


class Marks:
    """Marks of one set of findings; accepted problems and mere information give none."""

    def __init__(self, findings: Findings) -> None:
        severities: defaultdict[Hashable, list[Severity]] = defaultdict(list)
        for problem in findings.standing():
            if problem.severity is not Severity.INFO:
                for key in _keys(problem):
                    severities[key].append(problem.severity)
        self._marks = {key: _mark(found) for key, found in severities.items()}

    def of(self, entry: Entry) -> Mark | None:
        """The mark of a row, None where all is well."""
        if entry.kind is EntryKind.NODE:
            return self._marks.get((entry.path, entry.document, entry.pointer))
        return self._marks.get(entry.path)


def _keys(problem: Problem) -> Iterator[Hashable]:
    """Everything a problem shows at: the package, its folders, its file, the keys around it."""
    place = problem.place
    yield ""
    if not place.path:
        return
    parts = place.path.rstrip("/").split("/")
    for length in range(1, len(parts)):
        yield "/".join(parts[:length])
    yield place.path
    for length in range(1, len(place.pointer) + 1):
        yield place.path, place.document, place.pointer[:length]


def _mark(severities: list[Severity]) -> Mark:
    worst = min(severities, key=lambda severity: severity.rank)
    return Mark(worst, severities.count(worst))
