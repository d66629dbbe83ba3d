"""The control for limits and requests of CPU, memory and ephemeral storage."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.formats.shapes import mapping
from studio.formats.values import MISSING, as_text
from studio.ui.controls.keptfont import keep_font
from studio.ui.forms.editor import FieldEditor
from studio.ui.forms.quantityfield import QuantityField
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface

SIDES = ("limits", "requests")
NAMES = ("cpu", "memory", "ephemeral-storage")
_BROAD, _NARROW, _BETWEEN = 400, 250, 6


class _Shape(Enum):
    """How the cells stand."""

    BROAD = auto()
    NARROW = auto()
    STACKED = auto()


class ResourceRequirementsEditor(FieldEditor):
    """A grid of quantities; names of other resources in the value are kept."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        grid = _Grid(surface)
        super().__init__(field, surface, grid)
        self.grid = grid
        self._value: dict[str, Any] = {}
        for (side, name), cell in grid.cells.items():
            cell.edited.connect(lambda text, side=side, name=name: self._edit(side, name, text))

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show what is given; defaults stand in the empty cells."""
        self._value = mapping(value)
        for (side, name), cell in self.grid.cells.items():
            given = mapping(self._value.get(side)).get(name)
            held = mapping(mapping(default).get(side)).get(name)
            hint = as_text(held) or "–"
            cell.show_text(as_text(given), hint)

    def name(self, label: str) -> None:
        """Name every cell."""
        for (side, name), cell in self.grid.cells.items():
            cell.name(f"{label}, {side} {name}")

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour all cells."""
        for cell in self.grid.cells.values():
            cell.set_state(state, sentence)

    def height(self, width: int) -> int:
        """As many lines of cells and titles as the width asks for."""
        return self.grid.height_for(width)

    def _edit(self, side: str, name: str, text: str) -> None:
        given = {**mapping(self._value.get(side)), name: text}
        if not text:
            del given[name]
        value = {**self._value, side: given}
        self._value = {key: each for key, each in value.items() if each not in ({}, None)}
        self.tell(self._value or MISSING)


class _Grid(QWidget):
    """Cells with their titles: limits above requests, or beside them where it is narrow.

    Where it is narrower still the titles of lines stand above their cells, which then show number
    and unit whole.
    """

    def __init__(self, surface: Surface) -> None:
        super().__init__()
        self._surface = surface
        say = surface.say
        self.cells = {
            (side, name): QuantityField(surface, cores=name == "cpu")
            for side in SIDES
            for name in NAMES
        }
        words = (message("Limits"), message("Requests"))
        self._sides = [self._label(say(each)) for each in words]
        titles = (message("CPU"), message("Memory"), message("Ephemeral storage"))
        self._names = [self._label(say(each)) for each in titles]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(_BETWEEN)
        self._shape: _Shape | None = None
        self._arrange(_Shape.NARROW)

    def height_for(self, width: int) -> int:
        """The height of the arrangement that suits a width, which is taken at once."""
        shape = self._suiting(width)
        self._arrange(shape)
        px = self._surface.themes.px
        line, title = px(30) + _BETWEEN, px(16)
        if shape is _Shape.BROAD:
            return title + len(SIDES) * line
        titles = len(NAMES) if shape is _Shape.STACKED else 0
        return title + len(NAMES) * line + titles * (title + _BETWEEN)

    def _suiting(self, width: int) -> _Shape:
        px = self._surface.themes.px
        if width >= px(_BROAD):
            return _Shape.BROAD
        return _Shape.NARROW if width >= px(_NARROW) else _Shape.STACKED

    def _arrange(self, shape: _Shape) -> None:
        if shape is self._shape:
            return
        self._shape = shape
        for label in self._names:
            label.setWordWrap(shape is _Shape.NARROW)
        {
            _Shape.BROAD: self._arrange_broad,
            _Shape.NARROW: self._arrange_narrow,
            _Shape.STACKED: self._arrange_stacked,
        }[shape]()

    def _arrange_broad(self) -> None:
        """A line for each side, a column for each name."""
        self._put_titles(self._sides, self._names)
        for (side, name), cell in self.cells.items():
            self._grid.addWidget(cell, SIDES.index(side) + 1, NAMES.index(name) + 1)

    def _arrange_narrow(self) -> None:
        """A line for each name, a column for each side."""
        self._put_titles(self._names, self._sides)
        for (side, name), cell in self.cells.items():
            self._grid.addWidget(cell, NAMES.index(name) + 1, SIDES.index(side) + 1)

    def _put_titles(self, rows: list[QLabel], columns: list[QLabel]) -> None:
        for number, label in enumerate(rows, 1):
            self._grid.addWidget(label, number, 0)
        for number, label in enumerate(columns, 1):
            self._grid.addWidget(label, 0, number)
        self._stretch(range(1, len(columns) + 1))

    def _arrange_stacked(self) -> None:
        """A line for each name, with a line for its title above; a column for each side."""
        for number, label in enumerate(self._sides):
            self._grid.addWidget(label, 0, number)
        for number, label in enumerate(self._names):
            self._grid.addWidget(label, 2 * number + 1, 0, 1, len(SIDES))
        for (side, name), cell in self.cells.items():
            self._grid.addWidget(cell, 2 * NAMES.index(name) + 2, SIDES.index(side))
        self._stretch(range(len(SIDES)))

    def _stretch(self, columns: range) -> None:
        for number in range(len(NAMES) + 1):
            self._grid.setColumnStretch(number, int(number in columns))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("tone", "dim")
        keep_font(label, self._surface.themes, "help")
        return label
