"""Lays code out in rows of one height, whatever fonts a line falls back to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument


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
        layout, height = block.layout(), self.row_height
        last_row = layout.lineCount() - 1
        if last_row >= 0:
            # Qt lays all rows of a block out at once, so the last one tells for all. This runs
            # hundreds of times for each key: it is written for speed.
            last = layout.lineAt(last_row)
            if last.y() != last_row * height + (height - last.height()) // 2:
                for row in range(last_row + 1):
                    line = layout.lineAt(row)
                    y = row * height + (height - line.height()) // 2
                    line.setPosition(QPointF(line.x(), y))
        rectangle.setHeight(height * (last_row + 1) or height)
        return rectangle
