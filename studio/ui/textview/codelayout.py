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
        # Qt lays all rows of a block out at once, so the first one tells for all.
        if rows and layout.lineAt(0).y() != self._inset(layout.lineAt(0)):
            for row in range(rows):
                line = layout.lineAt(row)
                line.setPosition(QPointF(line.x(), row * self.row_height + self._inset(line)))
        rectangle.setHeight(max(rows, 1) * self.row_height)
        return rectangle

    def _inset(self, line: QTextLine) -> float:
        """The free height above a line's text; below 0 for a font that is higher than the row."""
        return (self.row_height - line.height()) // 2
