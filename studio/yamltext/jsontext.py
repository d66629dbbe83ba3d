"""JSON text into the same nodes as YAML."""

from __future__ import annotations

import json
import re

from studio.wording import Message, message
from studio.yamltext.nodes import (
    DOCUMENT_MARK,
    END_MARK,
    MAPPING_MARK,
    MAX_DEPTH,
    SEQUENCE_MARK,
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

SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"')
PLAIN = re.compile(r"(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)\b")


def read_json(text: str) -> Tree:
    """Build the tree of `text`; never raises."""
    scanner = Scanner(text)
    document = Document(scanner.after_space(0), 0, 0)
    try:
        document.root = scanner.read(document.start)
    except JsonError as error:
        return Tree(text, [], [], [], error.defect, is_json=True)
    document.end = document.root.end
    return Tree(text, [document], scanner.outline, [], is_json=True)


class JsonError(Exception):
    """Ends the scanning; `defect` says what was wrong, where."""

    def __init__(self, defect: Defect) -> None:
        self.defect = defect
        super().__init__(defect.code)


class Scanner:
    """Reads one JSON document, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline: list[OutlineItem] = [DOCUMENT_MARK]

    def read(self, at: int) -> Node:
        """The only value of the text, which starts at `at`; raises `JsonError`."""
        text = self.text
        stack: list[tuple[Mapping | Sequence, list[Node]]] = []
        while True:
            at = self.after_space(at)
            char = text[at : at + 1]
            if char in {"{", "["} and len(stack) < MAX_DEPTH:
                node: Node = self.open(at, is_mapping=char == "{")
                at = self.after_space(at + 1)
                if text[at : at + 1] != ("}" if char == "{" else "]"):
                    stack.append((node, []))
                    continue
                at = self.close(node, [], at)
            elif char in {"{", "["}:
                raise JsonError(nested_too_deeply(at))
            else:
                is_key = bool(stack) and is_mapping_key(*stack[-1])
                node = self.scalar(at, is_key=is_key)
                at = node.end
            at = self.after_space(at)
            while stack:
                parent, children = stack[-1]
                children.append(node)
                finished, at = self.after_child(parent, children, at)
                if not finished:
                    break
                node = parent
                at = self.after_space(self.close(parent, children, at))
                stack.pop()
            if not stack:
                if at < len(text):
                    raise self.error(at, message("the end of the text"))
                return node

    def after_child(
        self, parent: Mapping | Sequence, children: list[Node], at: int
    ) -> tuple[bool, int]:
        """Whether a collection is finished after its newest child, and the offset to go on."""
        char = self.text[at : at + 1]
        if type(parent) is Mapping:
            if len(children) % 2:
                return False, self.expect(at, ":")
            if char == "}":
                return True, at
            at = self.after_space(self.expect(at, ","))
            if self.text[at : at + 1] != '"':
                raise self.error(at, message("a key in double quotes"))
            return False, at
        if char == "]":
            return True, at
        return False, self.expect(at, ",")

    def open(self, at: int, *, is_mapping: bool) -> Mapping | Sequence:
        """The node of the bracket at `at`."""
        kind = Mapping if is_mapping else Sequence
        node = kind(at, at, len(self.outline), None, None, flow=True)
        self.outline.append(MAPPING_MARK if is_mapping else SEQUENCE_MARK)
        return node

    def close(self, node: Node, children: list[Node], at: int) -> int:
        """Finish a collection at its closing bracket; the return value is the offset after it."""
        self.outline.append(END_MARK)
        if type(node) is Mapping:
            node.entries = list(map(Entry, children[::2], children[1::2]))
            node.stop, node.end = len(self.outline), at + 1
        elif type(node) is Sequence:
            node.items = children
            node.stop, node.end = len(self.outline), at + 1
        return at + 1

    def scalar(self, at: int, *, is_key: bool) -> Scalar:
        """The string, number or word at `at`."""
        index = len(self.outline)
        match = STRING.match(self.text, at)
        if match:
            source = match.group()
            value = json.loads(source) if "\\" in source else source[1:-1]
            self.outline.append(ScalarItem(value, quoted=True))
            return Scalar(at, match.end(), index, value, '"')
        match = PLAIN.match(self.text, at)
        if is_key or not match:
            raise self.error(
                at, message("a key in double quotes") if is_key else message("a value")
            )
        self.outline.append(match.group())
        return Scalar(at, match.end(), index, match.group(), "")

    def after_space(self, at: int) -> int:
        """The next offset that holds no white space."""
        match = SPACE.match(self.text, at)
        return match.end() if match else at

    def expect(self, at: int, char: str) -> int:
        """The offset after `char`, which must stand at `at`."""
        if self.text[at : at + 1] != char:
            raise self.error(at, message("“{char}”", char=char))
        return at + 1

    def error(self, at: int, expected: Message) -> JsonError:
        """The error of finding anything but `expected`."""
        return JsonError(
            Defect(
                "json-syntax",
                at,
                message("This is not valid JSON: expected {expected}.", expected=expected),
            )
        )


def is_mapping_key(parent: Mapping | Sequence, children: list[Node]) -> bool:
    """Whether the next child of an unfinished collection is a key."""
    return type(parent) is Mapping and len(children) % 2 == 0
