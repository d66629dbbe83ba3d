"""The structure an edit means to reach, compared with the one it reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.yamltext.nodes import (
    DOCUMENT_MARK,
    END_MARK,
    MAPPING_MARK,
    SEQUENCE_MARK,
    CollectionItem,
    OutlineItem,
    Scalar,
    ScalarItem,
    Tree,
    parse,
    parse_json,
)
from studio.yamltext.plain import Plain, same_scalar
from studio.yamltext.scalars import resolve
from studio.yamltext.splices import CannotEdit, Splice, apply

if TYPE_CHECKING:
    from collections.abc import Iterable


class Wanted(NamedTuple):
    """A node with this meaning, tag and anchor; `origin` is the outline index it replaces."""

    value: Plain
    tag: str | None = None
    anchor: str | None = None
    origin: int | None = None


class WantedKey(NamedTuple):
    """A key with this text; `origin` is the outline index it replaces."""

    text: str
    tag: str | None = None
    anchor: str | None = None
    origin: int | None = None


class NewDocument(NamedTuple):
    """The start of a document that the old text does not have."""


Part = range | Wanted | WantedKey | NewDocument
"""A stretch of the old outline, or something new."""


def replaced(tree: Tree, start: int, stop: int, *parts: Part) -> list[Part]:
    """The outline of `tree` with one stretch replaced by `parts`."""
    return [range(start), *parts, range(stop, len(tree.outline))]


def verified(tree: Tree, splice: Splice, parts: Iterable[Part]) -> Splice:
    """The splice, once the text it makes is read again and means exactly `parts`.

    Raises `CannotEdit` when the new text does not parse, has another structure, or has an alias
    that no longer means what it meant.
    """
    text = apply(tree.text, splice)
    new = parse_json(text) if tree.is_json else parse(text)
    if new.error:
        raise CannotEdit("The text does not allow this edit: {reason}", reason=new.error.message)
    starts: list[tuple[int, Part]] = []
    at = 0
    for part in parts:
        starts.append((at, part))
        after = match(new.outline, at, part, tree.outline)
        if after is None:
            raise CannotEdit("The text does not allow this edit without changing other values.")
        at = after
    if at != len(new.outline):
        raise CannotEdit("The text does not allow this edit without changing other values.")
    if new.aliases:
        check_aliases(tree, new, starts)
    return splice


def match(outline: list[OutlineItem], at: int, part: Part, old: list[OutlineItem]) -> int | None:
    """The index after `part` in an outline where it starts at `at`; None if it does not."""
    if isinstance(part, range):
        after = at + len(part)
        return after if outline[at:after] == old[part.start : part.stop] else None
    if isinstance(part, NewDocument):
        return at + 1 if outline[at : at + 1] == [DOCUMENT_MARK] else None
    if isinstance(part, WantedKey):
        return match_key(outline, at, part)
    return match_value(outline, at, part.value, part.tag, part.anchor)


def match_key(outline: list[OutlineItem], at: int, key: WantedKey) -> int | None:
    """Match a scalar key by its text."""
    scalar = as_scalar(outline[at]) if at < len(outline) else None
    if scalar is None or (scalar.value, scalar.tag, scalar.anchor) != key[:3]:
        return None
    return at + 1


def match_value(
    outline: list[OutlineItem],
    at: int,
    value: Plain,
    tag: str | None = None,
    anchor: str | None = None,
) -> int | None:
    """Match a whole node by its value; the type counts, so 1 is not 1.0 and not True."""
    if at >= len(outline):
        return None
    if isinstance(value, (dict, list)):
        mark = MAPPING_MARK if isinstance(value, dict) else SEQUENCE_MARK
        wanted = mark if tag is None and anchor is None else CollectionItem(mark, tag, anchor)
        return match_children(outline, at + 1, value) if outline[at] == wanted else None
    scalar = as_scalar(outline[at])
    if scalar is None or (scalar.tag, scalar.anchor) != (tag, anchor):
        return None
    return at + 1 if same_scalar(resolve(scalar), value) else None


def match_children(
    outline: list[OutlineItem], at: int, value: dict[str, Plain] | list[Plain]
) -> int | None:
    """Match the inside of a collection and its end."""
    children = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, child in children:
        after: int | None = at
        if key is not None:
            after = match_key(outline, at, WantedKey(key))
        after = None if after is None else match_value(outline, after, child)
        if after is None:
            return None
        at = after
    return at + 1 if outline[at : at + 1] == [END_MARK] else None


def as_scalar(item: OutlineItem) -> Scalar | None:
    """The scalar that an item of the outline stands for."""
    if isinstance(item, str):
        return Scalar(0, 0, 0, item, "")
    if isinstance(item, ScalarItem):
        return Scalar(0, 0, 0, item.value, '"' if item.quoted else "", item.tag, item.anchor)
    return None


def check_aliases(old: Tree, new: Tree, starts: list[tuple[int, Part]]) -> None:
    """Raise `CannotEdit` when an alias means another node than before, or none."""
    targets = {alias.index: alias.target for alias in old.aliases}
    for alias in new.aliases:
        before = targets[old_index(alias.index, starts)]
        if before is None and alias.target is None:
            continue
        if (
            before is None
            or alias.target is None
            or old_index(alias.target.index, starts) != before.index
        ):
            raise CannotEdit("The alias “*{name}” needs what this edit changes.", name=alias.name)


def old_index(index: int, starts: list[tuple[int, Part]]) -> int:
    """The index in the old outline of what stands at an index of the new one; -1 if it is new."""
    start, part = next(pair for pair in reversed(starts) if pair[0] <= index)
    if isinstance(part, range):
        return part.start + index - start
    if isinstance(part, NewDocument) or part.origin is None or index != start:
        return -1
    return part.origin
