"""The text of a key or item by itself, as it stands in its file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from studio.yamltext.pointers import find, find_entry

if TYPE_CHECKING:
    from studio.package.snapshot import Place, Snapshot


def node_text(snapshot: Snapshot, place: Place) -> str:
    """The key with its value, or the item, without the indent of its surroundings.

    The whole text for the root of a file; "" where the place leads nowhere.
    """
    content, tree = snapshot.text(place.path), snapshot.tree(place.path)
    if content is None or tree is None:
        return ""
    if not place.pointer:
        return content.text
    root = tree.documents[place.document].root if place.document < len(tree.documents) else None
    node = find(root, place.pointer) if root is not None else None
    if root is None or node is None:
        return ""
    entry = find_entry(root, place.pointer)
    start = entry.key.start if entry is not None else node.start
    line_start = content.text.rfind("\n", 0, start) + 1
    before = content.text[line_start:start]
    indent = " " * len(before)
    return textwrap.dedent(indent + content.text[start : node.end]) + "\n"
