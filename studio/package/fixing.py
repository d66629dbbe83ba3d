"""Mend several problems as one change."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.changes import ChangeSet, apply, compact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.package.changes import Operation
    from studio.package.problems import Problem
    from studio.package.snapshot import Snapshot
    from studio.wording import Message


def fix_together(snapshot: Snapshot, problems: Iterable[Problem], label: Message) -> ChangeSet:
    """The change that mends all of `problems` that can still be mended, one after the other."""
    operations: list[Operation] = []
    working = snapshot
    for problem in problems:
        # An earlier fix may have mended this one, too, or left it without its place.
        with suppress(StudioError):
            if problem.fix is not None:
                step = problem.fix.make(working).operations
                working = apply(working, step)
                operations += step
    return ChangeSet(label, compact(tuple(operations)))
