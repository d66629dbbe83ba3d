"""Where a text can be folded: by indentation, or by brackets in JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    FoldLength = Callable[[Iterable[str]], int]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?')


def length_by_indent(lines: Iterable[str]) -> int:
    """How many lines belong to the first one because they are indented deeper.

    A sequence may stand at the indent of its key in YAML. Blank lines at the end stay outside.
    """
    rest = iter(lines)
    header = next(rest, "")
    indent = _indent(header)
    if indent is None:
        return 0
    is_key = header.rstrip().endswith(":") and not header.lstrip().startswith("- ")
    length = 0
    for number, line in enumerate(rest, 1):
        deeper = _indent(line)
        if deeper is None:
            continue
        is_item = is_key and deeper == indent and line[deeper : deeper + 2] in ("- ", "-")
        if deeper <= indent and not is_item:
            break
        length = number
    return length


def length_by_brackets(lines: Iterable[str]) -> int:
    """How many lines stand between the first one and that which closes what it leaves open."""
    rest = iter(lines)
    depth = _growth(next(rest, ""))
    if depth <= 0:
        return 0
    number = 0
    for number, line in enumerate(rest, 1):
        depth += _growth(line)
        if depth <= 0:
            return number - 1
    return number


def _indent(line: str) -> int | None:
    stripped = line.lstrip(" ")
    return len(line) - len(stripped) if stripped.strip() else None


def _growth(line: str) -> int:
    bare = _STRING.sub("", line)
    return bare.count("{") + bare.count("[") - bare.count("}") - bare.count("]")
