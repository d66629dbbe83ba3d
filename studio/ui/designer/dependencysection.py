"""When the chosen field is shown."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget

from studio.formats.descriptors import Dependency, dependency_of
from studio.formats.fieldpaths import ITEM, format_path
from studio.formats.schematypes import is_scalar
from studio.formats.values import as_text
from studio.ui.controls.textfield import TextField
from studio.ui.designer.section import Section
from studio.ui.designer.typedtext import TypedText
from studio.ui.forms.combo import Combo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent

    from studio.formats.descriptors import Descriptor
    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.model.design import Design
    from studio.ui.theme.switcher import ThemeService

_MOST = 400


class FieldPicker(Combo):
    """Asks for the fields to choose from once it gets the focus: in a large schema they take time.

    `wanted` comes then.
    """

    wanted = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask for them."""
        self.wanted.emit()
        super().focusInEvent(event)


class DependencySection(Section):
    """Always, or only while another field has a value: one is picked, then the other."""

    def __init__(self, themes: ThemeService, design: Design) -> None:
        super().__init__(themes, design)
        self.control = FieldPicker(themes)
        self.relation = QLabel()
        self.listed = Combo(themes)
        self.typed = TextField()
        self._writer = TypedText(self.typed, design, self._write_typed)
        self._paths: tuple[FieldPath, ...] = ()
        self._values = QStackedWidget()
        self._values.addWidget(self.listed)
        self._values.addWidget(self.typed)
        row = QHBoxLayout()
        row.addWidget(self.relation)
        row.addWidget(self._values, 1)
        self.column.addWidget(self.control)
        self.column.addLayout(row)
        self.control.wanted.connect(self.offer)
        self.control.activated.connect(self._write_control)
        self.listed.activated.connect(self._write_listed)

    def show_field(self, field: FieldSpec, entry: Descriptor | None) -> None:
        """Show what the field waits for."""
        del field
        waits = dependency_of(entry) if entry is not None else None
        if self.control.hasFocus():
            self.offer()
        else:
            self._show_paths((waits.path,) if waits is not None else (), waits)
        self.relation.setVisible(waits is not None)
        self._values.setVisible(waits is not None)
        if waits is not None:
            self._show_value(waits)

    def offer(self) -> None:
        """List all fields that can decide."""
        field, entry = self.design.field, self.design.entry
        if field is not None:
            waits = dependency_of(entry) if entry is not None else None
            paths = tuple(islice(self._candidates(field), _MOST))
            if waits is not None and waits.path not in paths:
                paths = (waits.path, *paths)
            self._show_paths(paths, waits)

    def retranslate(self) -> None:
        """Speak the language of the window."""
        self.heading.setText(self.tr("Shown when"))
        self.relation.setText(self.tr("is"))
        self.control.setAccessibleName(self.tr("Field that decides whether it is shown"))
        for field in (self.listed, self.typed):
            field.setAccessibleName(self.tr("Value that it must have"))

    def _show_paths(self, paths: tuple[FieldPath, ...], waits: Dependency | None) -> None:
        self._paths = paths
        self.control.set_texts((self.tr("always"), *(format_path(path) for path in paths)))
        self.control.setCurrentIndex(paths.index(waits.path) + 1 if waits is not None else 0)

    def _candidates(self, field: FieldSpec) -> Iterator[FieldPath]:
        """The fields with a value of their own, those beside the field first."""
        form = self.design.form
        if form is None:
            return
        parent = form.root.at(field.path[:-1])
        near = parent.fields if parent is not None else ()
        seen = {field.path}
        for each in (*near, *islice(form.root.shown(), 4 * _MOST)):
            reaches = ITEM not in each.path or each.path[:-1] == field.path[:-1]
            if each.path not in seen and is_scalar(each.type) and reaches:
                seen.add(each.path)
                yield each.path

    def _show_value(self, waits: Dependency) -> None:
        values = self._known_values(waits.path)
        self._values.setCurrentWidget(self.listed if values else self.typed)
        if values:
            self.listed.set_texts(tuple(dict.fromkeys((*values, waits.value))))
            self.listed.setCurrentText(waits.value)
        else:
            self._writer.show(waits.value)

    def _known_values(self, path: FieldPath) -> tuple[str, ...]:
        """The values that the deciding field can have; () where any."""
        field = self.design.field_at(path)
        if field is None:
            return ()
        if field.type == "boolean":
            return ("true", "false")
        return tuple(as_text(option) for option in field.options or ())

    def _write_control(self, number: int) -> None:
        if number == 0:
            self._write(None)
            return
        path = self._paths[number - 1]
        values, field = self._known_values(path), self.design.field_at(path)
        first = values[0] if values else as_text(field.default) if field is not None else ""
        self._write(Dependency(path, first))

    def _write_listed(self) -> None:
        number = self.control.currentIndex()
        if number > 0:
            self._write(Dependency(self._paths[number - 1], self.listed.currentText()))

    def _write_typed(self, path: FieldPath, value: str) -> None:
        field = self.design.field_at(path)
        waits = field.depends_on if field is not None else None
        if waits is not None:
            changed = Dependency(waits.path, value)
            self.design.apply(lambda edits: edits.set_dependency(path, changed))

    def _write(self, dependency: Dependency | None) -> None:
        path = self.design.chosen
        if path is not None:
            self.design.apply(lambda edits: edits.set_dependency(path, dependency))
