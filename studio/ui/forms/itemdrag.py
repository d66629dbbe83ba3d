"""Moves an item of a list by its handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from studio.model.formrows import Row
    from studio.ui.forms.view import FormView

_LINE = 2


class ItemDrag:
    """What happens between taking an item and letting it go; heights are those of the canvas."""

    def __init__(self, view: FormView) -> None:
        self._view = view
        self._row: Row | None = None
        self._target = 0

    def begin(self, row: Row) -> None:
        """Take an item."""
        if not self._view.model.read_only:
            self._row = row
            self._target = row.number or 0
            self._view.decorations.append(self._paint)

    def move(self, y: int) -> None:
        """Show where it would go."""
        if self._row is not None:
            own = self._row.number
            tops = [rect.center().y() for number, rect in self._siblings() if number != own]
            self._target = sum(1 for top in tops if top < y)
            self._view.redecorate()

    def end(self) -> None:
        """Let it go."""
        row, self._row = self._row, None
        if row is not None:
            self._view.decorations.remove(self._paint)
            self._view.redecorate()
            self._view.move_item(row, self._target)

    def _siblings(self) -> Iterator[tuple[int, QRect]]:
        assert self._row is not None  # noqa: S101
        parent, number = self._row.path[:-1], 0
        while not (rect := self._view.row_rect((*parent, number))).isEmpty():
            yield number, rect
            number += 1

    def _paint(self, painter: QPainter) -> None:
        """Paint a line where the item would go."""
        if self._row is None or self._row.number == self._target:
            return
        rects = dict(self._siblings())
        rect = rects[self._target]
        is_below = self._target > (self._row.number or 0)
        y = rect.bottom() if is_below else rect.top()
        colour = self._view.surface.themes.colour("accent")
        painter.fillRect(rect.left(), y - _LINE // 2, rect.width(), _LINE, colour)
