"""The controls of a deploy form, and which one a field gets."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from studio.formats.schematypes import INT_OR_STRING, is_scalar, type_of_value
from studio.formats.shapes import items
from studio.formats.urns import first_by_rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio.formats.schemas import SchemaView
    from studio.formats.urns import Urn


class Control(str, Enum):
    """What draws a field; the values are those of `osc-studio form`."""

    TEXT = "text"
    PASSWORD = "password"  # noqa: S105 - the name of a control
    NUMBER = "number"
    SWITCH = "switch"
    CHECKBOX = "checkbox"
    SELECT = "select"
    POD_COUNT = "podCount"
    RESOURCE_REQUIREMENTS = "resourceRequirements"
    IMAGE_PULL_POLICY = "imagePullPolicy"
    UPDATE_STRATEGY = "updateStrategy"
    K8S_OBJECT = "k8sObject"
    PUBLIC_ACCESS = "publicAccess"
    NODE_AFFINITY = "nodeAffinity"
    POD_AFFINITY = "podAffinity"
    POD_ANTI_AFFINITY = "podAntiAffinity"
    ENDPOINT_LIST = "endpointList"
    LABEL = "label"
    SELECTOR = "selector"
    NAMESPACE_SELECTOR = "namespaceSelector"
    INT_OR_STRING = "intOrString"
    MAP = "map"
    ARRAY = "array"
    GROUP = "group"
    YAML = "yaml"


PULL_POLICIES = ("Always", "IfNotPresent", "Never")

_BY_TYPE = {
    "string": Control.TEXT,
    "integer": Control.NUMBER,
    "number": Control.NUMBER,
    "boolean": Control.SWITCH,
    "array": Control.ARRAY,
    INT_OR_STRING: Control.INT_OR_STRING,
}


def basic_control(view: SchemaView) -> Control:
    """The control that the schema alone asks for; YAML where it says too little for any other."""
    if view.type == "object":
        if view.properties:
            return Control.GROUP
        return Control.MAP if view.values and not view.is_open else Control.YAML
    if view.type == "array" and not view.items:
        return Control.YAML
    if is_scalar(view.type) and items(view.facts.get("enum")):
        return Control.SELECT
    if view.type == "string" and view.facts.get("format") == "password":
        return Control.PASSWORD
    return _BY_TYPE.get(view.type, Control.YAML)


def fitting(urns: Iterable[Urn], field_type: str) -> tuple[Urn, ...]:
    """The x-descriptors that are known and have an effect on a field of this type."""
    return tuple(u for u in urns if u.capability and u.capability.fits_type(field_type))


def chosen_control(view: SchemaView, urns: Sequence[Urn]) -> Control:
    """The control of a field whose fitting x-descriptors are `urns`."""
    drawing = first_by_rank(urn for urn in urns if urn.id != "select" or urn.argument)
    if drawing is None or drawing.capability is None:
        return basic_control(view)
    return Control(drawing.capability.control)


def options_of(view: SchemaView, control: Control, urns: Iterable[Urn]) -> tuple[Any, ...] | None:
    """The values to choose from, in order, in the type of the schema; None for a free value."""
    if control is Control.IMAGE_PULL_POLICY:
        return PULL_POLICIES
    if control is not Control.SELECT:
        return None
    chosen = [urn.argument for urn in urns if urn.id == "select" and urn.argument]
    if chosen:
        return tuple(typed(option, view.type) for option in dict.fromkeys(chosen))
    return tuple(option for option in items(view.facts.get("enum")) if option is not None)


def typed(text: str, field_type: str) -> Any:
    """Text as a value of the type, where it can be one; else the text itself."""
    from studio.yamltext.scalars import plain_value

    if field_type == "string":
        return text
    value = plain_value(text)
    if field_type == "number" and type_of_value(value) in {"integer", "number"}:
        return value
    fits = {"boolean": "boolean", "integer": "integer", INT_OR_STRING: "integer"}.get(field_type)
    return value if type_of_value(value) == fits else text
