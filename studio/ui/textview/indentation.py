"""How far the next line is indented."""

from __future__ import annotations

import re

_OPENS = re.compile(r"(?:^|\s)(?:[^#]*[^#\s])?:(?:\s+[&!]\S+)*\s*(?:#.*)?$")
_BLOCK_SCALAR = re.compile(r"[:-]\s+(?:[&!]\S+\s+)*[|>][-+0-9]*\s*(?:#.*)?$")
_DASHES = re.compile(r" *(?:- +)*")
_MOST_LINES = 300


def indent_unit(text: str) -> int:
    """The step by which the beginning of a text is indented, 2 where it does not tell."""
    steps: dict[int, int] = {}
    before = 0
    for line in text[:20_000].split("\n")[:_MOST_LINES]:
        if not line.strip():
            continue
        now = len(line) - len(line.lstrip(" "))
        if now - before in (2, 4, 8):
            steps[now - before] = steps.get(now - before, 0) + 1
        before = now
    return max(steps, key=lambda step: steps[step]) if steps else 2


def indent_after(before: str, unit: int, *, is_yaml: bool) -> int:
    """The indent, in spaces, of the line that Enter begins behind `before`.

    In YAML an entry that opens something indents once more, and what follows the dash of an item
    that is a mapping stands under its first key. Elsewhere an open bracket indents.
    """
    indent = len(before) - len(before.lstrip(" "))
    if not is_yaml:
        return indent + unit if before.rstrip().endswith(("{", "[", "(")) else indent
    if before.lstrip().startswith("#"):
        return indent
    content = _DASHES.match(before).end()  # type: ignore[union-attr]
    rest = before[content:]
    if rest.startswith(("|", ">")):
        return content
    if _OPENS.search(before) or _BLOCK_SCALAR.search(before):
        return (content if rest else indent) + unit
    if rest.endswith(("{", "[")):
        return content + unit
    is_mapping = re.match(r"""(?:"[^"]*"|'[^']*'|[^\s#"'][^#]*?):\s""", rest)
    return content if is_mapping else indent
