"""What is painted below the text: current line, selection, indent guides, flash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QVariantAnimation

from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtGui import QColor, QPainter, QTextCursor

    from studio.ui.textview.codeedit import CodeEdit, Row
    from studio.ui.textview.folds import Folds
    from studio.ui.theme.switcher import ThemeService

_FLASH_MILLISECONDS = 600
_HOLD = 0.4
"""The share of the flash during which it keeps its full colour."""


class CurrentLine:
    """The ground of the line that holds the caret."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        self._edit = edit
        self._themes = themes
        self._number = 0
        edit.cursorPositionChanged.connect(self._follow)

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint it across the viewport."""
        for row in rows:
            if row.number == self._number:
                painter.fillRect(row.rect, self._themes.colour("current_line"))

    def _follow(self) -> None:
        number = self._edit.textCursor().blockNumber()
        if number != self._number:
            self._number = number
            self._edit.viewport().update()


class Selection:
    """The ground of what is selected, over the full height of its rows."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        self._edit = edit
        self._themes = themes
        self.extra: Callable[[], list[QTextCursor]] = list

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint the selections of all cursors."""
        colour = self._themes.colour("text_selection")
        for cursor in (self._edit.textCursor(), *self.extra()):
            if cursor.hasSelection():
                paint_span(
                    self._edit,
                    painter,
                    rows,
                    cursor.selectionStart(),
                    cursor.selectionEnd(),
                    colour,
                )


def paint_span(
    edit: CodeEdit, painter: QPainter, rows: list[Row], start: int, end: int, colour: QColor
) -> None:
    """Fill the ground of the positions from `start` to `end`; a line end counts half a column."""
    for row in rows:
        first = row.block.position()
        length = row.block.length() - 1
        if end < first or start > first + length:
            continue
        inside = max(start - first, 0), min(end - first, length)
        rects = edit.span_rects(row, *inside)
        if end > first + length and rects:
            rects[-1].setWidth(rects[-1].width() + edit.column_width / 2)
        for rect in rects:
            painter.fillRect(rect, colour)


class IndentGuides:
    """Hairlines at each level of indentation; blank lines continue those around them."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        self._edit = edit
        self._themes = themes
        self.unit = 2

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint the guides of all rows."""
        left = self._edit.contentOffset().x() + self._edit.document().documentMargin()
        step = self.unit * self._edit.column_width
        colour = self._themes.colour("line")
        levels = [-(-indent // self.unit) for indent in _indents(rows)]
        for level in range(1, max(levels, default=0)):
            x = int(left + level * step)
            for first, last in _runs(levels, level):
                top = rows[first].rect.top()
                painter.fillRect(QRectF(x, top, 1, rows[last].rect.bottom() - top), colour)


def _runs(levels: list[int], level: int) -> Iterator[tuple[int, int]]:
    """The first and last index of each run of rows that lie deeper than `level`."""
    start: int | None = None
    for index, each in enumerate((*levels, 0)):
        if each > level:
            start = index if start is None else start
        elif start is not None:
            yield start, index - 1
            start = None


def _indents(rows: list[Row]) -> list[int]:
    """The columns of white space before each row; a blank one has the next one's."""
    indents: list[int] = []
    below = 0
    for row in reversed(rows):
        text = row.block.text()
        stripped = text.lstrip(" ")
        below = len(text) - len(stripped) if stripped else below
        indents.append(below)
    return indents[::-1]


class Flash:
    """A moment of accent on the lines that were revealed, if the desktop wants motion."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        self._edit = edit
        self._themes = themes
        self._lines = range(0)
        self._animation = QVariantAnimation(edit)
        self._animation.setDuration(_FLASH_MILLISECONDS)
        self._animation.setStartValue(1.0)
        self._animation.setKeyValueAt(_HOLD, 1.0)
        self._animation.setEndValue(0.0)
        self._animation.valueChanged.connect(lambda _: edit.viewport().update())

    def show(self, lines: range) -> None:
        """Flash the lines of these numbers."""
        self._lines = lines
        if self._themes.animated:
            self._animation.stop()
            self._animation.start()

    @property
    def is_running(self) -> bool:
        """Whether something is flashing."""
        return self._animation.state() == QVariantAnimation.State.Running

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint the present strength."""
        if not self.is_running:
            return
        colour = self._themes.colour("accent_soft")
        colour.setAlphaF(float(self._animation.currentValue()))
        for row in rows:
            if row.number in self._lines:
                painter.fillRect(row.rect, colour)


class Brackets:
    """A soft ground below the bracket at the caret and the one that belongs to it."""

    def __init__(self, edit: CodeEdit, themes: ThemeService) -> None:
        self._edit = edit
        self._themes = themes
        self.find_pair: Callable[[], tuple[int, int] | None] = lambda: None
        self._pair: tuple[int, int] | None = None
        edit.cursorPositionChanged.connect(self.follow)

    def follow(self) -> None:
        """Find the pair anew: the caret or the text is another."""
        pair = self.find_pair()
        if pair != self._pair:
            self._pair = pair
            self._edit.viewport().update()

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint both, where they can be seen."""
        if self._edit.hasFocus():
            for position in self._pair or ():
                colour = self._themes.colour("press")
                paint_span(self._edit, painter, rows, position, position + 1, colour)


class FoldSigns:
    """An ellipsis behind a line whose continuation is folded away."""

    def __init__(self, edit: CodeEdit, folds: Folds, themes: ThemeService) -> None:
        self._edit = edit
        self._folds = folds
        self._themes = themes

    def paint(self, painter: QPainter, rows: list[Row]) -> None:
        """Paint the signs."""
        for row in rows:
            if not self._folds.is_folded(row.number):
                continue
            end = row.block.length() - 1
            rects = self._edit.span_rects(row, end, end)
            if not rects:
                continue
            inset = self._themes.px(4)
            box = rects[-1].adjusted(inset, inset, 0, -inset)
            box.setWidth(self._themes.px(20))
            paint_rounded(painter, box, 4, self._themes.colour("hover"))
            painter.setPen(self._themes.colour("dim"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "⋯")
