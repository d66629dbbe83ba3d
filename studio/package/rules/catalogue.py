"""What a rule is, how it is registered, and what it may look at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from studio.formats.kinds import Kind, Role
from studio.package.content import FileText
from studio.package.problems import NotChecked, Problem, Severity
from studio.package.snapshot import Place
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from studio.package.content import Content
    from studio.package.layout import Layout
    from studio.package.problems import Fix
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

ALL_KINDS = frozenset(Kind)
_LETTERS = {"N": Kind.OSC, "H": Kind.HELM, "O": Kind.OPERATOR}


@dataclass(frozen=True, slots=True)
class Options:
    """What a package is checked for.

    `profile` is "osc", "operatorhub" or "all"; `private` means a service of one tenant instead of
    the marketplace; `off` holds the ids of rules that are switched off.
    """

    profile: str = "osc"
    private: bool = False
    off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """Files laid over a minimal package of `kind`: None takes one away.

    `shows` is the line or two that the catalogue prints. `service` wraps the package.
    """

    shows: str
    files: Mapping[str, str | bytes | None] = field(default_factory=dict[str, "str | bytes | None"])
    kind: Kind = Kind.OSC
    service: bool = False


class File:
    """One file as a rule for single files sees it."""

    __slots__ = ("content", "kind", "path", "role", "rule")

    def __init__(self, rule: Rule, path: str, content: Content, role: Role, kind: Kind) -> None:
        self.rule = rule
        self.path = path
        self.content = content
        self.role = role
        self.kind = kind

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def text(self) -> FileText | None:
        """The content as text, None for a blob."""
        return self.content if isinstance(self.content, FileText) else None

    @property
    def tree(self) -> Tree | None:
        """The parsed text: JSON for `*.json`, otherwise YAML."""
        if not isinstance(self.content, FileText):
            return None
        return self.content.json_tree if self.path.endswith(".json") else self.content.yaml_tree

    @property
    def root(self) -> Node | None:
        """The root of the first document; None where the file is empty or does not parse."""
        tree = self.tree
        return tree.documents[0].root if tree and not tree.error and tree.documents else None

    def node(self, *pointer: str | int) -> Node | None:
        """The node at `pointer` in the first document."""
        root = self.root
        return find(root, pointer) if root is not None else None

    def value(self, *pointer: str | int) -> Any:
        """The plain value at `pointer`, None where there is none."""
        node = self.node(*pointer)
        return None if node is None else to_python(node)

    def problem(
        self,
        message: Message,
        *pointer: str | int,
        node: Node | None = None,
        span: tuple[int, int] | None = None,
        document: int = 0,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Problem:
        """A problem of this file, at `span`, at `node`, or at the node of `pointer`.

        Where `pointer` leads nowhere the nearest existing parent is marked.
        """
        tree = self.tree if (pointer or node) and span is None else None
        if span is None and node is None and tree is not None and document < len(tree.documents):
            node = _nearest(tree.documents[document].root, pointer)
        if span is None and node is not None:
            span = (node.start, node.end)
        place = Place(self.path, pointer, document)
        return Problem(
            self.rule.id, severity or self.rule.severity, place, message, span=span, fix=fix
        )


def _nearest(root: Node | None, pointer: Pointer) -> Node | None:
    for length in range(len(pointer), 0, -1):
        node = find(root, pointer[:length]) if root is not None else None
        if node is not None:
            return node
    return None


class Package:
    """The whole package as a rule sees it; remembers what the rule has read.

    A package rule runs again only when something that it read has changed.
    """

    __slots__ = ("_layout", "_snapshot", "options", "reads", "reads_layout", "rule")

    def __init__(self, rule: Rule, snapshot: Snapshot, layout: Layout, options: Options) -> None:
        self.rule = rule
        self.options = options
        self._snapshot = snapshot
        self._layout = layout
        self.reads: dict[str, Content | None] = {}
        self.reads_layout = False

    @property
    def layout(self) -> Layout:
        """Paths, roles, names and versions."""
        self.reads_layout = True
        return self._layout

    def file(self, path: str) -> File | None:
        """The file at a path of the snapshot, or None."""
        content = self._snapshot.files.get(path)
        self.reads[path] = content
        if content is None or self._layout.kind is None:
            return None
        role = self._layout.roles.get(path, Role.OTHER)
        return File(self.rule, path, content, role, self._layout.kind)

    def deploy_file(self, path: str) -> File | None:
        """The file at a path relative to the deploy package, or None."""
        return self.file(self.layout.in_deploy(path))

    def files(self, *roles: Role) -> Iterator[File]:
        """The files that have one of `roles`, in order of path."""
        for path in self.layout.with_role(*roles):
            file = self.file(path)
            if file is not None:
                yield file

    def paths(self) -> Iterable[str]:
        """Every path of the snapshot, without reading contents."""
        return self.layout.roles

    def problem(
        self,
        message: Message,
        path: str = "",
        *,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Problem:
        """A problem of the package, or of one of its paths, as a whole."""
        return Problem(self.rule.id, severity or self.rule.severity, Place(path), message, fix=fix)

    def fresh(self, snapshot: Snapshot, layout: Layout) -> bool:
        """Whether a result made from these reads still holds for `snapshot`."""
        return (not self.reads_layout or layout == self._layout) and all(
            snapshot.files.get(path) is content for path, content in self.reads.items()
        )


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
    source: str = ""
    fixable: bool = False
    private: Severity | None = None
    profiles: frozenset[str] = frozenset({"osc", "all"})
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


class RuleSet(list[Rule]):
    """The rules of one concern, registered by decorating their checks."""

    def file(self, *roles: Role, **description: Any) -> Callable[[FileCheck], FileCheck]:
        """Register a check of every file that has one of `roles` (all text files if none)."""

        def register(check: FileCheck) -> FileCheck:
            self.append(_rule(description, roles=frozenset(roles), file_check=check))
            return check

        return register

    def package(self, **description: Any) -> Callable[[PackageCheck], PackageCheck]:
        """Register a check of the package as a whole."""

        def register(check: PackageCheck) -> PackageCheck:
            self.append(_rule(description, package_check=check))
            return check

        return register


def _rule(description: Mapping[str, Any], **how: Any) -> Rule:
    """Make a rule; `kinds` is written with the letters of `rules.md`: "N H O"."""
    kinds = frozenset(_LETTERS[letter] for letter in description["kinds"].split())
    return Rule(**{**description, **how, "kinds": kinds})
