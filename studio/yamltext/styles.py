"""The style of the neighbours, for what is written next to them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from studio.yamltext.geometry import (
    Collection,
    indentation,
    line_break,
    sequence_step_of,
    starts_line,
    step_of,
)
from studio.yamltext.nodes import Document, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.render import BlockStyle, FlowStyle
from studio.yamltext.scalars import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

ENOUGH_QUOTED = 2
"""So many neighbours in quotes, and none without, make quotes a habit."""


def block_style(tree: Tree, document: Document, neighbour: Collection | None) -> BlockStyle:
    """How to write in block style next to the children of `neighbour`."""
    scalars = list(string_children(neighbour)) if neighbour is not None else []
    quotes = Counter(scalar.style for scalar in scalars)
    quote = "'" if quotes["'"] > quotes['"'] else '"'
    return BlockStyle(
        step_of(tree, document, neighbour),
        sequence_step_of(tree, document, neighbour),
        quote,
        quotes[quote] >= ENOUGH_QUOTED and quotes[quote] == len(scalars),
        line_break(tree.text),
    )


def string_children(node: Collection) -> Iterable[Scalar]:
    """The strings among the direct children of a collection."""
    values = [e.value for e in node.entries] if isinstance(node, Mapping) else node.items
    for value in values:
        if isinstance(value, Scalar) and isinstance(resolve(value), str):
            yield value


def flow_style(tree: Tree, document: Document, neighbour: Node | None) -> FlowStyle:
    """How to write inside the brackets of `neighbour`, or as JSON."""
    text = tree.text
    root = document.root
    quote = '"'
    if isinstance(neighbour, (Mapping, Sequence)):
        styles = Counter(scalar.style for scalar in string_children(neighbour))
        quote = "'" if styles["'"] > styles['"'] else '"'
    return FlowStyle(
        tree.is_json,
        tree.is_json and (root is None or "\n" in text[root.start : root.end] or is_tiny(root)),
        unit_of(tree, root),
        colon_of(tree, neighbour) if tree.is_json else ": ",
        quote,
        line_break(text),
    )


def colon_of(tree: Tree, neighbour: Node | None) -> str:
    """The colon of a JSON object with the spaces around it."""
    if not isinstance(neighbour, Mapping) or not neighbour.entries:
        return ": "
    entry = neighbour.entries[0]
    between = tree.text[entry.key.end : entry.value.start]
    return ": " if "\n" in between else between


def is_tiny(root: Node) -> bool:
    """Whether a root says nothing about style: it has no children."""
    return not (
        (isinstance(root, Mapping) and root.entries) or (isinstance(root, Sequence) and root.items)
    )


def unit_of(tree: Tree, root: Node | None) -> str:
    """The white space by which a bracket on several lines indents its children."""
    node = root
    while isinstance(node, (Mapping, Sequence)):
        if isinstance(node, Mapping):
            child, inner = (
                (node.entries[0].key, node.entries[0].value) if node.entries else (None, None)
            )
        else:
            child = inner = node.items[0] if node.items else None
        if node.flow and child is not None and starts_line(tree.text, child.start):
            outer = indentation(tree.text, node.body)
            unit = indentation(tree.text, child.start).removeprefix(outer)
            if unit:
                return unit
        node = inner
    return "  "
