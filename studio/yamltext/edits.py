"""Edits of values, keys and items as minimal changes of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.intent import WantedKey, replaced, verified
from studio.yamltext.moves import move, move_item, move_key
from studio.yamltext.nodes import Mapping, Scalar, Sequence, Tree
from studio.yamltext.plain import as_plain, same_value
from studio.yamltext.pointers import Pointer, entry_named, format_pointer
from studio.yamltext.scalars import to_python
from studio.yamltext.sites import child_site, find_site, is_vacant, root_site
from studio.yamltext.splices import CannotEdit, Splice, apply, combine
from studio.yamltext.steps import (
    APPEND,
    insert_entry,
    insert_new,
    key_index,
    key_splice,
    nested,
    remove_child,
    replace,
    require_new,
)

if TYPE_CHECKING:
    from collections.abc import Sequence as AbstractSequence

__all__ = [
    "CannotEdit",
    "Splice",
    "apply",
    "insert_item",
    "insert_key",
    "move",
    "move_item",
    "move_key",
    "remove",
    "rename_key",
    "set_value",
]


def set_value(
    tree: Tree,
    pointer: Pointer,
    value: object,
    *,
    document: int = 0,
    order: AbstractSequence[str] | None = None,
) -> Splice:
    """Write `value` at `pointer`, replacing what is there or creating it with missing parents.

    `order` lists the keys of the parent in the order of its schema: a new key goes below the
    sibling before it. The index after the last item, or "-", appends. A value that is there
    already gives an empty splice. Raises `CannotEdit`; TypeError for what YAML cannot hold.
    """
    plain = as_plain(value)
    site = root_site(tree, document)
    for depth, token in enumerate(pointer):
        node = site.node
        if is_vacant(node, in_flow=site.in_flow):
            return replace(site, nested(pointer[depth:], plain))
        if isinstance(node, Mapping) and entry_named(node, token) is None:
            keys = order if depth == len(pointer) - 1 else None
            content = nested(pointer[depth + 1 :], plain)
            index, at_next = ordered_place(node, token, keys)
            return insert_entry(site, node, str(token), content, index, at_next=at_next)
        if isinstance(node, Sequence) and token in {APPEND, len(node.items), str(len(node.items))}:
            content = nested(pointer[depth + 1 :], plain)
            return insert_new(site, node, len(node.items), None, content)
        site = child_site(site, token, pointer)
    if site.node is not None and same_value(to_python(site.node), plain):
        return Splice(0, 0, "")
    return replace(site, plain)


def insert_key(
    tree: Tree,
    parent: Pointer,
    key: str,
    value: object,
    *,
    before: str | None = None,
    after: str | None = None,
    document: int = 0,
) -> Splice:
    """Add a key to the mapping at `parent`: above or below a sibling, or else as the last.

    Raises `CannotEdit` when the key exists; TypeError for a value that YAML cannot hold.
    """
    plain = as_plain(value)
    site = find_site(tree, parent, document)
    if is_vacant(site.node, in_flow=site.in_flow):
        return replace(site, {key: plain})
    node = site.node
    if not isinstance(node, Mapping):
        raise CannotEdit("“{place}” holds no keys.", place=format_pointer(parent))
    index = len(node.entries)
    if before is not None:
        index = key_index(node, before)
    elif after is not None:
        index = key_index(node, after) + 1
    return insert_entry(site, node, key, plain, index, at_next=before is not None)


def insert_item(
    tree: Tree, parent: Pointer, index: int, value: object, *, document: int = 0
) -> Splice:
    """Put an item before item `index` of the sequence at `parent`, or behind the last.

    Raises `CannotEdit` without such a place; TypeError for a value that YAML cannot hold.
    """
    plain = as_plain(value)
    site = find_site(tree, parent, document)
    if is_vacant(site.node, in_flow=site.in_flow) and index == 0:
        return replace(site, [plain])
    node = site.node
    if not isinstance(node, Sequence) or not 0 <= index <= len(node.items):
        raise CannotEdit(
            "“{place}” has no item {index}.", place=format_pointer(parent), index=index
        )
    return insert_new(site, node, index, None, plain)


def remove(tree: Tree, pointer: Pointer, *, document: int = 0) -> Splice:
    """Remove the entry or item at `pointer` with the comments that belong to it.

    The last child leaves `{}` or `[]`. The root cannot be removed. Raises `CannotEdit`, also when
    an alias elsewhere means what would be removed.
    """
    return remove_child(find_site(tree, pointer, document))


def rename_key(tree: Tree, pointer: Pointer, new_key: str, *, document: int = 0) -> Splice:
    """Give the key at `pointer` another name, in the quotes it has.

    Raises `CannotEdit` when a sibling has that name or the key is no plain text.
    """
    site = find_site(tree, pointer, document)
    if not isinstance(site.parent, Mapping):
        raise CannotEdit("“{place}” is no key.", place=format_pointer(pointer))
    key = site.parent.entries[site.number].key
    if not isinstance(key, Scalar) or key.end == key.start:
        raise CannotEdit("“{place}” is no simple key.", place=format_pointer(pointer))
    if key.value == new_key:
        return Splice(0, 0, "")
    require_new(site.parent, new_key)
    splice = combine(tree.text, [key_splice(site, key, new_key)])
    wanted = WantedKey(new_key, key.tag, key.anchor, key.index)
    return verified(tree, splice, replaced(tree, key.index, key.stop, wanted))


def ordered_place(
    node: Mapping, token: str | int, order: AbstractSequence[str] | None
) -> tuple[int, bool]:
    """The index for a new key, and whether it belongs close to the child after it."""
    if order is None or token not in order:
        return len(node.entries), False
    names = [entry.name for entry in node.entries]
    place = order.index(str(token))
    for key in reversed(order[:place]):
        if key in names:
            return names.index(key) + 1, False
    for key in order[place + 1 :]:
        if key in names:
            return names.index(key), True
    return len(names), False
