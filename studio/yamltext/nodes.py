"""Text of YAML or JSON as a tree of nodes that know exactly where they stand."""

from __future__ import annotations

import gc
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.wording import Message

MAX_DEPTH = 200
"""Collections inside collections beyond which a text is refused: readers recurse."""

DOCUMENT_MARK, MAPPING_MARK, SEQUENCE_MARK, END_MARK = range(4)
"""Items of `Tree.outline` that open a document, a mapping, a sequence, or close the last."""


class ScalarItem(NamedTuple):
    """A scalar in an outline that is quoted or has a tag or an anchor; others are their text."""

    value: str
    quoted: bool
    tag: str | None = None
    anchor: str | None = None


class CollectionItem(NamedTuple):
    """The mark of a collection with a tag or an anchor."""

    mark: int
    tag: str | None
    anchor: str | None


class AliasItem(NamedTuple):
    """An alias in an outline."""

    name: str


OutlineItem = str | int | ScalarItem | CollectionItem | AliasItem


class Scalar:
    """One value; `start` and `end` are code-point offsets, `start` includes tag and anchor.

    `style` is "" (plain), "'", '"', "|" or ">". A block scalar ends before the line break of its
    last content line; the blank lines below belong to it only where it keeps them (`+`).
    """

    __slots__ = ("anchor", "end", "index", "start", "style", "tag", "value")

    def __init__(
        self,
        start: int,
        end: int,
        index: int,
        value: str,
        style: str = "",
        tag: str | None = None,
        anchor: str | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.index = index
        self.value = value
        self.style = style
        self.tag = tag
        self.anchor = anchor

    @property
    def stop(self) -> int:
        """The outline index after this node."""
        return self.index + 1


class Alias:
    """A reference `*name`; `target` is the node it means, None where nothing has that anchor."""

    __slots__ = ("anchor", "end", "index", "name", "start", "tag", "target")

    def __init__(self, start: int, end: int, index: int, name: str, target: Node | None) -> None:
        self.start = start
        self.end = end
        self.index = index
        self.name = name
        self.target = target
        self.tag = None
        self.anchor = None

    @property
    def stop(self) -> int:
        """The outline index after this node."""
        return self.index + 1


class Entry:
    """One key of a mapping with its value."""

    __slots__ = ("key", "value")

    def __init__(self, key: Node, value: Node) -> None:
        self.key = key
        self.value = value

    @property
    def name(self) -> str:
        """The key as text: what a pointer says to reach the value."""
        return key_text(self.key)


class Mapping:
    """Entries in the order of the text, duplicates included.

    `body` is the offset of the first character after tag and anchor (`{` in flow style);
    `index` and `stop` bound this node in `Tree.outline`.
    """

    __slots__ = ("anchor", "body", "end", "entries", "flow", "index", "start", "stop", "tag")

    def __init__(
        self, start: int, body: int, index: int, tag: str | None, anchor: str | None, *, flow: bool
    ) -> None:
        self.start = start
        self.body = body
        self.end = start
        self.index = index
        self.stop = index
        self.tag = tag
        self.anchor = anchor
        self.flow = flow
        self.entries: list[Entry] = []


class Sequence:
    """Items in the order of the text; `body` is the offset of the first dash or of `[`."""

    __slots__ = ("anchor", "body", "end", "flow", "index", "items", "start", "stop", "tag")

    def __init__(
        self, start: int, body: int, index: int, tag: str | None, anchor: str | None, *, flow: bool
    ) -> None:
        self.start = start
        self.body = body
        self.end = start
        self.index = index
        self.stop = index
        self.tag = tag
        self.anchor = anchor
        self.flow = flow
        self.items: list[Node] = []


Node = Scalar | Mapping | Sequence | Alias


class Document:
    """One document of a stream; `root` is None when it holds nothing.

    `start` is where its first directive, `---` or content stands, `body` is after an explicit
    `---`, `end` after an explicit `...` or at the next token.
    """

    __slots__ = ("body", "end", "index", "root", "start")

    def __init__(self, start: int, body: int, index: int) -> None:
        self.start = start
        self.body = body
        self.end = body
        self.index = index
        self.root: Node | None = None


class Defect(NamedTuple):
    """Something wrong or risky in a text, at a code-point offset."""

    code: str
    offset: int
    message: Message


class Position(NamedTuple):
    """A place in a text; line and column count from 1, columns in code points."""

    line: int
    column: int


class Tree:
    """The documents of one text.

    `error` is the syntax error, if any; the documents before it are kept. `outline` is the
    structure as a flat list in text order (values, tags, anchors, order, but no spans), so that
    structures compare as lists do.
    """

    def __init__(
        self,
        text: str,
        documents: list[Document],
        outline: list[OutlineItem],
        aliases: list[Alias],
        error: Defect | None = None,
        *,
        is_json: bool = False,
    ) -> None:
        self.text = text
        self.documents = documents
        self.outline = outline
        self.aliases = aliases
        self.error = error
        self.is_json = is_json

    @property
    def root(self) -> Node | None:
        """The root of the first document; None where there is none."""
        return self.documents[0].root if self.documents else None

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; lines end at a line feed."""
        starts = [0]
        find = self.text.find
        at = find("\n") + 1
        while at:
            starts.append(at)
            at = find("\n", at) + 1
        return starts

    @cached_property
    def defects(self) -> list[Defect]:
        """What parses but misleads: duplicate keys, tabs, ambiguous scalars, runaway aliases."""
        from studio.yamltext.defects import find_defects

        return find_defects(self)

    def position(self, offset: int) -> Position:
        """Line and column of a code-point offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """The offset of a place, clamped to the text and to the line."""
        starts = self.line_starts
        line = min(max(line, 1), len(starts))
        last = starts[line] - 1 if line < len(starts) else len(self.text)
        return min(starts[line - 1] + max(column, 1) - 1, last)


def parse(text: str) -> Tree:
    """Read YAML of any number of documents; a text that is no YAML gives a tree with `error`."""
    from studio.yamltext.reading import read_yaml

    return uncollected(read_yaml, text)


def parse_json(text: str) -> Tree:
    """Read one JSON document into the same nodes; strings have style '"', all else is plain."""
    from studio.yamltext.jsontext import read_json

    return uncollected(read_json, text)


def key_text(key: Node) -> str:
    """What a pointer calls the key; a key that is a collection is named by its JSON."""
    if isinstance(key, Scalar):
        return key.value
    if isinstance(key, Alias):
        return key_text(key.target) if isinstance(key.target, Scalar) else f"*{key.name}"
    import json

    from studio.yamltext.scalars import to_python

    return json.dumps(to_python(key), ensure_ascii=False)


def nested_too_deeply(offset: int) -> Defect:
    """The defect of a text with more than `MAX_DEPTH` collections inside each other."""
    return Defect(
        "syntax",
        offset,
        message("The text nests more than {limit} levels deep.", limit=MAX_DEPTH),
    )


def uncollected(read: Callable[[str], Tree], text: str) -> Tree:
    """Read with the cycle collector off: thousands of new nodes would start it again and again.

    `freeze` and `unfreeze` then make them old objects at once; to enable the collector with all
    of them young would cost a tenth of the time of reading.
    """
    if not gc.isenabled() or gc.get_freeze_count():
        return read(text)  # somebody else has plans with the collector
    gc.disable()
    try:
        return read(text)
    finally:
        gc.freeze()
        gc.unfreeze()
        gc.enable()
