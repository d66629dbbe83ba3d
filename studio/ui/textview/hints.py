"""Tooltips that say what is wrong below the mouse, and what it leads to."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QPoint

    from studio.ui.textview.codeedit import CodeEdit
    from studio.ui.textview.marks import Mark, Marks
    from studio.ui.theme.switcher import ThemeService


class Hints:
    """Explains the marks of one editor, in `language`.

    `ask` is given a point and told what the text there leads to, at once or later.
    """

    def __init__(self, edit: CodeEdit, marks: Marks, themes: ThemeService) -> None:
        self.language = "en"
        self.ask: Callable[[QPoint, Callable[[str], None]], None] = lambda _point, _answer: None
        self._edit = edit
        self._marks = marks
        self._themes = themes

    def explain(self, point: QPoint, screen_point: QPoint) -> None:
        """Say what is wrong below a point of the viewport, or else what it leads to."""
        marks = self._marks.at(self._edit.cursorForPosition(point).position())
        self._show(marks, screen_point)
        if not marks:
            self.ask(point, lambda words: self._add(words, point, screen_point))

    def explain_line(self, line: int, screen_point: QPoint) -> None:
        """Say what is wrong in a line (from 0)."""
        self._show(self._marks.lines.get(line, []), screen_point)

    def _show(self, marks: Sequence[Mark], screen_point: QPoint) -> None:
        QToolTip.showText(screen_point, self.text(marks), self._edit)

    def _add(self, words: str, point: QPoint, screen_point: QPoint) -> None:
        """Say what was found out, if the mouse is still there."""
        moved = self._edit.viewport().mapFromGlobal(QCursor.pos()) - point
        if moved.manhattanLength() < self._edit.row_height:
            QToolTip.showText(screen_point, _with_code(words), self._edit)

    def text(self, marks: Sequence[Mark]) -> str:
        """What a tooltip says of these marks: a line each, with the rule's id."""
        problems = [mark.problem for mark in marks]
        dim = self._themes.theme.hex("dim")
        return "<br>".join(
            f'<span style="color: {dim}">{escape(problem.rule)}</span>&nbsp; '
            f"{escape(problem.message.text(self.language))}"
            for problem in problems
        )


def _with_code(words: str) -> str:
    """Words as rich text, what stands between backticks as code."""
    parts = escape(words).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))
