"""Finds fields of a schema by words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from studio.formats.fieldpaths import ITEM, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec

MOST_SEARCHED = 6000
"""Fields after which a search ends; the largest schema of an operator has 14,000."""


def fields_below(field: FieldSpec) -> tuple[FieldSpec, ...]:
    """The fields that a descriptor can name below this one; a list stands for its items."""
    found: dict[FieldPath, FieldSpec] = {}
    for way in field.alternatives or (field,):
        for child in way.children:
            if child.name == ITEM:
                for inner in fields_below(child):
                    found.setdefault(inner.path, inner)
            elif child.name != VALUE:
                found.setdefault(child.path, child)
    return tuple(found.values())


def found_paths(root: FieldSpec, text: str) -> set[FieldPath]:
    """The paths of fields that hold all words in path or title, and of those around them."""
    words = text.casefold().split()
    kept: set[FieldPath] = set()
    for field in islice(_all(root), MOST_SEARCHED):
        told = f"{field.path_text} {field.label}".casefold()
        if all(word in told for word in words):
            kept.update(field.path[:end] for end in range(1, len(field.path) + 1))
    return kept


def _all(field: FieldSpec) -> Iterator[FieldSpec]:
    """All fields level by level, so that those near the top are found first."""
    level = list(fields_below(field))
    while level:
        yield from level
        level = [below for each in level if not each.is_recursive for below in fields_below(each)]
