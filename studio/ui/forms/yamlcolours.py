"""Colours for YAML in the small fields of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat

from studio.ui.textview.highlighters.yamllexer import YamlLexer
from studio.ui.theme.roles import SYNTAX_PREFIX

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from studio.ui.textview.highlighters.tokens import State
    from studio.ui.theme.switcher import ThemeService


class YamlColours(QSyntaxHighlighter):
    """Colours a document of a few hundred lines by the lexer of the text editor."""

    def __init__(self, document: QTextDocument, themes: ThemeService) -> None:
        super().__init__(document)
        self._themes = themes
        self._lexer = YamlLexer()
        self._states: list[State] = [()]
        themes.changed.connect(self.rehighlight)

    def highlightBlock(self, text: str) -> None:
        """Colour one line; its state is the number of what the line leaves open."""
        before = max(self.previousBlockState(), 0)
        tokens, after = self._lexer.line(text, self._states[before])
        if after not in self._states:
            self._states.append(after)
        self.setCurrentBlockState(self._states.index(after))
        for start, length, role in tokens:
            colour = QTextCharFormat()
            colour.setForeground(self._themes.colour(SYNTAX_PREFIX + role))
            begin = len(text[:start].encode("utf-16-le")) // 2
            end = len(text[: start + length].encode("utf-16-le")) // 2
            self.setFormat(begin, end - begin, colour)
