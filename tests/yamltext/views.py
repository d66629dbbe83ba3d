"""What the checks of edits look at: a tree as plain data, its comments, its scalars' text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from studio.yamltext.nodes import Alias, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from studio.yamltext.pointers import Pointer


@dataclass
class Pairs:
    """A mapping as plain data that knows order and duplicates."""

    items: list[list[Any]] = field(default_factory=list)


def plain(node: Node | None) -> Any:
    """A node as plain data; aliases and tags are kept apart from text."""
    if node is None:
        return ("null", None)
    label = (node.tag, node.anchor)
    if isinstance(node, Scalar):
        value = resolve(node)
        return (type(value).__name__, value, *label)
    if isinstance(node, Alias):
        return ("alias", node.name)
    if isinstance(node, Mapping):
        pairs = Pairs([[entry.name, plain(entry.value)] for entry in node.entries])
        return (pairs, *label)
    return ([plain(item) for item in node.items], *label)


def wanted(value: Any, tag: str | None = None, anchor: str | None = None) -> Any:
    """A Python value as `plain` shows its node."""
    if isinstance(value, dict):
        return (Pairs([[key, wanted(child)] for key, child in value.items()]), tag, anchor)
    if isinstance(value, list):
        return ([wanted(item) for item in value], tag, anchor)
    return (type(value).__name__, value, tag, anchor)


def places(node: Node | None, pointer: Pointer = ()) -> list[tuple[Pointer, Node]]:
    """All nodes with their pointers; of duplicate keys only the last, as pointers mean it."""
    found: list[tuple[Pointer, Node]] = [(pointer, node)] if node is not None else []
    if isinstance(node, Mapping):
        for name, entry in {entry.name: entry for entry in node.entries}.items():
            found += places(entry.value, (*pointer, name))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += places(item, (*pointer, index))
    return found


def comments(tree: Tree) -> Counter[str]:
    """All comments of a text: what stands behind a hash outside of scalars."""
    if tree.is_json:
        return Counter()
    pieces: list[str] = []
    at = 0
    for document in tree.documents:
        for node in walk(document.root):
            if isinstance(node, Scalar) and node.start >= at:
                pieces.append(tree.text[at : node.start])
                header = re.match(r"[^\n]*", tree.text[node.start : node.end])
                if node.style in {"|", ">"} and header:
                    pieces.append(header.group() + "\n")
                pieces.append("~")
                at = node.end
    pieces.append(tree.text[at:])
    return Counter(match.rstrip() for match in re.findall(r"(?m)(?:^|(?<=\s))#.*", "".join(pieces)))


def walk(node: Node | None) -> list[Node]:
    """A node and all below it in the order of the text."""
    if isinstance(node, Mapping):
        children = [n for entry in node.entries for n in (*walk(entry.key), *walk(entry.value))]
        return [node, *children]
    if isinstance(node, Sequence):
        return [node, *(n for item in node.items for n in walk(item))]
    return [] if node is None else [node]


def sources(tree: Tree, nodes: list[Node]) -> Counter[str]:
    """The text of all scalars among some nodes, white space aside: it says how they are quoted."""
    scalars = [node for node in nodes if isinstance(node, Scalar)]
    return Counter(" ".join(tree.text[node.start : node.end].split()) for node in scalars)


def all_sources(tree: Tree) -> Counter[str]:
    """The text of all scalars of a tree."""
    return sources(tree, [node for document in tree.documents for node in walk(document.root)])
