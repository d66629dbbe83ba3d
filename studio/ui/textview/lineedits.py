"""Edits of whole lines, as functions of the text and the selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.ui.textview.binding import Replacement

if TYPE_CHECKING:
    from collections.abc import Sequence


class LineEdit(NamedTuple):
    """What to replace, in ascending order, and the selection afterwards; offsets as in the text."""

    replacements: Sequence[Replacement]
    anchor: int
    caret: int


def toggle_comment(text: str, anchor: int, caret: int, sign: str) -> LineEdit:
    """Comment the lines of the selection with `sign`, or uncomment them if all are comments."""
    lines = [line for line in _lines(text, anchor, caret) if text[line[0] : line[1]].strip()]
    starts = [start + _indent(text[start:end]) for start, end in lines]
    if all(text.startswith(sign, start) for start in starts):
        spaced = sign + " "
        replacements = [
            Replacement(start, start + len(spaced if text.startswith(spaced, start) else sign), "")
            for start in starts
        ]
    else:
        least = min(start - line[0] for start, line in zip(starts, lines, strict=True))
        replacements = [Replacement(line[0] + least, line[0] + least, sign + " ") for line in lines]
    return _keeping_selection(replacements, anchor, caret)


def indent(text: str, anchor: int, caret: int, unit: int) -> LineEdit:
    """Move the lines of the selection right by `unit` spaces; blank ones stay."""
    replacements = [
        Replacement(start, start, " " * unit)
        for start, end in _lines(text, anchor, caret)
        if end > start
    ]
    return _keeping_selection(replacements, anchor, caret)


def outdent(text: str, anchor: int, caret: int, unit: int) -> LineEdit:
    """Move the lines of the selection left by at most `unit` spaces."""
    replacements = [
        Replacement(start, start + min(unit, _indent(text[start:end])), "")
        for start, end in _lines(text, anchor, caret)
    ]
    return _keeping_selection(replacements, anchor, caret)


def move_lines(text: str, anchor: int, caret: int, *, down: bool) -> LineEdit | None:
    """Exchange the lines of the selection with the line below or above; None at the edge."""
    lines = _lines(text, anchor, caret)
    start, end = lines[0][0], lines[-1][1]
    block = text[start:end]
    if down:
        if end == len(text):
            return None
        other_end = _line_end(text, end + 1)
        other = text[end + 1 : other_end]
        by = len(other) + 1
        return LineEdit(
            [Replacement(start, other_end, f"{other}\n{block}")], anchor + by, caret + by
        )
    if start == 0:
        return None
    other_start = text.rfind("\n", 0, start - 1) + 1
    other = text[other_start : start - 1]
    by = start - other_start
    return LineEdit([Replacement(other_start, end, f"{block}\n{other}")], anchor - by, caret - by)


def duplicate_lines(text: str, anchor: int, caret: int, *, down: bool) -> LineEdit:
    """Write the lines of the selection twice; the selection goes to the lower or upper copy."""
    lines = _lines(text, anchor, caret)
    start, end = lines[0][0], lines[-1][1]
    block = text[start:end]
    by = len(block) + 1 if down else 0
    return LineEdit([Replacement(end, end, f"\n{block}")], anchor + by, caret + by)


def delete_lines(text: str, anchor: int, caret: int) -> LineEdit:
    """Remove the lines of the selection; the caret keeps its column where it can."""
    lines = _lines(text, anchor, caret)
    start, end = lines[0][0], lines[-1][1]
    column = caret - (text.rfind("\n", 0, caret) + 1)
    if end < len(text):
        below = _line_end(text, end + 1) - end - 1
        return LineEdit([Replacement(start, end + 1, "")], *[start + min(column, below)] * 2)
    above = text.rfind("\n", 0, max(start - 1, 0)) + 1
    after = above + min(column, max(start - 1 - above, 0))
    return LineEdit([Replacement(max(start - 1, 0), end, "")], after, after)


def moved(offset: int, replacements: Sequence[Replacement]) -> int:
    """Where an offset stands after ascending replacements; it goes behind what is inserted there.

    An offset inside replaced text goes to the end of what replaced it.
    """
    growth = 0
    for start, end, new in replacements:
        if offset < start:
            break
        if offset < end:
            return start + growth + len(new)
        growth += len(new) - (end - start)
    return offset + growth


def _keeping_selection(replacements: list[Replacement], anchor: int, caret: int) -> LineEdit:
    return LineEdit(replacements, moved(anchor, replacements), moved(caret, replacements))


def _lines(text: str, anchor: int, caret: int) -> list[tuple[int, int]]:
    """Start and end of the selected lines, without one that the selection only touches."""
    first, last = min(anchor, caret), max(anchor, caret)
    if last > first and text[last - 1] == "\n":
        last -= 1
    start = text.rfind("\n", 0, first) + 1
    lines: list[tuple[int, int]] = []
    while True:
        end = _line_end(text, start)
        lines.append((start, end))
        if end >= last:
            return lines
        start = end + 1


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
