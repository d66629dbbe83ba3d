"""Finds the bracket that belongs to the one at the caret."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"[()\[\]{}]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_OPENING = {closing: opening for opening, closing in _PAIRS.items()}
_REACH = 100_000
"""Characters that are searched; a pair farther apart is not shown."""


def matching_bracket(text: str, caret: int) -> tuple[int, int] | None:
    """The offsets of the bracket beside `caret`, the one before it first, and of its partner."""
    for at in (caret - 1, caret):
        if 0 <= at < len(text) and _BRACKET.match(text[at]):
            partner = _forwards(text, at) if text[at] in _PAIRS else _backwards(text, at)
            return None if partner is None else (at, partner)
    return None


def _forwards(text: str, at: int) -> int | None:
    opening, closing = text[at], _PAIRS[text[at]]
    depth = 0
    for found in _BRACKET.finditer(text, at, at + _REACH):
        depth += (found[0] == opening) - (found[0] == closing)
        if depth == 0:
            return found.start()
    return None


def _backwards(text: str, at: int) -> int | None:
    opening, closing = _OPENING[text[at]], text[at]
    depth = 0
    for found in reversed(list(_BRACKET.finditer(text, max(at - _REACH, 0), at + 1))):
        depth += (found[0] == closing) - (found[0] == opening)
        if depth == 0:
            return found.start()
    return None
