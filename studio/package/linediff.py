"""What changed between two snapshots, line by line, for people to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from studio.package.changes import RenameFile
from studio.package.content import FileText
from studio.package.lineblocks import changed_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.package.changes import ChangeSet
    from studio.package.content import Content
    from studio.package.lineblocks import Block
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
    blocks = changed_blocks(before, after)
    return tuple(_lines(blocks, before, after, context))


def _lines(
    blocks: list[Block], before: list[str], after: list[str], context: int
) -> Iterator[DiffLine]:
    shown_to = 0
    for number, block in enumerate(blocks):
        start = max(block.old_start - context, shown_to)
        if start > shown_to:
            yield DiffLine(LineKind.GAP, 0, 0, "")
        yield from _same(before, start, block.old_start, block.new_start - block.old_start)
        for old in range(block.old_start, block.old_end):
            yield DiffLine(LineKind.REMOVED, old + 1, 0, before[old])
        for new in range(block.new_start, block.new_end):
            yield DiffLine(LineKind.ADDED, 0, new + 1, after[new])
        following = blocks[number + 1].old_start if number + 1 < len(blocks) else len(before)
        shown_to = min(block.old_end + context, following)
        yield from _same(before, block.old_end, shown_to, block.new_end - block.old_end)
    if blocks and shown_to < len(before):
        yield DiffLine(LineKind.GAP, 0, 0, "")


def _same(before: list[str], start: int, end: int, shift: int) -> Iterator[DiffLine]:
    for old in range(start, end):
        yield DiffLine(LineKind.SAME, old + 1, old + shift + 1, before[old])


def _file(path: str, old: Content | None, new: Content | None) -> FileDiff:
    before, after = (c.text if isinstance(c, FileText) else "" for c in (old, new))
    readable = all(content is None or isinstance(content, FileText) for content in (old, new))
    lines = line_diff(before, after) if readable else ()
    return FileDiff(path, old is None, new is None, lines)
