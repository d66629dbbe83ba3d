"""What parses but misleads a reader of YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.wording import message
from studio.yamltext.nodes import Alias, Defect, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.readers import readings
from studio.yamltext.scalars import Expansion, is_merge_key, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

EXPANSION_LIMIT = 1_000_000
"""Nodes to which the aliases of one document may expand."""


def find_defects(tree: Tree) -> list[Defect]:
    """All defects of a tree in the order of the text; the syntax error is not among them."""
    defects: list[Defect] = []
    scalars: list[Scalar] = []
    for document in tree.documents:
        if document.root is None:
            continue
        for node in walk(document.root):
            if type(node) is Scalar:
                scalars.append(node)
            elif type(node) is Mapping:
                defects += duplicate_keys(node)
        if tree.aliases:
            defects += runaway_aliases(document.root)
    if not tree.is_json:
        defects += ambiguous_scalars(scalars)
        defects += stray_tabs(tree.text, scalars)
        defects += undefined_aliases(tree)
    return sorted(defects, key=lambda defect: defect.offset)


def walk(root: Node) -> Iterator[Node]:
    """A node and all nodes below it, keys before their values."""
    pending = [root]
    while pending:
        node = pending.pop()
        yield node
        if type(node) is Mapping:
            for entry in reversed(node.entries):
                pending += (entry.value, entry.key)
        elif type(node) is Sequence:
            pending += reversed(node.items)


def duplicate_keys(mapping: Mapping) -> Iterator[Defect]:
    """A defect for each key that stands in the mapping before."""
    seen: set[object] = set()
    for entry in mapping.entries:
        key = entry.key
        if is_merge_key(key):
            continue
        value = resolve(key) if type(key) is Scalar else None
        name = (type(value), value) if type(key) is Scalar else entry.name
        if name in seen:
            yield Defect(
                "duplicate-key",
                key.start,
                message("The key “{key}” stands in this mapping twice.", key=entry.name),
            )
        seen.add(name)


def ambiguous_scalars(scalars: list[Scalar]) -> Iterator[Defect]:
    """A defect for each plain scalar that common readers understand differently."""
    for scalar in scalars:
        if scalar.style or scalar.tag is not None:
            continue
        if len(readings(scalar.value)) > 1 and not (scalar.value == "<<" and is_merge_key(scalar)):
            yield Defect(
                "ambiguous-scalar",
                scalar.start,
                message(
                    "YAML readers understand “{value}” differently; quote it if it is text.",
                    value=scalar.value,
                ),
            )


def stray_tabs(text: str, scalars: list[Scalar]) -> Iterator[Defect]:
    """A defect for each tab before a value; tabs in values and comments, or behind, are fine."""
    at = text.find("\t")
    ordered = iter(scalars)
    scalar = next(ordered, None)
    while at >= 0:
        while scalar is not None and scalar.end <= at:
            scalar = next(ordered, None)
        inside = scalar is not None and scalar.start <= at
        rest = text[at : line_end(text, at)].strip()
        if not inside and rest and rest[0] != "#" and not in_comment(text, at, scalars):
            message_ = message("A tab stands before a value; other readers refuse it.")
            yield Defect("tab", at, message_)
        at = text.find("\t", at + 1)


def in_comment(text: str, at: int, scalars: list[Scalar]) -> bool:
    """Whether a comment begins on the line before an offset."""
    hash_at = text.find("#", text.rfind("\n", 0, at) + 1, at)
    while hash_at >= 0:
        if not any(scalar.start <= hash_at < scalar.end for scalar in scalars):
            return True
        hash_at = text.find("#", hash_at + 1, at)
    return False


def line_end(text: str, at: int) -> int:
    """The offset of the line feed that ends the line, or of the end of the text."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def undefined_aliases(tree: Tree) -> Iterator[Defect]:
    """A defect for each alias without an anchor before it."""
    for alias in tree.aliases:
        if alias.target is None:
            yield Defect(
                "undefined-alias",
                alias.start,
                message("Nothing above has the anchor “{name}”.", name=alias.name),
            )


def runaway_aliases(root: Node) -> Iterator[Defect]:
    """A defect for a document whose aliases contain themselves or expand beyond all measure."""
    expansion = Expansion(EXPANSION_LIMIT)
    expansion.value(root)
    if expansion.cut:
        first = next((node for node in walk(root) if type(node) is Alias), root)
        yield Defect(
            "alias-bomb", first.start, message("The aliases of this text expand without end.")
        )
