"""Where in a file the images stand, so that they can be underlined and jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.images.embedded import embedded, offset_in_file
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from studio.package.images.uses import Field, Use
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Position

Span = tuple[int, int]


def span_of(snapshot: Snapshot, use: Use) -> Span | None:
    """Start and end of a use in the text of its file; None where the file is no text."""
    content = snapshot.text(use.place.path)
    if content is None:
        return None
    if use.start is not None:
        end = content.text.find("\n", use.start)
        return use.start, end if end >= 0 else len(content.text)
    return field_span(snapshot, use.main)


def field_span(snapshot: Snapshot, field: Field) -> Span | None:
    """Start and end of a field in the text of its file; None where it does not exist yet."""
    content = snapshot.text(field.place.path)
    if content is None:
        return None
    if field.inner is None:
        node = snapshot.node(field.place)
        return (node.start, node.end) if node is not None else None
    inside = embedded(content, field.place.pointer)
    node = find(inside.tree.root, field.inner) if inside else None
    if inside is None or node is None:
        return None
    start = offset_in_file(content, inside, node.start)
    is_exact = content.text.startswith(inside.tree.text[node.start : node.end], start)
    return start, start + node.end - node.start if is_exact else start


def position_of(snapshot: Snapshot, use: Use) -> Position:
    """Line and column of a use from 1; (1, 1) where they are not known."""
    from studio.yamltext.nodes import Position, Tree

    content, span = snapshot.text(use.place.path), span_of(snapshot, use)
    if content is None or span is None:
        return Position(1, 1)
    return Tree(content.text, [], [], []).position(span[0])
