"""The instance that a consumer fills in: its values, which rows of the form are open, verdicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from studio.formats.instancetext import from_yaml, to_yaml
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING
from studio.formats.violations import InstancePath, Violation
from studio.model.formrows import Filter, Looks, Row, RowKey, RowKind, effective, rows_of
from studio.model.instance import edited, found, moved, renamed, replaced, schema_path
from studio.package.forms.instances import SPEC, check, spec_path, written

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.formats.instancetext import ReadInstance
    from studio.package.forms import Form


@dataclass(slots=True)
class Draft:
    """What was done to one resource's form: edits below `spec`, `metadata`, and how it looks."""

    edits: dict[InstancePath, Any] = field(default_factory=dict[InstancePath, Any])
    metadata: dict[str, Any] = field(default_factory=dict[str, Any])
    looks: Looks = field(default_factory=Looks)


class FormModel(QObject):
    """The form of one resource with the values that were given to it.

    `form_changed` comes with another form, also when only its text was edited: what the consumer
    typed stays. `rows_changed` tells that other rows are shown, `value_changed` where a value is
    another one. `checked` comes a moment after either, with the text and verdict made anew.
    While `read_only`, nothing can be changed.
    """

    form_changed = Signal()
    rows_changed = Signal()
    value_changed = Signal(object)
    checked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        self.read_only = False
        self.findings: tuple[Violation, ...] = ()
        self.text = ""
        self._drafts: dict[tuple[str, str], Draft] = {}
        self._draft = Draft()
        self._spec: Any = {}
        self._rows: list[Row] = []
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.check)

    # What is shown

    @property
    def rows(self) -> list[Row]:
        """The rows in order."""
        return self._rows

    @property
    def looks(self) -> Looks:
        """How the form is looked at; change it by the methods."""
        return self._draft.looks

    @property
    def spec(self) -> Any:
        """The values below `spec`, or a chart's values; not pruned."""
        return self._spec

    @property
    def start(self) -> Any:
        """The values that the form begins with."""
        if self.form is None:
            return {}
        instance = self.form.start.instance
        return instance if self.form.source.is_chart else instance.get(SPEC, {})

    @property
    def metadata(self) -> dict[str, Any]:
        """Name, namespace and labels of the instance."""
        if self.form is None:
            return {}
        is_chart = self.form.source.is_chart
        given = self.form.start.instance.get("metadata")
        begun = {"name": self.form.source.name} if is_chart else mapping(given)
        return {**begun, **self._draft.metadata}

    @property
    def instance(self) -> dict[str, Any]:
        """The whole instance as the form writes it; empty without a form."""
        if self.form is None:
            return {}
        if self.form.source.is_chart:
            return written(self.form, mapping(self._spec))
        whole = {**self.form.start.instance, "metadata": self.metadata, SPEC: self._spec}
        return written(self.form, whole)

    @property
    def is_changed(self) -> bool:
        """Whether anything differs from the start values."""
        return bool(self._draft.edits or self._draft.metadata)

    def value(self, path: InstancePath) -> Any:
        """The value at a place; `MISSING` where there is none."""
        return found(self._spec, path)

    def field_at(self, path: InstancePath) -> FieldSpec | None:
        """The field of a place."""
        root = self.form.root if self.form else None
        return root.at(schema_path(root, path)) if root else None

    def findings_at(self, path: InstancePath) -> tuple[Violation, ...]:
        """What is wrong with the value at exactly this place."""
        prefix = spec_path(self.form) if self.form else ()
        return tuple(each for each in self.findings if each.path == (*prefix, *path))

    # Another form

    def show_form(self, form: Form | None) -> None:
        """Show a form; what was typed into the form of the same resource is kept."""
        self.form = form
        if form is not None:
            key = (form.source.name, form.source.bundle)
            self._draft = self._drafts.setdefault(key, Draft())
        else:
            self._draft = Draft()
        self._apply()
        self.form_changed.emit()
        self._timer.start()

    def forget(self) -> None:
        """Drop everything typed into any form: another package is shown."""
        self._drafts.clear()
        self.show_form(None)

    # Values

    def set_value(self, path: InstancePath, value: Any) -> None:
        """Put a value at a place; `MISSING` says nothing there."""
        if self.read_only or self.form is None:
            return
        self._edit(path, value)
        self._after_edit(path)

    def reset_value(self, path: InstancePath) -> None:
        """Go back to what the form began with at a place."""
        self.set_value(path, found(self.start, path))

    def add(self, path: InstancePath) -> InstancePath:
        """Append an item to a list, or an entry to a map; returns its place."""
        field = self.field_at(path)
        if field is None:
            return path
        given = self._given(path, field)
        if field.type == "array":
            place = (*path, len(items(given)))
        else:
            place = (*path, _free_name(mapping(given)))
        self.looks.toggled[RowKey(RowKind.GROUP, place)] = True
        self._edit(place, _empty(field.item))
        self._after_edit(path)
        return place

    def remove(self, path: InstancePath) -> None:
        """Take an item or an entry out."""
        self._edit(path, MISSING)
        self._after_edit(path[:-1])

    def move_item(self, path: InstancePath, start: int, end: int) -> None:
        """Put an item of the list at `path` elsewhere among its siblings."""
        field = self.field_at(path)
        given = items(self._given(path, field)) if field else []
        if 0 <= start < len(given) and 0 <= end < len(given) and start != end:
            self._edit(path, moved(given, start, end))
            self._after_edit(path)

    def rename_entry(self, path: InstancePath, name: str) -> None:
        """Give an entry of a map another key."""
        parent, old = path[:-1], str(path[-1])
        field = self.field_at(parent)
        if field is not None and name and name != old:
            was_open = self.looks.toggled.get(RowKey(RowKind.GROUP, path), False)
            self.looks.toggled[RowKey(RowKind.GROUP, (*parent, name))] = was_open
            self._edit(parent, renamed(self._given(parent, field), old, name))
            self._after_edit(parent)

    def set_metadata(self, key: str, value: Any) -> None:
        """Give the instance a name, a namespace or labels; "" or {} takes them away."""
        if not self.read_only:
            self._draft.metadata[key] = value
            self._timer.start()

    def reset(self) -> None:
        """Go back to the start values."""
        self._draft.edits.clear()
        self._draft.metadata.clear()
        self._draft.looks.variants.clear()
        self._apply()
        self.form_changed.emit()
        self._timer.start()

    def set_text(self, text: str) -> ReadInstance:
        """Take the values over from the YAML of an instance, unless it cannot be read."""
        read = from_yaml(text)
        if read.fault is None and not self.read_only:
            self.set_instance(read.value)
            self.check(keep_text=text)
        return read

    def set_instance(self, instance: dict[str, Any]) -> None:
        """Take over all values of an instance, or those of a chart."""
        if self.form is None:
            return
        if self.form.source.is_chart:
            self._draft.edits = {(): instance}
        else:
            self._draft.metadata = dict(mapping(instance.get("metadata")))
            self._draft.edits = {(): instance.get(SPEC, {})}
        self._apply()
        self.form_changed.emit()
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
        """Choose an alternative; values of another kind are taken away."""
        field = self.field_at(path)
        self.looks.variants[path] = number
        if field is not None and number < len(field.alternatives) and not self.read_only:
            chosen = field.alternatives[number]
            keys = {each.name for each in chosen.children}
            old = self.value(path)
            kept = {k: v for k, v in mapping(old).items() if k in keys}
            self._edit(path, kept if chosen.type == "object" and kept else MISSING)
        self._after_edit(path)

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
            self.text, self.findings = "", ()
        else:
            instance = self.instance
            self.text = to_yaml(instance) if keep_text is None else keep_text
            self.findings = check(self.form, instance)
        self.checked.emit()

    def _given(self, path: InstancePath, field: FieldSpec) -> Any:
        return effective(field, self.value(path))

    def _edit(self, path: InstancePath, value: Any) -> None:
        """Note an edit; one inside a list or a map with defaults changes the whole of it."""
        cut = next((n for n, token in enumerate(path) if isinstance(token, int)), None)
        whole, rest = (path, ()) if cut is None else (path[:cut], path[cut:])
        if cut is None and len(path) > 1 and found(self._spec, path[:-1]) is MISSING:
            parent = self.field_at(path[:-1])
            if parent is not None and parent.item is not None:
                whole, rest = path[:-1], path[-1:]
        if rest:
            field = self.field_at(whole)
            value = replaced(self._given(whole, field) if field else MISSING, rest, value)
        edits = self._draft.edits
        for inner in [each for each in edits if each[: len(whole)] == whole]:
            del edits[inner]
        edits[whole] = value
        self._spec = edited(self.start, edits)

    def _after_edit(self, path: InstancePath) -> None:
        self._update_rows()
        self.value_changed.emit(path)
        self._timer.start()

    def _apply(self) -> None:
        self._spec = edited(self.start, self._draft.edits)
        self._rows = self._made_rows()

    def _update_rows(self) -> None:
        before = self._rows
        self._rows = self._made_rows()
        if [_shape(row) for row in before] != [_shape(row) for row in self._rows]:
            self.rows_changed.emit()

    def _made_rows(self) -> list[Row]:
        if self.form is None:
            return []
        return rows_of(self.form.root, self._spec, self.start, self.looks)


def _shape(row: Row) -> tuple[object, ...]:
    return (row.key, row.depth, row.is_open, row.count)


def _free_name(given: dict[str, Any]) -> str:
    """A key that is not taken."""
    names = (f"key{number}" if number > 1 else "key" for number in range(1, len(given) + 2))
    return next(name for name in names if name not in given)


def _empty(field: FieldSpec | None) -> Any:
    """What a new item begins as."""
    if field is None:
        return ""
    if field.default is not MISSING:
        return field.default
    if field.type == "object":
        return {}
    return [] if field.type == "array" else False if field.type == "boolean" else None
