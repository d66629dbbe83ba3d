"""Keep the text of those children that a new collection has in common with the old one."""

from __future__ import annotations

from typing import NamedTuple

from studio.yamltext.blocks import values_of
from studio.yamltext.geometry import (
    Collection,
    Lines,
    before_break,
    blank_before,
    children,
    column,
    line_break,
    lines_of,
)
from studio.yamltext.nodes import Alias, Mapping, Node, Sequence, Tree, key_text
from studio.yamltext.plain import Plain, same_value
from studio.yamltext.render import BlockStyle, write_entry, write_item
from studio.yamltext.scalars import to_python


def rewritten_lines(tree: Tree, node: Node, value: Plain, style: BlockStyle) -> str | None:
    """The lines of a block collection with new content, those of equal children as they were.

    None where nothing can be kept: the kinds differ, or the first child stands beside a dash.
    """
    if not isinstance(node, (Mapping, Sequence)) or not value or node.flow:
        return None
    new: list[tuple[str | None, Plain]]
    if isinstance(node, Mapping) and isinstance(value, dict):
        new = list(value.items())
    elif isinstance(node, Sequence) and isinstance(value, list):
        new = [(None, item) for item in value]
    else:
        return None
    lines = lines_of(tree, node)
    if lines[0].inline:
        return None
    indent = column(tree.text, node.body)
    old = old_pieces(tree, node, lines)
    text = ""
    for key, child in new:
        kept = next((it for it in old if it.key == key and same_value(it.value, child)), None)
        if kept is not None:
            old.remove(kept)
            text += kept.text if text else kept.text.lstrip("\r\n")
        else:
            written = (
                write_item(child, style, indent)
                if key is None
                else write_entry(key, child, style, indent)
            )
            text += f"{' ' * indent}{written}{style.line_break}"
    return text[: before_break(text, len(text))]


class Piece(NamedTuple):
    """A child that can be kept: its value, and its lines with the blank ones above."""

    key: str | None
    value: Plain
    text: str


def old_pieces(tree: Tree, node: Collection, lines: list[Lines]) -> list[Piece]:
    """The children of a collection whose text says no more than their values."""
    text = tree.text
    pieces: list[Piece] = []
    floor = lines[0].lead
    for child, own in zip(children(tree, node), lines, strict=True):
        start = blank_before(text, own.lead, floor)
        floor = own.tail
        if has_properties(child.value) or (child.key is not None and has_properties(child.key)):
            continue
        source = text[start : own.tail]
        key = None if child.key is None else key_text(child.key)
        ending = "" if source.endswith("\n") else line_break(text)
        pieces.append(Piece(key, to_python(child.value), source + ending))
    return pieces


def has_properties(root: Node) -> bool:
    """Whether a node or anything below it has a tag or an anchor, or is an alias."""
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Alias) or node.tag is not None or node.anchor is not None:
            return True
        if isinstance(node, (Mapping, Sequence)):
            pending += values_of(node)
    return False
