"""Where a text can be folded: by indentation, or by brackets in JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    FoldEnd = Callable[[Callable[[int], str], int, int], "int | None"]

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"?')


def end_by_indent(line_at: Callable[[int], str], count: int, header: int) -> int | None:
    """The last line that belongs to `header` because it is indented deeper, None for none.

    A sequence may stand at the indent of its key in YAML. Blank lines at the end stay outside.
    """
    text = line_at(header)
    indent = _indent(text)
    if indent is None:
        return None
    is_key = text.rstrip().endswith(":") and not text.lstrip().startswith("- ")
    end = None
    for number in range(header + 1, count):
        line = line_at(number)
        deeper = _indent(line)
        if deeper is None:
            continue
        if deeper <= indent and not (
            is_key and deeper == indent and line[deeper : deeper + 2] in ("- ", "-")
        ):
            break
        end = number
    return end


def end_by_brackets(line_at: Callable[[int], str], count: int, header: int) -> int | None:
    """The last line before the one that closes what `header` leaves open, None for none."""
    depth = _growth(line_at(header))
    if depth <= 0:
        return None
    for number in range(header + 1, count):
        depth += _growth(line_at(number))
        if depth <= 0:
            return number - 1 if number - 1 > header else None
    return count - 1 if count - 1 > header else None


def _indent(line: str) -> int | None:
    stripped = line.lstrip(" ")
    return len(line) - len(stripped) if stripped.strip() else None


def _growth(line: str) -> int:
    bare = _STRING.sub("", line)
    return bare.count("{") + bare.count("[") - bare.count("}") - bare.count("]")
