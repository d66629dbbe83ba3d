"""How far a long work is, and whether it should go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Meter:
    """Counts the bytes of one work.

    `progress` is told the bytes done and all of them, `keep_going` may raise to stop the work,
    and `step` is told the name of each step that has just reached the disk, with its path.
    """

    def __init__(
        self,
        keep_going: Callable[[], None] = lambda: None,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        step: Callable[[str, str], None] = lambda _name, _path: None,
    ) -> None:
        self._progress = progress
        self._keep_going = keep_going
        self.step = step
        self.total = 0
        self._done = 0

    def advance(self, count: int) -> None:
        """Add `count` bytes; raises what `keep_going` raises."""
        self._keep_going()
        self._done += count
        self._progress(self._done, max(self.total, self._done))
