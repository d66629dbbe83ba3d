"""Go templates inside any other language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.ui.textview.highlighters.tokens import Token

if TYPE_CHECKING:
    from studio.ui.textview.highlighters.tokens import Lexer, State

_OPEN = re.compile(r"\{\{-?\s*(?P<comment>/\*)?")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')
_CLOSE = re.compile(r"-?\}\}")
_COMMENT_CLOSE = re.compile(r"\*/\s*-?\}\}")
_FILLER = "x"


class TemplateLexer:
    """Colours `{{ … }}` and hands the rest of each line, with fillers, to the host's lexer.

    States: () · ("template", comment?, state of the host). A line that holds nothing but
    templates leaves the host as it was.
    """

    def __init__(self, host: Lexer) -> None:
        self._host = host

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of both languages in one line."""
        host_state: State = ()
        open_comment: bool | None = None
        if state:
            host_state = state[2]  # type: ignore[assignment]
            open_comment = state[1]  # type: ignore[assignment]
        spans, tokens, open_comment = self._templates(text, open_comment)
        host_text = list(text)
        for start, end in spans:
            host_text[start:end] = _FILLER * (end - start)
        if not spans or not _only_templates(text, spans):
            host_tokens, host_state = self._host.line("".join(host_text), host_state)
            tokens += _outside(host_tokens, spans)
            tokens.sort()
        if open_comment is None and not host_state:
            return tokens, ()
        return tokens, ("template", open_comment, host_state)

    @staticmethod
    def _templates(
        text: str, comment: bool | None
    ) -> tuple[list[tuple[int, int]], list[Token], bool | None]:
        """Where templates stand, their tokens, and whether one stays open: as a comment or not."""
        spans: list[tuple[int, int]] = []
        tokens: list[Token] = []
        at = start = 0
        while True:
            if comment is None:
                opening = _OPEN.search(text, at)
                if opening is None:
                    return spans, tokens, None
                start, at = opening.start(), opening.end()
                comment = opening["comment"] is not None
            end = _template_end(text, at, comment=comment)
            stop = len(text) if end is None else end
            spans.append((start, stop))
            role = "comment" if comment else "template"
            tokens += _split(text, start, stop, role)
            if end is None:
                return spans, tokens, comment
            at, comment = stop, None


def _template_end(text: str, at: int, *, comment: bool) -> int | None:
    if comment:
        found = _COMMENT_CLOSE.search(text, at)
        return found.end() if found else None
    while found := _CLOSE.search(text, at):
        string = next((s for s in _STRING.finditer(text, at) if s.end() > found.start()), None)
        if string is None or string.start() > found.start():
            return found.end()
        at = string.end()
    return None


def _split(text: str, start: int, end: int, role: str) -> list[Token]:
    """One template as tokens, its strings apart."""
    tokens: list[Token] = []
    at = start
    if role == "template":
        for string in _STRING.finditer(text, start, end):
            tokens.append(Token(at, string.start() - at, role))
            tokens.append(Token(string.start(), string.end() - string.start(), "string"))
            at = string.end()
    tokens.append(Token(at, end - at, role))
    return [token for token in tokens if token.length]


def _only_templates(text: str, spans: list[tuple[int, int]]) -> bool:
    at = 0
    for start, end in spans:
        if text[at:start].strip():
            return False
        at = end
    return not text[at:].strip()


def _outside(tokens: list[Token], spans: list[tuple[int, int]]) -> list[Token]:
    """The parts of the host's tokens that no template covers."""
    parts: list[Token] = []
    for start, length, role in tokens:
        at, end = start, start + length
        for first, last in spans:
            if last <= at or first >= end:
                continue
            if first > at:
                parts.append(Token(at, first - at, role))
            at = last
        if at < end:
            parts.append(Token(at, end - at, role))
    return parts
