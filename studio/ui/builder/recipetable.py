"""The tables of a recipe's form: build arguments, labels and references to secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent

from studio.ui.builder import recipevalues as values
from studio.ui.controls.textfield import TextField
from studio.ui.forms.linetable import Column, LineTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from studio.package.builds.recipes import Recipe
    from studio.ui.forms.linetable import Line
    from studio.ui.forms.surface import Surface

TableKey = Literal["args", "labels", "secrets"]


class RecipeTable(LineTable):
    """The lines of one key of a recipe; those that mean nothing yet stay while it is shown.

    What is typed is taken back with the document's last step, except in such lines, which no
    step knows of.
    """

    def __init__(self, surface: Surface, key: TableKey, parent: QWidget | None = None) -> None:
        self._key: TableKey = key
        self._kinds: values.Kinds = ("", "")
        count = 3 if key == "secrets" else 2
        super().__init__(surface, [Column("")] * count, "", parent, own_undo=False)
        self.changed.connect(self._follow_lines)
        self._retranslate()

    def show_recipe(self, recipe: Recipe, *, is_other: bool) -> None:
        """Show what a recipe says, unless the lines mean it already.

        A line in which somebody types stays when its step is taken back, without its text.
        """
        lines = self._lines_of(recipe)
        if is_other or self.value() != self._value_of(lines):
            if not is_other and self.line_with_focus() == len(lines):
                lines.append(self.empty_line())
            self.show_lines(lines)
        self._follow_lines()

    def value(self) -> Any:
        """What the lines mean, as the recipe writes it."""
        return self._value_of(self.lines())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lines_of(self, recipe: Recipe) -> list[Line]:
        if self._key == "args":
            return values.arg_lines(recipe)
        if self._key == "labels":
            return values.label_lines(recipe)
        return values.secret_lines(recipe, self._kinds)

    def _value_of(self, lines: Sequence[Line]) -> Any:
        if self._key == "args":
            return values.args_of(lines)
        if self._key == "labels":
            return values.labels_of(lines)
        return values.secrets_of(lines, self._kinds)

    def _follow_lines(self) -> None:
        """Let a line that means nothing yet take back what is typed there."""
        for number, line in enumerate(self.lines()):
            is_unknown = not self._value_of([line])
            for column, text in enumerate(line):
                cell = self.cell(number, column)
                if isinstance(cell, TextField):
                    cell.set_own_undo(is_unknown and text != "")

    def _retranslate(self) -> None:
        names = (Column(self.tr("Name")), Column(self.tr("Value")))
        if self._key == "args":
            self.set_words(names, self.tr("Add an argument"))
        elif self._key == "labels":
            self.set_words(names, self.tr("Add a label"))
        else:
            self._kinds = (self.tr("variable"), self.tr("file"))
            columns = (
                Column(self.tr("Id"), share=2),
                Column(self.tr("From"), self._kinds, share=0, whole=True),
                Column(self.tr("Variable or file"), share=5),
            )
            self.set_words(columns, self.tr("Add a secret"))
