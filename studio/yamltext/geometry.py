"""Where the parts of a collection stand in its text: lines, columns, comments, indents."""

from __future__ import annotations

from typing import NamedTuple

from studio.yamltext.nodes import Document, Entry, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.reading import HEADER, content_indent, find_indicator
from studio.yamltext.splices import CannotEdit

Collection = Mapping | Sequence
DEFAULT_STEP = 2


class Child(NamedTuple):
    """One entry or item with its own text, from key or dash to the end of its value.

    `first` and `stop` bound it in the tree's outline; `key` is None for items.
    """

    start: int
    end: int
    first: int
    stop: int
    key: Node | None
    value: Node


class Lines(NamedTuple):
    """The lines of a child of a block collection.

    `lead` is where the comment lines begin that stand directly above at the child's indent;
    `tail` is after the line break of its last line and of the deeper comment lines below.
    An `inline` child shares its first line with an indicator of its parent: `lead` is its start.
    """

    lead: int
    start: int
    end: int
    tail: int
    inline: bool


def line_start(text: str, offset: int) -> int:
    """The offset at which the line of `offset` begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """The offset of the line break that ends the line of `offset`, or of the end of the text."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def next_line(text: str, offset: int) -> int:
    """The offset after the line of `offset`, its line break included."""
    return text.find("\n", offset) + 1 or len(text)


def before_break(text: str, offset: int) -> int:
    """The offset before the line break that ends at `offset`; `offset` where there is none."""
    if offset and text[offset - 1] == "\n":
        offset -= 1
        offset -= offset > 0 and text[offset - 1] == "\r"
    return offset


def column(text: str, offset: int) -> int:
    """How many characters stand on the line before `offset`."""
    return offset - line_start(text, offset)


def indentation(text: str, offset: int) -> str:
    """The white space at the beginning of the line of `offset`."""
    start = line_start(text, offset)
    line = text[start : line_end(text, start)]
    return line[: len(line) - len(line.lstrip(" \t"))]


def starts_line(text: str, offset: int) -> bool:
    """Whether only white space stands before `offset` on its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")


def line_break(text: str) -> str:
    """The line break of a text, to be used for new lines."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"


def is_braced(text: str, node: Collection) -> bool:
    """Whether a flow collection has brackets: a single pair inside brackets has none."""
    return node.flow and text[node.body] in "{["


def children(tree: Tree, node: Collection) -> list[Child]:
    """The entries or items of a collection, with their places."""
    found: list[Child] = []
    before = node.body + is_braced(tree.text, node)
    if isinstance(node, Mapping):
        for entry in node.entries:
            start = entry_start(tree.text, node, entry, before)
            before = entry.value.end
            found.append(
                Child(start, before, entry.key.index, entry.value.stop, entry.key, entry.value)
            )
        return found
    for item in node.items:
        start = item.start if node.flow else dash_before(tree.text, before, item)
        before = item.end
        found.append(Child(start, before, item.index, item.stop, None, item))
    return found


def entry_start(text: str, node: Mapping, entry: Entry, before: int) -> int:
    """The start of an entry: that of its key, or the `?` above it."""
    start = entry.key.start
    if node.flow:
        mark = find_indicator(text, before, start, "?")
        return start if mark is None else mark
    if column(text, start) == column(text, node.body):
        return start
    mark = find_indicator(text, before, start, "?")
    if mark is None:
        raise CannotEdit("The place of the key “{key}” is not clear.", key=entry.name)
    return mark


def dash_before(text: str, before: int, item: Node) -> int:
    """The dash of an item in a block sequence."""
    dash = find_indicator(text, before, item.start, "-")
    if dash is None:
        raise CannotEdit("The place of an item is not clear.")
    return dash


def lines_of(tree: Tree, node: Collection) -> list[Lines]:
    """The lines of each child of a block collection."""
    text = tree.text
    indent = column(text, node.body)
    found: list[Lines] = []
    floor = 0
    for child in children(tree, node):
        tail = tail_of(text, child.end, indent)
        if starts_line(text, child.start):
            lead = lead_of(text, child.start, indent, floor)
            found.append(Lines(lead, child.start, child.end, tail, inline=False))
        else:
            found.append(Lines(child.start, child.start, child.end, tail, inline=True))
        floor = tail
    return found


def lead_of(text: str, start: int, indent: int, floor: int) -> int:
    """Where the comment lines directly above a line begin that share its indent."""
    lead = line_start(text, start)
    while lead > floor:
        above = line_start(text, lead - 1)
        line = text[above:lead]
        if above < floor or not line.lstrip(" ").startswith("#") or line.index("#") != indent:
            break
        lead = above
    return lead


def tail_of(text: str, end: int, indent: int) -> int:
    """Where the lines of a child end: after comments below it that are indented deeper."""
    at = tail = next_line(text, end)
    while at < len(text):
        after = next_line(text, at)
        line = text[at:after].strip(" \r\n")
        if line.startswith("#") and text.index("#", at) - at > indent:
            tail = after
        elif line:
            break
        at = after
    return tail


def blank_after(text: str, offset: int) -> int:
    """The offset after the blank lines that begin at a line start."""
    while offset < len(text):
        after = next_line(text, offset)
        if text[offset:after].strip(" \t\r\n"):
            break
        offset = after
    return offset


def blank_before(text: str, offset: int, floor: int) -> int:
    """The offset at which the blank lines before a line start begin, not below `floor`."""
    while offset > floor:
        above = line_start(text, offset - 1)
        if above < floor or text[above:offset].strip(" \t\r\n"):
            break
        offset = above
    return offset


def last_scalar(node: Node) -> Scalar | None:
    """The scalar with which the text of a node ends, outside brackets."""
    while isinstance(node, (Mapping, Sequence)):
        if node.flow:
            return None
        node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    return node if isinstance(node, Scalar) else None


def ends_in_block_scalar(node: Node) -> bool:
    """Whether the text of a node ends in a block scalar."""
    scalar = last_scalar(node)
    return scalar is not None and scalar.style in {"|", ">"}


def ends_open(text: str, node: Node) -> bool:
    """Whether blank lines below a node would become part of it: it ends in `|+` or `>+`."""
    scalar = last_scalar(node)
    if scalar is None or scalar.style not in {"|", ">"}:
        return False
    return "+" in block_header(text, scalar)


def block_header(text: str, scalar: Scalar) -> str:
    """The indicators of a block scalar, such as `|2-`."""
    found = HEADER.match(text, content_start(text, scalar))
    return found.group() if found else ""


def block_scalar_indent(text: str, scalar: Scalar) -> int | None:
    """The column at which the content of a block scalar stands; None where it has none."""
    source = text[next_line(text, content_start(text, scalar)) : scalar.end]
    return content_indent(source.split("\n"), scalar.value)


def properties_end(text: str, node: Node) -> int:
    """The offset after the tag and anchor of a node; its start if it has none."""
    at = end = node.start
    for _ in range((node.tag is not None) + (node.anchor is not None)):
        while at < node.end and text[at] in " \t\r\n":
            at += 1
        if at >= node.end or text[at] not in "&!":
            break  # a plain `!` was resolved away
        while at < node.end and text[at] not in " \t\r\n" and not is_flow_end(node, text[at]):
            at += 1
        end = at
    return end


def is_flow_end(node: Node, char: str) -> bool:
    """Whether a character ends the properties of a flow collection, as in `&a[1]`."""
    return isinstance(node, (Mapping, Sequence)) and node.flow and char in "[{"


def content_start(text: str, node: Node) -> int:
    """The offset of the content of a node, after tag and anchor."""
    if isinstance(node, (Mapping, Sequence)):
        return node.body
    at = properties_end(text, node)
    if at == node.start:
        return at
    while at < node.end and text[at] in " \t\r\n":
        at += 1
    return at


def indicator_end(tree: Tree, parent: Collection, child: Child) -> int | None:
    """The offset after the colon or dash before a value; None where it has no colon."""
    if isinstance(parent, Sequence):
        return child.start if parent.flow else child.start + 1
    assert child.key is not None  # noqa: S101 - an entry has a key
    colon = find_indicator(tree.text, child.key.end, child.value.start, ":")
    return None if colon is None else colon + 1


def step_of(tree: Tree, document: Document, neighbour: Collection | None) -> int:
    """By how much mappings are indented below their keys, near `neighbour` or else anywhere."""
    found = first_below(tree, neighbour, Mapping) or first_below(tree, document.root, Mapping)
    return found if found is not None and found > 0 else DEFAULT_STEP


def sequence_step_of(tree: Tree, document: Document, neighbour: Collection | None) -> int:
    """By how much sequences are indented below their keys: 0 is common and correct."""
    found = first_below(tree, neighbour, Sequence)
    if found is None:
        found = first_below(tree, document.root, Sequence)
    return found if found is not None and found >= 0 else DEFAULT_STEP


def first_below(tree: Tree, root: Node | None, kind: type[Collection]) -> int | None:
    """The indent of the first block collection of a kind that stands below its key."""
    pending = [root] if root is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, Mapping) and not node.flow:
            for entry in node.entries:
                value = entry.value
                if isinstance(value, kind) and not value.flow:
                    return column(tree.text, value.body) - column(tree.text, node.body)
            pending += [entry.value for entry in reversed(node.entries)]
        elif isinstance(node, Sequence) and not node.flow:
            pending += reversed(node.items)
    return None
