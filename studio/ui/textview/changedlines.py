"""Which lines of a text differ from its saved version."""

from __future__ import annotations

from studio.model.textbinding import trimmed
from studio.package.lineblocks import changed_blocks


def changed_lines(saved: str, text: str) -> list[range]:
    """The lines of `text` (from 0) that were added or changed; a removal marks the line below."""
    if saved == text:
        return []
    start, old, new = trimmed(saved, text)
    first = text.count("\n", 0, start)
    # Whole lines on both sides: the common start may end inside one.
    line_start = text.rfind("\n", 0, start) + 1
    lead = text[line_start:start]
    tail = text[start + len(new) :].partition("\n")[0]
    before = (lead + old + tail).split("\n")
    after = (lead + new + tail).split("\n")
    last_line = first + len(after) - 1
    return [
        range(min(first + low, last_line), max(first + high, min(first + low, last_line) + 1))
        for _, _, low, high in changed_blocks(before, after)
    ]
