"""CustomResourceDefinitions: what they define, and the schema of each version."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from studio.formats.schemas import Located
from studio.formats.shapes import mapping
from studio.yamltext.nodes import Sequence
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.yamltext.nodes import Node, Tree
    from studio.yamltext.pointers import Pointer

KIND = "CustomResourceDefinition"


class CrdVersion:
    """One version of a CRD; its schema is read when it is looked at.

    `pointer` leads to `openAPIV3Schema` in the document; None where the CRD has no schema, which
    then belongs at `belongs`.
    `prunes` tells that the server drops what the schema does not name.
    """

    def __init__(
        self, name: str, node: Node | None, pointer: Pointer, *, stored: bool, prunes: bool
    ) -> None:
        self.name = name
        self.stored = stored
        self.prunes = prunes
        self.belongs = pointer
        self.pointer = pointer if node is not None else None
        self._node = node

    @cached_property
    def schema(self) -> dict[str, Any]:
        """`openAPIV3Schema` as a plain value; empty where there is none."""
        return mapping(to_python(self._node))

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


def read_crds(tree: Tree) -> tuple[Crd, ...]:
    """The CRDs among the documents of a file; () where it does not parse."""
    if tree.error:
        return ()
    roots = [(number, document.root) for number, document in enumerate(tree.documents)]
    return tuple(_read(number, root) for number, root in roots if _text(root, "kind") == KIND)


def _read(number: int, root: Node | None) -> Crd:
    versions = _versions(root)
    return Crd(
        document=number,
        name=_text(root, "metadata", "name"),
        group=_text(root, "spec", "group"),
        kind=_text(root, "spec", "names", "kind"),
        versions=tuple(sorted(versions, key=lambda version: not version.stored)),
    )


def _versions(root: Node | None) -> list[CrdVersion]:
    """The versions that are served; v1beta1 may give one schema for all of them."""
    beta = _text(root, "apiVersion").endswith("/v1beta1")
    keeps = to_python(find(root, ("spec", "preserveUnknownFields")))
    prunes = keeps is False or (keeps is None and not beta)
    found = find(root, ("spec", "versions"))
    shared: Pointer = ("spec", "validation", "openAPIV3Schema")
    if not isinstance(found, Sequence):
        name = _text(root, "spec", "version")
        node = find(root, shared)
        return [CrdVersion(name, node, shared, stored=True, prunes=prunes)] if name else []
    versions: list[CrdVersion] = []
    for index, item in enumerate(found.items):
        pointer: Pointer = ("spec", "versions", index, "schema", "openAPIV3Schema")
        node = find(root, pointer)
        if node is None and beta:
            pointer, node = shared, find(root, shared)
        if to_python(find(item, ("served",))) is not False:
            stored = to_python(find(item, ("storage",))) is True
            name = _text(item, "name")
            versions.append(CrdVersion(name, node, pointer, stored=stored, prunes=prunes))
    return versions


def _text(node: Node | None, *pointer: str) -> str:
    value = to_python(find(node, pointer))
    return value if isinstance(value, str) else ""
