"""How high the rows of a form are and where each begins, also those that have no widget."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from studio.formats.controls import Control
from studio.model.formrows import RowKind
from studio.ui.forms.measures import CONTROL, HEAD, INNER_HEAD, PADDING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio.formats.violations import InstancePath
    from studio.model.formrows import Row, RowKey

_HIGH = {
    Control.YAML: 100,
    Control.RESOURCE_REQUIREMENTS: 130,
    Control.MAP: 70,
    Control.UPDATE_STRATEGY: 120,
}


class RowStack:
    """Rows below each other from `begin` on; heights are guessed until they were measured."""

    def __init__(self) -> None:
        self.rows: Sequence[Row] = ()
        self.begin = 0
        self._known: dict[RowKey, int] = {}
        self._fresh: set[RowKey] = set()
        self._heights: list[int] = []
        self._tops: list[int] = [0]
        self._numbers: dict[InstancePath, int] = {}

    @property
    def bottom(self) -> int:
        """Where the last row ends."""
        return self._tops[-1]

    def set_rows(self, rows: Sequence[Row], px: Callable[[float], int]) -> None:
        """Hold other rows; those that were measured keep their height until they are seen."""
        self.rows = rows
        self._fresh.clear()
        self._heights = [self._known.get(row.key) or _guess(row, px) for row in rows]
        self._numbers = {}
        for number, row in enumerate(rows):
            if row.kind is not RowKind.ADD and row.kind is not RowKind.SECTION:
                self._numbers.setdefault(row.path, number)
        self.update()

    def forget(self) -> None:
        """Forget what was measured: the width changed."""
        self._known.clear()
        self._fresh.clear()

    def doubt(self, key: RowKey) -> None:
        """Have a row measured again."""
        self._fresh.discard(key)

    def is_measured(self, number: int) -> bool:
        """Whether the height of a row is its true one."""
        return self.rows[number].key in self._fresh

    def update(self) -> None:
        """Add the heights up again."""
        self._tops = list(accumulate(self._heights, initial=self.begin))

    def measure(self, heights: Mapping[int, int]) -> bool:
        """Take over the true heights of rows by number; returns whether any was another."""
        changed = False
        for number, height in heights.items():
            key = self.rows[number].key
            self._fresh.add(key)
            self._known[key] = height
            if self._heights[number] != height:
                self._heights[number] = height
                changed = True
        if changed:
            self.update()
        return changed

    def top(self, number: int) -> int:
        """Where a row begins."""
        return self._tops[number]

    def height(self, number: int) -> int:
        """How high a row is."""
        return self._heights[number]

    def number_at(self, y: int) -> int:
        """The row at a height, or the nearest one; 0 where there are none."""
        return max(min(bisect_right(self._tops, y) - 1, len(self.rows) - 1), 0)

    def at(self, y: int) -> Row | None:
        """The row at a height."""
        inside = self.rows and self._tops[0] <= y < self._tops[-1]
        return self.rows[self.number_at(y)] if inside else None

    def between(self, top: int, bottom: int) -> tuple[int, int]:
        """The rows, from the first to before the last, that reach between two heights."""
        if not self.rows:
            return 0, 0
        return self.number_at(top), min(bisect_left(self._tops, bottom), len(self.rows))

    def find(self, path: InstancePath) -> int | None:
        """The number of the row of a field."""
        return self._numbers.get(path)


def _guess(row: Row, px: Callable[[float], int]) -> int:
    """How high a row will be that nobody has seen."""
    if row.kind in (RowKind.GROUP, RowKind.SECTION):
        return px(HEAD if row.depth == 0 else INNER_HEAD)
    if row.kind is RowKind.ADD:
        return px(CONTROL)
    high = _HIGH.get(row.field.control) if row.kind is RowKind.FIELD else None
    return px(high or CONTROL + 2 * PADDING)
