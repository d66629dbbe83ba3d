"""Write another value in the place of a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.yamltext.flows import require_brackets
from studio.yamltext.geometry import (
    Collection,
    before_break,
    block_header,
    block_scalar_indent,
    children,
    column,
    content_start,
    indentation,
    indicator_end,
    line_break,
    line_end,
    lines_of,
    properties_end,
)
from studio.yamltext.nodes import Document, Mapping, Node, Scalar, Sequence, Tree
from studio.yamltext.render import (
    BlockStyle,
    Written,
    fold,
    mapping_lines,
    sequence_lines,
    write_block_scalar,
    write_flow,
    write_value,
)
from studio.yamltext.reuse import rewritten_lines
from studio.yamltext.splices import CannotEdit, Splice
from studio.yamltext.styles import block_style, flow_style

if TYPE_CHECKING:
    from studio.yamltext.plain import Plain
    from studio.yamltext.sites import Site

UNLIMITED = 1_000_000


class Manner(NamedTuple):
    """How a node is replaced.

    `keep_tag`: its tag fits the new value. `reuse`: the children of a block collection that are in
    the new value keep their text. `block_scalars`: text of several lines is not quoted.
    """

    keep_tag: bool
    reuse: bool
    block_scalars: bool


def replace_node(site: Site, value: Plain, manner: Manner) -> list[Splice]:
    """The splices that write `value` where a node stands; its anchor is kept."""
    if site.node is None:
        return [write_root(site, value)]
    if site.in_flow:
        return replace_in_flow(site, value, manner)
    if site.parent is None:
        return replace_root(site, site.node, value, manner)
    return replace_in_block(site, site.parent, site.node, value, manner)


def kept_properties(text: str, node: Node, *, keep_tag: bool) -> str:
    """The tag and anchor that the new value has in common with the old one."""
    if keep_tag or node.tag is None:
        return text[node.start : properties_end(text, node)]
    return f"&{node.anchor}" if node.anchor else ""


def replace_in_flow(site: Site, value: Plain, manner: Manner) -> list[Splice]:
    """Replace a value inside brackets or in JSON."""
    text = site.tree.text
    node = site.node
    assert node is not None  # noqa: S101 - brackets hold no empty document
    old_style = node.style if isinstance(node, Scalar) else ""
    style = flow_style(site.tree, site.document, site.parent)
    properties = kept_properties(text, node, keep_tag=manner.keep_tag)
    new = write_flow(value, style, indentation(text, node.start), old_style)
    new = f"{properties} {new}" if properties else new
    if node.end > node.start:
        return [Splice(node.start, node.end, new)]
    if not isinstance(site.parent, Mapping):
        raise CannotEdit("An empty place inside brackets cannot be filled.")
    require_brackets(text, site.parent)
    has_colon = indicator_end(site.tree, site.parent, children(site.tree, site.parent)[site.number])
    return [Splice(node.end, node.end, f" {new}" if has_colon else f": {new}")]


def write_root(site: Site, value: Plain) -> Splice:
    """Write the first value of an empty document, below its comments."""
    tree, document = site.tree, site.document
    text = tree.text
    style = block_style(tree, document, None)
    new = root_text(value, style, 0)
    if tree.documents and (tree.documents[-1] is not document or has_end_mark(text, document)):
        at = line_end(text, document.body)
        return Splice(at, at, f"{style.line_break}{new}")
    head = style.line_break if text and not text.endswith("\n") else ""
    return Splice(len(text), len(text), f"{head}{new}{style.line_break}")


def has_end_mark(text: str, document: Document) -> bool:
    """Whether a document ends in `...`."""
    return text[document.body : document.end].endswith("...")


def root_text(value: Plain, style: BlockStyle, indent: int) -> str:
    """A value at the root of a document, the first line without its indent."""
    if isinstance(value, dict) and value:
        return mapping_lines(value, style, indent)
    if isinstance(value, list) and value:
        return sequence_lines(value, style, indent)
    written = write_value(value, style, 0)
    return written.inline if written.lines is None else join_lines(written, style)


def join_lines(written: Written, style: BlockStyle) -> str:
    """A block scalar with its header."""
    return f"{written.inline}{style.line_break}{written.lines}"


def replace_root(site: Site, node: Node, value: Plain, manner: Manner) -> list[Splice]:
    """Replace the root of a document."""
    text = site.tree.text
    if node.tag is not None and not manner.keep_tag:
        raise CannotEdit("The tag of the whole document does not fit the new value.")
    style = block_style(site.tree, site.document, None)
    style = style._replace(block_scalars=manner.block_scalars)
    if isinstance(node, (Mapping, Sequence)) and not node.flow:
        lines = lines_of(site.tree, node)
        indent = column(text, node.body)
        kept = rewritten_lines(site.tree, node, value, style) if manner.reuse else None
        new = kept or " " * indent + root_text(value, style, indent)
        return [with_line_break(text, lines[0].lead, before_break(text, lines[-1].tail), new)]
    new = root_text(value, style, 0)
    start = content_start(text, node)
    if column(text, start) and value and isinstance(value, (dict, list)):
        new = style.line_break + new
    return [with_line_break(text, start, node.end, new)]


def with_line_break(text: str, start: int, end: int, new: str) -> Splice:
    """A splice that ends in a line break where a block scalar may need the one missing there."""
    missing = "\n" in new and "\n" not in text[end:]
    return Splice(start, end, new + line_break(text) if missing else new)


def replace_in_block(
    site: Site, parent: Collection, node: Node, value: Plain, manner: Manner
) -> list[Splice]:
    """Replace a value behind a colon or dash in block style; comments beside it stay."""
    tree = site.tree
    text = tree.text
    mark = indicator_end(tree, parent, children(tree, parent)[site.number])
    if mark is None:
        raise CannotEdit("A key without a colon cannot take a value.")
    style = nearby_style(site, parent, node, value)
    style = style._replace(block_scalars=manner.block_scalars)
    kept = rewritten_lines(tree, node, value, style) if manner.reuse else None
    written = Written("", kept) if kept else write_like(tree, parent, node, value, style)
    if isinstance(value, (dict, list)) and "\n" in written.inline:
        # A comment beside the old value stays on the first line.
        written = Written(*written.inline.split(style.line_break, 1))
    properties = kept_properties(text, node, keep_tag=manner.keep_tag)
    head = " ".join(part for part in (properties, written.inline) if part)
    gap = text[mark : node.start]
    is_block = isinstance(node, (Mapping, Sequence)) and not node.flow
    if is_block or node.end == node.start:
        gap = " "
    comment = ""
    if "\n" in gap and (written.lines is not None or "\n" in written.inline):
        first_line = gap[: gap.index("\n")].rstrip()
        comment = first_line if "#" in first_line else ""
        gap = " "
    head = f"{gap}{head}{comment}" if head else comment
    head_end, body = old_extent(tree, node, mark, to_block_scalar=written.inline[:1] in {"|", ">"})
    below = "" if written.lines is None else f"{style.line_break}{written.lines}"
    start, end = (line_end(text, head_end),) * 2 if body is None else body
    return [Splice(mark, head_end, head), with_line_break(text, start, end, below)]


def old_extent(
    tree: Tree, node: Node, mark: int, *, to_block_scalar: bool
) -> tuple[int, tuple[int, int] | None]:
    """The end of what a node has on the line of its indicator, and the extent of its lines below.

    What is between the two, comments, stays; but not before a block scalar, which would take it.
    """
    text = tree.text
    if isinstance(node, (Mapping, Sequence)) and not node.flow:
        lines = lines_of(tree, node)
        stop = before_break(text, lines[-1].tail)
        if lines[0].inline:
            return stop, None
        properties = properties_end(text, node)
        head_end = mark if properties == node.start else properties
        start = before_break(text, lines[0].lead)
        return head_end, (line_end(text, head_end) if to_block_scalar else start, stop)
    if isinstance(node, Scalar) and node.style in {"|", ">"}:
        header_end = content_start(text, node) + len(block_header(text, node))
        return header_end, (min(line_end(text, header_end), node.end), node.end)
    return max(node.end, mark), None


def nearby_style(site: Site, parent: Collection, node: Node, value: Plain) -> BlockStyle:
    """The style of the neighbours, with the indent that the old value has."""
    text = site.tree.text
    style = block_style(site.tree, site.document, parent)
    indent = column(text, parent.body)
    if isinstance(node, Scalar) and node.style in {"|", ">"} and isinstance(value, str):
        old = block_scalar_indent(text, node)
        return style if old is None or old <= indent else style._replace(step=old - indent)
    if isinstance(node, (Mapping, Sequence)) and not node.flow and isinstance(parent, Mapping):
        step = column(text, node.body) - indent
        if isinstance(node, Mapping) and isinstance(value, dict) and step > 0:
            return style._replace(step=step)
        if isinstance(node, Sequence) and isinstance(value, list) and step >= 0:
            return style._replace(sequence_step=step)
    return style


def write_like(
    tree: Tree, parent: Collection, node: Node, value: Plain, style: BlockStyle
) -> Written:
    """A value written as the old one was: same quotes, folded if it was folded."""
    text = tree.text
    indent = column(text, parent.body)
    after_dash = isinstance(parent, Sequence)
    if not isinstance(node, Scalar) or not isinstance(value, str):
        return write_value(value, style, indent, after_dash=after_dash)
    source = text[content_start(text, node) : node.end]
    source_lines = source.replace("\r", "").split("\n")
    if node.style == ">" and value and style.block_scalars:
        below = indent + (2 if after_dash else style.step)
        widths = [len(line) for line in source_lines[1:]]
        width = max(widths) - below if len(widths) > 1 else UNLIMITED
        block = write_block_scalar(value, below, below - indent, style.line_break, fold_width=width)
        if block:
            return block
    written = write_value(value, style, indent, after_dash=after_dash, old_style=node.style)
    if written.lines is None and len(source_lines) > 1 and node.style not in {"|", ">"}:
        margin = source_lines[-1][: -len(source_lines[-1].lstrip(" ")) or None]
        used = column(text, content_start(text, node))
        width = max(used + len(source_lines[0]), *map(len, source_lines[1:]))
        folded = fold(written.inline, width - len(margin), used - len(margin))
        return Written(f"{style.line_break}{margin}".join(folded))
    return written
