"""What the templates of a chart say about images, read as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagelooks import found_in
from studio.formats.imagerefs import reference_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from studio.package.content import FileText
    from studio.yamltext.pointers import Pointer

_IMAGE = re.compile(r"(?m)^[ \t]*(?:-[ \t]+)?[\"']?image[\"']?:[ \t]*(\S.*?)[ \t]*$")
_IMAGE_IN_FLOW = re.compile(r"[{,][ \t]*[\"']?image[\"']?:[ \t]*([^\s,{}]+)")
_ACTION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_COMMENT = re.compile(r"\{\{-?\s*/\*.*?\*/\s*-?\}\}", re.DOTALL)
_DEFINE = re.compile(r"\{\{-?\s*define\s+\"([^\"]+)\"\s*-?\}\}")
_INCLUDE = re.compile(r"(?:include|template)\s+\"([^\"]+)\"")
_VALUES = re.compile(r"\.Values((?:\.[A-Za-z_][\w-]*)+)")
_APP_VERSION = ".Chart.AppVersion"
_TEST_HOOK = re.compile(r"helm\.sh/hook[\"']?:\s*[\"']?test")
_CRD = re.compile(r"(?m)^kind:[ \t]*CustomResourceDefinition")
_SIMPLE = re.compile(r"\s*\.Values((?:\.[A-Za-z_][\w-]*)+)\s*(?:\|\s*(?:quote|toString)\s*)*")
_MAX_INCLUDES = 40


class Mentions(NamedTuple):
    """What a piece of a template refers to: values, other templates, the chart's appVersion."""

    paths: frozenset[Pointer]
    includes: frozenset[str]
    app_version: bool

    def joined(self, other: Mentions) -> Mentions:
        """What both refer to."""
        return Mentions(
            self.paths | other.paths,
            self.includes | other.includes,
            self.app_version or other.app_version,
        )


@dataclass(frozen=True, slots=True)
class Expression:
    """What a template writes behind `image:`; `start` is a code point in its text.

    `literal` is the part of the repository that stands in the template itself, "" where all of it
    comes from elsewhere.
    """

    start: int
    text: str
    literal: str
    mentions: Mentions

    def filled(self, said: Callable[[Pointer], str | None], app_version: str) -> str | None:
        """The address with simple actions replaced; None where one is not that simple.

        `said` gives the value at a path as text.
        """
        pieces: list[str] = []
        at = 0
        for match in _ACTION.finditer(self.text):
            simple = _SIMPLE.fullmatch(match[1])
            if simple:
                value = said(_path(simple[1]))
            else:
                value = app_version if match[1].strip() == _APP_VERSION else None
            if value is None:
                return None
            pieces += (self.text[at : match.start()], value)
            at = match.end()
        address = "".join([*pieces, self.text[at:]])
        return address if reference_of(address) else None


@dataclass(frozen=True, slots=True)
class TemplateFacts:
    """The images of one template: expressions, the helpers it defines, and certain references.

    `literals` are references, with their offsets, that stand anywhere else in the template.
    """

    expressions: tuple[Expression, ...]
    defines: Mapping[str, Mentions]
    literals: tuple[tuple[int, str], ...]


def facts_of(content: FileText) -> TemplateFacts:
    """The facts of a template, kept with its text."""
    return content.memo("image facts", lambda: _read(content.text))


def resolved(mentions: Mentions, defines: Mapping[str, Mentions]) -> Mentions:
    """The mentions with all that included helpers refer to."""
    seen: set[str] = set()
    waiting = list(mentions.includes)
    while waiting and len(seen) < _MAX_INCLUDES:
        name = waiting.pop()
        if name in seen or name not in defines:
            continue
        seen.add(name)
        mentions = mentions.joined(defines[name])
        waiting += defines[name].includes
    return mentions


def _read(text: str) -> TemplateFacts:
    if "/*" in text:
        text = _COMMENT.sub(lambda match: " " * len(match[0]), text)
    defines = dict(_defines(text)) if "define" in text else {}
    if _TEST_HOOK.search(text) or _CRD.search(text):
        return TemplateFacts((), defines, ())
    expressions = tuple(_expressions(text))
    taken = {expression.start for expression in expressions}
    literals = tuple(item for item in _literals(text) if item[0] not in taken)
    return TemplateFacts(expressions, defines, literals)


def _defines(text: str) -> Iterator[tuple[str, Mentions]]:
    """The helpers of a template; each reaches to the next, since they cannot be nested."""
    matches = list(_DEFINE.finditer(text))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        end = following.start() if following else len(text)
        yield match[1], _mentions(text[match.end() : end])


def _expressions(text: str) -> Iterator[Expression]:
    for match in chain(_IMAGE.finditer(text), _IMAGE_IN_FLOW.finditer(text)):
        start, written = match.start(1), match[1]
        quote = written[0] if written[0] in "\"'" and written[-1] == written[0] else ""
        if quote and len(written) > 1:
            start, written = start + 1, written[1:-1]
        plain = written if quote else re.sub(r"\s+#.*$", "", written)
        rest = _ACTION.sub("", plain)
        repository = rest.partition("@")[0].partition(":")[0]
        literal = rest if re.search(r"[A-Za-z0-9]", repository) else ""
        if "{{" in rest or "}}" in rest:
            literal = ""  # an action that goes on in the next line
        yield Expression(start, plain, literal, _mentions(plain))


def _literals(text: str) -> Iterator[tuple[int, str]]:
    """References with a host, outside comments and actions."""
    for start, reference in found_in(text):
        line = text[text.rfind("\n", 0, start) + 1 : start]
        is_comment = line.lstrip().startswith("#") or " #" in line
        if not is_comment and text.rfind("{{", 0, start) <= text.rfind("}}", 0, start):
            yield start, reference


def _mentions(text: str) -> Mentions:
    return Mentions(
        frozenset(map(_path, _VALUES.findall(text))),
        frozenset(_INCLUDE.findall(text)),
        _APP_VERSION in text,
    )


def _path(dotted: str) -> Pointer:
    return tuple(dotted.removeprefix(".").split("."))
