"""What is wrong with a package, where, and how to mend it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.yamltext.nodes import Position

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.changes import ChangeSet
    from studio.package.snapshot import Place, Snapshot
    from studio.wording import Message


class Severity(str, Enum):
    """How bad a problem is; errors keep a package from being exported."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, rising as it gets less serious."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, eq=False)
class Fix:
    """A mechanical way out of a problem: `make` computes the change for a snapshot."""

    label: Message
    make: Callable[[Snapshot], ChangeSet]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding of one rule.

    `span` holds start and end code points in the file's text as it was checked, None when the
    problem is about the file or the package as a whole. `accepted` is the author's reason for
    leaving it as it is (from `studio.yaml`), None when it still stands. `lacks` is the path of the
    file whose absence is the problem, "" for other problems: what brings it is no change of text.
    """

    rule: str
    severity: Severity
    place: Place
    message: Message
    span: tuple[int, int] | None = None
    fix: Fix | None = None
    accepted: str | None = None
    lacks: str = ""

    def position(self, snapshot: Snapshot) -> Position:
        """Line and column from 1 in `snapshot`; (1, 1) for the file as a whole."""
        content = snapshot.text(self.place.path)
        if content is None or self.span is None:
            return Position(1, 1)
        start = min(self.span[0], len(content.text))
        line_start = content.text.rfind("\n", 0, start) + 1
        return Position(content.text.count("\n", 0, start) + 1, start - line_start + 1)


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be checked here, and why."""

    rule: str
    reason: Message


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of checking one snapshot: problems in order of severity, file and position.

    `is_checked` is false before the first check, when no problems are no good sign.
    """

    problems: tuple[Problem, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    is_checked: bool = True

    @property
    def counts(self) -> Counter[Severity]:
        """How many problems of each severity stand, accepted ones left out."""
        return Counter(problem.severity for problem in self.standing())

    def standing(self) -> Iterable[Problem]:
        """The problems that nobody has accepted."""
        return (problem for problem in self.problems if problem.accepted is None)
