"""Validators for the schemas of CRDs, as the Kubernetes API server reads them, and of charts.

Importing this loads `jsonschema`, which takes long: import it when something is to be validated.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft4Validator, Draft7Validator, validators
from jsonschema.exceptions import ValidationError
from referencing import Registry

from studio.formats.shapes import items, mapping
from studio.formats.valueformats import has_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Check = Callable[[Any, Any, Any, dict[str, Any]], Iterator[ValidationError] | None]

_VALIDATORS: Any = validators
"""The functions that make classes of validators; their types are not declared in full."""

_NOTHING: Any = Registry[Any]()
"""No document but the schema itself: references that leave it lead nowhere."""

_INT_RANGES = {"int32": 2**31, "int64": 2**63}


def crd_validator(schema: dict[str, Any]) -> Any:
    """A validator of custom resources: OpenAPI v3 with the extensions of Kubernetes."""
    return _crd_class()(schema, registry=_NOTHING)


def chart_validator(schema: dict[str, Any]) -> Any:
    """A validator in the draft that `$schema` names, draft 7 if none; nothing is fetched."""
    return _VALIDATORS.validator_for(schema, default=Draft7Validator)(schema, registry=_NOTHING)


@cache
def _crd_class() -> Any:
    own: dict[str, Check] = {
        "format": _format,
        "pattern": _pattern,
        "required": _required,
        "x-kubernetes-int-or-string": _int_or_string,
        "x-kubernetes-list-type": _list_type,
        "x-kubernetes-embedded-resource": _embedded,
    }
    checks: dict[str, Check] = {**Draft4Validator.VALIDATORS, **own}
    return _VALIDATORS.extend(
        Draft4Validator, {name: _unless_null(check) for name, check in checks.items()}
    )


def _unless_null(check: Check) -> Check:
    """The same check, but null passes where the schema is nullable."""

    def guarded(
        validator: Any, value: Any, instance: Any, schema: dict[str, Any]
    ) -> Iterator[ValidationError]:
        if instance is not None or schema.get("nullable") is not True:
            yield from check(validator, value, instance, schema) or ()

    return guarded


def _required(
    _validator: Any, names: Any, instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """The server fills in defaults before it validates."""
    if isinstance(instance, dict):
        properties = mapping(schema.get("properties"))
        for name in items(names):
            if name not in instance and "default" not in mapping(properties.get(name)):
                yield ValidationError(f"{name!r} is required", validator_value=[name])


def _format(
    _validator: Any, name: Any, instance: Any, _schema: dict[str, Any]
) -> Iterator[ValidationError]:
    if isinstance(instance, str) and not has_format(instance, str(name)):
        yield ValidationError(f"not in the format {name}")
    limit = _INT_RANGES.get(str(name))
    if limit is not None and isinstance(instance, int) and not -limit <= instance < limit:
        yield ValidationError(f"not in the range of {name}")


def _pattern(
    _validator: Any, pattern: Any, instance: Any, _schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """RE2 knows expressions that Python does not; those cannot be checked here."""
    if isinstance(instance, str):
        try:
            matches = re.search(str(pattern), instance)
        except re.error:
            return
        if matches is None:
            yield ValidationError(f"does not match {pattern}")


def _int_or_string(
    _validator: Any, wanted: Any, instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """The usual `anyOf` beside it says the same."""
    if (
        wanted is True
        and "anyOf" not in schema
        and (isinstance(instance, bool) or not isinstance(instance, (int, str)))
    ):
        yield ValidationError("neither a whole number nor text")


def _list_type(
    _validator: Any, kind: Any, instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """Items of a set differ, those of a map differ in their keys."""
    given = items(instance)
    if kind == "map":
        keys = items(schema.get("x-kubernetes-list-map-keys"))
        given = [[mapping(item).get(key) for key in keys] for item in given]
    elif kind != "set":
        return
    if any(item in given[:index] for index, item in enumerate(given)):
        yield ValidationError("items occur twice")


def _embedded(
    _validator: Any, wanted: Any, instance: Any, _schema: dict[str, Any]
) -> Iterator[ValidationError]:
    if wanted is True and isinstance(instance, dict):
        for name in ("apiVersion", "kind"):
            if not mapping(instance).get(name):
                yield ValidationError(f"{name!r} is required", validator_value=[name])
