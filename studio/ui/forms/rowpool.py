"""The widgets of those rows that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from studio.model.formrows import RowKind
from studio.model.variants import variant_of
from studio.package.forms.report import is_error
from studio.ui.forms.editors import signature
from studio.ui.forms.fieldrow import FieldRow
from studio.ui.forms.headrow import AddRow, HeadRow
from studio.ui.forms.row import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QWidget

    from studio.formats.violations import InstancePath
    from studio.model.form import FormModel
    from studio.model.formrows import Row, RowKey
    from studio.ui.forms.row import FormRow
    from studio.ui.forms.surface import Surface


class RowPool:
    """Makes a widget for a row when it is first wanted and keeps it in step with the model.

    `attach` connects a new widget. A widget that holds the focus outlives being scrolled away.
    """

    def __init__(
        self,
        surface: Surface,
        model: FormModel,
        canvas: QWidget,
        attach: Callable[[FormRow], None],
    ) -> None:
        self._model = model
        self._surface = surface
        self._canvas = canvas
        self._attach = attach
        self._widgets: dict[RowKey, FormRow] = {}

    def __len__(self) -> int:
        return len(self._widgets)

    def widget(self, row: Row) -> FormRow:
        """The widget of a row."""
        widget = self._widgets.get(row.key)
        if widget is None:
            widget = self._widgets[row.key] = self._made(row)
            self._attach(widget)
            self._fill(widget)
            self._say(widget)
        return widget

    def find(self, path: InstancePath) -> FormRow | None:
        """The widget of the row of a field, if it has one now."""
        return next((w for key, w in self._widgets.items() if key.path == path), None)

    def present(self, row: Row) -> FormRow | None:
        """The widget of a row, if it has one now."""
        return self._widgets.get(row.key)

    def around(self, widget: QWidget | None) -> FormRow | None:
        """The row that a widget stands in."""
        if widget is None or not self._canvas.isAncestorOf(widget):
            return None
        rows = self._widgets.values()
        return next((row for row in rows if row is widget or row.isAncestorOf(widget)), None)

    def follow(self, rows: Sequence[Row]) -> None:
        """Serve rows that were made anew; widgets that no longer fit go."""
        present = {row.key: row for row in rows}
        for key, widget in list(self._widgets.items()):
            row = present.get(key)
            if row is not None and _serves(widget, row):
                widget.follow(row)
                self._fill(widget)
                self._say(widget)
            else:
                _discard(self._widgets.pop(key))

    def keep_only(self, keys: Collection[RowKey]) -> None:
        """Let go of all other widgets."""
        for key in [key for key in self._widgets if key not in keys]:
            if not _has_focus(self._widgets[key]):
                _discard(self._widgets.pop(key))

    def clear(self) -> None:
        """Let go of all widgets."""
        for widget in self._widgets.values():
            _discard(widget)
        self._widgets.clear()

    def refresh_values(self) -> None:
        """Show the values as they are now."""
        for widget in self._widgets.values():
            self._fill(widget)

    def refresh_notes(self) -> None:
        """Say what is wrong now."""
        for widget in self._widgets.values():
            self._say(widget)

    def _made(self, row: Row) -> FormRow:
        if row.kind in (RowKind.GROUP, RowKind.SECTION):
            return HeadRow(row, self._surface, self._canvas)
        if row.kind is RowKind.ADD:
            return AddRow(row, self._surface, self._canvas)
        return FieldRow(row, self._surface, self._canvas)

    def _fill(self, widget: FormRow) -> None:
        model, row = self._model, widget.row
        widget.set_read_only(model.read_only)
        if isinstance(widget, FieldRow):
            value = model.value(row.path)
            if row.kind is RowKind.CHOICE:
                value = variant_of(row.field, value, model.looks.variants.get(row.path))
            widget.show_value(value)

    def _say(self, widget: FormRow) -> None:
        """Say at a row what is wrong with its field, and with all inside that has no row."""
        row, verdict = widget.row, self._model.verdict
        if row.kind in (RowKind.CHOICE, RowKind.ADD, RowKind.SECTION):
            return
        is_open = row.kind is RowKind.GROUP and row.is_open
        found = verdict.of_open(row.field, row.path) if is_open else verdict.within(row.path)
        words = [(each, self._surface.say(each.message)) for each in found]
        widget.set_notes(
            [Note("error" if is_error(each) else "warning", text) for each, text in words]
        )


def _serves(widget: FormRow, row: Row) -> bool:
    """Whether a widget can show a row that was made anew."""
    if widget.is_item != (row.number is not None or row.entry is not None):
        return False
    if isinstance(widget, FieldRow) and row.kind is RowKind.FIELD:
        return widget.signature == signature(row.field)
    return True


def _discard(widget: FormRow) -> None:
    focused = QApplication.focusWidget()
    if focused is not None and _has_focus(widget):
        # Else Qt would hand the focus on to a row that is about to go as well.
        focused.clearFocus()
    widget.hide()
    widget.deleteLater()


def _has_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and (widget is focused or widget.isAncestorOf(focused))
