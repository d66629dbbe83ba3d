"""The rows of a checklist, worded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.package.problems import Severity
from studio.package.requirements import State

if TYPE_CHECKING:
    from studio.package.problems import Problem
    from studio.package.requirements import Requirement
    from studio.package.snapshot import Place, Snapshot

_STATES = {
    Severity.ERROR: State.ERROR,
    Severity.WARNING: State.WARNING,
    Severity.INFO: State.INFO,
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One row: a state, what it is about, and what can be done.

    `below` is a second line, `aside` stands at the right. `action` words the link that mends
    `problem`, or leads to it where it cannot be mended, or leads to `place`.
    """

    state: State
    title: str
    below: str = ""
    aside: str = ""
    action: str = ""
    problem: Problem | None = None
    place: Place | None = None

    @property
    def mends(self) -> bool:
        """Whether the link mends the problem."""
        return self.problem is not None and self.problem.fix is not None

    def spoken(self) -> str:
        """The row for screen readers."""
        parts = (state_word(self.state), self.title, self.below, self.aside, self.action)
        return ", ".join(part for part in parts if part).replace("`", "")


def state_word(state: State) -> str:
    """What a state is called."""
    translate = QCoreApplication.translate
    return {
        State.ERROR: translate("checklist", "Error"),
        State.WARNING: translate("checklist", "Warning"),
        State.INFO: translate("checklist", "Note"),
        State.UNKNOWN: translate("checklist", "Not known"),
        State.MET: translate("checklist", "Met"),
    }[state]


def problem_row(problem: Problem, snapshot: Snapshot, language: str) -> CheckRow:
    """A problem with its place below."""
    return CheckRow(
        _STATES[problem.severity],
        problem.message.text(language),
        below=place_text(problem, snapshot),
        action=_action(problem, language),
        problem=problem,
    )


def requirement_row(requirement: Requirement, language: str) -> CheckRow:
    """A requirement: its facts aside, or its first problem below."""
    title = requirement.title.text(language)
    if requirement.state in (State.MET, State.UNKNOWN) or not requirement.problems:
        action = QCoreApplication.translate("checklist", "Add") if requirement.place else ""
        facts = requirement.facts_text(language)
        return CheckRow(
            requirement.state, title, aside=facts, action=action, place=requirement.place
        )
    first, others = requirement.problems[0], len(requirement.problems) - 1
    sentence = first.message.text(language)
    if others:
        more = QCoreApplication.translate("checklist", "{sentence} And {n} more.")
        sentence = more.format(sentence=sentence, n=others)
    return CheckRow(
        requirement.state,
        title,
        below=sentence,
        action=_action(first, language),
        problem=first,
    )


def met_row(requirement: Requirement, language: str) -> CheckRow:
    """A requirement with its facts below, as it stands beneath the problems."""
    return CheckRow(
        requirement.state,
        requirement.title.text(language),
        below=requirement.facts_text(language),
    )


def place_text(problem: Problem, snapshot: Snapshot) -> str:
    """File and line of a problem."""
    name = problem.place.path.rstrip("/").rpartition("/")[2]
    if not name:
        return QCoreApplication.translate("checklist", "the package as a whole")
    if problem.span is None:
        return name
    text = QCoreApplication.translate("checklist", "{name}, line {line}")
    return text.format(name=name, line=problem.position(snapshot)[0])


def _action(problem: Problem, language: str) -> str:
    if problem.fix is not None:
        return problem.fix.label.text(language)
    if not problem.place.path:  # it is about the package as a whole: its rule says what to do
        return QCoreApplication.translate("checklist", "Why?")
    return QCoreApplication.translate("checklist", "Show")
