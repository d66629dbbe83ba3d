"""Which fields of a form are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.fieldpaths import ITEM, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec


class Filter(NamedTuple):
    """Which fields are looked at: those that hold `text`, only required ones, which first."""

    text: str = ""
    required_only: bool = False
    example_first: bool = False

    @property
    def hides(self) -> bool:
        """Whether some fields are left out."""
        return bool(self.text) or self.required_only


def kept_fields(
    root: FieldSpec, wanted: Filter
) -> tuple[frozenset[FieldPath] | None, frozenset[FieldPath]]:
    """The fields that a filter keeps (None for all), and the groups that it opens."""
    if not wanted.hides:
        return None, frozenset()
    if wanted.required_only and not wanted.text:
        kept = {each.path for each in _required(root.fields)}
        return frozenset(kept), frozenset()
    words = wanted.text.casefold().split()
    hits: set[FieldPath] = set()
    ways: set[FieldPath] = set()
    below: set[FieldPath] = set()
    for each in _required(root.fields) if wanted.required_only else root.shown():
        text = f"{each.path_text} {each.label} {each.help}".casefold()
        if all(word in text for word in words):
            hits.add(each.path)
            ways.update(each.path[:end] for end in range(1, len(each.path)))
        elif any(each.path[:end] in hits for end in range(1, len(each.path))):
            below.add(each.path)
    return frozenset(hits | ways | below), frozenset(ways)


def _required(fields: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    """Required fields, and inside them those that are required there."""
    for each in fields:
        if each.required or each.name in {ITEM, VALUE}:
            yield each
            if not each.is_recursive:
                yield from _required(each.fields)
