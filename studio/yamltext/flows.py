"""Insert, remove and reorder the children of collections in brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.geometry import (
    Child,
    Collection,
    children,
    indentation,
    is_braced,
    line_break,
    line_end,
    line_start,
    next_line,
    starts_line,
)
from studio.yamltext.reading import find_indicator
from studio.yamltext.splices import CannotEdit, Splice

if TYPE_CHECKING:
    from studio.yamltext.nodes import Tree
    from studio.yamltext.render import FlowStyle


def insert_in_flow(
    tree: Tree, node: Collection, index: int, new: str, style: FlowStyle
) -> list[Splice]:
    """Put the text of a child before child `index`; on a line of its own where the others are."""
    text = tree.text
    require_brackets(text, node)
    found = children(tree, node)
    if not found:
        return [fill_brackets(text, node, new, style)]
    if index < len(found):
        return [insert_before(text, found, index, new)]
    last = found[-1]
    comma = find_indicator(text, last.end, node.end - 1, ",")
    margin = indentation(text, last.start)
    if not starts_line(text, last.start):
        if comma is not None:
            return [Splice(comma + 1, comma + 1, f" {new},")]
        # A comma right behind a colon would become part of the key.
        gap = " " if text[last.end - 1] == ":" else ""
        return [Splice(last.end, last.end, f"{gap}, {new}")]
    if comma is not None:
        end = own_line_end(text, comma + 1, node.end - 1)
        return [Splice(end, end, f"{line_break(text)}{margin}{new},")]
    end = own_line_end(text, last.end, node.end - 1)
    added = f"{line_break(text)}{margin}{new}"
    if end == last.end:
        return [Splice(end, end, f",{added}")]
    return [Splice(last.end, last.end, ","), Splice(end, end, added)]


def require_brackets(text: str, node: Collection) -> None:
    """Refuse a single pair inside brackets: it can neither grow nor shrink."""
    if not is_braced(text, node):
        raise CannotEdit("A single pair inside brackets cannot take or lose a key.")


def fill_brackets(text: str, node: Collection, new: str, style: FlowStyle) -> Splice:
    """Put the first child into empty brackets."""
    inside = text[node.body + 1 : node.end - 1]
    if inside.strip():
        raise CannotEdit("The brackets hold a comment; edit them as text.")
    if style.is_multiline:
        margin = indentation(text, node.body)
        new = f"{style.line_break}{margin}{style.unit}{new}{style.line_break}{margin}"
    return Splice(node.body + 1, node.end - 1, new)


def insert_before(text: str, found: list[Child], index: int, new: str) -> Splice:
    """Put the text of a child before another one."""
    start = found[index].start
    if starts_line(text, start):
        floor = found[index - 1].end if index else 0
        at = flow_lead(text, start, floor)
        return Splice(at, at, f"{indentation(text, start)}{new},{line_break(text)}")
    separator = ", "
    if index:
        between = text[found[index - 1].end : start]
        separator = between if between.strip() == "," and "\n" not in between else separator
    return Splice(start, start, new + separator)


def flow_lead(text: str, start: int, floor: int) -> int:
    """Where the comment lines directly above a line begin."""
    lead = line_start(text, start)
    while lead > floor:
        above = line_start(text, lead - 1)
        if above < floor or not text[above:lead].lstrip(" \t").startswith("#"):
            break
        lead = above
    return lead


def own_line_end(text: str, start: int, limit: int) -> int:
    """The end of the line of `start` if only a comment follows there, else `start`."""
    end = line_end(text, start)
    rest = text[start : min(end, limit)].strip()
    return end if end <= limit and rest.startswith("#") else start


def remove_in_flow(tree: Tree, node: Collection, index: int) -> list[Splice]:
    """Remove a child with its comma, and with its line if it has one of its own."""
    text = tree.text
    require_brackets(text, node)
    found = children(tree, node)
    if len(found) == 1:
        return [Splice(node.body + 1, node.end - 1, "")]
    child = found[index]
    limit = found[index + 1].start if index + 1 < len(found) else node.end - 1
    comma = find_indicator(text, child.end, limit, ",")
    end = child.end if comma is None else comma + 1
    own_line = starts_line(text, child.start)
    floor = found[index - 1].end if index else 0
    if own_line and ends_line(text, end):
        gone = Splice(flow_lead(text, child.start, floor), next_line(text, end), "")
    elif comma is not None and index + 1 < len(found):
        return [Splice(child.start, found[index + 1].start, "")]
    elif comma is not None:
        gone = Splice(len(text[: child.start].rstrip(" ")), end, "")
    else:
        gone = Splice(child.start, end, "")
    if comma is not None:
        return [gone]
    before = find_indicator(text, floor, child.start, ",")
    if before is None:
        raise CannotEdit("The comma before this place was not found.")
    if text[before + 1 : gone.start].strip():
        return [Splice(before, before + 1, ""), gone]
    if own_line and gone.end > end:
        return [Splice(before, before + 1, ""), gone]
    return [Splice(before, gone.end, "")]


def ends_line(text: str, offset: int) -> bool:
    """Whether only white space or a comment follows on the line."""
    rest = text[offset : line_end(text, offset)].strip()
    return not rest or rest.startswith("#")


def reorder_in_flow(tree: Tree, node: Collection, order: list[int]) -> list[Splice]:
    """Put the children into another order; commas and white space stay where they are."""
    require_brackets(tree.text, node)
    found = children(tree, node)
    return [
        Splice(slot.start, slot.end, tree.text[found[old].start : found[old].end])
        for slot, old in zip(found, order, strict=True)
    ]
