"""A field that is dragged to another place of the form, or into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.fieldpaths import parse_path
from studio.model.schematree import MIME_TYPE

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint, QRect
    from PySide6.QtGui import QDragEnterEvent
    from PySide6.QtWidgets import QWidget

    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.package.forms.reordering import Spot
    from studio.ui.designer.formplaces import FormPlaces


class FieldDrag:
    """Knows what is dragged and where it would go: `line`, in the coordinates of `glass`."""

    def __init__(self, design: Design, places: FormPlaces, glass: QWidget) -> None:
        self._design = design
        self._places = places
        self._glass = glass
        self._field: FieldSpec | None = None
        self._spot: Spot | None = None
        self._is_new = False
        self.line: QRect | None = None

    @property
    def is_active(self) -> bool:
        """Whether something is dragged."""
        return self._field is not None

    def begin(self, field: FieldSpec) -> None:
        """Take a field of the form."""
        self._field, self._is_new = field, False

    def enter(self, event: QDragEnterEvent) -> None:
        """Take a field from outside, if it is one."""
        data = event.mimeData()
        if not data.hasFormat(MIME_TYPE) or not self._design.can_edit:
            return
        path = parse_path(data.data(MIME_TYPE).toStdString())
        self._field = self._design.field_at(path)
        self._is_new = self._field is not None and not self._field.descriptors
        if self._field is not None:
            event.acceptProposedAction()

    def move(self, point: QPoint) -> None:
        """Find the place nearest to a point."""
        if self._field is not None:
            found = self._places.drop_line(self._field, point)
            self._spot, self.line = found if found is not None else (None, None)
            self._glass.update()

    def end(self) -> None:
        """Put the field there."""
        field, spot, is_new = self._field, self._spot, self._is_new
        self.cancel()
        if field is None:
            return
        if is_new:
            self._design.add(field.path, spot)
        elif spot is not None:
            self._design.put(field.path, spot)
        self._design.choose(field.path)

    def cancel(self) -> None:
        """Leave everything as it is."""
        self._field = self._spot = self.line = None
        self._glass.update()
