"""YAML: keys, scalars by what they mean, block scalars, quotes and flow over several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.ui.textview.highlighters.tokens import Token

if TYPE_CHECKING:
    from studio.ui.textview.highlighters.tokens import State

# States after a line: () · ("block", indent) · ("flow", indent, depth) · ("quote", indent,
# depth, quote). `indent` is that of the collection the scalar stands in: a line which is not
# indented deeper ends whatever is open, so that a forgotten quote cannot colour the whole file.

_INDENT = re.compile(r" *")
_DIRECTIVE = re.compile(r"(?:---|\.\.\.)(?=\s|$)|%.*")
_PREFIX = re.compile(r"(?P<dash>[-?:](?=\s|$))|(?P<anchor>[&!][^\s,\[\]{}]*)|(?P<comment>#.*)")
_KEY = re.compile(
    r"""(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?=:(?:\s|$))"""
    r"""|(?P<plain>(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|[-?:](?=\S))(?:[^:#]|:(?=\S)|(?<=\S)#)*?)"""
    r"""(?=\s*:(?:\s|$))"""
)
_COLON = re.compile(r"\s*:")
_SPACE = re.compile(r"\s*")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*(?=\s|$)")
_PLAIN_END = re.compile(r"\s+#|\s*$")
_FLOW_PLAIN = re.compile(
    r"(?:[^\s,\[\]{}:#]|:(?=[^\s,\[\]{}])|(?<=\S)#|[ \t]+(?![\s#,\[\]{}:]|$))+"
)
_NUMBER = re.compile(
    r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|(?:\d[\d_]*)?\.?\d+(?:[eE][-+]?\d+)?|\d+\.)"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_WORDS = frozenset(
    word
    for base in ("true", "false", "yes", "no", "on", "off", "null", "y", "n")
    for word in (base, base.capitalize(), base.upper())
) | {"~"}
_QUOTE_END = {'"': re.compile(r'(?:[^"\\]|\\.)*?"'), "'": re.compile(r"(?:[^']|'')*?'(?!')")}


class YamlLexer:
    """Knows YAML well enough to colour it while it is being typed and does not parse."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of one line and what it leaves open."""
        indent_end = _INDENT.match(text).end()  # type: ignore[union-attr]
        blank = indent_end == len(text) or text.isspace()
        if state:
            indent = int(str(state[1]))
            closing = text[indent_end : indent_end + 1] in ("]", "}")
            if blank or indent_end > indent or (state[0] != "block" and closing):
                return self._continued(text, state, indent_end)
        if blank:
            return [], ()
        reader = _LineReader(text, indent_end)
        reader.read_line()
        return reader.tokens, reader.state

    @staticmethod
    def _continued(text: str, state: State, at: int) -> tuple[list[Token], State]:
        if state[0] == "block":
            return ([Token(at, len(text) - at, "block")] if at < len(text) else []), state
        reader = _LineReader(text, at)
        reader.indent, reader.depth = int(str(state[1])), int(str(state[2]))
        if state[0] == "quote":
            reader.read_quoted(str(state[3]), at, at)
        if not reader.state:
            reader.read_rest()
        return reader.tokens, reader.state


class _LineReader:
    """Reads one line from `at` on; `tokens` and `state` are the result."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.indent = at
        self.depth = 0
        self.tokens: list[Token] = []
        self.state: State = ()

    def read_line(self) -> None:
        """A line that nothing open reaches into."""
        if self.at == 0 and (directive := _DIRECTIVE.match(self.text)):
            self.add(0, directive.end(), "punctuation")
            self.indent = -1
        self.read_prefix()
        while self.at < len(self.text) and (key := _KEY.match(self.text, self.at)):
            self.indent = key.start()
            self.add(key.start(), key.end("quoted" if key["quoted"] else "plain"), "key")
            colon = _COLON.match(self.text, self.at)
            if colon:
                self.add(colon.end() - 1, colon.end(), "punctuation")
            self.read_prefix()
        self.read_value()

    def read_prefix(self) -> None:
        """Dashes, anchors, tags and a comment, as many as there are."""
        while True:
            self.skip_space()
            found = _PREFIX.match(self.text, self.at)
            if found is None:
                return
            kind = found.lastgroup or ""
            if kind == "dash":
                self.indent = found.start()
            self.add(found.start(), found.end(), "punctuation" if kind == "dash" else kind)

    def read_value(self) -> None:
        """What stands after a key or a dash."""
        if self.at >= len(self.text):
            return
        first = self.text[self.at]
        if header := _BLOCK_HEADER.match(self.text, self.at):
            self.add(self.at, header.end(), "punctuation")
            self.read_prefix()
            self.state = ("block", self.indent)
        elif first in "[{":
            self.read_flow()
        elif first in "\"'":
            self.read_quoted(first, self.at, self.at + 1)
            self.read_prefix()
        elif first == "*":
            self.add(self.at, self.word_end(), "anchor")
            self.read_prefix()
        else:
            end = _PLAIN_END.search(self.text, self.at)
            self.add_plain(self.at, end.start() if end else len(self.text))
            self.read_prefix()

    def read_rest(self) -> None:
        """What follows something that an earlier line opened."""
        if self.depth:
            self.read_flow()
        else:
            self.read_prefix()

    def read_quoted(self, quote: str, start: int, inside: int) -> None:
        """A quoted scalar, or its part in this line; a key when a colon follows in flow style."""
        end = _QUOTE_END[quote].match(self.text, inside)
        stop = end.end() if end else len(self.text)
        is_key = bool(self.depth and end and _COLON.match(self.text, stop))
        self.add(start, stop, "key" if is_key else "string")
        self.state = () if end else ("quote", self.indent, self.depth, quote)

    def read_flow(self) -> None:
        """Flow style up to its end or that of the line."""
        while not self.state:
            self.skip_space()
            if self.at >= len(self.text):
                break
            self.read_flow_token(self.text[self.at])
            if not self.depth:
                self.read_prefix()
                return
        if not self.state and self.depth:
            self.state = ("flow", self.indent, self.depth)

    def read_flow_token(self, first: str) -> None:
        """One token inside brackets."""
        if first in "[]{},:":
            self.depth += (first in "[{") - (first in "]}")
            self.add(self.at, self.at + 1, "punctuation")
        elif first in "\"'":
            self.read_quoted(first, self.at, self.at + 1)
        elif first in "&!*":
            self.add(self.at, self.word_end(), "anchor")
        elif first == "#":
            self.add(self.at, len(self.text), "comment")
        elif plain := _FLOW_PLAIN.match(self.text, self.at):
            if _COLON.match(self.text, plain.end()):
                self.add(plain.start(), plain.end(), "key")
            else:
                self.add_plain(plain.start(), plain.end())
        else:
            self.at += 1

    def word_end(self) -> int:
        """The end of an anchor, alias or tag at `at`."""
        end = re.compile(r"[^\s,\[\]{}]*").match(self.text, self.at)
        return end.end() if end else self.at

    def skip_space(self) -> None:
        """Go to the next character that is no white space."""
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at

    def add_plain(self, start: int, end: int) -> None:
        """Add a plain scalar in the colour of what it means."""
        word = self.text[start:end]
        role = "boolean" if word in _WORDS else "number" if _NUMBER.fullmatch(word) else "string"
        self.add(start, end, role)

    def add(self, start: int, end: int, role: str) -> None:
        """Add a token and go on after it."""
        if end > start:
            self.tokens.append(Token(start, end - start, role))
        self.at = max(self.at, end)
