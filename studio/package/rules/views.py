"""What a rule sees of a package: one file, or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from studio.formats.kinds import Kind, Role
from studio.package.content import FileText
from studio.package.problems import Problem
from studio.package.snapshot import Place
from studio.yamltext.nodes import Mapping, Scalar, Sequence
from studio.yamltext.pointers import find, find_entry
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from studio.package.content import Content
    from studio.package.layout import Layout
    from studio.package.problems import Fix, Severity
    from studio.package.rules.catalogue import Options, Rule
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

Span = tuple[int, int]
T = TypeVar("T")


class File:
    """One file as a rule for single files sees it."""

    __slots__ = ("content", "deploy_path", "kind", "path", "role", "rule")

    def __init__(
        self, rule: Rule, path: str, content: Content, role: Role, kind: Kind, deploy_path: str
    ) -> None:
        self.rule = rule
        self.path = path
        self.content = content
        self.role = role
        self.kind = kind
        self.deploy_path = deploy_path

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The path without its last part; "" at the root."""
        return self.path.rpartition("/")[0]

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
    def documents(self) -> Iterator[tuple[int, Node]]:
        """Number and root of each document; nothing where the file does not parse."""
        tree = self.tree
        if tree is not None and not tree.error:
            for number, document in enumerate(tree.documents):
                if document.root is not None:
                    yield number, document.root

    @property
    def root(self) -> Node | None:
        """The root of the first document; None where the file is empty or does not parse."""
        tree = self.tree
        return tree.root if tree and not tree.error else None

    def node(self, *pointer: str | int) -> Node | None:
        """The node at `pointer` in the first document."""
        return find(self.root, pointer)

    def value(self, *pointer: str | int) -> Any:
        """The plain value at `pointer`, None where there is none."""
        return to_python(self.node(*pointer))

    def string(self, *pointer: str | int) -> str:
        """The scalar at `pointer` as it is written, without quotes; "" where there is none."""
        node = self.node(*pointer)
        return node.value if isinstance(node, Scalar) and to_python(node) is not None else ""

    def problem(
        self,
        message: Message,
        *pointer: str | int,
        span: Span | None = None,
        document: int = 0,
        fix: Fix | None = None,
        severity: Severity | None = None,
    ) -> Problem:
        """A problem of this file, at `span` or at the node of `pointer`.

        Where `pointer` leads nowhere the nearest existing parent is marked.
        """
        tree = self.tree if span is None else None
        if tree is not None and not tree.error and document < len(tree.documents):
            span = _mark(tree.documents[document].root, pointer)
        return Problem(
            self.rule.id,
            severity or self.rule.severity,
            Place(self.path, pointer, document),
            message,
            span=span,
            fix=fix,
        )


def _mark(root: Node | None, pointer: Pointer) -> Span | None:
    """What to underline for `pointer`: a value, or the key of a collection, or the first key."""
    for length in range(len(pointer), -1, -1):
        node = find(root, pointer[:length])
        if node is None:
            continue
        entry = find_entry(root, pointer[:length])
        is_collection = isinstance(node, (Mapping, Sequence))
        if not is_collection and (entry is None or node.start < node.end):
            return node.start, node.end
        if entry is not None:
            return entry.key.start, entry.key.end
        if isinstance(node, Mapping) and node.entries:
            return node.entries[0].key.start, node.entries[0].key.end
        return node.start, node.start
    return None


class Package:
    """The whole package as a rule sees it; remembers what the rule has read.

    A package rule runs again only when something that it read has changed.
    """

    __slots__ = ("_layout", "_snapshot", "keep_going", "options", "reads", "reads_layout", "rule")

    def __init__(
        self,
        rule: Rule,
        snapshot: Snapshot,
        layout: Layout,
        options: Options,
        keep_going: Callable[[], None] = lambda: None,
    ) -> None:
        self.rule = rule
        self.options = options
        self.keep_going = keep_going
        self._snapshot = snapshot
        self._layout = layout
        self.reads: dict[str, Content | None] = {}
        self.reads_layout = False

    @property
    def layout(self) -> Layout:
        """Paths, roles, names and versions."""
        self.reads_layout = True
        return self._layout

    @property
    def kind(self) -> Kind:
        """The kind of the deploy package."""
        kind = self.layout.kind
        assert kind is not None  # noqa: S101 - packages of no kind are not checked
        return kind

    def content(self, path: str) -> Content | None:
        """What the snapshot holds at a path."""
        content = self._snapshot.files.get(path)
        self.reads[path] = content
        return content

    def file(self, path: str) -> File | None:
        """The file at a path of the snapshot, or None."""
        content = self.content(path)
        if content is None:
            return None
        layout = self.layout
        role = layout.roles.get(path, Role.OTHER)
        return File(self.rule, path, content, role, self.kind, layout.deploy_path(path) or "")

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

    def deploy_paths(self) -> Iterator[tuple[str, str]]:
        """Every path of the deploy package: in the snapshot, and relative to the package."""
        layout = self.layout
        for path in layout.roles:
            relative = layout.deploy_path(path)
            if relative is not None:
                yield path, relative

    def view(self, make: Callable[[Snapshot], T], paths: Iterable[str]) -> T:
        """What `make` computes of the snapshot by reading nothing but the layout and `paths`."""
        self.reads_layout = True
        self.reads.update((path, self._snapshot.files.get(path)) for path in paths)
        return make(self._snapshot)

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
