"""Write a child in the style of a collection, and put it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.blocks import insert_lines
from studio.yamltext.flows import insert_in_flow
from studio.yamltext.geometry import Collection, children, column, indentation, starts_line
from studio.yamltext.render import write_entry, write_flow, write_flow_entry, write_item
from studio.yamltext.styles import block_style, flow_style

if TYPE_CHECKING:
    from studio.yamltext.nodes import Document, Tree
    from studio.yamltext.plain import Plain
    from studio.yamltext.splices import Splice


def write_child(
    tree: Tree, document: Document, node: Collection, key: str | None, value: Plain
) -> str:
    """The text of an entry, or without a key of an item, as `insert_child` wants it."""
    if node.flow:
        flow = flow_style(tree, document, node)
        margin = flow_margin(tree, document, node)
        if key is None:
            return write_flow(value, flow, margin)
        return write_flow_entry(key, value, flow, margin)
    indent = column(tree.text, node.body)
    block = block_style(tree, document, node)
    if key is None:
        return write_item(value, block, indent)
    return write_entry(key, value, block, indent)


def insert_child(
    tree: Tree,
    document: Document,
    node: Collection,
    index: int,
    new: str,
    *,
    at_next: bool = False,
) -> list[Splice]:
    """Put the text of a child before child `index`; with `at_next`, close to that child."""
    if node.flow:
        return insert_in_flow(tree, node, index, new, flow_style(tree, document, node))
    return insert_lines(tree, node, index, new, at_next=at_next)


def flow_margin(tree: Tree, document: Document, node: Collection) -> str:
    """The white space with which the lines of a new child inside brackets begin."""
    found = children(tree, node)
    if found and starts_line(tree.text, found[-1].start):
        return indentation(tree.text, found[-1].start)
    style = flow_style(tree, document, node)
    return indentation(tree.text, node.body) + (style.unit if style.is_multiline else "")


def insertion_index(tree: Tree, node: Collection, index: int) -> int:
    """The outline index at which a new child of a collection stands."""
    found = children(tree, node)
    return found[index].first if index < len(found) else node.stop - 1
