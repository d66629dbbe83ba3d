"""Instances of a form: what is written, as YAML, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.instancetext import to_yaml
from studio.formats.pruning import in_stable_order, pruned, top_first
from studio.formats.shapes import mapping
from studio.formats.values import MISSING, is_met
from studio.formats.violations import (
    InstancePath,
    Violation,
    unchecked_rules,
    unknown_fields,
    violations,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.fields import FieldSpec
    from studio.package.forms.building import Form

SPEC = "spec"


def spec_of(form: Form, instance: dict[str, Any]) -> Any:
    """The part of an instance that the fields are about: `spec`, or all values of a chart."""
    return instance if form.source.is_chart else instance.get(SPEC, MISSING)


def spec_path(form: Form) -> InstancePath:
    """Where that part lies in an instance."""
    return () if form.source.is_chart else (SPEC,)


def shown_values(form: Form, instance: dict[str, Any]) -> Any:
    """The values that the form shows: those given, over those of a chart's `values.yaml`."""
    given, defaults = spec_of(form, instance), form.root.context.defaults
    return given if defaults is None else merged(defaults, given)


def is_shown(
    form: Form, field: FieldSpec, instance: dict[str, Any], indices: Sequence[int] = ()
) -> bool:
    """Whether the field that it depends on has the value; true where it depends on none.

    A control field that says nothing counts with its default. `indices` are those of the items
    around the field.
    """
    dependency = field.depends_on
    if dependency is None:
        return True
    values = shown_values(form, instance)
    control = form.root.at(dependency.path)
    fallback = control.default if control is not None else MISSING
    return is_met(dependency, values, indices, fallback)


def written(form: Form, instance: dict[str, Any]) -> dict[str, Any]:
    """The instance as the form writes it: without empty values, keys in a stable order."""
    start = form.start.instance
    kept = mapping(pruned(instance, start))
    if form.source.is_chart:
        return in_stable_order(kept, start, form.root)
    ordered = in_stable_order(kept, start, None)
    if SPEC in kept:
        ordered[SPEC] = in_stable_order(kept[SPEC], start.get(SPEC, MISSING), form.root)
    return top_first(ordered)


def written_yaml(form: Form, instance: dict[str, Any]) -> str:
    """The YAML that the consumer would get."""
    return to_yaml(written(form, instance))


def check(form: Form, instance: dict[str, Any]) -> tuple[Violation, ...]:
    """What is wrong with an instance as it stands, from its top; () where there is no schema.

    Fields that the server would drop come last, with the keyword "unknown".
    """
    if form.source.is_chart:
        schema = mapping(form.root.context.schemas.root)
        values = merged(form.root.context.defaults, instance)
        return tuple(violations(schema, values, chart=True))
    version = form.crd_version
    if version is None or version.pointer is None:
        return ()
    found = violations(version.schema, instance)
    if version.prunes:
        found += unknown_fields(version.schema, instance)
    return tuple(found)


def unchecked(form: Form, instance: dict[str, Any]) -> tuple[Violation, ...]:
    """The CEL rules for what the instance gives, which only the server evaluates."""
    return tuple(unchecked_rules(form.root, spec_of(form, instance), spec_path(form)))


def merged(below: Any, above: Any) -> Any:
    """Values of a chart with others laid over them, as Helm does: null takes a key away."""
    if above is MISSING:
        return below
    if not isinstance(below, dict) or not isinstance(above, dict):
        return above
    result = dict(mapping(below))
    for key, value in mapping(above).items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key, MISSING), value)
    return result
