"""Lays code out in rows of one height, whatever fonts a line falls back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


class CodeLayout(QPlainTextDocumentLayout):
    """A plain text layout whose rows are `row_height` pixels high.

    Qt makes a row as high as its tallest font, so a line of Chinese would be higher than one of
    Latin; here the text of each row is moved to the middle of equal rows.
    """

    def __init__(self, document: QTextDocument, row_height: int) -> None:
        super().__init__(document)
        self.row_height = row_height

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """The rectangle of a block, its rows in place; a hidden block has no height."""
        rectangle = super().blockBoundingRect(block)
        if not block.isVisible():
            return rectangle
        layout = block.layout()
        rows = layout.lineCount()
        # Qt lays all rows of a block out at once, so the last one tells for all.
        if rows and layout.lineAt(rows - 1).y() != self._top(layout.lineAt(rows - 1), rows - 1):
            for row in range(rows):
                line = layout.lineAt(row)
                line.setPosition(QPointF(line.x(), self._top(line, row)))
        rectangle.setHeight(max(rows, 1) * self.row_height)
        return rectangle

    def _top(self, line: QTextLine, row: int) -> float:
        """Where the text of a row begins, so that it stands in the row's middle."""
        return row * self.row_height + (self.row_height - line.height()) // 2
