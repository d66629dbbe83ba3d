"""Whether a file decodes into the Go types of the platform (`schemas/platform-types.json`)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from studio.resources import resource_path
from studio.yamltext.nodes import Alias, Mapping, Scalar, Sequence
from studio.yamltext.scalars import is_merge_key, resolve

if TYPE_CHECKING:
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

MAX_ALIAS_DEPTH = 20


class Mismatch(NamedTuple):
    """A value that does not decode: where it stands and what type was expected there."""

    pointer: Pointer
    node: Node
    expected: str


class _Type:
    """A type of the table: `name`, with fields, or with the type of its items or values."""

    __slots__ = ("fields", "inner", "name")

    def __init__(self, name: str, inner: _Type | None = None) -> None:
        self.name = name
        self.inner = inner
        self.fields: dict[str, _Type] = {}


_LISTS = frozenset({"[]", "schema-or-list"})


def mismatches(root: Node, type_name: str) -> list[Mismatch]:
    """Every value below `root` that Go's decoder refuses for the named type.

    Null decodes into anything; unknown keys are ignored; a whole number written as 1.0 is one.
    """
    walk = _Walk()
    walk.visit(root, _types()[type_name], 0)
    return walk.found


class _Walk:
    """Visits a tree with its types side by side."""

    def __init__(self) -> None:
        self.found: list[Mismatch] = []
        self.pointer: list[str | int] = []

    def visit(self, node: Node, expected: _Type, aliases: int) -> None:
        """Compare one node with its type, and go down where it is a collection."""
        name = expected.name
        if type(node) is Scalar:
            if name != "raw" and not _scalar_fits(node, name):
                self.refuse(node, name)
        elif name == "raw":
            return
        elif type(node) is Mapping:
            self.mapping(node, expected, aliases)
        elif type(node) is Sequence:
            inner = expected.inner if name in _LISTS else None
            if inner is None:
                self.refuse(node, name)
            elif inner.name != "raw":
                for index, item in enumerate(node.items):
                    self.descend(index, item, inner, aliases)
        elif type(node) is Alias and node.target is not None and aliases < MAX_ALIAS_DEPTH:
            self.visit(node.target, expected, aliases + 1)

    def mapping(self, node: Mapping, expected: _Type, aliases: int) -> None:
        """The values of a mapping, by their keys or all alike."""
        inner = expected.inner
        if expected.name == "{}" and inner is not None:
            if inner.name != "raw":
                for entry in node.entries:
                    if not is_merge_key(entry.key):
                        self.descend(entry.name, entry.value, inner, aliases)
        elif expected.fields:
            fields = expected.fields
            for entry in node.entries:
                field = fields.get(entry.name)
                if field is not None:
                    self.descend(entry.name, entry.value, field, aliases)
        else:
            self.refuse(node, expected.name)

    def descend(self, token: str | int, node: Node, expected: _Type, aliases: int) -> None:
        """Visit a child."""
        self.pointer.append(token)
        self.visit(node, expected, aliases)
        self.pointer.pop()

    def refuse(self, node: Node, expected: str) -> None:
        """Note a value that does not fit."""
        self.found.append(Mismatch(tuple(self.pointer), node, expected))


def _scalar_fits(node: Scalar, name: str) -> bool:
    """Whether a scalar decodes into the type; null does into every type."""
    if node.style and node.tag is None:
        return name in {"string", "int-or-string", "quantity"}
    value = resolve(node)
    if value is None:
        return True
    if isinstance(value, str):
        return name in {"string", "int-or-string", "quantity"}
    if isinstance(value, bool):
        return name in {"boolean", "schema-or-boolean"}
    if isinstance(value, int):
        return name in {"integer", "number", "int-or-string", "quantity"}
    return name in {"number", "quantity"} or (name == "integer" and value.is_integer())


@cache
def _types() -> dict[str, _Type]:
    """The table with its names resolved."""
    path = resource_path("schemas", "platform-types.json")
    table = json.loads(path.read_text(encoding="utf-8"))
    del table["about"]
    types = {name: _Type(name) for name in table}

    def named(text: str) -> _Type:
        if text[0] in "[{":
            return _Type(text[0] + text[-1], named(text[1:-1]))
        if text in {"schema-or-boolean", "schema-or-list"}:
            either = _Type(text, types["Schema"])
            either.fields = types["Schema"].fields
            return either
        return types.get(text) or _Type(text)

    for name, fields in table.items():
        types[name].fields.update((key, named(text)) for key, text in fields.items())
    return types
