"""What the commands of the text editor do in one view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from studio.ui.textview import lineedits
from studio.wording import message

if TYPE_CHECKING:
    from studio.ui.textview.lineedits import LineEdit
    from studio.ui.textview.view import TextView
    from studio.wording import Message

_WRAP = QPlainTextEdit.LineWrapMode


class ViewCommands:
    """The handlers that `EDITOR_COMMANDS` names."""

    def __init__(self, view: TextView) -> None:
        self._view = view

    def cut(self) -> None:
        """Move what is selected to the clipboard."""
        self._view.edit.perform(QKeySequence.StandardKey.Cut)

    def copy(self) -> None:
        """Copy what is selected to the clipboard."""
        self._view.edit.perform(QKeySequence.StandardKey.Copy)

    def paste(self) -> None:
        """Write what is in the clipboard at the caret."""
        self._view.edit.perform(QKeySequence.StandardKey.Paste)

    def select_all(self) -> None:
        """Select the whole text."""
        self._view.edit.perform(QKeySequence.StandardKey.SelectAll)

    def find(self) -> None:
        """Open the bar that finds."""
        self._view.find_bar.open()

    def replace(self) -> None:
        """Open the bar that finds and replaces."""
        self._view.find_bar.open(replacing=True)

    def find_next(self) -> None:
        """Go to the next find."""
        self._view.find_bar.step(1)

    def find_previous(self) -> None:
        """Go to the find before."""
        self._view.find_bar.step(-1)

    def add_next_occurrence(self) -> None:
        """Select the word at the caret, then one more of its occurrences at each call."""
        self._view.cursors.add_next_occurrence()

    def select_all_occurrences(self) -> None:
        """Select every occurrence of the selection or the word at the caret."""
        self._view.cursors.select_all_occurrences()

    def toggle_comment(self) -> None:
        """Make the selected lines comments, or text again."""
        sign = self._view.language.comment
        if sign:
            label = message("Toggle comment in {file}", file=self._view.binding.name)
            self._edit_lines(
                label,
                lineedits.toggle_comment(self._view.binding.text, *self._view.selection, sign),
            )

    def indent(self) -> None:
        """Move the selected lines right."""
        label = message("Indent lines in {file}", file=self._view.binding.name)
        text = self._view.binding.text
        self._edit_lines(
            label, lineedits.indent(text, *self._view.selection, self._view.indent_unit)
        )

    def outdent(self) -> None:
        """Move the selected lines left."""
        label = message("Outdent lines in {file}", file=self._view.binding.name)
        text = self._view.binding.text
        self._edit_lines(
            label, lineedits.outdent(text, *self._view.selection, self._view.indent_unit)
        )

    def move_line_up(self) -> None:
        """Exchange the selected lines with the one above."""
        self._move_lines(down=False)

    def move_line_down(self) -> None:
        """Exchange the selected lines with the one below."""
        self._move_lines(down=True)

    def duplicate_line_up(self) -> None:
        """Write the selected lines twice and stay in the upper copy."""
        self._duplicate_lines(down=False)

    def duplicate_line_down(self) -> None:
        """Write the selected lines twice and go to the lower copy."""
        self._duplicate_lines(down=True)

    def delete_line(self) -> None:
        """Remove the selected lines."""
        label = message("Delete lines in {file}", file=self._view.binding.name)
        self._edit_lines(
            label, lineedits.delete_lines(self._view.binding.text, *self._view.selection)
        )

    def fold(self) -> None:
        """Fold the innermost part around the caret."""
        line = self._view.folds.header_around(self._view.edit.textCursor().blockNumber())
        if line is not None:
            self._view.folds.fold(line)

    def unfold(self) -> None:
        """Open the fold at the caret."""
        self._view.folds.unfold(self._view.edit.textCursor().blockNumber())

    def fold_all(self) -> None:
        """Fold everything."""
        self._view.folds.fold_all()

    def unfold_all(self) -> None:
        """Open every fold."""
        self._view.folds.unfold_all()

    def toggle_wrap(self) -> None:
        """Wrap long lines, or let them run on."""
        wrapped = self._view.edit.lineWrapMode() == _WRAP.WidgetWidth
        self._view.edit.setLineWrapMode(_WRAP.NoWrap if wrapped else _WRAP.WidgetWidth)

    def toggle_preview(self) -> None:
        """Ask whoever shows this text to show what it looks like."""
        self._view.preview_toggled.emit()

    def _move_lines(self, *, down: bool) -> None:
        label = message("Move lines in {file}", file=self._view.binding.name)
        edit = lineedits.move_lines(self._view.binding.text, *self._view.selection, down=down)
        if edit is not None:
            self._edit_lines(label, edit)

    def _duplicate_lines(self, *, down: bool) -> None:
        label = message("Duplicate lines in {file}", file=self._view.binding.name)
        edit = lineedits.duplicate_lines(self._view.binding.text, *self._view.selection, down=down)
        self._edit_lines(label, edit)

    def _edit_lines(self, label: Message, edit: LineEdit) -> None:
        if self._view.binding.commit(edit.replacements, label):
            self._view.select(edit.anchor, edit.caret)
