"""What the schema says of an instance, by the fields that it says it of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.forms.instances import spec_path
from studio.package.forms.report import is_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.fields import FieldSpec
    from studio.formats.violations import InstancePath, Violation
    from studio.package.forms import Form


class Verdict:
    """Violations by their place below `spec`; what is missing is said where it belongs.

    `errors` are why the server refuses the instance, `warnings` what it drops.
    """

    def __init__(self, form: Form | None = None, found: Sequence[Violation] = ()) -> None:
        self.errors = tuple(each for each in found if is_error(each))
        self.warnings = tuple(each for each in found if not is_error(each))
        self._places: list[tuple[InstancePath, Violation]] = []
        prefix = spec_path(form) if form else ()
        for each in found:
            place = _place(each)
            if place[: len(prefix)] == prefix:
                self._places.append((place[len(prefix) :], each))

    @property
    def first_place(self) -> InstancePath | None:
        """The field of the first violation that belongs to one."""
        return next((place for place, _each in self._places if place), None)

    def at(self, path: InstancePath) -> list[Violation]:
        """What is wrong with the value of exactly this field."""
        return [each for place, each in self._places if place == path]

    def of_open(self, field: FieldSpec, path: InstancePath) -> list[Violation]:
        """What is wrong with an open group, and with keys in it that no field has."""
        strangers = [
            each
            for place, each in self._places
            if place[:-1] == path and field.item is None and field.child(str(place[-1])) is None
        ]
        return [*self.at(path), *strangers]

    def within(self, path: InstancePath) -> list[Violation]:
        """What is wrong with a field or anything inside it."""
        return [each for place, each in self._places if place[: len(path)] == path]


def _place(violation: Violation) -> InstancePath:
    """Where it belongs: a missing field to itself, and not to the object that lacks it."""
    name = violation.message.args.get("name")
    if violation.keyword == "required" and isinstance(name, str):
        return (*violation.path, name)
    return violation.path
