"""Instances as YAML text, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.shapes import mapping
from studio.wording import message
from studio.yamltext.nodes import Mapping, parse
from studio.yamltext.plain import as_plain
from studio.yamltext.render import BlockStyle, mapping_lines
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.wording import Message

_STYLE = BlockStyle(step=2, sequence_step=0)


class ReadInstance(NamedTuple):
    """What a text holds; `fault` says why it holds no instance, with its line."""

    value: dict[str, Any]
    fault: Message | None = None
    line: int = 1


def to_yaml(instance: dict[str, Any]) -> str:
    """An instance as YAML, in the order of its keys; ends in a line break."""
    plain = as_plain(instance)
    if not isinstance(plain, dict) or not plain:
        return "{}\n"
    return f"{mapping_lines(plain, _STYLE, 0)}\n"


def from_yaml(text: str) -> ReadInstance:
    """Read an instance from YAML or JSON; an empty text is an empty one."""
    tree = parse(text)
    if tree.error is not None:
        return ReadInstance({}, tree.error.message, tree.position(tree.error.offset).line)
    if len(tree.documents) > 1:
        line = tree.position(tree.documents[1].start).line
        return ReadInstance({}, message("There is more than one document."), line)
    if tree.root is None:
        return ReadInstance({})
    if not isinstance(tree.root, Mapping):
        sentence = message("The text must hold keys with values.")
        return ReadInstance({}, sentence, tree.position(tree.root.start).line)
    return ReadInstance(mapping(to_python(tree.root)))
