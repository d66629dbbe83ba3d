"""Which control draws which field."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from studio.formats.controls import Control

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.formats.fields import FieldSpec
    from studio.ui.forms.editor import FieldEditor
    from studio.ui.forms.surface import Surface

_MAKERS = {
    Control.TEXT: "texts:text_editor",
    Control.INT_OR_STRING: "texts:IntOrStringEditor",
    Control.PASSWORD: "texts:PasswordEditor",
    Control.NUMBER: "numbers:number_editor",
    Control.POD_COUNT: "numbers:PodCountEditor",
    Control.SWITCH: "choices:switch_editor",
    Control.CHECKBOX: "choices:checkbox_editor",
    Control.SELECT: "choices:SelectEditor",
    Control.IMAGE_PULL_POLICY: "choices:SelectEditor",
    Control.RESOURCE_REQUIREMENTS: "resources:ResourceRequirementsEditor",
    Control.UPDATE_STRATEGY: "strategies:UpdateStrategyEditor",
    Control.K8S_OBJECT: "objects:object_editor",
    Control.PUBLIC_ACCESS: "objects:public_access_editor",
    Control.NODE_AFFINITY: "affinity:AffinityEditor",
    Control.POD_AFFINITY: "affinity:AffinityEditor",
    Control.POD_ANTI_AFFINITY: "affinity:AffinityEditor",
    Control.ENDPOINT_LIST: "tables:EndpointListEditor",
    Control.LABEL: "tables:label_editor",
    Control.SELECTOR: "tables:SelectorEditor",
    Control.NAMESPACE_SELECTOR: "tables:NamespaceSelectorEditor",
    Control.MAP: "tables:MapEditor",
    Control.YAML: "yamlfield:YamlEditor",
}
"""The module in this package and the function of each control: loaded when first drawn."""


def make_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """The control of a field that has no rows of its own inside."""
    module, _, name = _MAKERS[field.control].partition(":")
    maker: Callable[[FieldSpec, Surface], FieldEditor]
    maker = getattr(import_module(f"studio.ui.forms.{module}"), name)
    return maker(field, surface)


def signature(field: FieldSpec) -> tuple[Any, ...]:
    """What a control cannot take over from a field that was read anew, so that it is remade."""
    options = tuple(map(repr, field.options)) if field.options else ()
    hints = tuple(sorted((key, repr(value)) for key, value in field.hints.items()))
    item = field.item
    inside = (item.control, item.type) if item is not None else None
    reference = field.object_reference if field.urns else None
    return (field.control, field.type, field.required, options, hints, inside, reference)
