"""The verified steps of which edits consist: replace, insert, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.blocks import remove_all_lines, remove_lines, values_of
from studio.yamltext.flows import remove_in_flow
from studio.yamltext.geometry import Collection, children, content_start
from studio.yamltext.insertion import insert_child, insertion_index, write_child
from studio.yamltext.intent import NewDocument, Part, Wanted, WantedKey, replaced, verified
from studio.yamltext.nodes import Mapping, Node, Scalar, Sequence
from studio.yamltext.plain import Plain, same_scalar
from studio.yamltext.pointers import Pointer, entry_named
from studio.yamltext.replacing import Manner, replace_node
from studio.yamltext.scalars import format_json, format_scalar, resolve
from studio.yamltext.splices import CannotEdit, Splice, combine

if TYPE_CHECKING:
    from studio.yamltext.sites import Site

APPEND = "-"
"""The token that means the place after the last item (RFC 6901)."""


def replace(site: Site, value: Plain) -> Splice:
    """Write a value in the place of a node, keeping its anchor, and its tag where that fits.

    Children of a collection that stay equal keep their text, and text of several lines becomes a
    block scalar, if that can be done.
    """
    keep_tag = site.node is not None and fits_tag(site.node, value)
    manner = Manner(keep_tag, reuse=True, block_scalars=True)
    if isinstance(site.node, (Mapping, Sequence)) and not site.node.flow:
        try:
            return replace_so(site, value, manner)
        except CannotEdit:
            pass  # what is kept has something that values do not show
    manner = manner._replace(reuse=False)
    if site.in_flow or not holds_lines(value):
        return replace_so(site, value, manner)
    try:
        return replace_so(site, value, manner)
    except CannotEdit:
        # A comment below would become part of a block scalar; quoted text ends by itself.
        return replace_so(site, value, manner._replace(block_scalars=False))


def holds_lines(value: Plain) -> bool:
    """Whether a value holds text of several lines anywhere."""
    if isinstance(value, dict):
        return any(map(holds_lines, value.values()))
    if isinstance(value, list):
        return any(map(holds_lines, value))
    return isinstance(value, str) and "\n" in value


def replace_so(site: Site, value: Plain, manner: Manner) -> Splice:
    """`replace` in one of its manners."""
    tree, node = site.tree, site.node
    splice = combine(tree.text, replace_node(site, value, manner))
    if node is not None:
        wanted = Wanted(value, node.tag if manner.keep_tag else None, node.anchor, node.index)
        return verified(tree, splice, replaced(tree, node.index, node.stop, wanted))
    index = site.document.index
    if index < 0:
        return verified(tree, splice, [NewDocument(), Wanted(value)])
    return verified(tree, splice, replaced(tree, index + 1, index + 2, Wanted(value)))


def fits_tag(node: Node, value: Plain) -> bool:
    """Whether a value may keep the tag of the node that it replaces."""
    if node.tag is None:
        return True
    if isinstance(node, Mapping):
        return isinstance(value, dict)
    if isinstance(node, Sequence):
        return isinstance(value, list)
    if not isinstance(node, Scalar) or isinstance(value, (dict, list)):
        return False
    source = format_scalar(value)
    text = value if isinstance(value, str) else source
    return same_scalar(resolve(Scalar(0, 0, 0, text, "", node.tag)), value)


def insert_entry(
    site: Site, node: Mapping, key: str, value: Plain, index: int, *, at_next: bool = False
) -> Splice:
    """Add an entry before entry `index`."""
    require_new(node, key)
    return insert_new(site, node, index, key, value, at_next=at_next)


def insert_new(
    site: Site,
    node: Collection,
    index: int,
    key: str | None,
    value: Plain,
    *,
    at_next: bool = False,
) -> Splice:
    """Add an entry, or without a key an item, before child `index`."""
    tree = site.tree
    new = write_child(tree, site.document, node, key, value)
    splices = insert_child(tree, site.document, node, index, new, at_next=at_next)
    at = insertion_index(tree, node, index)
    wanted: list[Part] = [Wanted(value)] if key is None else [WantedKey(key), Wanted(value)]
    return verified(tree, combine(tree.text, splices), replaced(tree, at, at, *wanted))


def remove_child(site: Site) -> Splice:
    """Remove the node of `site` from its parent."""
    if site.parent is None:
        raise CannotEdit("The whole document cannot be removed.")
    child = children(site.tree, site.parent)[site.number]
    splice = combine(site.tree.text, removal(site))
    return verified(site.tree, splice, replaced(site.tree, child.first, child.stop))


def removal(site: Site, *, trim_end: bool = True) -> list[Splice]:
    """The splices that remove the node of `site` from its parent."""
    parent, above = site.parent, site.above
    assert parent is not None  # noqa: S101 - checked by the callers
    assert above is not None  # noqa: S101 - a parent stands somewhere
    if parent.flow:
        return remove_in_flow(site.tree, parent, site.number)
    values = values_of(parent)
    if len(values) == 1:
        return remove_all_lines(site.tree, parent, above.parent, above.number)
    before = values[site.number - 1] if site.number else None
    return remove_lines(site.tree, parent, site.number, before, trim_end=trim_end)


def key_splice(site: Site, key: Scalar, new_key: str) -> Splice:
    """The splice that writes another key in the place of one."""
    if site.tree.is_json:
        new = format_json(new_key)
    else:
        style = key.style if key.style in {"'", '"'} else ""
        flow = site.parent is not None and site.parent.flow
        new = format_scalar(new_key, style, flow=flow)
    return Splice(content_start(site.tree.text, key), key.end, new)


def require_new(node: Mapping, key: str) -> None:
    """Refuse a key that the mapping has."""
    if entry_named(node, key) is not None:
        raise CannotEdit("The key “{key}” exists already.", key=key)


def key_index(node: Mapping, key: str) -> int:
    """The index of a key in its mapping."""
    entry = entry_named(node, key)
    if entry is None:
        raise CannotEdit("There is no key “{key}” here.", key=key)
    return node.entries.index(entry)


def nested(pointer: Pointer, value: Plain) -> Plain:
    """A value inside the parents that the tokens of a pointer ask for."""
    for token in reversed(pointer):
        if token in {0, APPEND}:
            value = [value]
        elif isinstance(token, int):
            raise CannotEdit("There is no item before item {index}.", index=token)
        else:
            value = {token: value}
    return value
