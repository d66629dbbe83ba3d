"""CustomResourceDefinitions: what they define, and the schema of each version."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from studio.formats.schemas import Located
from studio.formats.shapes import mapping
from studio.yamltext.nodes import Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

KIND = "CustomResourceDefinition"
_SHARED: Pointer = ("spec", "validation", "openAPIV3Schema")
_SCHEMA_KEY = re.compile(r"^( *)(?:\"openAPIV3Schema\"|openAPIV3Schema):[ \t]*$", re.MULTILINE)


class CrdVersion:
    """One version of a CRD; its schema is read when it is looked at.

    `pointer` leads to `openAPIV3Schema` in the document; None where the CRD has no schema, which
    then belongs at `belongs`.
    `prunes` tells that the server drops what the schema does not name.
    """

    def __init__(
        self, name: str, belongs: Pointer, read: Callable[[], Node | None] | None, *, prunes: bool
    ) -> None:
        self.name = name
        self.prunes = prunes
        self.belongs = belongs
        self.pointer = belongs if read is not None else None
        self._read = read

    @cached_property
    def schema(self) -> dict[str, Any]:
        """`openAPIV3Schema` as a plain value; empty where there is none."""
        return mapping(to_python(self._read())) if self._read is not None else {}

    def part(self, name: str) -> Located | None:
        """The schema of `spec` or `status`; None where the version says nothing about it."""
        if self.pointer is None:
            return None
        found = Located(self.schema, self.pointer).below("properties", name)
        return found if isinstance(found.schema, dict) else None


@dataclass(frozen=True, slots=True, eq=False)
class Crd:
    """One CRD; `document` is its number in the file. The stored version comes first."""

    document: int
    name: str
    group: str
    kind: str
    versions: tuple[CrdVersion, ...]

    def version(self, name: str) -> CrdVersion | None:
        """The version with this name."""
        return next((each for each in self.versions if each.name == name), None)


def read_crds(tree: Tree, whole: Callable[[], Tree] | None = None) -> tuple[Crd, ...]:
    """The CRDs among the documents of a file; () where it does not parse.

    `tree` may be that of the text without its schemas (`without_schemas`); `whole` then gives the
    one with them, and is called when a schema is looked at.
    """
    if tree.error:
        return ()
    roots = [(number, document.root) for number, document in enumerate(tree.documents)]
    whole = whole or (lambda: tree)
    return tuple(
        _read(number, root, whole) for number, root in roots if _text(root, "kind") == KIND
    )


def without_schemas(text: str) -> str:
    """A text of CRDs without the lines below `openAPIV3Schema:`.

    To know which CRDs there are takes a hundredth of the time that all of their text takes.
    """
    kept: list[str] = []
    at = 0
    for found in _SCHEMA_KEY.finditer(text):
        if found.start() >= at:
            kept.append(text[at : found.end()])
            dedent = re.compile(rf"^ {{0,{len(found[1])}}}[^ \n#]", re.MULTILINE)
            following = dedent.search(text, found.end())
            at = following.start() if following else len(text)
    return "\n".join([*kept, text[at:]]) if kept else text


def _read(number: int, root: Node | None, whole: Callable[[], Tree]) -> Crd:
    def schema_at(pointer: Pointer) -> Node | None:
        documents = whole().documents
        return find(documents[number].root, pointer) if number < len(documents) else None

    return Crd(
        document=number,
        name=_text(root, "metadata", "name"),
        group=_text(root, "spec", "group"),
        kind=_text(root, "spec", "names", "kind"),
        versions=tuple(_versions(root, schema_at)),
    )


def _versions(
    root: Node | None, schema_at: Callable[[Pointer], Node | None]
) -> Iterator[CrdVersion]:
    """The versions that are served, the stored one first; v1beta1 may give one schema for all."""
    beta = _text(root, "apiVersion").endswith("/v1beta1")
    keeps = to_python(find(root, ("spec", "preserveUnknownFields")))
    prunes = keeps is False or (keeps is None and not beta)
    for name, belongs in _places(root, beta=beta):
        has_schema = find(root, belongs) is not None
        read = partial(schema_at, belongs) if has_schema else None
        yield CrdVersion(name, belongs, read, prunes=prunes)


def _places(root: Node | None, *, beta: bool) -> list[tuple[str, Pointer]]:
    """The names of the versions, each with the place of its schema."""
    found = find(root, ("spec", "versions"))
    if not isinstance(found, Sequence):
        name = _text(root, "spec", "version")
        return [(name, _SHARED)] if name else []
    first: list[tuple[str, Pointer]] = []
    others: list[tuple[str, Pointer]] = []
    for index, item in enumerate(found.items):
        pointer: Pointer = ("spec", "versions", index, "schema", "openAPIV3Schema")
        if beta and find(root, pointer) is None:
            pointer = _SHARED
        if to_python(find(item, ("served",))) is not False:
            is_stored = to_python(find(item, ("storage",))) is True
            (first if is_stored else others).append((_text(item, "name"), pointer))
    return [*first, *others]


def _text(node: Node | None, *pointer: str) -> str:
    value = to_python(find(node, pointer))
    return value if isinstance(value, str) else ""
