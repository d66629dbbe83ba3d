"""JSON, or YAML, that stands as text inside a YAML file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.yamltext.nodes import Scalar, parse, parse_json
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.package.content import FileText
    from studio.yamltext.nodes import Tree
    from studio.yamltext.pointers import Pointer


class Embedded(NamedTuple):
    """A scalar of a file and the tree of its text."""

    scalar: Scalar
    tree: Tree


def embedded(content: FileText, pointer: Pointer) -> Embedded | None:
    """What stands in the text at `pointer`; None where no text does that can be read."""
    return content.memo(("embedded", pointer), lambda: _embedded(content, pointer))


def embedded_value(text: str) -> Any:
    """The value of such a text; None where it cannot be read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        tree = parse(text)
        return None if tree.error else to_python(tree.root)


def offset_in_file(content: FileText, found: Embedded, offset: int) -> int:
    """The code point in the file at which `offset` of the inner text stands.

    Exact in literal blocks and in plain or quoted text of one line without escapes; elsewhere it
    is where the scalar begins.
    """
    text, scalar = content.text, found.scalar
    inner = found.tree.text
    if scalar.style != "|":
        at = text.find(inner, scalar.start, scalar.end)
        return at + offset if at >= 0 else scalar.start
    number = inner.count("\n", 0, offset)
    column = offset - (inner.rfind("\n", 0, offset) + 1)
    start = text.find("\n", scalar.start) + 1
    for _ in range(number):
        start = text.find("\n", start) + 1
    line_end = text.find("\n", start)
    line = text[start : line_end if line_end >= 0 else len(text)]
    indent = len(line) - len(inner.split("\n")[number])
    return start + max(indent, 0) + column


def _embedded(content: FileText, pointer: Pointer) -> Embedded | None:
    tree = content.yaml_tree
    scalar = None if tree.error else find(tree.root, pointer)
    if not isinstance(scalar, Scalar):
        return None
    inner = parse_json(scalar.value)
    if inner.error:
        inner = parse(scalar.value)
    return None if inner.error or inner.root is None else Embedded(scalar, inner)
