"""Where the fields of a designed form are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics

from studio.formats.fieldpaths import ITEM
from studio.model.formrows import RowKind
from studio.package.forms.reordering import spots
from studio.ui.forms.measures import CONTROL, GAP, PADDING, columns

if TYPE_CHECKING:
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.model.formrows import Row
    from studio.package.forms.reordering import Spot
    from studio.ui.forms.view import FormView

_HELP = 18
"""The room of the sign that a label has where its help is long."""
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_FIELDS = (RowKind.FIELD, RowKind.GROUP, RowKind.CHOICE)


class FormPlaces:
    """Finds rows by the path of their field, in the coordinates of the view's port.

    Of the items of a list the first stands for all.
    """

    def __init__(self, design: Design, view: FormView) -> None:
        self._design = design
        self._view = view

    def rows(self) -> list[Row]:
        """The rows that show a field, each field once, from the top."""
        found: dict[FieldPath, Row] = {}
        for row in self._view.model.rows:
            if row.kind in _FIELDS:
                found.setdefault(row.field.path, row)
        return list(found.values())

    def row_of(self, path: FieldPath | None) -> Row | None:
        """The row of a field; None where it is not shown, or what is around it is closed."""
        rows = self._view.model.rows
        return next((r for r in rows if r.kind in _FIELDS and r.field.path == path), None)

    def row_at(self, point: QPoint) -> Row | None:
        """The row at a point."""
        return self._view.row_at(point - self._view.canvas.pos())

    def line_of(self, row: Row) -> QRect:
        """The row alone; of a group its head."""
        return self._view.row_rect(row.path).translated(self._view.canvas.pos())

    def block_of(self, row: Row) -> QRect:
        """The row with all rows that lie inside of it."""
        rect = self.line_of(row)
        end = len(row.path)
        rows = self._view.model.rows
        for inner in rows[rows.index(row) + 1 :]:
            if inner.path[:end] != row.path or inner.depth <= row.depth:
                break
            # A section, and what adds an item, has no place of its own in the view.
            if inner.kind in _FIELDS:
                rect = rect.united(self.line_of(inner))
        return rect

    def is_below_words(self, line: QRect) -> bool:
        """Whether a title, or a label of two lines, reaches down to a row from the one above."""
        above = self.row_at(QPoint(line.center().x(), line.top() - 2))
        if above is None or above.kind is not RowKind.FIELD:
            return above is not None
        surface = self._view.surface
        words, px = above.field.label, surface.themes.px
        room = columns(surface, line.width(), above.depth).label_width - px(GAP + _HELP)
        needed = QFontMetrics(surface.themes.font("body", text=words)).horizontalAdvance(words)
        is_low = self.line_of(above).height() <= px(CONTROL + 3 * PADDING)
        return is_low and needed > room

    def row_by_key(self, row: Row | None, key: Qt.Key) -> Row | None:
        """The row that a key leads to from another one; None for a key that leads nowhere."""
        rows = self.rows()
        at = rows.index(row) if row in rows else None
        if not rows or key not in (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End):
            return None
        if key in _STEPS and at is not None:
            return rows[min(max(at + _STEPS[key], 0), len(rows) - 1)]
        return rows[-1 if key == Qt.Key.Key_End else 0]

    def show(self, path: FieldPath) -> None:
        """Open what is around a field and scroll to it."""
        form = self._design.form
        if form is None or not _is_shown(form.root, path):
            return
        row = self.row_of(path)
        place = row.path if row else tuple(0 if token == ITEM else token for token in path)
        self._view.choose(place)

    def drop_line(self, field: FieldSpec, point: QPoint) -> tuple[Spot, QRect] | None:
        """The place for a field that is nearest to a point, and the line that shows it."""
        form = self._design.form
        if form is None:
            return None
        found: list[tuple[int, Spot, QRect]] = []
        for spot in spots(form.root, field):
            line = self._line(spot)
            if line is not None:
                found.append((abs(line.center().y() - point.y()), spot, line))
        if not found:
            return None
        _, spot, line = min(found, key=lambda each: each[0])
        return spot, line

    def _line(self, spot: Spot) -> QRect | None:
        row = self.row_of(spot.before or spot.behind)
        if row is None:
            rows = self.rows()
            if spot.before or spot.behind or not rows:
                return None
            rect = self.line_of(rows[0])
            return QRect(rect.left(), rect.top() - 1, rect.width(), 2)
        rect = self.line_of(row) if spot.before else self.block_of(row)
        top = rect.top() - 1 if spot.before else rect.bottom()
        return QRect(rect.left(), top, rect.width(), 2)


def _is_shown(root: FieldSpec, path: FieldPath) -> bool:
    """Whether the form shows a field, if what is around it is open."""
    field: FieldSpec | None = root
    for token in path:
        field = field.child(token) if field is not None else None
        if field is None or field.hidden or field.out_of_scene:
            return False
    return True
