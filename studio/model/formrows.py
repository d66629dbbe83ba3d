"""The rows of a form as it is looked at: fields, open and closed groups, items of lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from studio.formats.controls import Control
from studio.formats.shapes import items, mapping
from studio.formats.values import MISSING, as_text, is_met
from studio.formats.violations import InstancePath
from studio.model.formfilter import Filter, kept_fields
from studio.model.instance import found
from studio.model.variants import variant_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studio.formats.fields import FieldSpec

_TOLD, _NAMED = 3, 8
"""Values that tell an item, and names of fields that tell a closed group."""

MAX_NESTED_CHOICES = 4
"""Choosers of alternatives directly inside each other."""


class RowKind(str, Enum):
    """What a row shows.

    SECTION gathers fields that stand in no object of their own: advanced ones, a group that
    descriptors name. CHOICE chooses one of the alternatives of a field. ADD appends an item.
    """

    FIELD = "field"
    GROUP = "group"
    SECTION = "section"
    CHOICE = "choice"
    ADD = "add"


class RowKey(NamedTuple):
    """What tells rows apart and stays the same while their values change."""

    kind: RowKind
    path: InstancePath
    name: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row; `field` is the field that it shows, or whose items, choices or section it shows.

    `names` say what is inside a closed group, `count` how many items or fields. An item of a list
    has its `number`, an entry of a map its `entry`; both can be removed. An ADVANCED section has
    the name "".
    """

    key: RowKey
    field: FieldSpec
    depth: int
    is_open: bool = False
    names: tuple[str, ...] = ()
    count: int = 0
    number: int | None = None
    entry: str | None = None

    @property
    def kind(self) -> RowKind:
        """What it shows."""
        return self.key.kind

    @property
    def path(self) -> InstancePath:
        """Its place in the instance."""
        return self.key.path


@dataclass(slots=True)
class Looks:
    """How a form is looked at: what was opened or closed by hand, the alternatives chosen."""

    toggled: dict[RowKey, bool] = field(default_factory=dict[RowKey, bool])
    variants: dict[InstancePath, int] = field(default_factory=dict[InstancePath, int])
    filter: Filter = field(default_factory=Filter)


def rows_of(
    root: FieldSpec, spec: Any, start: Any, looks: Looks, *, waiting: bool = False
) -> list[Row]:
    """The rows of the form whose values below `spec` are given; `start` is the example.

    With `waiting`, fields are shown too that wait for another one's value.
    """
    return list(_Rows(root, spec, start, looks, waiting=waiting).inside(root, (), 0))


def effective(field: FieldSpec, value: Any) -> Any:
    """The value that holds for a field: its own, else the default; `MISSING` without either."""
    return field.default if value is MISSING else value


def is_shown(root: FieldSpec, field: FieldSpec, path: InstancePath, spec: Any) -> bool:
    """Whether a field that waits for another one's value has got it."""
    waits = field.depends_on
    if waits is None:
        return True
    control = root.at(waits.path)
    fallback = control.default if control is not None else MISSING
    return is_met(waits, spec, [each for each in path if isinstance(each, int)], fallback)


class _Rows:
    """Walks down the open part of a form."""

    def __init__(
        self, root: FieldSpec, spec: Any, start: Any, looks: Looks, *, waiting: bool
    ) -> None:
        self._root = root
        self._waiting = waiting
        self._spec = spec
        self._start = start
        self._looks = looks
        self._kept, self._ways = kept_fields(root, looks.filter)

    def inside(self, field: FieldSpec, path: InstancePath, depth: int) -> Iterator[Row]:
        """The rows of all that lies in an object."""
        if field.control is Control.YAML and not path:
            yield Row(RowKey(RowKind.FIELD, path), field, depth)
        elif field.alternatives and not path:
            yield from self._choice(field, path, depth)
        else:
            yield from self._siblings(field.fields, field, path, depth)

    def _siblings(
        self, fields: Sequence[FieldSpec], parent: FieldSpec, path: InstancePath, depth: int
    ) -> Iterator[Row]:
        shown = [each for each in fields if self._is_shown(each, (*path, each.name))]
        if self._looks.filter.example_first:
            given = mapping(found(self._start, path)).keys()
            shown.sort(key=lambda each: each.name not in given)
        plain = [each for each in shown if not each.advanced]
        done: set[str] = set()
        for each in plain:
            if each.group is None:
                yield from self._field(each, (*path, each.name), depth, only=len(shown) == 1)
            elif each.group not in done:
                done.add(each.group)
                group = [one for one in plain if one.group == each.group]
                yield from self._section(each.group, group, parent, path, depth)
        advanced = [each for each in shown if each.advanced]
        if advanced:
            yield from self._section("", advanced, parent, path, depth)

    def _section(
        self,
        name: str,
        fields: Sequence[FieldSpec],
        parent: FieldSpec,
        path: InstancePath,
        depth: int,
    ) -> Iterator[Row]:
        key = RowKey(RowKind.SECTION, path, name)
        is_open = self._is_open(key, self._looks.filter.hides)
        names = tuple(each.label for each in fields)
        yield Row(key, parent, depth, is_open, names, len(fields))
        if is_open:
            for each in fields:
                yield from self._field(each, (*path, each.name), depth + 1)

    def _field(
        self,
        field: FieldSpec,
        path: InstancePath,
        depth: int,
        *,
        only: bool = False,
        number: int | None = None,
        entry: str | None = None,
        choices: int = 0,
    ) -> Iterator[Row]:
        """The row of a field and, if it is open, those inside."""
        if field.alternatives and field.control is field.alternatives[0].control:
            if choices < MAX_NESTED_CHOICES:
                yield from self._choice(field, path, depth, number=number, choices=choices)
            return
        if not _has_rows(field):
            key = RowKey(RowKind.FIELD, path, field.control.value)
            yield Row(key, field, depth, number=number, entry=entry)
            return
        key = RowKey(RowKind.GROUP, path)
        given = effective(field, found(self._spec, path))
        is_list = field.control is not Control.GROUP
        is_part = number is not None or entry is not None
        is_open = self._is_open(key, only or self._opens(field))
        yield Row(
            key,
            field,
            depth,
            is_open,
            () if is_list else _values(field, given) if is_part else _names(field),
            max(len(items(given)), len(mapping(given))) if is_list else 0,
            number=number,
            entry=entry,
        )
        if is_open:
            yield from self._content(field, path, given, depth + 1)

    def _content(
        self, field: FieldSpec, path: InstancePath, given: Any, depth: int
    ) -> Iterator[Row]:
        if field.control is Control.GROUP:
            yield from self._siblings(field.fields, field, path, depth)
            return
        item = field.item
        if item is not None and field.control is Control.ARRAY:
            for index in range(len(items(given))):
                yield from self._field(item, (*path, index), depth, number=index)
        elif item is not None:
            for name in mapping(given):
                yield from self._field(item, (*path, name), depth, entry=name)
        yield Row(RowKey(RowKind.ADD, path), field, depth)

    def _choice(
        self,
        field: FieldSpec,
        path: InstancePath,
        depth: int,
        *,
        number: int | None = None,
        choices: int = 0,
    ) -> Iterator[Row]:
        """The chooser of an alternative, and what the one in force shows."""
        value = found(self._spec, path)
        chosen = variant_of(field, value, self._looks.variants.get(path))
        yield Row(RowKey(RowKind.CHOICE, path, str(choices)), field, depth, True, number=number)
        alternative = field.alternatives[chosen]
        if alternative.control is Control.GROUP:
            yield from self._siblings(alternative.fields, alternative, path, depth + 1)
        else:
            yield from self._field(alternative, path, depth + 1, only=True, choices=choices + 1)

    def _is_open(self, key: RowKey, by_itself: bool) -> bool:
        return self._looks.toggled.get(key, by_itself)

    def _opens(self, field: FieldSpec) -> bool:
        """Whether a group is opened because something inside is looked for."""
        return field.path in self._ways

    def _is_shown(self, field: FieldSpec, path: InstancePath) -> bool:
        if self._kept is not None and field.path not in self._kept:
            return False
        return self._waiting or is_shown(self._root, field, path, self._spec)


def _has_rows(field: FieldSpec) -> bool:
    """Whether rows of their own show what is inside; else the control of the field does."""
    if field.control is Control.MAP:
        return bool(field.fields)
    return field.control in {Control.GROUP, Control.ARRAY}


def _values(field: FieldSpec, given: Any) -> tuple[str, ...]:
    """What tells an item from its siblings: its first plain values; without any, its fields."""
    plain = (mapping(given).get(each.name) for each in field.fields)
    texts = [as_text(each) for each in plain if each and not isinstance(each, (dict, list))]
    return tuple(texts[:_TOLD]) or _names(field)


def _names(field: FieldSpec) -> tuple[str, ...]:
    return tuple(each.label for each in field.fields[:_NAMED])
