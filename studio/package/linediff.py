"""What changed between two snapshots, line by line, for people to read."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from studio.package.changes import RenameFile
from studio.package.content import FileText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.package.changes import ChangeSet
    from studio.package.content import Content
    from studio.package.snapshot import Snapshot

CONTEXT = 3
"""Unchanged lines shown around a change."""


class LineKind(str, Enum):
    """What a line of a difference says."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line: its number before and after (from 1, 0 where it is not there), and its text."""

    kind: LineKind
    old: int
    new: int
    text: str


@dataclass(frozen=True, slots=True)
class FileDiff:
    """One file that differs; `lines` is empty where one side is not text.

    `old_path` is what it was called before, "" where that has not changed.
    """

    path: str
    is_new: bool
    is_gone: bool
    lines: tuple[DiffLine, ...]
    old_path: str = ""


def differences(old: Snapshot, new: Snapshot, paths: Iterable[str] | None = None) -> list[FileDiff]:
    """What differs, by path; of all paths, or only of `paths`."""
    candidates = sorted(old.files.keys() | new.files.keys() if paths is None else set(paths))
    return [
        _file(path, old.files.get(path), new.files.get(path))
        for path in candidates
        if old.files.get(path) != new.files.get(path)
    ]


def changed_by(change_set: ChangeSet, old: Snapshot, new: Snapshot) -> list[FileDiff]:
    """What `change_set` did between two snapshots; a renamed file is one with two names."""
    came_from: dict[str, str] = {}
    for operation in change_set.operations:
        if isinstance(operation, RenameFile):
            path = operation.path
            came_from[operation.new_path] = came_from.pop(path, path)
    renamed = {path: was for path, was in came_from.items() if was in old.files}
    left = set(change_set.paths) - renamed.keys() - set(renamed.values())
    files = [
        replace(_file(path, old.files[was], new.files.get(path)), old_path=was)
        for path, was in renamed.items()
    ]
    return sorted([*files, *differences(old, new, left)], key=lambda file: file.path)


def line_diff(old: str, new: str, context: int = CONTEXT) -> tuple[DiffLine, ...]:
    """The changed lines with `context` lines around them; gaps stand for what is left out."""
    before, after = old.splitlines(), new.splitlines()
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    shortest = min(len(before), len(after)) - start
    while end < shortest and before[-1 - end] == after[-1 - end]:
        end += 1
    # difflib takes quadratic time on long texts: give it only what differs.
    lead, tail = max(0, start - context), max(0, end - context)
    matcher = difflib.SequenceMatcher(
        None, before[lead : len(before) - tail], after[lead : len(after) - tail], autojunk=False
    )
    return tuple(_lines(matcher, before, after, lead, context))


def _lines(
    matcher: difflib.SequenceMatcher[str],
    before: list[str],
    after: list[str],
    lead: int,
    context: int,
) -> Iterator[DiffLine]:
    shown_to = 0
    for group in matcher.get_grouped_opcodes(context):
        if not any(tag != "equal" for tag, *_ in group):
            continue
        if group[0][1] + lead > shown_to:
            yield DiffLine(LineKind.GAP, 0, 0, "")
        for tag, old_start, old_end, new_start, new_end in group:
            if tag == "equal":
                for number in range(old_end - old_start):
                    old, new = lead + old_start + number, lead + new_start + number
                    yield DiffLine(LineKind.SAME, old + 1, new + 1, before[old])
                continue
            for old in range(lead + old_start, lead + old_end):
                yield DiffLine(LineKind.REMOVED, old + 1, 0, before[old])
            for new in range(lead + new_start, lead + new_end):
                yield DiffLine(LineKind.ADDED, 0, new + 1, after[new])
        shown_to = lead + group[-1][2]
    if 0 < shown_to < len(before):
        yield DiffLine(LineKind.GAP, 0, 0, "")


def _file(path: str, old: Content | None, new: Content | None) -> FileDiff:
    before, after = (c.text if isinstance(c, FileText) else "" for c in (old, new))
    readable = all(content is None or isinstance(content, FileText) for content in (old, new))
    lines = line_diff(before, after) if readable else ()
    return FileDiff(path, old is None, new is None, lines)
