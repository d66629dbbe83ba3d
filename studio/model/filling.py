"""What was filled into the form of one resource: edits over the values that it began with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.shapes import mapping
from studio.formats.values import MISSING
from studio.model.formrows import Looks, effective
from studio.model.instance import edited, found, replaced, schema_path
from studio.package.forms.instances import SPEC, written

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.formats.violations import InstancePath
    from studio.package.forms import Form


class Filling:
    """The values of one instance; the start values may change below the edits.

    `edits` are kept in order by their place below `spec` (or in a chart's values); one inside a
    list holds the whole list. `looks` say how the form was looked at.
    """

    def __init__(self) -> None:
        self.form: Form | None = None
        self.looks = Looks()
        self.edits: dict[InstancePath, Any] = {}
        self.own_metadata: dict[str, Any] = {}
        self.spec: Any = {}

    @property
    def start(self) -> Any:
        """The values that the form begins with."""
        if self.form is None:
            return {}
        instance = self.form.start.instance
        return instance if self.form.source.is_chart else instance.get(SPEC, {})

    @property
    def metadata(self) -> dict[str, Any]:
        """Name, namespace and labels; a chart's instance is called like the chart."""
        if self.form is None:
            return {}
        is_chart = self.form.source.is_chart
        given = self.form.start.instance.get("metadata")
        begun = {"name": self.form.source.name} if is_chart else mapping(given)
        return {**begun, **self.own_metadata}

    @property
    def instance(self) -> dict[str, Any]:
        """The whole instance as the form writes it; empty without a form."""
        if self.form is None:
            return {}
        if self.form.source.is_chart:
            return written(self.form, mapping(self.spec))
        whole = {**self.form.start.instance, "metadata": self.metadata, SPEC: self.spec}
        return written(self.form, whole)

    @property
    def is_changed(self) -> bool:
        """Whether anything was filled in."""
        return bool(self.edits or self.own_metadata)

    def follow(self, form: Form) -> None:
        """Lay the edits over the start values of a form that was read anew."""
        self.form = form
        self.spec = edited(self.start, self.edits)

    def clear(self) -> None:
        """Go back to the start values."""
        self.edits.clear()
        self.own_metadata.clear()
        self.looks.variants.clear()
        self.spec = edited(self.start, {})

    def take(self, instance: dict[str, Any]) -> None:
        """Take over all values of an instance."""
        if self.form is None:
            return
        if not self.form.source.is_chart:
            self.own_metadata = dict(mapping(instance.get("metadata")))
            instance = instance.get(SPEC, {})
        self.edits = {(): instance}
        self.spec = edited(self.start, self.edits)

    def field_at(self, path: InstancePath) -> FieldSpec | None:
        """The field of a place."""
        root = self.form.root if self.form else None
        return root.at(schema_path(root, path)) if root else None

    def given(self, path: InstancePath) -> Any:
        """The value that holds at a place: its own, else the default; `MISSING` without either."""
        field, value = self.field_at(path), found(self.spec, path)
        return value if field is None else effective(field, value)

    def edit(self, path: InstancePath, value: Any) -> None:
        """Put a value at a place; `MISSING` says nothing there.

        Inside a list, or a map whose entries are still its defaults, the whole of it is given.
        """
        whole = path[: self._cut(path)]
        if whole != path:
            value = replaced(self.given(whole), path[len(whole) :], value)
        for inner in [each for each in self.edits if each[: len(whole)] == whole]:
            del self.edits[inner]
        self.edits[whole] = value
        self.spec = edited(self.start, self.edits)

    def _cut(self, path: InstancePath) -> int:
        """How much of a path leads to what is edited as a whole."""
        for number, token in enumerate(path):
            if isinstance(token, int):
                return number
        parent = path[:-1]
        if parent and found(self.spec, parent) is MISSING:
            field = self.field_at(parent)
            if field is not None and field.item is not None:
                return len(parent)
        return len(path)


def free_name(given: Any) -> str:
    """A key that a mapping does not have."""
    taken = mapping(given)
    names = (f"key{number}" if number > 1 else "key" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def empty_value(field: FieldSpec | None) -> Any:
    """What a new item begins as."""
    if field is None:
        return ""
    if field.default is not MISSING:
        return field.default
    if field.type == "object":
        return {}
    return [] if field.type == "array" else False if field.type == "boolean" else None
