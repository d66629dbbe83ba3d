"""Dockerfiles: instructions, options, strings, variables, comments, here-documents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from studio.ui.textview.highlighters.tokens import Token

if TYPE_CHECKING:
    from studio.ui.textview.highlighters.tokens import State

_COMMENT = re.compile(r"\s*#.*")
_INSTRUCTION = re.compile(r"\s*(?P<word>[A-Za-z]+)(?=\s|$)")
_REST = re.compile(
    r"""(?P<string>"(?:[^"\\]|\\.)*"|'[^']*')"""
    r"""|(?P<template>\$\{[^}]*\}?|\$\w+)|(?P<anchor>(?<=\s)--[a-z][\w-]*(?==|\s|$))"""
    r"""|(?P<boolean>(?<=\s)(?:AS|as)(?=\s))|(?P<number>(?<=\s)\d+(?:/(?:tcp|udp))?(?=\s|$))"""
    r"""|(?P<punctuation>\\$|&&|\|\||[\[\],;])"""
)
_VARIABLE = re.compile(r"\$\{[^}]*\}?|\$\w+")
_HEREDOC = re.compile(r"""<<-?["']?(?P<mark>\w+)["']?""")


class DockerfileLexer:
    """States: () · ("more",) after a continued line · ("here", mark) inside a here-document."""

    def line(self, text: str, state: State) -> tuple[list[Token], State]:
        """The tokens of one line."""
        if state and state[0] == "here":
            over = text.strip() == state[1]
            role = "punctuation" if over else "block"
            return [Token(0, len(text), role)] if text else [], () if over else state
        if _COMMENT.fullmatch(text):
            return [Token(0, len(text), "comment")], state
        tokens: list[Token] = []
        at = 0
        if not state and (found := _INSTRUCTION.match(text)):
            tokens.append(Token(found.start("word"), len(found["word"]), "key"))
            at = found.end()
        for found in _REST.finditer(text, at):
            role = found.lastgroup or ""
            if role == "string" and found[0][0] == '"':
                tokens += _with_variables(text, found.start(), found.end())
            else:
                tokens.append(Token(found.start(), found.end() - found.start(), role))
        if heredoc := _HEREDOC.search(text, at):
            return tokens, ("here", heredoc["mark"])
        return tokens, ("more",) if text.rstrip().endswith("\\") else ()


def _with_variables(text: str, start: int, end: int) -> list[Token]:
    """A string in double quotes, the variables in it apart."""
    tokens: list[Token] = []
    for variable in _VARIABLE.finditer(text, start, end):
        tokens.append(Token(start, variable.start() - start, "string"))
        tokens.append(Token(variable.start(), variable.end() - variable.start(), "template"))
        start = variable.end()
    return [*tokens, Token(start, end - start, "string")]
