"""Names for places in a tree: JSON pointers as tuples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.nodes import Document, Entry, Mapping, Node, Sequence, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable

Pointer = tuple[str | int, ...]


def parse_pointer(text: str) -> Pointer:
    """Read a JSON pointer (RFC 6901); numbers stay text and match an index or a key alike.

    A missing first slash is forgiven: `a/b` is `/a/b`.
    """
    if not text:
        return ()
    tokens = text.removeprefix("/").split("/")
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in tokens)


def format_pointer(pointer: Iterable[str | int]) -> str:
    """Write a pointer as a JSON pointer; the root is the empty text."""
    return "".join(f"/{str(token).replace('~', '~0').replace('/', '~1')}" for token in pointer)


def find(start: Document | Node | None, pointer: Iterable[str | int]) -> Node | None:
    """The node at `pointer` below a document or node; aliases are not followed."""
    node = start.root if isinstance(start, Document) else start
    for token in pointer:
        if isinstance(node, Mapping):
            entry = entry_named(node, token)
            node = entry.value if entry else None
        elif isinstance(node, Sequence):
            index = item_index(node, token)
            node = None if index is None else node.items[index]
        else:
            return None
    return node


def find_entry(start: Document | Node | None, pointer: Pointer) -> Entry | None:
    """The entry whose key is the last token of `pointer`; None for items and for the root."""
    if not pointer:
        return None
    parent = find(start, pointer[:-1])
    return entry_named(parent, pointer[-1]) if isinstance(parent, Mapping) else None


def entry_named(mapping: Mapping, token: str | int) -> Entry | None:
    """The entry of a key; of duplicates the last, which is the one that readers keep."""
    name = str(token)
    for entry in reversed(mapping.entries):
        if entry.name == name:
            return entry
    return None


def item_index(sequence: Sequence, token: str | int) -> int | None:
    """The index that a token means in a sequence; None where there is no such item."""
    if isinstance(token, str):
        if not (token.isascii() and token.isdigit()):
            return None
        token = int(token)
    return token if 0 <= token < len(sequence.items) else None


def locate(tree: Tree, offset: int) -> tuple[int, Pointer]:
    """The document and the pointer of the smallest entry or item around an offset.

    An offset between two entries belongs to the one before it; one between documents to the
    document before it. An empty tree gives `(0, ())`.
    """
    number = 0
    for index, document in enumerate(tree.documents):
        if document.start <= offset:
            number = index
    if not tree.documents:
        return 0, ()
    tokens: list[str | int] = []
    node = tree.documents[number].root
    while isinstance(node, (Mapping, Sequence)) and node.start <= offset:
        if node.flow and offset >= node.end:
            break
        step = child_around(node, offset)
        if step is None:
            break
        token, node = step
        tokens.append(token)
    return number, tuple(tokens)


def child_around(node: Mapping | Sequence, offset: int) -> tuple[str | int, Node] | None:
    """The last child that starts at or before an offset, with its token."""
    if isinstance(node, Mapping):
        before = [entry for entry in node.entries if entry.key.start <= offset]
        return (before[-1].name, before[-1].value) if before else None
    starts = [index for index, item in enumerate(node.items) if item.start <= offset]
    return (starts[-1], node.items[starts[-1]]) if starts else None
