"""Where somebody has been, for going back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.package.snapshot import Place

MOST = 100
"""Places that are remembered."""


class Navigation:
    """Visited places in order, and which of them is the present one.

    A visit forgets what lay ahead; visiting the present place again changes nothing.
    """

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._present = -1

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before the present one."""
        return self._present > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place after the present one."""
        return self._present < len(self._places) - 1

    def visit(self, place: Place) -> None:
        """Go to a new place."""
        if self._places and self._places[self._present] == place:
            return
        self._places = [*self._places[: self._present + 1], place][-MOST:]
        self._present = len(self._places) - 1

    def step(self, step: int) -> Place | None:
        """Go back (-1) or forward (1); where that is, or None at the ends."""
        if not 0 <= self._present + step < len(self._places):
            return None
        self._present += step
        return self._places[self._present]
