"""Controls that are tables: keys with values, endpoints, selectors of labels and namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.formats.controls import typed
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING, as_text
from studio.model.terms import SELECTOR_OPERATORS, Expression, read_selector, write_selector
from studio.ui.controls.switch import Switch
from studio.ui.forms.editor import FieldEditor, as_shown
from studio.ui.forms.linetable import Column, LineTable
from studio.ui.forms.texts import TextEditor
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.forms.linetable import Line
    from studio.ui.forms.surface import Surface
    from studio.wording import Message

ENDPOINT_KEYS = ("port", "path", "interval", "scheme")


class TableEditor(FieldEditor):
    """A value as lines of text; subclasses say which lines a value has and what lines mean.

    Lines that mean nothing yet, such as one without a key, stay on the screen.
    """

    wide = True

    def __init__(
        self, field: FieldSpec, surface: Surface, columns: list[Column], add: Message
    ) -> None:
        self.table = LineTable(surface, columns, surface.say(add))
        super().__init__(field, surface, self.table)
        self.table.changed.connect(self._tell)
        self.table.resized.connect(self.resized)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the value, unless the lines mean it already."""
        shown = as_shown(value, default)
        if shown is MISSING:
            shown = self.value_of([])
        if self.value_of(self.table.lines()) != shown:
            self.table.show_lines(self.lines_of(shown), self.kept_of(shown))

    def name(self, label: str) -> None:
        """Name the table."""
        self.table.name(label)

    def lines_of(self, value: Any) -> list[Line]:
        """The lines that show a value."""
        raise NotImplementedError

    def value_of(self, lines: list[Line]) -> Any:
        """What lines mean."""
        raise NotImplementedError

    def kept_of(self, value: Any) -> list[Any]:
        """What each line keeps without showing it."""
        del value
        return []

    def _tell(self) -> None:
        self.tell(self.value_of(self.table.lines()))


class MapEditor(TableEditor):
    """Keys and values; values are in the type of the schema."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        key, value = surface.say(message("Key")), surface.say(message("Value"))
        super().__init__(field, surface, [Column(key), Column(value)], message("Add entry"))

    def lines_of(self, value: Any) -> list[Line]:
        """One line for each key."""
        return [(key, as_text(each)) for key, each in mapping(value).items()]

    def value_of(self, lines: list[Line]) -> dict[str, Any]:
        """The entries that have a key; of equal keys the last."""
        item = self.field.item
        kind = item.type if item is not None else "string"
        return {key: typed(text, kind) for key, text in lines if key}


class SelectorEditor(TableEditor):
    """A label selector as conditions; `=` stands for `matchLabels`."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        super().__init__(
            field, surface, expression_columns(surface, SELECTOR_OPERATORS), ADD_CONDITION
        )

    def lines_of(self, value: Any) -> list[Line]:
        """One line for each condition."""
        return [(each.key, each.operator, each.values) for each in read_selector(value)]

    def value_of(self, lines: list[Line]) -> dict[str, Any]:
        """The selector."""
        return write_selector(tuple(Expression(*line) for line in lines))


ADD_CONDITION = message("Add condition")


def expression_columns(surface: Surface, operators: tuple[str, ...]) -> list[Column]:
    """The columns of conditions on labels."""
    return [
        Column(surface.say(message("Key")), share=3),
        Column(surface.say(message("Operator")), operators, share=2),
        Column(surface.say(message("Values")), share=3),
    ]


class EndpointListEditor(TableEditor):
    """Endpoints that are watched; what a line has no cell for is kept."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        titles = (
            surface.say(message("Port")),
            surface.say(message("Path")),
            surface.say(message("Interval")),
        )
        columns = [Column(title) for title in titles]
        columns.append(Column(surface.say(message("Scheme")), ("", "http", "https")))
        super().__init__(field, surface, columns, message("Add endpoint"))

    def kept_of(self, value: Any) -> list[Any]:
        """What has no cell."""
        given = [mapping(each) for each in items(value)]
        return [{k: v for k, v in each.items() if k not in ENDPOINT_KEYS} for each in given]

    def lines_of(self, value: Any) -> list[Line]:
        """One line for each endpoint."""
        given = [mapping(each) for each in items(value)]
        return [tuple(as_text(each.get(key)) for key in ENDPOINT_KEYS) for each in given]

    def value_of(self, lines: list[Line]) -> list[Any]:
        """The endpoints."""
        return [
            {**{k: t for k, t in zip(ENDPOINT_KEYS, line, strict=True) if t}, **(kept or {})}
            for line, kept in zip(lines, self.table.kept(), strict=False)
        ]


class NamespaceSelectorEditor(FieldEditor):
    """All namespaces, or those that are named."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        widget = QWidget()
        super().__init__(field, surface, widget)
        self.any = Switch(surface.themes, surface.say(message("All namespaces")))
        column = Column(surface.say(message("Namespace")))
        self.names = LineTable(surface, [column], surface.say(message("Add namespace")))
        box = QVBoxLayout(widget)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.any)
        box.addWidget(self.names)
        self.any.toggled.connect(self._tell)
        self.names.changed.connect(self._tell)
        self.names.resized.connect(self.resized)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show which namespaces."""
        given = mapping(as_shown(value, default))
        self.any.blockSignals(True)
        self.any.setChecked(given.get("any") is True)
        self.any.blockSignals(False)
        self._follow_any()
        shown = [as_text(each) for each in items(given.get("matchNames"))]
        if [line[0] for line in self.names.lines() if line[0]] != shown:
            self.names.show_lines([(each,) for each in shown])

    def _follow_any(self) -> None:
        if self.names.isHidden() != self.any.isChecked():
            self.names.setHidden(self.any.isChecked())
            self.resized.emit()

    def _tell(self) -> None:
        self._follow_any()
        names = [line[0] for line in self.names.lines() if line[0]]
        self.tell({"any": True} if self.any.isChecked() else {"matchNames": names})


def label_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """Labels as a table; a single one as text."""
    return MapEditor(field, surface) if field.type == "object" else TextEditor(field, surface)
