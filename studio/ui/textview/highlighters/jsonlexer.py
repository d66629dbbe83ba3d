"""JSON: keys, strings, numbers and the three words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.ui.textview.highlighters.tokens import Token

if TYPE_CHECKING:
    from studio.ui.textview.highlighters.tokens import State

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<string>"(?:[^"\\]|\\.)*(?:"|$))'
    r"|(?P<number>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|(?P<boolean>\b(?:true|false|null)\b)"
    r"|(?P<punctuation>[{}\[\],:])"
)


class JsonLexer:
    """Every token of JSON ends in its line, so no state passes from line to line."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of one line."""
        return [
            Token(found.start(), found.end() - found.start(), found.lastgroup or "")
            for found in _TOKEN.finditer(text)
        ], state
