"""The place of a node: its parent and its number there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.yamltext.blocks import values_of
from studio.yamltext.nodes import Document, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.pointers import Pointer, entry_named, format_pointer, item_index
from studio.yamltext.scalars import resolve
from studio.yamltext.splices import CannotEdit

if TYPE_CHECKING:
    from studio.yamltext.geometry import Collection


class Site(NamedTuple):
    """Where a node stands: child `number` of `parent`, or the root where that is None.

    `node` is None for the root of an empty document. `above` is where the parent stands.
    """

    tree: Tree
    document: Document
    parent: Collection | None
    number: int
    node: Node | None
    above: Site | None = None

    @property
    def in_flow(self) -> bool:
        """Whether the node stands inside brackets, or the text is JSON."""
        return self.tree.is_json or (self.parent is not None and self.parent.flow)


def root_site(tree: Tree, document: int) -> Site:
    """The root of a document; that of a text without documents may be written to."""
    if tree.error:
        raise CannotEdit("The text must be mended first: {reason}", reason=tree.error.message)
    if not tree.documents and document == 0:
        return Site(tree, Document(0, 0, -1), None, 0, None)
    if not 0 <= document < len(tree.documents):
        raise CannotEdit("The text has no document {number}.", number=document + 1)
    found = tree.documents[document]
    return Site(tree, found, None, 0, found.root)


def find_site(tree: Tree, pointer: Pointer, document: int) -> Site:
    """Where the node at `pointer` stands; raises `CannotEdit` where there is none."""
    site = root_site(tree, document)
    for token in pointer:
        site = child_site(site, token, pointer)
    return site


def child_site(site: Site, token: str | int, pointer: Pointer) -> Site:
    """Where the child that `token` names stands."""
    node = site.node
    number = None
    if isinstance(node, Mapping):
        entry = entry_named(node, token)
        number = None if entry is None else node.entries.index(entry)
    elif isinstance(node, Sequence):
        number = item_index(node, token)
    if number is None or not isinstance(node, (Mapping, Sequence)):
        raise CannotEdit("There is no “{place}” in this text.", place=format_pointer(pointer))
    return Site(site.tree, site.document, node, number, values_of(node)[number], site)


def is_vacant(node: Node | None, *, in_flow: bool) -> bool:
    """Whether a node may become a collection: it is null, or an empty collection in block style."""
    if node is None:
        return True
    if isinstance(node, Scalar):
        return resolve(node) is None
    if isinstance(node, (Mapping, Sequence)):
        return not in_flow and not values_of(node)
    return False
