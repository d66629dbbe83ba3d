"""Which language a file is written in, told from its path."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from studio.ui.textview.folding import length_by_brackets, length_by_indent
from studio.ui.textview.highlighters.dockerfilelexer import DockerfileLexer
from studio.ui.textview.highlighters.jsonlexer import JsonLexer
from studio.ui.textview.highlighters.markdownlexer import MarkdownLexer
from studio.ui.textview.highlighters.templatelexer import TemplateLexer
from studio.ui.textview.highlighters.tokens import PlainLexer
from studio.ui.textview.highlighters.yamllexer import YamlLexer

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.textview.folding import FoldLength
    from studio.ui.textview.highlighters.tokens import Lexer


class Language(NamedTuple):
    """How the editor treats a language.

    `comment` begins a comment, empty where nothing does; `has_places` says that pointers name
    places in it; `is_yaml` that its indentation means what it means in YAML; `has_preview` that
    it looks like something else.
    """

    name: str
    lexer: Callable[[], Lexer]
    comment: str = ""
    fold_length: FoldLength = length_by_indent
    has_places: bool = False
    is_yaml: bool = False
    wraps: bool = False
    has_preview: bool = False


YAML = Language("YAML", YamlLexer, "#", has_places=True, is_yaml=True)
TEMPLATE = Language("Go template", lambda: TemplateLexer(YamlLexer()), "#", is_yaml=True)
TEXT_TEMPLATE = Language("Go template", lambda: TemplateLexer(PlainLexer()))
JSON = Language("JSON", JsonLexer, fold_length=length_by_brackets, has_places=True)
DOCKERFILE = Language("Dockerfile", DockerfileLexer, "#")
MARKDOWN = Language("Markdown", MarkdownLexer, wraps=True, has_preview=True)
SVG = Language("SVG", PlainLexer, has_preview=True)
PLAIN = Language("Text", PlainLexer, wraps=True)

_BY_SUFFIX = {
    ".yaml": YAML,
    ".yml": YAML,
    ".json": JSON,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".svg": SVG,
    ".dockerfile": DOCKERFILE,
    ".tpl": TEMPLATE,
}
_IN_TEMPLATES = {YAML: TEMPLATE, PLAIN: TEXT_TEMPLATE}


def language_of(path: str) -> Language:
    """The language of the file at `path`; below `templates/`, as in charts, YAML is a template."""
    pure = PurePosixPath(path)
    if pure.name.startswith(("Dockerfile", "Containerfile")):
        return DOCKERFILE
    language = _BY_SUFFIX.get(pure.suffix.lower(), PLAIN)
    return _IN_TEMPLATES.get(language, language) if "templates" in pure.parts[:-1] else language
