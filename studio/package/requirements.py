"""What OSC requires of a package before it can be published, and how far it is met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind, Role
from studio.package import facts
from studio.package.card import card_of
from studio.package.layout import layout_of
from studio.package.problems import Severity
from studio.package.rules import RULES
from studio.package.snapshot import Place
from studio.package.workspace import workspace_of
from studio.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from studio.package.facts import Fact
    from studio.package.layout import Layout
    from studio.package.problems import Findings, Problem
    from studio.package.snapshot import Snapshot


class State(str, Enum):
    """How far a requirement is met, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    UNKNOWN = "unknown"
    MET = "met"

    @property
    def rank(self) -> int:
        """0 for errors, rising as it gets better."""
        return list(State).index(self)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its state, and the problems that keep it from being met.

    `facts` say in a few words what the package has, or why nothing is known. `place` is where
    something belongs that is not there yet.
    """

    id: str
    title: Message
    state: State
    facts: tuple[Fact, ...] = ()
    problems: tuple[Problem, ...] = ()
    place: Place | None = None

    def facts_text(self, language: str = "en") -> str:
        """The facts in one line."""
        texts = [fact if isinstance(fact, str) else fact.text(language) for fact in self.facts]
        return ("、" if language == "zh" else ", ").join(texts)


@dataclass(frozen=True, slots=True)
class _Topic:
    """A requirement before it is judged: the rules that decide it, and what to say of it.

    With `role`, a package without such a file has no such requirement.
    """

    id: str
    title: Message | Mapping[Kind, Message]
    rules: frozenset[str]
    facts: Callable[[Snapshot], Iterator[Fact]] = facts.nothing
    role: Role | None = None

    def concerns(self, layout: Layout, active: frozenset[str]) -> bool:
        """Whether the package is asked for this; `active` are the rules that apply to it."""
        has_file = self.role is None or self.role in layout.roles.values()
        return has_file and bool(self.rules & active)


def _ids(text: str) -> frozenset[str]:
    """Rule ids as they are written in the table: "OSC-04 06, HLM-03 05"."""
    families = (group.partition("-") for group in text.split(", "))
    return frozenset(
        f"{family}-{number}" for family, _, numbers in families for number in numbers.split()
    )


_LAYOUTS = {
    Kind.OSC: message("Layout of an OSC package"),
    Kind.HELM: message("Layout of a chart"),
    Kind.OPERATOR: message("Layout of an operator package"),
}
_TOPICS = (
    _Topic(
        "identity",
        message("Name and version"),
        _ids("OSC-02 04 06 07 13, HLM-03 05 06, PKG-01"),
        facts.identity,
    ),
    _Topic(
        "layout",
        _LAYOUTS,
        _ids(
            "OSC-03 05 14 15 18, LAY-01 02 03 08 09 10 11 12 16, PKG-02 03 04 05 06 07 08, HLM-01"
        ),
        facts.parts,
    ),
    _Topic(
        "files",
        message("Every file can be read anywhere"),
        _ids("LAY-04 05 06 07 13 14 15, PKGS-01 02 03"),
        facts.files,
    ),
    _Topic("size", message("Deploy package has at most 4 MB"), _ids("OSC-01"), facts.deploy_size),
    _Topic(
        "chart",
        message("Chart passes the checks of Helm"),
        _ids("OSC-16, HLM-02 04 07"),
        facts.helm_lint,
        Role.CHART,
    ),
    _Topic("contact", message("Contact of the provider"), _ids("OSC-10, HLM-08"), facts.providers),
    _Topic("category", message("Category of the marketplace"), _ids("OSC-11 12"), facts.categories),
    _Topic(
        "brief",
        message("Brief description has at most 63 characters"),
        _ids("OSC-08"),
        facts.brief_length,
    ),
    _Topic(
        "terms",
        message("Source, architecture and scenes"),
        _ids("OSC-09 35"),
        facts.terms,
    ),
    _Topic(
        "services",
        message("Deploy forms belong to their CRDs"),
        _ids("OSC-19 21 22"),
        facts.services,
        Role.CSD,
    ),
    _Topic(
        "form",
        message("Deploy form fits the schema"),
        _ids("OSC-23 24 25 26, DSC-01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20"),
        facts.form_fields,
    ),
    _Topic(
        "examples",
        message("Examples fit the schema"),
        _ids("OSC-20, CSV-06 07 08 09, STR-23"),
        facts.services,
        Role.CRD,
    ),
    _Topic(
        "images",
        message("Images can be replaced by those of OSC"),
        _ids("OSC-29 30 31 34, IMG-01 02 03 04 05 06 07 08 09 10 11"),
        facts.saved_images,
    ),
    _Topic(
        "architectures",
        message("Every promised architecture has its images"),
        _ids("ARC-01 02 03 05"),
        facts.architectures,
    ),
    _Topic(
        "builds",
        message("Build recipes"),
        _ids("BLD-01 02 03 04 05 06 07 08 09"),
        facts.recipes,
        Role.DOCKERFILE,
    ),
    _Topic(
        "install",
        message("Installation of the operator"),
        _ids("OSC-27"),
        facts.installation,
        Role.LIFECYCLE,
    ),
    _Topic(
        "log", message("Log configuration"), _ids("OSC-32"), facts.log_collection, Role.LOG_CONFIG
    ),
    _Topic(
        "monitor",
        message("Monitor configuration"),
        _ids("OSC-33"),
        facts.monitoring,
        Role.MONITOR_CONFIG,
    ),
    _Topic("upgrade", message("Upgrade path"), _ids("OSC-28"), facts.replaced),
    _Topic("readme", message("README for consumers"), _ids("OSC-36"), facts.readme, Role.README),
    _Topic(
        "texts",
        message("Texts are in the same languages throughout"),
        _ids("PKGS-05"),
        facts.languages,
    ),
    _Topic(
        "secrets", message("No keys or tokens in clear text"), _ids("PKGS-04"), facts.no_secrets
    ),
)
_LOGO_RULES = _ids("OSC-17")
_KNOWN = frozenset[str]().union(_LOGO_RULES, *(topic.rules for topic in _TOPICS))


def requirements_of(snapshot: Snapshot, findings: Findings) -> tuple[Requirement, ...]:
    """The requirements on a package of this kind, the unmet ones first.

    `findings` are those of a check of `snapshot`, or of one just before it. A package of no known
    kind has no requirements.
    """
    layout = layout_of(snapshot)
    if layout.kind is None:
        return ()
    options = workspace_of(snapshot).options
    active = frozenset(rule.id for rule in RULES if rule.applies(layout.kind, options))
    broken = frozenset(problem.rule for problem in findings.standing())
    found = [
        _judged(topic.id, _title(topic, layout.kind), topic.rules, findings, topic.facts(snapshot))
        for topic in _TOPICS
        if topic.concerns(layout, active) or topic.rules & broken
    ]
    found.append(_logo(snapshot, findings))
    others = broken - _KNOWN
    if others:
        found.append(_judged("others", message("Everything else"), others, findings, ()))
    return tuple(sorted(found, key=lambda requirement: requirement.state.rank))


def _title(topic: _Topic, kind: Kind) -> Message:
    return topic.title if isinstance(topic.title, Message) else topic.title[kind]


def _judged(
    name: str, title: Message, rules: frozenset[str], findings: Findings, facts: Iterable[Fact]
) -> Requirement:
    """The requirement that `rules` decide, with `facts` where nothing is amiss."""
    problems = tuple(problem for problem in findings.standing() if problem.rule in rules)
    severities = {problem.severity for problem in problems}
    if Severity.ERROR in severities:
        return Requirement(name, title, State.ERROR, tuple(facts), problems)
    if Severity.WARNING in severities:
        return Requirement(name, title, State.WARNING, tuple(facts), problems)
    if not findings.is_checked:
        return Requirement(name, title, State.UNKNOWN, tuple(facts), problems)
    reasons = [item.reason for item in findings.not_checked if item.rule in rules]
    if reasons:
        return Requirement(name, title, State.UNKNOWN, (reasons[0],), problems)
    return Requirement(name, title, State.MET, tuple(facts), problems)


def _logo(snapshot: Snapshot, findings: Findings) -> Requirement:
    """A logo is not required, but a card without one looks unfinished: it is «not yet»."""
    card, title = card_of(snapshot), message("Logo")
    judged = _judged("logo", title, _LOGO_RULES, findings, facts.logo(snapshot))
    if judged.state is not State.MET or (card is not None and card.logo):
        return judged
    place = Place(card.source) if card is not None and card.source in snapshot else None
    return Requirement("logo", title, State.UNKNOWN, (message("none yet"),), place=place)
