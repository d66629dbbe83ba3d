"""A difference as text with added and removed lines on soft grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.package.linediff import DiffLine, FileDiff, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from studio.ui.theme.switcher import ThemeService

MOST_LINES = 5000
_GROUNDS = {LineKind.ADDED: "ok_soft", LineKind.REMOVED: "error_soft", LineKind.GAP: "sunken"}
_SIGN_ROLES = {LineKind.ADDED: "ok", LineKind.REMOVED: "error"}
_LEFT = 8
_WIDEST = {False: "0000 0000  + ", True: "0000 + "}
_SIGNS = {LineKind.ADDED: "+", LineKind.REMOVED: "−", LineKind.SAME: " ", LineKind.GAP: "⋯"}


class DiffView(QPlainTextEdit):
    """Shows `FileDiff`s below each other, with the line numbers before and after at the left.

    A `narrow` one has one column of numbers, and no heading above a single file.
    """

    def __init__(
        self, themes: ThemeService, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._narrow = narrow
        self._rows: list[tuple[str, LineKind | None]] = []
        self.setReadOnly(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._numbers = _Numbers(self)
        themes.changed.connect(self._dress)
        self._dress()

    def show_differences(self, files: Sequence[FileDiff]) -> None:
        """Show these differences in place of what was shown."""
        rows: list[tuple[str, str, LineKind | None]] = []
        for file in files:
            if not self._narrow or len(files) > 1:
                rows.append(("", self._heading(file), None))
            rows += [(self._line_numbers(line), line.text, line.kind) for line in file.lines]
        if len(rows) > MOST_LINES:
            rows = [*rows[:MOST_LINES], ("", "⋯", LineKind.GAP)]
        self._rows = [(numbers, kind) for numbers, _text, kind in rows]
        self.setPlainText("\n".join(text for _numbers, text, _kind in rows))

    def row(self, number: int) -> tuple[str, LineKind | None]:
        """Line numbers and kind of a line of the view; None for a heading."""
        return self._rows[number] if number < len(self._rows) else ("", LineKind.SAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the numbers at the left."""
        super().resizeEvent(event)
        self._fit()

    def _heading(self, file: FileDiff) -> str:
        if file.old_path:
            return self.tr("{old}  →  {path}").format(old=file.old_path, path=file.path)
        if file.is_new:
            return self.tr("{path}  (new)").format(path=file.path)
        if file.is_gone:
            return self.tr("{path}  (deleted)").format(path=file.path)
        return file.path if file.lines else self.tr("{path}  (not text)").format(path=file.path)

    def _line_numbers(self, line: DiffLine) -> str:
        old, new = (str(number) if number else "" for number in (line.old, line.new))
        return f"{new or old:>4}" if self._narrow else f"{old:>4} {new:>4}"

    def _dress(self) -> None:
        self.setFont(self._themes.font("code_small"))
        self._fit()
        self.viewport().update()

    def _fit(self) -> None:
        width = self.fontMetrics().horizontalAdvance(_WIDEST[self._narrow]) + 12
        self.setViewportMargins(width, 0, 0, 0)
        self._numbers.setGeometry(QRect(0, 0, width, self.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grounds below the text."""
        painter = QPainter(self.viewport())
        for row, kind, _numbers in self._seen(self.viewport().width()):
            self._paint_ground(painter, row, kind)
        painter.end()
        super().paintEvent(event)

    def paint_numbers(self, painter: QPainter, rect: QRect) -> None:
        """Paint the numbers and signs of the lines that are seen."""
        painter.fillRect(rect, self._themes.colour("editor"))
        painter.setFont(self.font())
        signs = rect.width() - self.fontMetrics().horizontalAdvance("+ ")
        for row, kind, numbers in self._seen(rect.width()):
            self._paint_ground(painter, row, kind)
            painter.setPen(self._themes.colour("gutter"))
            painter.drawText(row.adjusted(_LEFT, 0, 0, 0), 0, numbers)
            if kind is not None:
                painter.setPen(self._themes.colour(_SIGN_ROLES.get(kind, "gutter")))
                painter.drawText(row.adjusted(signs, 0, 0, 0), 0, _SIGNS[kind])

    def _seen(self, width: int) -> Iterator[tuple[QRect, LineKind | None, str]]:
        """The lines that are seen: where, what kind, and their numbers."""
        block = self.firstVisibleBlock()
        while block.isValid():
            top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
            if top > self.viewport().height():
                return
            # The last block's geometry has the margin of the document, too.
            height = block.layout().boundingRect().height()
            numbers, kind = self.row(block.blockNumber())
            yield QRect(0, round(top), width, round(height)), kind, numbers
            block = block.next()

    def _paint_ground(self, painter: QPainter, row: QRect, kind: LineKind | None) -> None:
        role = "panel" if kind is None else _GROUNDS.get(kind)
        if role is not None:
            painter.fillRect(row, self._themes.colour(role))


class _Numbers(QWidget):
    """The column at the left of a `DiffView`."""

    def __init__(self, view: DiffView) -> None:
        super().__init__(view)
        self._view = view
        view.updateRequest.connect(lambda _rect, _dy: self.update())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what the view knows."""
        self._view.paint_numbers(QPainter(self), event.rect())
