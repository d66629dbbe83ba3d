"""The form as consumers see it: what happens when they fill it in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from studio.ui.forms.choices import VariantEditor
from studio.ui.forms.fieldrow import FieldRow
from studio.ui.forms.headrow import AddRow, HeadRow
from studio.ui.forms.itemdrag import ItemDrag
from studio.ui.forms.row import tab_stops
from studio.ui.forms.rowarea import STEP, RowArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from studio.formats.violations import InstancePath
    from studio.model.form import FormModel
    from studio.model.formrows import Row
    from studio.ui.forms.row import FormRow
    from studio.ui.forms.surface import Surface


class FormView(RowArea):
    """Shows a `FormModel` and lets it be filled in.

    `field_chosen` carries the place of the field that somebody points at or works in,
    `label_clicked` its row when they click its label or press Ctrl+Enter, `menu_wanted` its row and
    a point of the screen.
    """

    field_chosen = Signal(object)
    label_clicked = Signal(object)
    menu_wanted = Signal(object, QPoint)

    def __init__(
        self,
        surface: Surface,
        model: FormModel,
        header: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(surface, model, header, parent)
        self.chosen: InstancePath | None = None
        self._drag = ItemDrag(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
        model.form_changed.connect(self._reload)
        model.rows_changed.connect(self._reload)
        model.value_changed.connect(self._refresh_values)
        model.checked.connect(self._refresh_notes)
        self._reload()

    def choose(self, path: InstancePath | None) -> None:
        """Mark a field and scroll to it; groups around it are opened."""
        self.chosen = path
        if path is not None:
            self.model.open_to(path)
            self._show_row(path)
        self.redecorate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move an item by Alt and arrow keys; show where a field is written by Ctrl+Enter."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        widget = self._pool.around(QApplication.focusWidget())
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if step and alt and widget is not None and widget.row.number is not None:
            self.move_item(widget.row, widget.row.number + step)
        elif widget is not None and is_enter and ctrl:
            self.label_clicked.emit(widget.row)
        else:
            super().keyPressEvent(event)

    def move_item(self, row: Row, end: int) -> None:
        """Put an item of a list at another number, and the focus with it."""
        if row.number is not None:
            self.model.move_item(row.path[:-1], row.number, end)
            self._focus((*row.path[:-1], end))

    def _refresh_values(self) -> None:
        self._pool.refresh_values()

    def _refresh_notes(self) -> None:
        self._pool.refresh_notes()

    def _show_row(self, path: InstancePath) -> None:
        rect = self.row_rect(path)
        if not rect.isEmpty():
            self.ensureVisible(0, rect.center().y(), 0, rect.height() // 2 + STEP)

    def _focus(self, path: InstancePath) -> None:
        self._show_row(path)
        widget = self._pool.find(path)
        if widget is not None and (inside := tab_stops(widget)):
            inside[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _attach(self, widget: FormRow) -> None:
        super()._attach(widget)
        if isinstance(widget, HeadRow):
            widget.toggled.connect(self.model.toggle)
            widget.renamed.connect(self._rename)
        elif isinstance(widget, AddRow):
            widget.added.connect(self._add)
        elif isinstance(widget, FieldRow):
            if isinstance(widget.editor, VariantEditor):
                widget.editor.chosen.connect(partial(self._choose_variant, widget))
            else:
                widget.editor.edited.connect(partial(self._edit, widget))
        widget.pressed.connect(lambda row: self.field_chosen.emit(row.path))
        widget.label_clicked.connect(self.label_clicked)
        widget.menu_wanted.connect(self.menu_wanted)
        widget.grabbed.connect(self._drag.begin)
        widget.dragged.connect(self._drag.move)
        widget.dropped.connect(self._drag.end)
        widget.removed.connect(lambda row: self.model.remove(row.path))

    def _edit(self, widget: FieldRow, value: object) -> None:
        self.model.set_value(widget.row.path, value)

    def _choose_variant(self, widget: FieldRow, number: int) -> None:
        self.model.choose_variant(widget.row.path, number)

    def _rename(self, row: Row, name: str) -> None:
        self.model.rename_entry(row.path, name)

    def _add(self, row: Row) -> None:
        self._focus(self.model.add(row.path))

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        widget = self._pool.around(now)
        if widget is not None:
            self.field_chosen.emit(widget.row.path)
