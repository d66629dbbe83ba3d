"""Move entries and items: within their collection or to another parent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.yamltext.blocks import reorder_lines
from studio.yamltext.flows import flow_lead, reorder_in_flow
from studio.yamltext.geometry import (
    Child,
    Collection,
    before_break,
    children,
    column,
    indentation,
    line_end,
    lines_of,
    starts_line,
)
from studio.yamltext.insertion import flow_margin, insert_child, insertion_index, write_child
from studio.yamltext.intent import Part, Wanted, WantedKey, replaced, verified
from studio.yamltext.nodes import Mapping, Node, Scalar, Sequence, Tree, parse, parse_json
from studio.yamltext.pointers import Pointer, format_pointer
from studio.yamltext.reuse import has_properties
from studio.yamltext.scalars import to_python
from studio.yamltext.sites import Site, find_site, is_vacant
from studio.yamltext.splices import CannotEdit, Splice, apply, combine, trimmed
from studio.yamltext.steps import (
    key_index,
    key_splice,
    removal,
    remove_child,
    replace,
    require_new,
)

if TYPE_CHECKING:
    from studio.yamltext.plain import Plain


def move_item(tree: Tree, pointer: Pointer, new_index: int, *, document: int = 0) -> Splice:
    """Move an item within its sequence, so that it has `new_index` afterwards."""
    site = find_site(tree, pointer, document)
    if not isinstance(site.parent, Sequence) or not 0 <= new_index < len(site.parent.items):
        raise CannotEdit("The item cannot be moved there.")
    return reorder(site, site.parent, new_index)


def move_key(
    tree: Tree,
    pointer: Pointer,
    *,
    before: str | None = None,
    after: str | None = None,
    document: int = 0,
) -> Splice:
    """Move an entry within its mapping, directly above or below another one."""
    site = find_site(tree, pointer, document)
    sibling = before if before is not None else after
    if not isinstance(site.parent, Mapping) or sibling is None:
        raise CannotEdit("The key cannot be moved there.")
    place = key_index(site.parent, sibling) + (before is None)
    return reorder(site, site.parent, place - (place > site.number))


def reorder(site: Site, parent: Collection, new_index: int) -> Splice:
    """Move child `site.number` of `parent`, so that it has `new_index` afterwards."""
    if new_index == site.number:
        return Splice(0, 0, "")
    tree = site.tree
    found = children(tree, parent)
    order = list(range(len(found)))
    order.insert(new_index, order.pop(site.number))
    splices = (reorder_in_flow if parent.flow else reorder_lines)(tree, parent, order)
    parts: list[Part] = [range(found[old].first, found[old].stop) for old in order]
    splice = combine(tree.text, splices)
    return verified(tree, splice, replaced(tree, found[0].first, found[-1].stop, *parts))


def move(
    tree: Tree,
    source: Pointer,
    target_parent: Pointer,
    key_or_index: str | int,
    *,
    document: int = 0,
) -> Splice:
    """Move the entry or item at `source` below another parent, as the last key or as an item.

    Both pointers mean the text as it is. `key_or_index` is the key it gets, or the index in the
    target before which it is put. Its text and comments go with it, re-indented; where another
    style needs it written anew, `CannotEdit` is raised rather than lose comments or tags.
    """
    site = find_site(tree, source, document)
    target = find_site(tree, target_parent, document)
    if site.parent is None or site.node is None or is_inside(target, site.node):
        raise CannotEdit("“{place}” cannot be moved into itself.", place=format_pointer(source))
    if target.node is site.parent and isinstance(key_or_index, int):
        index = key_or_index - (key_or_index > site.number)
        return move_item(tree, source, index, document=document)
    if target.node is site.parent:
        raise CannotEdit("“{place}” is there already.", place=format_pointer(source))
    if is_vacant(target.node, in_flow=target.in_flow):
        return move_into_vacant(site, source, target, target_parent, key_or_index)
    node = target.node
    if not isinstance(node, (Mapping, Sequence)):
        raise CannotEdit("“{place}” can hold nothing.", place=format_pointer(target_parent))
    index, key = target_place(node, key_or_index)
    child = children(tree, site.parent)[site.number]
    new, parts = moved_child(site, child, target, node, key)
    splices = [
        *removal(site, trim_end=False),
        *insert_child(tree, target.document, node, index, new),
    ]
    at = insertion_index(tree, node, index)
    return verified(tree, combine(tree.text, splices), rearranged(tree, child, at, parts))


def is_inside(site: Site, node: Node) -> bool:
    """Whether a site is `node` or stands somewhere below it."""
    above: Site | None = site
    while above is not None:
        if above.node is node:
            return True
        above = above.above
    return False


def target_place(node: Collection, key_or_index: str | int) -> tuple[int, str | None]:
    """The index before which a moved child is put, and its key in a mapping."""
    if isinstance(node, Mapping):
        key = str(key_or_index)
        require_new(node, key)
        return len(node.entries), key
    if not isinstance(key_or_index, int) or not 0 <= key_or_index <= len(node.items):
        raise CannotEdit("There is no place {index} in this list.", index=key_or_index)
    return key_or_index, None


def rearranged(tree: Tree, child: Child, at: int, parts: list[Part]) -> list[Part]:
    """The outline with `child` taken out, and `parts` put in before another index."""
    total = len(tree.outline)
    if child.first < at:
        return [range(child.first), range(child.stop, at), *parts, range(at, total)]
    return [range(at), *parts, range(at, child.first), range(child.stop, total)]


def moved_child(
    site: Site, child: Child, target: Site, node: Collection, key: str | None
) -> tuple[str, list[Part]]:
    """The text of a child for its new parent, and what the outline holds for it there."""
    tree, parent = site.tree, site.parent
    value = child.value
    carried = range(value.index, value.stop)
    old_key = child.key
    is_simple = old_key is None or (isinstance(old_key, Scalar) and old_key.end > old_key.start)
    same_kind = type(parent) is type(node) and parent is not None and parent.flow == node.flow
    if same_kind and is_simple:
        if node.flow and not tree.is_json:
            require_no_comment(tree.text, child)
        new = carried_text(site, child, target, node, key)
        if key is None or not isinstance(old_key, Scalar):
            return new, [carried]
        return new, [WantedKey(key, old_key.tag, old_key.anchor, old_key.index), carried]
    require_rewritable(site, child)
    plain: Plain = to_python(value)
    new = write_child(tree, target.document, node, key, plain)
    wanted = Wanted(plain)
    return new, [wanted] if key is None else [WantedKey(key), wanted]


def carried_text(site: Site, child: Child, target: Site, node: Collection, key: str | None) -> str:
    """The own text of a child, with the indent of its new place and its new key."""
    tree = site.tree
    text = tree.text
    parent = site.parent
    assert parent is not None  # noqa: S101 - a child has a parent
    if node.flow:
        start, end = child.start, child.end
        comments = ""
        old_margin = indentation(text, start)
        new_margin = flow_margin(tree, target.document, node)
    else:
        lines = lines_of(tree, parent)[site.number]
        start, end = child.start, before_break(text, lines.tail)
        old_margin = " " * column(text, parent.body)
        new_margin = " " * column(text, node.body)
        comments = "" if lines.inline else text[lines.lead : start].lstrip(" ")
    body = text[start:end]
    if key is not None and isinstance(child.key, Scalar) and child.key.value != key:
        splice = key_splice(site, child.key, key)
        body = apply(body, Splice(splice.start - start, splice.end - start, splice.text))
    return with_margin(comments + body, old_margin, new_margin)


def with_margin(text: str, old: str, new: str) -> str:
    """Text whose lines after the first have another indent; blank lines stay as they are."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(moved_line(line, old, new) for line in rest)])


def moved_line(line: str, old: str, new: str) -> str:
    """One line with the indent `new` in the place of `old`, as far as it has that."""
    if not line.strip():
        return line
    if line.startswith(old):
        return new + line[len(old) :]
    return new + line.lstrip(" ")


def require_no_comment(text: str, child: Child) -> None:
    """Refuse to move a child out of brackets on whose lines a comment stands: it would be lost."""
    lead = flow_lead(text, child.start, 0) if starts_line(text, child.start) else child.start
    if "#" in text[lead : child.start] or "#" in text[child.end : line_end(text, child.end)]:
        raise CannotEdit("This place cannot take the text with its comments, tags or anchors.")


def require_rewritable(site: Site, child: Child) -> None:
    """Refuse to write a child anew where comments, tags, anchors or aliases would be lost."""
    text, parent = site.tree.text, site.parent
    start, end = child.start, child.end
    if parent is not None and parent.flow and not site.tree.is_json:
        require_no_comment(text, child)
    elif parent is not None and not parent.flow:
        lines = lines_of(site.tree, parent)[site.number]
        start, end = lines.lead, lines.tail
    has_comment = not site.tree.is_json and "#" in text[start:end]
    if has_comment or has_properties(child.value):
        raise CannotEdit("This place cannot take the text with its comments, tags or anchors.")


def move_into_vacant(
    site: Site, source: Pointer, target: Site, target_parent: Pointer, key_or_index: str | int
) -> Splice:
    """Move a child into a place that holds nothing: by way of a placeholder beside it."""
    tree = site.tree
    number = 0 if not tree.documents else tree.documents.index(site.document)
    is_item = isinstance(key_or_index, int)
    placeholder = 0 if is_item else f"{key_or_index}-"
    with_place = after(tree, replace(target, [None] if is_item else {str(placeholder): None}))
    place = 1 if is_item else key_or_index
    moved = after(with_place, move(with_place, source, target_parent, place, document=number))
    shifted = pointer_after_removal(site, source, target_parent)
    done = remove_child(find_site(moved, (*shifted, placeholder), number))
    text = apply(moved.text, done)
    return trimmed(tree.text, Splice(0, len(tree.text), text))


def after(tree: Tree, splice: Splice) -> Tree:
    """The tree of the text after a splice."""
    text = apply(tree.text, splice)
    return parse_json(text) if tree.is_json else parse(text)


def pointer_after_removal(site: Site, source: Pointer, pointer: Pointer) -> Pointer:
    """A pointer as it is once the item at `source` is gone: later items move up by one."""
    depth = len(source) - 1
    if not isinstance(site.parent, Sequence) or pointer[:depth] != source[:-1]:
        return pointer
    index = int(pointer[depth])
    return (*pointer[:depth], index - (index > site.number), *pointer[depth + 1 :])
