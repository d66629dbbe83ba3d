"""YAML events, with their marks mended, into nodes."""

from __future__ import annotations

import re
from typing import Any

import yaml

from studio.wording import message
from studio.yamltext.nodes import (
    DOCUMENT_MARK,
    END_MARK,
    MAPPING_MARK,
    MAX_DEPTH,
    SEQUENCE_MARK,
    Alias,
    AliasItem,
    CollectionItem,
    Defect,
    Document,
    Entry,
    Mapping,
    Node,
    OutlineItem,
    Scalar,
    ScalarItem,
    Sequence,
    Tree,
    nested_too_deeply,
)

HEADER = re.compile(r"[|>][0-9+-]*")


def read_yaml(text: str) -> Tree:
    """Build the tree of `text`; never raises."""
    reader = Reader(text)
    error = reader.run()
    return Tree(text, reader.documents, reader.outline, reader.aliases, error)


class Reader:
    """Turns the events of one text into documents, until the end or the first error."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.documents: list[Document] = []
        self.outline: list[OutlineItem] = []
        self.aliases: list[Alias] = []

    def run(self) -> Defect | None:
        """Read all; the return value is the syntax error that ended the reading, if any."""
        if self.text.startswith("\ufeff"):
            return Defect("bom", 0, message("The text starts with a byte order mark."))
        kept = 0
        try:
            parser: Any = yaml.CSafeLoader(self.text)
            while True:
                event = parser.get_event()
                if event is None:
                    return None
                if type(event) is yaml.DocumentStartEvent:
                    kept = len(self.outline)
                    error = self.read_document(parser, event)
                    if error:
                        del self.outline[kept:]
                        return error
        except (yaml.YAMLError, UnicodeError) as error:
            del self.outline[kept:]
            self.aliases = [alias for alias in self.aliases if alias.index < kept]
            return syntax_error(self.text, error)

    def read_document(self, parser: Any, event: Any) -> Defect | None:
        """Read the events up to the end of a document whose start is `event`."""
        outline = self.outline
        document = Document(event.start_mark.index, event.end_mark.index, len(outline))
        outline.append(DOCUMENT_MARK)
        top: list[Node] = []
        anchors: dict[str, Node] = {}
        children = top
        parent: Mapping | Sequence | None = None
        stack: list[tuple[Mapping | Sequence | None, list[Node]]] = []
        get_event = parser.get_event
        scalar_event, alias_event = yaml.ScalarEvent, yaml.AliasEvent
        end_events = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        while True:
            event = get_event()
            kind = event.__class__
            start = event.start_mark.index
            if kind is scalar_event:
                value = event.value
                if value and not event.style and event.tag is None and event.anchor is None:
                    children.append(Scalar(start, event.end_mark.index, len(outline), value))
                    outline.append(value)
                else:
                    children.append(self.scalar(event, start, parent, children, anchors))
            elif kind in end_events:
                outline.append(END_MARK)
                self.close(parent, children, event.end_mark.index)
                parent, children = stack.pop()
            elif kind is alias_event:
                name = event.anchor
                node = Alias(start, event.end_mark.index, len(outline), name, anchors.get(name))
                outline.append(AliasItem(name))
                children.append(node)
                self.aliases.append(node)
            elif kind is yaml.DocumentEndEvent:
                document.end = event.end_mark.index
                document.root = real_root(top[0])
                self.documents.append(document)
                return None
            else:
                if len(stack) >= MAX_DEPTH:
                    return nested_too_deeply(start)
                node = self.open(event, start, is_mapping=kind is yaml.MappingStartEvent)
                if node.anchor:
                    anchors[node.anchor] = node
                children.append(node)
                stack.append((parent, children))
                parent, children = node, []

    def scalar(
        self,
        event: Any,
        start: int,
        parent: Mapping | Sequence | None,
        children: list[Node],
        anchors: dict[str, Node],
    ) -> Scalar:
        """The node of a scalar event, its end mended."""
        value, style, tag, anchor = event.value, event.style, event.tag, event.anchor
        outline = self.outline
        end = event.end_mark.index
        if style == "|" or style == ">":
            end = block_scalar_end(self.text, start, end, value)
        elif start == end and type(parent) is Mapping and len(children) % 2:
            start = end = empty_value_offset(self.text, children[-1].end, start)
        node = Scalar(start, end, len(outline), value, style, tag, anchor)
        if tag is None and anchor is None:
            outline.append(ScalarItem(value, quoted=True) if style else value)
        else:
            outline.append(ScalarItem(value, bool(style), tag, anchor))
            if anchor:
                anchors[anchor] = node
        return node

    def open(self, event: Any, start: int, *, is_mapping: bool) -> Mapping | Sequence:
        """The node of a collection's start event."""
        tag, anchor, flow = event.tag, event.anchor, event.flow_style
        body = event.end_mark.index
        mark = MAPPING_MARK if is_mapping else SEQUENCE_MARK
        index = len(self.outline)
        plain = tag is None and anchor is None
        self.outline.append(mark if plain else CollectionItem(mark, tag, anchor))
        if flow:
            # A single pair inside brackets has no braces of its own: its mark has no width.
            body -= body > start
        elif not is_mapping and self.text[body : body + 1] != "-":
            body -= 1  # a sequence at its key's own indent: the mark covers the dash
        if is_mapping:
            return Mapping(start, body, index, tag, anchor, flow=flow)
        return Sequence(start, body, index, tag, anchor, flow=flow)

    def close(self, node: Mapping | Sequence | None, children: list[Node], end: int) -> None:
        """Give a collection its children and its end."""
        assert node is not None  # noqa: S101 - every end event has a start event
        if type(node) is Mapping:
            node.entries = list(map(Entry, children[::2], children[1::2]))
        elif type(node) is Sequence:
            node.items = children
        node.stop = len(self.outline)
        # libyaml ends a block collection, or a pair without braces, at the next token, maybe many
        # comments further on.
        node.end = end if self.text[node.body] in "{[" else children[-1].end


def real_root(node: Node) -> Node | None:
    """None for the empty scalar that libyaml puts into a document without content."""
    empty = type(node) is Scalar and node.start == node.end and not node.style
    return None if empty else node


def block_scalar_end(text: str, start: int, end: int, value: str) -> int:
    """The end of the content of a block scalar, whose mark is after its blank lines."""
    if text[end - 1] != "\n":
        return end
    end -= 1
    if text[end - 1] not in " \r\n":
        return end  # the usual case: no blank line below
    end -= text[end - 1] == "\r"
    header = HEADER.search(text, start)
    assert header is not None  # noqa: S101 - the style says so
    if "+" in header.group():
        return end
    body = text.find("\n", header.end()) + 1
    if not 0 < body <= end:
        return end
    lines = text[body:end].split("\n")
    indent = content_indent(lines, value)
    if indent is None:
        return trimmed(text, header.end(), body - 1)
    while len(lines) > 1 and not lines[-1].strip(" \r") and len(lines[-1].rstrip("\r")) <= indent:
        end -= len(lines.pop()) + 1
    return end - (text[end - 1] == "\r")


def content_indent(lines: list[str], value: str) -> int | None:
    """The indent of a block scalar's source lines; None where all of them are blank."""
    content = next((line for line in value.split("\n") if line.strip(" \r")), None)
    shown = next((line for line in lines if line.strip(" \r")), None)
    return None if content is None or shown is None else lead(shown) - lead(content)


def trimmed(text: str, start: int, end: int) -> int:
    """`end` without the line end's carriage return."""
    return end - (end > start and text[end - 1] == "\r")


def lead(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def empty_value_offset(text: str, key_end: int, offset: int) -> int:
    """Where the empty value of a key stands: after its colon, or after the key without one."""
    if text[offset - 1] == ":":
        return offset
    colon = find_indicator(text, key_end, offset, ":")
    return key_end if colon is None else colon + 1


def find_indicator(text: str, start: int, end: int, indicator: str) -> int | None:
    """The first `indicator` between two offsets that stands outside comments."""
    at = start
    while at < end:
        char = text[at]
        if char == indicator:
            return at
        if char == "#" and (at == 0 or text[at - 1] in " \t\r\n,[{"):
            at = text.find("\n", at, end)
            if at < 0:
                return None
        at += 1
    return None


def syntax_error(text: str, error: Exception) -> Defect:
    """The defect for what libyaml, or the encoder before it, found wrong."""
    if isinstance(error, UnicodeEncodeError):
        return Defect("syntax", error.start, message("The text holds half a surrogate pair."))
    if isinstance(error, yaml.reader.ReaderError):
        # libyaml counts bytes here.
        offset = len(text.encode()[: error.position].decode(errors="ignore"))
        return Defect(
            "syntax",
            offset,
            message("The character U+{code:04X} is not allowed in YAML.", code=error.character),
        )
    mark = getattr(error, "problem_mark", None)
    offset = min(mark.index, len(text)) if mark else len(text)
    problem = str(getattr(error, "problem", None) or error)
    if text[offset : offset + 1] == "\t":
        return Defect("tab", offset, message("A tab cannot indent YAML; use spaces."))
    return Defect("syntax", offset, message("This is not valid YAML: {problem}.", problem=problem))
