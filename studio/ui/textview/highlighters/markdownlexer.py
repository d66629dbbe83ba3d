"""Markdown: headings, code, links, lists, quotes and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.ui.textview.highlighters.tokens import Token

if TYPE_CHECKING:
    from studio.ui.textview.highlighters.tokens import State

_FENCE = re.compile(r"\s{0,3}(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}(?:\s.*)?$")
_START = re.compile(r"\s*(?:[-*+]|\d+[.)])(?=\s)|\s*>+")
_INLINE = re.compile(
    r"(?P<string>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<anchor>!?\[[^\]]*\]\([^)]*\)|<https?://[^>]*>|https?://[^\s)>]+)"
    r"|(?P<boolean></?[A-Za-z][^>]*>)"
)


class MarkdownLexer:
    """States: () · ("fence", fence) inside a code block · ("comment",)."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of one line."""
        if not text:
            return [], state
        if state and state[0] == "fence":
            return self._in_fence(text, state)
        at = 0
        tokens: list[Token] = []
        if state:
            end = text.find("-->")
            if end < 0:
                return [Token(0, len(text), "comment")], state
            at = end + 3
            tokens.append(Token(0, at, "comment"))
        elif fence := _FENCE.match(text):
            return [Token(0, len(text), "punctuation")], ("fence", fence["fence"])
        elif _HEADING.match(text):
            return [Token(0, len(text), "key")], ()
        elif start := _START.match(text):
            at = start.end()
            tokens.append(Token(0, at, "punctuation"))
        for found in _INLINE.finditer(text, at):
            role = next(r for r in ("string", "comment", "anchor", "boolean") if found[r])
            tokens.append(Token(found.start(), found.end() - found.start(), role))
        last = tokens[-1] if tokens else None
        is_open = last is not None and last.role == "comment" and not text.endswith("-->")
        reaches_end = last is not None and last.start + last.length == len(text)
        return tokens, ("comment",) if is_open and reaches_end else ()

    @staticmethod
    def _in_fence(text: str, state: State) -> tuple[list[Token], State]:
        fence = str(state[1])
        over = text.strip().startswith(fence) and not text.strip().strip(fence[0])
        role = "punctuation" if over else "block"
        return [Token(0, len(text), role)], () if over else state
