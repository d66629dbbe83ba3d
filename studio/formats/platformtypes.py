"""Whether a file decodes into the Go types of the platform (`schemas/platform-types.json`)."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from studio.resources import resource_path
from studio.yamltext.nodes import Alias, Mapping, Scalar, Sequence
from studio.yamltext.readers import FIRST
from studio.yamltext.scalars import is_merge_key, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

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


_MEANINGFUL = FIRST | {""}
"""What a plain scalar begins with that may not be text."""

_LISTS = frozenset({"[]", "schema-or-list"})


def mismatches(root: Node, type_name: str) -> list[Mismatch]:
    """Every value below `root` that Go's decoder refuses for the named type, in text order.

    Null decodes into anything; unknown keys are ignored; a whole number written as 1.0 is one.
    """
    refused: dict[int, str] = {}
    pending: list[tuple[Node, _Type, int]] = [(root, _types()[type_name], 0)]
    while pending:
        node, expected, aliases = pending.pop()
        name = expected.name
        if name == "raw":
            continue
        if type(node) is Scalar:
            if not _scalar_fits(node, name):
                refused[id(node)] = name
        elif type(node) is Alias:
            if node.target is not None and aliases < MAX_ALIAS_DEPTH:
                pending.append((node.target, expected, aliases + 1))
        else:
            children = _children(node, expected)
            if children is None:
                refused[id(node)] = name
            else:
                pending += [(child, inner, aliases) for child, inner in children]
    return list(_placed(root, (), refused)) if refused else []


def _children(node: Node, expected: _Type) -> list[tuple[Node, _Type]] | None:
    """The children of a collection with their types; None where it has the wrong shape.

    Text where text is expected is left out: CRDs hold little else.
    """
    inner = expected.inner
    if type(node) is Sequence:
        if inner is None or expected.name not in _LISTS:
            return None
        return [(item, inner) for item in node.items if not _is_expected_text(item, inner)]
    assert type(node) is Mapping  # noqa: S101 - the last kind of node
    if expected.name == "{}" and inner is not None:
        return [
            (entry.value, inner)
            for entry in node.entries
            if not _is_expected_text(entry.value, inner) and not is_merge_key(entry.key)
        ]
    fields = expected.fields
    if not fields:
        return None
    found: list[tuple[Node, _Type]] = []
    for entry in node.entries:
        key, value = entry.key, entry.value
        field = fields.get(key.value if type(key) is Scalar else entry.name)
        if field is not None and not _is_expected_text(value, field):
            found.append((value, field))
    return found


def _is_expected_text(node: Node, expected: _Type) -> bool:
    """Whether a node is certainly text, by a glance, and text is expected."""
    if type(node) is not Scalar or expected.name != "string" or node.tag is not None:
        return False
    return bool(node.style) or node.value[:1] not in _MEANINGFUL


def _placed(node: Node, pointer: Pointer, refused: dict[int, str]) -> Iterator[Mismatch]:
    """The refused nodes with their pointers, which are worth computing only for them."""
    if id(node) in refused:
        yield Mismatch(pointer, node, refused[id(node)])
    if type(node) is Mapping:
        for entry in node.entries:
            yield from _placed(entry.value, (*pointer, entry.name), refused)
    elif type(node) is Sequence:
        for index, item in enumerate(node.items):
            yield from _placed(item, (*pointer, index), refused)


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
