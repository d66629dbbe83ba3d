"""The one undo command: a change set that is already applied when it is pushed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from studio.package.changes import compact

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.changes import ChangeSet

UNDO = "undo"
REDO = "redo"

_MERGEABLE = 1
MERGE_PAUSE = 1.0
"""Seconds without a change after which the next one is a step of its own."""


class Step(QUndoCommand):
    """One step of the history.

    Steps with the same merge key that follow each other within `MERGE_PAUSE` become one; a step
    that ends where it began removes itself.
    """

    def __init__(
        self, document: Document, change_set: ChangeSet, now: float, *, may_merge: bool
    ) -> None:
        super().__init__(str(change_set.label))
        self.change_set = change_set
        self.when = datetime.now().astimezone()
        self._document = document
        self.last_change = now
        self.may_merge = may_merge
        self._applied = True

    def redo(self) -> None:
        """Apply again; the first call comes from the push and finds it applied."""
        if self._applied:
            self._applied = False
            return
        self._document.replay(self.change_set, REDO)

    def undo(self) -> None:
        """Apply the inverse."""
        self._document.replay(self.change_set.inverse(), UNDO)

    def id(self) -> int:
        """A common id for all steps that may merge, -1 for those that never do."""
        return _MERGEABLE if self.change_set.merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take a later step in, if it continues this one."""
        if not isinstance(other, Step) or not self._continues(other):
            return False
        mine, theirs = self.change_set, other.change_set
        operations = compact(mine.operations + theirs.operations)
        self.change_set = replace(mine, operations=operations, place=theirs.place or mine.place)
        self.last_change = other.last_change
        self.setObsolete(not operations)
        return True

    def _continues(self, other: Step) -> bool:
        return (
            other.may_merge
            and other.change_set.merge_key == self.change_set.merge_key
            and other.last_change - self.last_change <= MERGE_PAUSE
        )
