"""Tooltips that say what is wrong below the mouse."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QToolTip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPoint

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.textview.marks import Mark, Marks
    from studio.ui.theme.switcher import ThemeService


class Hints:
    """Explains the marks of one editor, in `language`."""

    def __init__(self, edit: CodeEdit, marks: Marks, themes: ThemeService) -> None:
        self.language = "en"
        self._edit = edit
        self._marks = marks
        self._themes = themes

    def explain(self, point: QPoint, screen_point: QPoint) -> None:
        """Say what is wrong below a point of the viewport."""
        self._show(self._marks.at(self._edit.cursorForPosition(point).position()), screen_point)

    def explain_line(self, line: int, screen_point: QPoint) -> None:
        """Say what is wrong in a line (from 0)."""
        self._show(self._marks.lines.get(line, []), screen_point)

    def _show(self, marks: Sequence[Mark], screen_point: QPoint) -> None:
        QToolTip.showText(screen_point, self.text(marks), self._edit)

    def text(self, marks: Sequence[Mark]) -> str:
        """What a tooltip says of these marks: a line each, with the rule's id."""
        problems = [mark.problem for mark in marks]
        dim = self._themes.theme.hex("dim")
        return "<br>".join(
            f'<span style="color: {dim}">{escape(problem.rule)}</span>&nbsp; '
            f"{escape(problem.message.text(self.language))}"
            for problem in problems
        )
