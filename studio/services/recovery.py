"""Keep unsaved work where a crash cannot reach it, and offer it again."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from studio.services.recoveryslot import CannotRecover, RecoverySlot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studio.package.snapshot import Snapshot
    from studio.services.recoveredwork import Recovery
    from studio.services.recoveryslot import Owner

_MOST_SLOTS = 100


class RecoveryStore:
    """The unsaved work on one package, below `state`.

    Every process that has the package open keeps its work in a slot of its own, so that none
    touches that of another. Slots whose processes died are claimed too: what lies there is
    offered. Methods may be called from any thread.
    """

    def __init__(self, package: Path, state: Path) -> None:
        self._package = package.resolve()
        name = hashlib.sha256(os.fsencode(self._package)).hexdigest()[:24]
        self._folder = state / "recovery" / name
        self._own = self._slot(0)
        self._orphaned: list[RecoverySlot] = []
        self._is_superseded = False

    def lock(self) -> Owner | None:
        """Claim a slot for this process; who else has the package open where there is one.

        The claim of a process that died does not count. Raises `CannotRecover`.
        """
        owner: Owner | None = None
        claimed: list[RecoverySlot] = []
        for number in range(_MOST_SLOTS):
            slot = self._slot(number)
            if claimed and not slot.folder.is_dir():
                break
            if slot.claim():
                claimed.append(slot)
            else:
                owner = owner or slot.owner()
        if not claimed:
            raise CannotRecover("Too many windows have this package open.")
        self._own, *self._orphaned = claimed
        return owner

    def close(self) -> None:
        """Give up the claim; what was written stays."""
        self._own.release()
        for slot in self._orphaned:
            if self._is_superseded:
                slot.drop()
            slot.release()

    def write(self, saved: Snapshot, current: Snapshot) -> None:
        """Keep what differs between the package on disk and the one in memory.

        Raises `CannotRecover`; what was kept before is then still there.
        """
        self._own.write(saved, current)
        # Not dropped before the end: restored blobs are still read where they were kept.
        self._is_superseded = True

    def pending(self) -> Recovery | None:
        """The newest complete unsaved work of any process, None where there is none."""
        return _newest(slot.pending() for slot in self._slots())

    def offered(self) -> Recovery | None:
        """The newest work of an earlier run that nobody has restored or declined."""
        return _newest(slot.offered() for slot in self._claimed())

    def settle(self, recovery: Recovery) -> None:
        """Offer `recovery` no more, as it was restored: it stays until the next write holds it."""
        for slot in self._holding(recovery):
            self._is_superseded = False
            slot.settle(recovery)

    def decline(self, recovery: Recovery) -> None:
        """Forget `recovery`, unless it is the work of another process."""
        for slot in self._holding(recovery):
            slot.decline(recovery)

    def drop(self) -> None:
        """Forget the unsaved work of this run: it was saved."""
        self._own.drop()
        self._is_superseded = True

    def _claimed(self) -> tuple[RecoverySlot, ...]:
        return (self._own, *self._orphaned)

    def _holding(self, recovery: Recovery) -> list[RecoverySlot]:
        """The slot of this process that holds `recovery`, if one does."""
        return [slot for slot in self._claimed() if slot.folder == recovery.folder.parent]

    def _slots(self) -> Iterator[RecoverySlot]:
        """The slots of all processes."""
        for number in range(_MOST_SLOTS):
            slot = self._slot(number)
            if not slot.folder.is_dir():
                return
            yield slot

    def _slot(self, number: int) -> RecoverySlot:
        folder = self._folder.with_name(f"{self._folder.name}-{number}") if number else self._folder
        return RecoverySlot(self._package, folder)


def _newest(found: Iterator[Recovery | None]) -> Recovery | None:
    known = [recovery for recovery in found if recovery is not None]
    return max(known, key=lambda recovery: recovery.written, default=None)
