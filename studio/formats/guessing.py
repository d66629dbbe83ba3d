"""A schema where a package has none: from its descriptors and its example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.controls import Control
from studio.formats.fieldpaths import ITEM
from studio.formats.schematypes import type_of_value
from studio.formats.shapes import items, mapping
from studio.formats.urns import first_by_rank
from studio.formats.values import MISSING, value_at

if TYPE_CHECKING:
    from studio.formats.descriptors import Branch, DescriptorTree
    from studio.formats.fieldpaths import FieldPath

_ANYTHING: dict[str, Any] = {"x-kubernetes-preserve-unknown-fields": True}
_IMPLIED = {
    Control.POD_COUNT: "integer",
    Control.NUMBER: "number",
    Control.SWITCH: "boolean",
    Control.CHECKBOX: "boolean",
    Control.RESOURCE_REQUIREMENTS: "object",
    Control.UPDATE_STRATEGY: "object",
    Control.NODE_AFFINITY: "object",
    Control.POD_AFFINITY: "object",
    Control.POD_ANTI_AFFINITY: "object",
    Control.SELECTOR: "object",
    Control.NAMESPACE_SELECTOR: "object",
    Control.ENDPOINT_LIST: "array",
}


def schema_from_descriptors(tree: DescriptorTree, example: Any) -> dict[str, Any]:
    """A schema with a field for each descriptor; types from the example, else from the control."""
    return _schema(tree.root, (), example) | {"type": "object"}


def schema_from_example(value: Any) -> dict[str, Any]:
    """A schema that the value satisfies: types, nested objects, and items like the given ones."""
    kind = type_of_value(value)
    if kind == "null":
        return dict(_ANYTHING)
    if kind == "object":
        fields = {name: schema_from_example(child) for name, child in mapping(value).items()}
        if not fields:
            return {"type": "object", **_ANYTHING}
        return {"type": "object", "properties": fields}
    if kind == "array":
        return {"type": "array", "items": merged([schema_from_example(i) for i in items(value)])}
    return {"type": kind}


def merged(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    """One schema that holds for all values whose schemas these are; anything where they clash."""
    if not schemas:
        return dict(_ANYTHING)
    kinds = {schema.get("type") for schema in schemas}
    if kinds == {"integer", "number"}:
        return {"type": "number"}
    if kinds == {"integer", "string"}:
        return {"x-kubernetes-int-or-string": True}
    if len(kinds) > 1:
        return dict(_ANYTHING)
    if kinds == {"array"}:
        return {"type": "array", "items": merged([schema["items"] for schema in schemas])}
    if kinds == {"object"}:
        return _merged_objects(schemas)
    return schemas[0]


def _merged_objects(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    names = dict.fromkeys(name for schema in schemas for name in schema.get("properties", {}))
    if not names:
        return schemas[0]
    return {
        "type": "object",
        "properties": {
            name: merged(
                [s["properties"][name] for s in schemas if name in s.get("properties", {})]
            )
            for name in names
        },
    }


def _schema(branch: Branch, path: FieldPath, example: Any) -> dict[str, Any]:
    """The schema of one field, with the fields below that descriptors name."""
    given = value_at(example, path)
    if branch.children:
        below = {
            name: _schema(child, (*path, name), example) for name, child in branch.children.items()
        }
        if set(below) == {ITEM}:
            return {"type": "array", "items": below[ITEM]}
        return {"type": "object", "properties": {n: s for n, s in below.items() if n != ITEM}}
    if given is not MISSING and given is not None:
        return schema_from_example(given)
    drawing = first_by_rank(urn for entry in branch.own for urn in entry.urns)
    control = Control(drawing.capability.control) if drawing and drawing.capability else None
    implied = _IMPLIED.get(control, "string") if control else "string"
    if implied == "array":
        return {"type": "array", "items": dict(_ANYTHING)}
    return {"type": "object", **_ANYTHING} if implied == "object" else {"type": implied}
