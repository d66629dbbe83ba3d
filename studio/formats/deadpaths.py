"""Paths of descriptors that lead to no field: why, and what was probably meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from studio.formats.fieldpaths import ITEM, VALUE, FieldPath, format_path
from studio.formats.marketplace import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.fields import FieldSpec

_DEEPEST = 5
_MOST = 2000
"""How far and how long a field of another place is searched for."""


class PathFault(Enum):
    """Why a path has no effect."""

    DEAD = "the schema has no such field"
    NO_INDEX = "a list is entered without an index"
    FREE_KEY = "the keys there are free, so that no schema names them"
    PREFIX = "it begins with `spec` or `status`"


class Diagnosis(NamedTuple):
    """What is wrong with a path, and the path that was probably meant."""

    fault: PathFault
    meant: FieldPath | None


def diagnosis(root: FieldSpec, path: FieldPath, side: str = "spec") -> Diagnosis | None:
    """What is wrong with a path below `root`; None where it leads to a field.

    `side` is what `root` is: "spec" or "status".
    """
    if not path:
        return Diagnosis(PathFault.DEAD, None)
    if path[0] == side and root.child(side) is None:
        rest = path[1:]
        found = diagnosis(root, rest, side) if rest else None
        meant = found.meant if found else rest or None
        return Diagnosis(PathFault.PREFIX, meant)
    return _walked(root, path)


def _walked(root: FieldSpec, path: FieldPath) -> Diagnosis | None:
    field: FieldSpec = root
    for depth, token in enumerate(path):
        child = field.child(token)
        if child is not None:
            field = child
            continue
        item = field.item
        if item is not None and item.name == ITEM and token != ITEM:
            return Diagnosis(PathFault.NO_INDEX, _indexed(root, path, depth))
        if (item is not None and item.name == VALUE) or field.view.is_open or field.type == "any":
            return Diagnosis(PathFault.FREE_KEY, None)
        return Diagnosis(PathFault.DEAD, meant_path(root, path))
    return None


def _indexed(root: FieldSpec, path: FieldPath, depth: int) -> FieldPath | None:
    """The path with an index before token `depth`, if it then leads to a field."""
    candidate = (*path[:depth], ITEM, *path[depth:])
    found = _walked(root, candidate)
    return candidate if found is None else found.meant


def meant_path(root: FieldSpec, path: FieldPath) -> FieldPath | None:
    """The path of a field that is most like a dead one: near names first, then other places."""
    return _respelled(root, path) or _elsewhere(root, path)


def _respelled(field: FieldSpec, path: FieldPath) -> FieldPath | None:
    """The path with names exchanged for near ones at the same depth."""
    if not path:
        return ()
    token, rest = path[0], path[1:]
    child = field.child(token)
    if child is None and token == ITEM:
        return _respelled(field, rest)
    if child is None:
        name = nearest(token, [each.name for each in field.children if each.name != ITEM])
        child = field.child(name) if name else None
    if child is None:
        return None
    below = _respelled(child, rest)
    return None if below is None else (child.name, *below)


def _elsewhere(root: FieldSpec, path: FieldPath) -> FieldPath | None:
    """A field of the same name at another place: the one whose path is most alike."""
    names = [token for token in path if token != ITEM]
    text = format_path(path)
    best: tuple[float, FieldPath] | None = None
    for field in _all(root):
        if names and field.name == names[-1]:
            likeness = SequenceMatcher(None, text, format_path(field.path)).ratio()
            if best is None or likeness > best[0]:
                best = likeness, field.path
    return best[1] if best else None


def _all(root: FieldSpec) -> Iterator[FieldSpec]:
    """The fields near the top, level by level."""
    level, seen = list(root.children), 0
    for _ in range(_DEEPEST):
        following: list[FieldSpec] = []
        for field in level:
            seen += 1
            if seen > _MOST:
                return
            yield field
            following += field.children
        level = following
