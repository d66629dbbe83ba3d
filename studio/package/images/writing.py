"""Write values into a file: the smallest text that says them, all in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.changes import TextEdit
from studio.package.images.embedded import embedded, offset_in_file
from studio.yamltext import edits
from studio.yamltext.geometry import content_start
from studio.yamltext.nodes import Scalar, parse
from studio.yamltext.pointers import find
from studio.yamltext.scalars import format_json, format_scalar, resolve
from studio.yamltext.splices import CannotEdit, Splice, apply, combine, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.content import FileText
    from studio.yamltext.nodes import Tree
    from studio.yamltext.pointers import Pointer

    Spot = tuple[Pointer, Pointer | None]
    """A pointer into a file, and one into the text that stands there, if that is meant."""

_ONE_LINE = frozenset({"", "'", '"'})


def with_values(content: FileText, values: Mapping[Spot, str]) -> str:
    """The text of a YAML file with strings written at spots of its first document.

    What is missing is added with its parents. Raises `CannotEdit`.
    """
    text = content.text
    splices = [_splice(content, *spot, value) for spot, value in values.items()]
    if None not in splices:
        new = apply(text, combine(text, [splice for splice in splices if splice is not None]))
        if _says(content.with_text(new), values):
            return new
    for spot, value in values.items():
        content = content.with_text(_with_one(content, *spot, value))
    return content.text


def text_edit(path: str, old: str, new: str) -> TextEdit | None:
    """The smallest edit that turns one text into another; None where they are the same."""
    splice = trimmed(old, Splice(0, len(old), new))
    if old == new:
        return None
    return TextEdit(path, splice.start, old[splice.start : splice.end], splice.text)


def _splice(
    content: FileText, pointer: Pointer, inner: Pointer | None, value: str
) -> Splice | None:
    """The splice of a scalar that is there on one line; None for all that is not that simple."""
    tree = content.yaml_tree
    if inner is None:
        node = None if tree.error else find(tree.root, pointer)
        if not isinstance(node, Scalar) or node.style not in _ONE_LINE or node.start == node.end:
            return None
        start = content_start(tree.text, node)
        return Splice(start, node.end, format_scalar(value, node.style))
    inside = embedded(content, pointer)
    node = find(inside.tree.root, inner) if inside else None
    if inside is None or not isinstance(node, Scalar) or inside.scalar.style != "|":
        return None
    written = _written(inside.tree, node, value)
    start = offset_in_file(content, inside, node.start)
    end = start + node.end - node.start
    if content.text[start:end] != inside.tree.text[node.start : node.end]:
        return None
    return Splice(start, end, written)


def _written(tree: Tree, node: Scalar, value: str) -> str:
    return format_json(value) if tree.is_json else format_scalar(value, node.style)


def _says(content: FileText, values: Mapping[Spot, str]) -> bool:
    """Whether a file holds the values where they were to be written."""
    tree = content.yaml_tree
    if tree.error:
        return False
    for (pointer, inner), value in values.items():
        inside = None if inner is None else embedded(content, pointer)
        node = find(tree.root, pointer) if inner is None else None
        if inside is not None and inner is not None:
            node = find(inside.tree.root, inner)
        if not isinstance(node, Scalar) or resolve(node) != value:
            return False
    return True


def _with_one(content: FileText, pointer: Pointer, inner: Pointer | None, value: str) -> str:
    """The text with one value written by a verified edit."""
    if inner is None:
        return _applied(content.yaml_tree, pointer, value)
    inside = embedded(content, pointer)
    if inside is None:
        raise CannotEdit("The text at this place is neither JSON nor YAML.")
    text = _applied(inside.tree, inner, value)
    return _applied(parse(content.text), pointer, text)


def _applied(tree: Tree, pointer: Pointer, value: str) -> str:
    return apply(tree.text, edits.set_value(tree, pointer, value))
