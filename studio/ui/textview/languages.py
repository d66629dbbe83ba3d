"""Which language a file is written in, told from its path."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from studio.ui.textview.highlighters.jsonlexer import JsonLexer
from studio.ui.textview.highlighters.tokens import PlainLexer
from studio.ui.textview.highlighters.yamllexer import YamlLexer

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.textview.highlighters.tokens import Lexer


class Language(NamedTuple):
    """How the editor treats a language; `comment` is empty where it has none."""

    name: str
    lexer: Callable[[], Lexer]
    comment: str = ""
    wraps: bool = False


YAML = Language("YAML", YamlLexer, "#")
JSON = Language("JSON", JsonLexer)
PLAIN = Language("Text", PlainLexer, wraps=True)

_BY_SUFFIX = {".yaml": YAML, ".yml": YAML, ".json": JSON}


def language_of(path: str) -> Language:
    """The language of the file at `path`."""
    return _BY_SUFFIX.get(PurePosixPath(path).suffix.lower(), PLAIN)
