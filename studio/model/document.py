"""The package that is being edited: one door for changes, one undo."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.model.undohistory import UndoHistory
from studio.package.changes import ChangeSet, RenameFile, apply, compact, touched
from studio.package.problems import Findings
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from studio.package.changes import Operation
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

UNDO = "undo"
REDO = "redo"
OUTSIDE = "outside"
_LOOKED_BACK = 8
"""Steps that may have been made while a save was under way."""


class Document(QObject):
    """A snapshot that changes only through `commit`, with its history and its saved state.

    `changed` carries the change set that was applied (for an undo, the inverse one) and who
    caused it: any object given to `commit`, or one of UNDO, REDO, OUTSIDE. Slots of `changed`
    must not commit.
    """

    changed = Signal(object, object)
    dirty_changed = Signal()
    problems_changed = Signal(object)
    revealed = Signal(object)

    def __init__(
        self,
        snapshot: Snapshot,
        *,
        saved: Snapshot | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """Start with `snapshot`; `saved` is what lies on disk where that differs."""
        super().__init__(parent)
        self._snapshot = snapshot
        self._saved = saved if saved is not None else snapshot
        self._clock = clock
        self._findings = Findings(is_checked=False)
        self._changing = False
        paths = snapshot.files.keys() | self._saved.files.keys()
        self._dirty = frozenset(_different(snapshot, self._saved, paths))
        self.history = UndoHistory(self)
        self.history.mark_saved(None if self._dirty else 0)
        self._mergeable = False

    @property
    def snapshot(self) -> Snapshot:
        """The package as it is now."""
        return self._snapshot

    @property
    def saved(self) -> Snapshot:
        """The package as it lies on disk, as far as we know."""
        return self._saved

    @property
    def findings(self) -> Findings:
        """What the last check found; it may be a moment behind the text."""
        return self._findings

    @findings.setter
    def findings(self, findings: Findings) -> None:
        self._findings = findings
        self.problems_changed.emit(findings)

    @property
    def dirty_paths(self) -> frozenset[str]:
        """The paths whose content is not the saved one, removed files included."""
        return self._dirty

    @property
    def unsaved_count(self) -> int:
        """How many files are unsaved; one that was renamed is one file."""
        here, saved = self._snapshot.files, self._saved.files
        gone = {path for path in self._dirty if path not in here}
        if not gone:
            return len(self._dirty)
        count = len(self._dirty)
        for one, other in self._renamed_pairs():
            # After an undo beyond the save it is the other way round.
            old, new = (one, other) if one in gone else (other, one)
            if old in gone and new in self._dirty and new not in saved:
                gone.remove(old)
                count -= 1
        return count

    def _renamed_pairs(self) -> set[tuple[str, str]]:
        """First and last name of every file that steps of the history rename."""
        came_from: dict[str, str] = {}
        for step in self.history.steps:
            for operation in step.change_set.operations:
                if isinstance(operation, RenameFile):
                    path = operation.path
                    came_from[operation.new_path] = came_from.get(path, path)
        return {(old, new) for new, old in came_from.items()}

    @property
    def is_dirty(self) -> bool:
        """Whether anything is unsaved."""
        return bool(self._dirty)

    def commit(self, change_set: ChangeSet, origin: object = None) -> bool:
        """Apply `change_set` as one undo step; False when it has no effect.

        Raises `CannotApply` when an operation does not fit; then nothing has happened.
        """
        if not self._swap(change_set, origin):
            return False
        self.history.record(change_set, self._clock(), may_merge=self._mergeable)
        self._mergeable = True
        return True

    @contextmanager
    def transaction(
        self, label: Message, origin: object = None, place: Place | None = None
    ) -> Generator[Transaction]:
        """Gather operations over several files into one step.

        An exception inside the block leaves no trace.
        """
        gathered = Transaction(self._snapshot)
        yield gathered
        operations = compact(gathered.operations)
        self.commit(ChangeSet(label, operations, place=place), origin)

    def undo(self) -> None:
        """Take the last step back and reveal its place."""
        self.travel_to(self.history.index - 1)

    def redo(self) -> None:
        """Do the next step again and reveal its place."""
        self.travel_to(self.history.index + 1)

    def travel_to(self, index: int) -> None:
        """Undo or redo until `index` steps of the history are applied; reveal the last place."""
        index = min(max(index, 0), self.history.count)
        self.end_merging()
        step = None
        while (present := self.history.index) != index:
            going_back = index < present
            step = self.history.step(present - 1 if going_back else present)
            assert step is not None  # noqa: S101
            change_set = step.change_set.inverse() if going_back else step.change_set
            self._swap(change_set, UNDO if going_back else REDO)
            self.history.move_to(present - 1 if going_back else present + 1)
        if step is not None:
            self.revealed.emit(_place_of(step.change_set, self._snapshot))

    def states_around(self, index: int) -> tuple[Snapshot, Snapshot]:
        """The package before and after step `index` of the history."""
        snapshot, present = self._snapshot, self.history.index
        after = before = snapshot
        for number in range(present - 1, index - 1, -1):
            after = before
            step = self.history.step(number)
            if step is not None:
                before = apply(before, step.change_set.inverse().operations)
        for number in range(present, index + 1):
            before = after
            step = self.history.step(number)
            if step is not None:
                after = apply(after, step.change_set.operations)
        return before, after

    def before_steps(self, merge_key: str) -> Snapshot:
        """The package before the last steps, one after the other, that have this merge key."""
        snapshot, number = self._snapshot, self.history.index
        while (step := self.history.step(number - 1)) is not None:
            if step.change_set.merge_key != merge_key:
                break
            snapshot = apply(snapshot, step.change_set.inverse().operations)
            number -= 1
        return snapshot

    def end_merging(self) -> None:
        """Let the next change be a step of its own: focus moved, a pause, a save."""
        self._mergeable = False

    def mark_saved(self, snapshot: Snapshot) -> None:
        """Remember `snapshot` as what lies on disk now."""
        self._saved = snapshot
        self.end_merging()
        self._update_dirty(self._dirty | self._snapshot.files.keys() | snapshot.files.keys())
        self.history.mark_saved(self._saved_step())

    def take_over(self, change_set: ChangeSet) -> None:
        """Apply a change that happened on disk as an undoable step that is not unsaved.

        The change must fit the saved snapshot too; raises `CannotApply` otherwise.
        """
        saved = apply(self._saved, change_set.operations)
        self.end_merging()
        self.commit(change_set, OUTSIDE)
        self.mark_saved(saved)

    def _swap(self, change_set: ChangeSet, origin: object) -> bool:
        if self._changing:
            raise RuntimeError("A slot of Document.changed must not change the document.")
        after = apply(self._snapshot, change_set.operations)
        if after is self._snapshot:
            return False
        self._snapshot = after
        self._changing = True
        try:
            self.changed.emit(change_set, origin)
        finally:
            self._changing = False
        self._update_dirty(change_set.paths)
        return True

    def _saved_step(self) -> int | None:
        """How many steps lead to what is saved: all, or a few less if the author went on."""
        state, index = self._snapshot, self.history.index
        dirty = self._dirty
        for number in range(index, max(-1, index - _LOOKED_BACK), -1):
            if not dirty:
                return number
            step = self.history.step(number - 1)
            if step is None:
                return None
            state = apply(state, step.change_set.inverse().operations)
            paths = dirty | step.change_set.paths
            dirty = frozenset(_different(state, self._saved, paths))
        return None

    def _update_dirty(self, paths: Iterable[str]) -> None:
        paths = frozenset(paths)
        dirty = (self._dirty - paths) | _different(self._snapshot, self._saved, paths)
        if dirty != self._dirty:
            self._dirty = dirty
            self.dirty_changed.emit()


class Transaction:
    """Operations that are gathered on a working copy until they become one step."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.operations: list[Operation] = []

    def apply(self, *operations: Operation) -> None:
        """Apply to the working copy; raises `CannotApply`."""
        self.snapshot = apply(self.snapshot, operations)
        self.operations += operations


def _different(one: Snapshot, other: Snapshot, paths: Iterable[str]) -> set[str]:
    return {path for path in paths if one.files.get(path) != other.files.get(path)}


def _place_of(change_set: ChangeSet, snapshot: Snapshot) -> Place:
    """The place a step names, else the first path that it touches and that exists now."""
    if change_set.place is not None:
        return change_set.place
    paths = [path for operation in change_set.operations for path in touched(operation)]
    return Place(next((path for path in paths if path in snapshot), paths[0] if paths else ""))
