"""Searches a text, and works out what replaces the finds."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from studio.ui.textview.binding import Replacement

_MOST_EDITS = 200
"""Edits of one replacement of all; above it, neighbouring finds share one."""


class Query(NamedTuple):
    """What to search for."""

    pattern: str
    regex: bool = False
    case: bool = False
    word: bool = False

    def compiled(self) -> re.Pattern[str]:
        r"""The query as a regular expression; raises `re.error`. `^` and `$` match at lines."""
        source = self.pattern if self.regex else re.escape(self.pattern)
        if self.word:
            source = rf"(?<!\w)(?:{source})(?!\w)"
        return re.compile(source, re.MULTILINE | (0 if self.case else re.IGNORECASE))


class Finds:
    """All finds of one query in one text, as ascending spans; empty finds do not count."""

    def __init__(self, query: Query, text: str) -> None:
        self._query = query
        self._text = text
        self._expression = query.compiled() if query.pattern else None
        matches = self._expression.finditer(text) if self._expression else ()
        self.spans = [match.span() for match in matches if match.end() > match.start()]
        self._starts = [start for start, _ in self.spans]

    def __len__(self) -> int:
        return len(self.spans)

    def index_at(self, offset: int) -> int:
        """The first find that starts at `offset` or later, from 0; `len` when none does."""
        return bisect_left(self._starts, offset)

    def between(self, start: int, end: int) -> list[tuple[int, int]]:
        """The finds that touch the text from `start` to `end`."""
        first = max(self.index_at(start) - 1, 0)
        return [span for span in self.spans[first : self.index_at(end)] if span[1] >= start]

    def replacement(self, index: int, template: str) -> Replacement:
        """What replaces one find; raises `re.error` or IndexError for a template that is wrong."""
        start, end = self.spans[index]
        return Replacement(start, end, self._expanded(start, template))

    def replacements(self, template: str) -> list[Replacement]:
        """What replaces all finds, in at most 200 pieces; raises like `replacement`."""
        size = -(-len(self.spans) // _MOST_EDITS) or 1
        groups = [self.spans[at : at + size] for at in range(0, len(self.spans), size)]
        return [self._joined(group, template) for group in groups]

    def _joined(self, spans: list[tuple[int, int]], template: str) -> Replacement:
        parts: list[str] = []
        at = spans[0][0]
        for start, end in spans:
            parts += self._text[at:start], self._expanded(start, template)
            at = end
        return Replacement(spans[0][0], at, "".join(parts))

    def _expanded(self, start: int, template: str) -> str:
        if not self._query.regex or self._expression is None:
            return template
        match = self._expression.match(self._text, start)
        # VS Code and JetBrains write $1 where Python writes \1.
        return match.expand(re.sub(r"\$(\d)", r"\\g<\1>", template)) if match else template
