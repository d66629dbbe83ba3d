"""The steps of a document, in order, and how many of them are applied.

Not a QUndoStack: in PySide6 6.11 a stack that has thrown commands away (because they were merged,
or undone and then overwritten) crashes when Python's garbage collector takes it, and our steps are
values that need no virtual methods.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.package.changes import compact

if TYPE_CHECKING:
    from studio.package.changes import ChangeSet

MERGE_PAUSE = 1.0
"""Seconds without a change after which the next one is a step of its own."""


def _now() -> datetime:
    return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it changed, when it began, and on which clock it was last continued."""

    change_set: ChangeSet
    last_change: float
    when: datetime = field(default_factory=_now)

    def continued_by(self, change_set: ChangeSet, now: float) -> bool:
        """Whether a change that follows belongs to this step."""
        key = self.change_set.merge_key
        return key != "" and key == change_set.merge_key and now - self.last_change <= MERGE_PAUSE

    def continued(self, change_set: ChangeSet, now: float) -> Step:
        """This step with the change taken in."""
        mine = self.change_set
        operations = compact(mine.operations + change_set.operations)
        place = change_set.place or mine.place
        return replace(
            self, change_set=replace(mine, operations=operations, place=place), last_change=now
        )


class UndoHistory(QObject):
    """Steps, of which the first `index` are applied; it records, and never touches the package.

    Steps with the same merge key that follow each other within `MERGE_PAUSE` become one; one that
    ends where it began vanishes. `changed` comes after every change of steps or index.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Step] = []
        self._index = 0
        self._saved: int | None = 0

    @property
    def count(self) -> int:
        """How many steps there are, undone ones included."""
        return len(self._steps)

    @property
    def index(self) -> int:
        """How many steps are applied."""
        return self._index

    @property
    def saved_index(self) -> int | None:
        """How many steps lead to what was saved; None where none do."""
        return self._saved

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in order, undone ones included."""
        return tuple(self._steps)

    @property
    def can_undo(self) -> bool:
        """Whether a step is applied."""
        return self._index > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step is undone."""
        return self._index < len(self._steps)

    def step(self, number: int) -> Step | None:
        """A step by its number from 0, or None beyond the ends."""
        return self._steps[number] if 0 <= number < len(self._steps) else None

    def record(self, change_set: ChangeSet, now: float, *, may_merge: bool) -> None:
        """Add a change that was just applied; undone steps are gone from then on.

        `now` is in seconds on any clock that only goes forward.
        """
        undone = self.can_redo
        del self._steps[self._index :]
        if self._saved is not None and self._saved > self._index:
            self._saved = None
        last = self._steps[-1] if self._steps and not undone else None
        if last is not None and may_merge and last.continued_by(change_set, now):
            merged = last.continued(change_set, now)
            self._steps[-1:] = [merged] if merged.change_set.operations else []
        else:
            self._steps.append(Step(change_set, now))
        self._index = len(self._steps)
        self.changed.emit()

    def mark_saved(self, index: int | None) -> None:
        """Remember that the first `index` steps lead to what was saved; None where none do."""
        if index != self._saved:
            self._saved = index
            self.changed.emit()

    def move_to(self, index: int) -> None:
        """Remember that the first `index` steps are applied now."""
        self._index = index
        self.changed.emit()
