"""Sentences whose code words stand between backticks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextOption

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QPainter

    from studio.ui.theme.switcher import ThemeService

_CODE = re.compile(r"`([^`]*)`")
_ELLIPSIS = "…"


class SentenceLayout:
    """A sentence laid out in at most `lines` lines of `width` pixels, elided at the end.

    Words stand in the font for `use`, `code` in the code font. `role` colours it.
    """

    def __init__(
        self,
        themes: ThemeService,
        sentence: str,
        width: int,
        *,
        use: str = "body",
        role: str = "text",
        lines: int = 1,
    ) -> None:
        self._themes = themes
        self._use = use
        self._role = role
        self._width = max(1, width)
        text, self._codes = _parsed(sentence)
        self._layout, count = self._laid_out(text)
        low, high = 0, len(text)
        if count > lines:
            # The longest beginning that fits together with the ellipsis.
            while low < high - 1:
                middle = (low + high) // 2
                count = self._laid_out(text[:middle].rstrip() + _ELLIPSIS)[1]
                low, high = (middle, high) if count <= lines else (low, middle)
            self._layout, _ = self._laid_out(text[:low].rstrip() + _ELLIPSIS)
        self.text = self._layout.text()

    @property
    def line_count(self) -> int:
        """How many lines it takes."""
        return self._layout.lineCount()

    def paint(self, painter: QPainter, rect: QRect, line_height: int) -> None:
        """Paint the lines from the top of `rect`, each in the middle of `line_height`."""
        painter.setPen(self._themes.colour(self._role))
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            top = rect.top() + number * line_height + (line_height - line.height()) / 2
            line.setPosition(QPointF(0, 0))
            line.draw(painter, QPointF(rect.left(), top))

    def _laid_out(self, text: str) -> tuple[QTextLayout, int]:
        layout = QTextLayout(text, self._themes.font(self._use, text=text))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.setTextOption(option)
        code = QTextCharFormat()
        code.setFont(self._themes.font("code_small"))
        layout.setFormats([_range(start, length, code) for start, length in self._codes])
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            count += 1
        layout.endLayout()
        return layout, count


def paint_sentence(
    painter: QPainter,
    themes: ThemeService,
    rect: QRect,
    sentence: str,
    *,
    use: str = "body",
    role: str = "text",
) -> None:
    """Paint one line in the middle of `rect`, elided at the right."""
    laid_out = SentenceLayout(themes, sentence, rect.width(), use=use, role=role)
    laid_out.paint(painter, rect, rect.height())


def without_marks(sentence: str) -> str:
    """The words alone, for places that have but one font."""
    return _parsed(sentence)[0]


def _parsed(sentence: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without backticks, and start and length of its code words."""
    text, codes, at = "", [], 0
    for found in _CODE.finditer(sentence):
        text += sentence[at : found.start()]
        if found[1]:  # of a name that is empty nothing is left
            codes.append((len(text), len(found[1])))
        text += found[1]
        at = found.end()
    return text + sentence[at:], codes


def _range(start: int, length: int, text_format: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, text_format
    return made
