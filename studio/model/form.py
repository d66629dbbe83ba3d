"""The form that a consumer fills in: its rows, its values, and what the schema says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.formats.instancetext import from_yaml, to_yaml
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING
from studio.model.filling import Filling, empty_value, free_name
from studio.model.formrows import Looks, Row, RowKey, RowKind, rows_of
from studio.model.instance import found, moved, renamed
from studio.model.verdict import Verdict
from studio.package.forms.instances import check

if TYPE_CHECKING:
    from studio.formats.instancetext import ReadInstance
    from studio.formats.violations import InstancePath
    from studio.model.formfilter import Filter
    from studio.package.forms import Form


class FormModel(QObject):
    """The form of one resource with the values that were given to it.

    `form_changed` comes with another form, also when only its text was edited: what the consumer
    typed stays. `rows_changed` tells that other rows are shown, `value_changed` where a value is
    another one. `checked` comes a moment after either, with the text and verdict made anew.
    While `read_only`, nothing can be changed. With `shows_waiting`, fields are shown too that wait
    for another one's value.
    """

    form_changed = Signal()
    rows_changed = Signal()
    value_changed = Signal(object)
    checked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.read_only = False
        self.shows_waiting = False
        self.verdict = Verdict()
        self.text = ""
        self._kept: dict[tuple[str, str], Filling] = {}
        self._filling = Filling()
        self._rows: list[Row] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.check)

    # What is shown

    @property
    def form(self) -> Form | None:
        """The form; None while there is none."""
        return self._filling.form

    @property
    def rows(self) -> list[Row]:
        """The rows in order."""
        return self._rows

    @property
    def looks(self) -> Looks:
        """How the form is looked at; change it by the methods."""
        return self._filling.looks

    @property
    def spec(self) -> Any:
        """The values below `spec`, or a chart's values; not pruned."""
        return self._filling.spec

    @property
    def start(self) -> Any:
        """The values that the form begins with."""
        return self._filling.start

    @property
    def metadata(self) -> dict[str, Any]:
        """Name, namespace and labels of the instance."""
        return self._filling.metadata

    @property
    def instance(self) -> dict[str, Any]:
        """The whole instance as the form writes it; empty without a form."""
        return self._filling.instance

    @property
    def is_changed(self) -> bool:
        """Whether anything was filled in."""
        return self._filling.is_changed

    def value(self, path: InstancePath) -> Any:
        """The value at a place; `MISSING` where there is none."""
        return found(self.spec, path)

    # Another form

    def show_form(self, form: Form | None) -> None:
        """Show a form; what was typed into the form of the same resource is kept."""
        if form is None:
            self._filling = Filling()
        else:
            key = (form.source.name, form.source.bundle)
            self._filling = self._kept.setdefault(key, Filling())
            self._filling.follow(form)
        self._start_over()

    def forget(self) -> None:
        """Drop everything typed into any form: another package is shown."""
        self._kept.clear()
        self.show_form(None)

    def reset(self) -> None:
        """Go back to the start values."""
        self._filling.clear()
        self._start_over()

    def set_instance(self, instance: dict[str, Any]) -> None:
        """Take over all values of an instance, or those of a chart."""
        self._filling.take(instance)
        self._start_over()

    def set_text(self, text: str) -> ReadInstance:
        """Take the values over from the YAML of an instance, unless it cannot be read."""
        read = from_yaml(text)
        if read.fault is None and not self.read_only:
            self.set_instance(read.value)
            self.check(keep_text=text)
        return read

    # Values

    def set_value(self, path: InstancePath, value: Any) -> None:
        """Put a value at a place; `MISSING` says nothing there."""
        if not self.read_only and self.form is not None:
            self._filling.edit(path, value)
            self._after_edit(path)

    def reset_value(self, path: InstancePath) -> None:
        """Go back to what the form began with at a place."""
        self.set_value(path, found(self.start, path))

    def add(self, path: InstancePath) -> InstancePath:
        """Append an item to a list, or an entry to a map; returns its place."""
        field = self._filling.field_at(path)
        if field is None or self.read_only:
            return path
        given = self._filling.given(path)
        place = (*path, len(items(given)) if field.type == "array" else free_name(given))
        self.looks.toggled[RowKey(RowKind.GROUP, place)] = True
        self._filling.edit(place, empty_value(field.item))
        self._after_edit(path)
        return place

    def remove(self, path: InstancePath) -> None:
        """Take an item or an entry out."""
        self.set_value(path, MISSING)

    def move_item(self, path: InstancePath, start: int, end: int) -> None:
        """Put an item of the list at `path` elsewhere among its siblings."""
        given = items(self._filling.given(path))
        if 0 <= start < len(given) and 0 <= end < len(given) and start != end:
            self.set_value(path, moved(given, start, end))

    def rename_entry(self, path: InstancePath, name: str) -> None:
        """Give an entry of a map another key; an entry that has it already is replaced."""
        parent, old = path[:-1], str(path[-1])
        if name and name != old:
            was_open = self.looks.toggled.get(RowKey(RowKind.GROUP, path), False)
            self.looks.toggled[RowKey(RowKind.GROUP, (*parent, name))] = was_open
            self.set_value(parent, renamed(self._filling.given(parent), old, name))

    def set_metadata(self, key: str, value: Any) -> None:
        """Give the instance a name, a namespace or labels; "" or {} takes them away."""
        if not self.read_only:
            self._filling.own_metadata[key] = value
            self._timer.start()

    # How it is looked at

    def toggle(self, row: Row) -> None:
        """Open what is closed, close what is open."""
        self.looks.toggled[row.key] = not row.is_open
        self._update_rows()

    def open_to(self, path: InstancePath) -> None:
        """Open every group around a place, so that its row is there."""
        for end in range(1, len(path)):
            self.looks.toggled[RowKey(RowKind.GROUP, path[:end])] = True
        self._update_rows()
        if any(row.path == path for row in self._rows):
            return
        for row in [row for row in self._rows if row.kind is RowKind.SECTION]:
            self.looks.toggled[row.key] = True
        self._update_rows()

    def choose_variant(self, path: InstancePath, number: int) -> None:
        """Choose an alternative; values that it has no field for are taken away."""
        field = self._filling.field_at(path)
        if field is None or self.read_only or number >= len(field.alternatives):
            return
        self.looks.variants[path] = number
        chosen = field.alternatives[number]
        keys = {each.name for each in chosen.children}
        kept = {key: each for key, each in mapping(self.value(path)).items() if key in keys}
        self.set_value(path, kept if chosen.type == "object" and kept else MISSING)

    def set_filter(self, wanted: Filter) -> None:
        """Look at some of the fields only."""
        if wanted != self.looks.filter:
            self.looks.filter = wanted
            self._update_rows()

    # Within

    def check(self, keep_text: str | None = None) -> None:
        """Make text and verdict of the instance now."""
        self._timer.stop()
        if self.form is None:
            self.text, self.verdict = "", Verdict()
        else:
            instance = self.instance
            self.text = to_yaml(instance) if keep_text is None else keep_text
            self.verdict = Verdict(self.form, check(self.form, instance))
        self.checked.emit()

    def _start_over(self) -> None:
        self._rows = self._made_rows()
        self.form_changed.emit()
        self._timer.start()

    def _after_edit(self, path: InstancePath) -> None:
        self._update_rows()
        self.value_changed.emit(path)
        self._timer.start()

    def _update_rows(self) -> None:
        before = [_shape(row) for row in self._rows]
        self._rows = self._made_rows()
        if before != [_shape(row) for row in self._rows]:
            self.rows_changed.emit()

    def _made_rows(self) -> list[Row]:
        form = self.form
        if form is None:
            return []
        waiting = self.shows_waiting
        return rows_of(form.root, self.spec, self.start, self.looks, waiting=waiting)


def _shape(row: Row) -> tuple[object, ...]:
    return (row.key, row.depth, row.is_open, row.count)
