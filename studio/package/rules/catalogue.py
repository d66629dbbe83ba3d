"""What a rule is, how it is registered, and how its example is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypedDict

from studio.formats.kinds import Kind, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from typing_extensions import Unpack

    from studio.package.content import Content
    from studio.package.problems import NotChecked, Problem, Severity
    from studio.package.rules.views import File, Package
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

ALL_PROFILES = frozenset({"osc", "operatorhub", "all"})
_LETTERS = {"N": Kind.OSC, "H": Kind.HELM, "O": Kind.OPERATOR}


@dataclass(frozen=True, slots=True)
class Options:
    """What a package is checked for.

    `profile` is "osc", "operatorhub" or "all"; `private` means a service of one tenant instead of
    the marketplace; `off` holds the ids of rules that are switched off. `previous` is the package
    of the version before this one, where the author named it.
    """

    profile: str = "osc"
    private: bool = False
    off: frozenset[str] = frozenset()
    previous: Snapshot | None = None


class Swap(NamedTuple):
    """One change to a file of the minimal package: `old`, which stands there once, for `new`."""

    old: str
    new: str


Given: TypeAlias = "str | bytes | Callable[[], bytes] | Content | Swap | None"
"""A file of an example: its text, its bytes (made when needed if many), or None to take it away."""


@dataclass(frozen=True, slots=True)
class Example:
    """Files laid over a minimal package of `kind`.

    `shows` is the line or two that the catalogue prints, code or words. `bundle` starts from an
    operator in bundle layout; `service` from a service package, whose paths then begin at its
    root.
    """

    shows: str | Message
    files: Mapping[str, Given] = field(default_factory=dict[str, Given])
    kind: Kind = Kind.OSC
    bundle: bool = False
    service: bool = False

    def text(self, language: str = "en") -> str:
        """What the catalogue prints."""
        return self.shows if isinstance(self.shows, str) else self.shows.text(language)


FileCheck: TypeAlias = "Callable[[File], Iterable[Problem]]"
PackageCheck: TypeAlias = "Callable[[Package], Iterable[Problem | NotChecked]]"


@dataclass(frozen=True, slots=True)
class Rule:
    """One check of the catalogue (`rules.md`).

    `title` is the sentence shown in lists; `source` the page of the official guides or the
    specification that it comes from. `private` is its severity for a package that stays with one
    tenant. Exactly one of `file_check` and `package_check` is set.
    """

    id: str
    severity: Severity
    title: Message
    kinds: frozenset[Kind]
    triggers: Example
    passes: Example
    source: str
    fixable: bool = False
    private: Severity | None = None
    profiles: frozenset[str] = ALL_PROFILES
    roles: frozenset[Role] = frozenset()
    file_check: FileCheck | None = None
    package_check: PackageCheck | None = None

    def applies(self, kind: Kind, options: Options) -> bool:
        """Whether this rule is meant for packages of `kind` under `options`."""
        return (
            kind in self.kinds and options.profile in self.profiles and self.id not in options.off
        )

    def weighed(self, problem: Problem, options: Options) -> Problem:
        """The problem with the severity that it has under `options`."""
        if options.private and self.private is not None:
            return replace(problem, severity=self.private)
        return problem


class _Essential(TypedDict):
    id: str
    severity: Severity
    title: Message
    kinds: str
    triggers: Example
    passes: Example
    source: str


class Description(_Essential, total=False):
    """What a module says of its rule; `kinds` is written in the letters of `rules.md`: "N H O"."""

    fixable: bool
    private: Severity
    profiles: frozenset[str]


class RuleSet(list[Rule]):
    """The rules of one concern, registered by decorating their checks."""

    def file(
        self, *roles: Role, **description: Unpack[Description]
    ) -> Callable[[FileCheck], FileCheck]:
        """Register a check of every file that has one of `roles` (all text files if none).

        The check may look at nothing but the file: its result is kept with the text.
        """

        def register(check: FileCheck) -> FileCheck:
            self.append(replace(_rule(description), roles=frozenset(roles), file_check=check))
            return check

        return register

    def package(self, **description: Unpack[Description]) -> Callable[[PackageCheck], PackageCheck]:
        """Register a check of the package as a whole."""

        def register(check: PackageCheck) -> PackageCheck:
            self.append(replace(_rule(description), package_check=check))
            return check

        return register


def _rule(description: Description) -> Rule:
    """The rule without its check."""
    return Rule(
        id=description["id"],
        severity=description["severity"],
        title=description["title"],
        kinds=frozenset(_LETTERS[letter] for letter in description["kinds"].split()),
        triggers=description["triggers"],
        passes=description["passes"],
        source=description["source"],
        fixable=description.get("fixable", False),
        private=description.get("private"),
        profiles=description.get("profiles", ALL_PROFILES),
    )
