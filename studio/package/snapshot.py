"""A package as an immutable value: paths and what they hold."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from studio.package.content import Content, FileText

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping

    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in the package that survives edits, where offsets do not.

    `path` is relative to the package root with "/"; `pointer` names a node in YAML document
    number `document` (from 0) of that file, () its root.
    """

    path: str
    pointer: Pointer = ()
    document: int = 0


class Snapshot:
    """All files of a package at one moment; immutable and cheap to copy.

    Paths are relative, with "/", NFC as found; an empty folder's path ends in "/".
    Contents that did not change are shared between snapshots by identity, so whatever is
    computed from a content can be cached on it.
    """

    __slots__ = ("_cache", "files", "revision")

    def __init__(self, files: Mapping[str, Content], revision: int = 0) -> None:
        self.files: Mapping[str, Content] = MappingProxyType(dict(sorted(files.items())))
        self.revision = revision
        self._cache: dict[Hashable, Any] = {}

    def replaced(self, updates: Mapping[str, Content | None]) -> Snapshot:
        """A new snapshot with `updates` applied; None removes the path."""
        files = dict(self.files)
        for path, content in updates.items():
            if content is None:
                files.pop(path, None)
            else:
                files[path] = content
        return Snapshot(files, self.revision + 1)

    def text(self, path: str) -> FileText | None:
        """The text file at `path`, or None where there is none."""
        content = self.files.get(path)
        return content if isinstance(content, FileText) else None

    def tree(self, path: str) -> Tree | None:
        """The parsed text at `path`: JSON for `*.json`, otherwise YAML; None if not a text."""
        content = self.text(path)
        if content is None:
            return None
        return content.json_tree if path.endswith(".json") else content.yaml_tree

    def node(self, place: Place) -> Node | None:
        """The node at `place`, or None where the file or the pointer leads nowhere."""
        from studio.yamltext.pointers import find

        tree = self.tree(place.path)
        if tree is None or place.document >= len(tree.documents):
            return None
        return find(tree.documents[place.document].root, place.pointer)

    def below(self, prefix: str) -> Iterator[str]:
        """The paths of the files and empty folders below the folder `prefix`, in order."""
        if not prefix:
            yield from self.files
            return
        start = f"{prefix.rstrip('/')}/"
        paths = self.memo("paths", lambda: tuple(self.files))
        for number in range(bisect_right(paths, start), len(paths)):
            if not paths[number].startswith(start):
                return
            yield paths[number]

    def memo(self, key: Hashable, make: Callable[[], T]) -> T:
        """`make()`, computed once for this snapshot under `key`."""
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]

    def same_content(self, other: Snapshot) -> bool:
        """Whether both hold equal files, whatever their revision."""
        return self.files == other.files

    def __contains__(self, path: str) -> bool:
        return path in self.files

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)
