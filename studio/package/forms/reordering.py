"""Where a field can be put among its siblings by the order of descriptors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec


class Spot(NamedTuple):
    """A place for a field: before the field at `before`, or behind the one at `behind`.

    Both are None where the field would be the only one that a descriptor orders.
    """

    before: FieldPath | None
    behind: FieldPath | None


def peers(root: FieldSpec, field: FieldSpec) -> tuple[FieldSpec, ...]:
    """The siblings that descriptors order together with `field`, as they are shown, without it.

    Required fields come first whatever descriptors say, advanced ones last, and those that wait
    for a sibling stand behind it: a descriptor moves a field only among its like.
    """
    parent = root.at(field.path[:-1])
    siblings = parent.fields if parent is not None else ()
    names = {each.path for each in siblings}
    waits = _waits_for(field, names)
    return tuple(
        each
        for each in siblings
        if each.path != field.path
        and each.described_at is not None
        and each.required == field.required
        and each.advanced == field.advanced
        and each.group == field.group
        and _waits_for(each, names) == waits
    )


def spots(root: FieldSpec, field: FieldSpec) -> tuple[Spot, ...]:
    """Every place that a descriptor can give to `field`, from the top."""
    others = [each.path for each in peers(root, field)]
    if not others:
        return (Spot(None, None),)
    return (*(Spot(path, None) for path in others), Spot(None, others[-1]))


def neighbour(root: FieldSpec, field: FieldSpec, step: int) -> Spot | None:
    """The place one further down (1) or up (-1) from where `field` is; None at the end."""
    places = spots(root, field)
    present = _number(root, field, places)
    if field.described_at is None:
        # What nobody describes stands below all that somebody does.
        return places[-1] if step < 0 else None
    target = present + step
    return places[target] if 0 <= target < len(places) else None


def _number(root: FieldSpec, field: FieldSpec, places: Sequence[Spot]) -> int:
    """How many of its peers stand above a field."""
    parent = root.at(field.path[:-1])
    order = [each.path for each in parent.fields] if parent is not None else []
    if field.path not in order:
        return len(places) - 1
    above = set(order[: order.index(field.path)])
    return sum(1 for spot in places if spot.before in above)


def _waits_for(field: FieldSpec, siblings: set[FieldPath]) -> FieldPath | None:
    """The sibling that a field stands behind."""
    waits = field.depends_on
    return waits.path if waits is not None and waits.path in siblings else None
