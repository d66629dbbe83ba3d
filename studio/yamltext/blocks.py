"""Insert, remove and reorder the children of block collections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.geometry import (
    Collection,
    Lines,
    before_break,
    blank_after,
    blank_before,
    children,
    column,
    ends_in_block_scalar,
    ends_open,
    indicator_end,
    line_break,
    lines_of,
    properties_end,
)
from studio.yamltext.nodes import Mapping, Node, Tree
from studio.yamltext.splices import Splice

if TYPE_CHECKING:
    from collections.abc import Sequence as AbstractSequence


def values_of(node: Collection) -> AbstractSequence[Node]:
    """The values of a mapping's entries, or the items of a sequence."""
    return [entry.value for entry in node.entries] if isinstance(node, Mapping) else node.items


def insert_lines(
    tree: Tree, node: Collection, index: int, new: str, *, at_next: bool = False
) -> list[Splice]:
    """Put the text of a child, written for the column of `node`, before child `index`.

    The text has no indent on its first line and no line break at its end. It goes below the child
    before it; with `at_next`, above the comments of the child after it.
    """
    text = tree.text
    lines = lines_of(tree, node)
    ending = line_break(text)
    indent = " " * column(text, node.body)
    gap = ending if is_spaced(text, lines) else ""
    if index < len(lines) and (at_next or index == 0):
        following = lines[index]
        if following.inline:
            return [Splice(following.start, following.start, f"{new}{ending}{gap}{indent}")]
        return [Splice(following.lead, following.lead, f"{indent}{new}{ending}{gap}")]
    at = lines[index - 1].tail
    if at and text[at - 1] != "\n":
        # A block scalar at the end needs the line break that the text does without.
        tail = ending if "\n" in new else ""
        return [Splice(at, at, f"{ending}{gap}{indent}{new}{tail}")]
    return [Splice(at, at, f"{gap}{indent}{new}{ending}")]


def is_spaced(text: str, lines: list[Lines]) -> bool:
    """Whether blank lines stand between all children."""
    return len(lines) > 1 and all(blank_after(text, it.tail) > it.tail for it in lines[:-1])


def remove_lines(
    tree: Tree, node: Collection, index: int, before: Node | None, *, trim_end: bool = True
) -> list[Splice]:
    """Remove a child with the comments that belong to it; at least one other child must be left.

    At the end of the text the blank lines above go too, unless `trim_end` is False.

    `before` is the node whose text ends above the child, if any: a block scalar that keeps blank
    lines would take those that are left below.
    """
    text = tree.text
    lines = lines_of(tree, node)
    gone = lines[index]
    if gone.inline:
        return [remove_inline(text, gone, lines[index + 1])]
    start, end = gone.lead, gone.tail
    floor = lines[index - 1].tail if index else 0
    blank_start = blank_before(text, start, floor)
    blank_end = blank_after(text, end)
    if index == 0 or blank_start < start or (before is not None and ends_open(text, before)):
        end = blank_end
    if trim_end and blank_end == len(text):
        start = blank_start
        if not text.endswith("\n") and not (before is not None and ends_in_block_scalar(before)):
            start = before_break(text, start)
    return [Splice(start, end, "")]


def remove_inline(text: str, gone: Lines, following: Lines) -> Splice:
    """Remove the child that shares its line with the dash of its parent."""
    if not text[gone.tail : following.start].strip():
        return Splice(gone.start, following.start, "")
    # The comments between stay: they go on below the bare dash.
    start = len(text[: gone.start].rstrip(" \t"))
    return Splice(start, before_break(text, gone.tail), "")


def remove_all_lines(
    tree: Tree, node: Collection, parent: Collection | None, number: int
) -> list[Splice]:
    """Remove the only child of a block collection: `{}` or `[]` remains in its place."""
    text = tree.text
    empty = "{}" if isinstance(node, Mapping) else "[]"
    only = lines_of(tree, node)[0]
    if only.inline:
        return [Splice(only.start, before_break(text, only.tail), empty)]
    at = properties_end(text, node)
    if at == node.start:
        mark = None
        if parent is not None:
            mark = indicator_end(tree, parent, children(tree, parent)[number])
        if mark is None:
            indent = " " * column(text, node.body)
            return [Splice(only.lead, before_break(text, only.tail), f"{indent}{empty}")]
        at = mark
    start = before_break(text, only.lead)
    return [Splice(at, at, f" {empty}"), Splice(start, before_break(text, only.tail), "")]


def reorder_lines(tree: Tree, node: Collection, order: list[int]) -> list[Splice]:
    """Put the children into another order; what stands between them stays where it is.

    Comments that belong to a child go with it. `order` lists the old indices.
    """
    text = tree.text
    lines = lines_of(tree, node)
    ending = line_break(text)
    indent = " " * column(text, node.body)
    values = values_of(node)
    splices: list[Splice] = []
    for slot, old in zip(lines, order, strict=True):
        source = lines[old]
        body = text[source.start : before_break(text, source.tail)]
        comments = "" if source.inline else text[source.lead : source.start - len(indent)]
        end = slot.tail
        is_last = (
            end == len(text) and not text.endswith("\n") and not ends_in_block_scalar(values[old])
        )
        if ends_open(text, values[old]):
            end = blank_after(text, end)
        start, first = slot.lead, indent
        if slot.inline:
            first = ""
            if comments:
                start, first = len(text[: slot.start].rstrip(" \t")), indent
                comments = ending + comments
        splices.append(Splice(start, end, f"{comments}{first}{body}{'' if is_last else ending}"))
    return splices
