"""The order in which the fields of one object are shown."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec


class Tier(IntEnum):
    """What lifts a field, the highest first (the OpenShift console's rule)."""

    REQUIRED_DESCRIBED = 0
    REQUIRED = 1
    DESCRIBED = 2
    CONTROL = 3
    REST = 4


class Rank(NamedTuple):
    """Where a field stands among its siblings; equal ranks keep the order of the schema."""

    tier: Tier
    place: int


def rank_of(field: FieldSpec) -> Rank:
    """The rank of a field; a descriptor somewhere below it lifts it as one of its own does."""
    place = field.described_at
    if place is None:
        if field.required:
            return Rank(Tier.REQUIRED, 0)
        return Rank(Tier.CONTROL if field.is_control else Tier.REST, 0)
    return Rank(Tier.REQUIRED_DESCRIBED if field.required else Tier.DESCRIBED, place)


def in_order(fields: Iterable[FieldSpec]) -> tuple[FieldSpec, ...]:
    """Siblings as they are shown: by rank, a dependent one behind its control, advanced last."""
    ranked = sorted(fields, key=rank_of)
    placed = list(_behind_controls(ranked))
    return (*(f for f in placed if not f.advanced), *(f for f in placed if f.advanced))


def _behind_controls(ranked: Sequence[FieldSpec]) -> Iterable[FieldSpec]:
    """Put each field that depends on a sibling directly behind it, and so on for its own."""
    siblings = {field.path: field for field in ranked}
    dependents: dict[FieldPath, list[FieldSpec]] = {}
    pending: list[FieldSpec] = []
    for field in reversed(ranked):
        control = _control(field, siblings)
        if control is None or _waits_for_itself(field, siblings):
            pending.append(field)
        else:
            dependents.setdefault(control.path, []).append(field)
    while pending:
        field = pending.pop()
        yield field
        pending += dependents.get(field.path, [])


def _control(field: FieldSpec, siblings: Mapping[FieldPath, FieldSpec]) -> FieldSpec | None:
    """The sibling that a field waits for."""
    return siblings.get(field.depends_on.path) if field.depends_on else None


def _waits_for_itself(field: FieldSpec, siblings: Mapping[FieldPath, FieldSpec]) -> bool:
    """Whether fields wait for each other in a circle that holds this one."""
    control = _control(field, siblings)
    for _ in siblings:
        if control is None or control is field:
            break
        control = _control(control, siblings)
    return control is field
