"""The control for limits and requests of CPU, memory and ephemeral storage."""

from __future__ import annotations

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
_BROAD = 400


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
        """Two lines of cells, or three where it is narrow."""
        return self.grid.height_for(width)

    def _edit(self, side: str, name: str, text: str) -> None:
        given = {**mapping(self._value.get(side)), name: text}
        if not text:
            del given[name]
        value = {**self._value, side: given}
        self._value = {key: each for key, each in value.items() if each not in ({}, None)}
        self.tell(self._value or MISSING)


class _Grid(QWidget):
    """Cells with their titles: limits above requests, or beside them where it is narrow."""

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
        self._grid.setVerticalSpacing(6)
        self._is_broad: bool | None = None
        self._arrange(is_broad=False)

    def height_for(self, width: int) -> int:
        """The height of the arrangement that suits a width, which is taken at once."""
        self._arrange(is_broad=self._suits(width))
        px = self._surface.themes.px
        lines = len(SIDES) if self._suits(width) else len(NAMES)
        return px(16) + lines * (px(30) + 6)

    def _suits(self, width: int) -> bool:
        return width >= self._surface.themes.px(_BROAD)

    def _arrange(self, *, is_broad: bool) -> None:
        if is_broad == self._is_broad:
            return
        self._is_broad = is_broad
        for label in self._names:
            label.setWordWrap(not is_broad)
        rows, columns = (self._sides, self._names) if is_broad else (self._names, self._sides)
        for number, label in enumerate(rows, 1):
            self._grid.addWidget(label, number, 0)
        for number, label in enumerate(columns, 1):
            self._grid.addWidget(label, 0, number)
        for number in range(1, len(NAMES) + 1):
            self._grid.setColumnStretch(number, 1 if number <= len(columns) else 0)
        for (side, name), cell in self.cells.items():
            across, down = SIDES.index(side) + 1, NAMES.index(name) + 1
            self._grid.addWidget(cell, *((across, down) if is_broad else (down, across)))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text)
        label.setProperty("tone", "dim")
        keep_font(label, self._surface.themes, "help")
        return label
