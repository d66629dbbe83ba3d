"""A small table of text cells whose lines can be added and removed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from studio.ui.controls.buttons import LinkButton, ToolButton
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import TextField
from studio.ui.forms.combo import Combo
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.ui.forms.surface import Surface

Line = tuple[str, ...]


class Column(NamedTuple):
    """A column: its title, the values to choose from if they are few, its share of the width.

    With `whole` no value that can be chosen is ever cut.
    """

    title: str
    choices: tuple[str, ...] = ()
    share: int = 1
    whole: bool = False


@dataclass(slots=True)
class _Widgets:
    """What one line consists of."""

    cells: list[TextField | Combo]
    remove: ToolButton
    kept: Any = None


class LineTable(QWidget):
    """Lines of cells below their titles, and a link that adds one.

    `changed` comes when the consumer changes a cell, adds or removes a line, not when `show_lines`
    does; `resized` when there are more or fewer lines. Where cells have their `own_undo`, what is
    typed is taken back in them.
    """

    changed = Signal()
    resized = Signal()

    def __init__(
        self,
        surface: Surface,
        columns: Sequence[Column],
        add_text: str,
        parent: QWidget | None = None,
        *,
        own_undo: bool = True,
    ) -> None:
        super().__init__(parent)
        self._surface = surface
        self._columns = tuple(columns)
        self._own_undo = own_undo
        self._lines: list[_Widgets] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._titles = [self._title(number, each) for number, each in enumerate(columns)]
        self.add_link = LinkButton(add_text)
        self.add_link.setIcon(surface.themes.icons.icon("plus", "accent"))
        self.add_link.setIconSize(QSize(14, 14))
        self.add_link.clicked.connect(self.add_line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._grid)
        column.addWidget(self.add_link, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_titles()

    def lines(self) -> list[Line]:
        """What the cells say."""
        return [tuple(_text(cell) for cell in each.cells) for each in self._lines]

    def kept(self) -> list[Any]:
        """What was given with each line, and moves and goes with it; None for added ones."""
        return [each.kept for each in self._lines]

    def show_lines(self, lines: Sequence[Line], kept: Sequence[Any] = ()) -> None:
        """Show these lines; cells that say the same already keep caret and focus."""
        before = len(self._lines)
        while len(self._lines) > len(lines):
            self._drop(len(self._lines) - 1)
        while len(self._lines) < len(lines):
            self._append()
        for number, (widgets, line) in enumerate(zip(self._lines, lines, strict=True)):
            widgets.kept = kept[number] if number < len(kept) else None
            for cell, text in zip(widgets.cells, line, strict=True):
                _set_text(cell, text)
        if before != len(self._lines):
            self._follow_count()

    def set_words(self, columns: Sequence[Column], add_text: str) -> None:
        """Word titles, choices and link anew; what is chosen stays chosen."""
        self._columns = tuple(columns)
        for number, (label, column) in enumerate(zip(self._titles, columns, strict=True)):
            label.setText(column.title)
            self._grid.setColumnStretch(number, column.share)
        for widgets in self._lines:
            for cell, column in zip(widgets.cells, columns, strict=True):
                cell.setAccessibleName(column.title)
                if isinstance(cell, Combo) and column.choices:
                    chosen = cell.currentIndex()
                    cell.set_texts(column.choices)
                    cell.setCurrentIndex(chosen)
            widgets.remove.set_label(self._surface.say(message("Remove")))
        self.add_link.setText(add_text)
        self._name_link()
        self._show_titles()

    def empty_line(self) -> Line:
        """What the cells of a new line say."""
        return tuple(column.choices[0] if column.choices else "" for column in self._columns)

    def line_with_focus(self) -> int:
        """The line in which the keys are, -1 for none."""
        focused = self.focusWidget()
        has_focus = focused is not None and focused.hasFocus()
        lines = [(*each.cells, each.remove) for each in self._lines] if has_focus else []
        return next((n for n, widgets in enumerate(lines) if focused in widgets), -1)

    def cell(self, line: int, column: int) -> TextField | Combo:
        """The widget of a cell."""
        return self._lines[line].cells[column]

    def remove_button(self, line: int) -> ToolButton:
        """What removes a line."""
        return self._lines[line].remove

    def add_line(self) -> None:
        """Add an empty line and go there."""
        self._append()
        self._follow_count()
        self._lines[-1].cells[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def name(self, label: str) -> None:
        """Tell screen readers what the table is for."""
        self.setAccessibleName(label)
        self._name_link()

    def _name_link(self) -> None:
        words = (self.add_link.text(), self.accessibleName())
        self.add_link.setAccessibleName(": ".join(filter(None, words)))

    def _append(self) -> None:
        cells = [self._cell(each) for each in self._columns]
        remove = ToolButton(self._surface.themes, "x", compact=True, scale="small")
        remove.set_label(self._surface.say(message("Remove")))
        remove.clicked.connect(partial(self._remove, remove))
        row = len(self._lines) + 1
        for number, cell in enumerate((*cells, remove)):
            self._grid.addWidget(cell, row, number)
            cell.show()  # the grid would only do so later, and what is hidden takes no focus
        self.add_link.raise_()  # Tab visits children in their order
        self._lines.append(_Widgets(cells, remove))

    def _cell(self, column: Column) -> TextField | Combo:
        if column.choices:
            combo = Combo(self._surface.themes)
            combo.setProperty("compact", True)
            combo.set_texts(column.choices)
            if column.whole:
                combo.setMinimumContentsLength(0)  # Qt looks at the contents only then
                combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(self.changed)
            combo.setAccessibleName(column.title)
            return combo
        field = TextField(compact=True, own_undo=self._own_undo)
        field.textEdited.connect(self.changed)
        field.setAccessibleName(column.title)
        field.setMinimumWidth(self._surface.themes.px(36))
        return field

    def _remove(self, button: ToolButton) -> None:
        number = next(n for n, each in enumerate(self._lines) if each.remove is button)
        self._drop(number)
        self._follow_count()
        target = self._lines[min(number, len(self._lines) - 1)].cells[0] if self._lines else None
        (target or self.add_link).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, number: int) -> None:
        widgets = self._lines.pop(number)
        for widget in (*widgets.cells, widgets.remove):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()

    def _follow_count(self) -> None:
        self._show_titles()
        self.updateGeometry()
        self.resized.emit()

    def _title(self, number: int, column: Column) -> QLabel:
        label = QLabel(column.title)
        label.setProperty("tone", "dim")
        keep_font(label, self._surface.themes, "help")
        self._grid.addWidget(label, 0, number)
        self._grid.setColumnStretch(number, column.share)
        return label

    def _show_titles(self) -> None:
        for label in self._titles:
            label.setVisible(bool(self._lines) and bool(label.text()))


def _text(cell: TextField | Combo) -> str:
    return cell.text() if isinstance(cell, TextField) else cell.currentText()


def _set_text(cell: TextField | Combo, text: str) -> None:
    if isinstance(cell, TextField):
        if cell.text() != text:
            cell.setText(text)
        return
    if text not in cell.texts():
        cell.set_texts((*cell.texts(), text))
    cell.setCurrentText(text)
