"""The token, the state between lines, and what every lexer offers."""

from __future__ import annotations

from typing import NamedTuple, Protocol, TypeAlias

State: TypeAlias = "tuple[object, ...]"
"""What a line leaves to the next one; () at the start of a file and wherever nothing is open."""


class Token(NamedTuple):
    """A run of code points of one line and its syntax role in the theme, such as "key"."""

    start: int
    length: int
    role: str


class Lexer(Protocol):
    """Reads a file line by line."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of one line in order, without overlaps, and the state after it."""
        ...


class PlainLexer:
    """Text without any syntax."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """No tokens."""
        del text
        return [], state
