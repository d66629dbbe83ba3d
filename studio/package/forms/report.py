"""What other programs are told about a form: a stable JSON shape (`cli.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.fieldpaths import ITEM, VALUE, format_path
from studio.formats.values import MISSING, value_at
from studio.package.forms.instances import check, is_shown, shown_values, written_yaml
from studio.yamltext.pointers import format_pointer

if TYPE_CHECKING:
    from studio.formats.descriptors import Dependency
    from studio.formats.fields import FieldSpec
    from studio.formats.violations import Violation
    from studio.package.forms.building import Form


def form_as_json(form: Form, instance: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """A form filled in with `instance`; fields inside of themselves end where they repeat."""
    source, owner = form.source, form.source.owner(form.version)
    values = shown_values(form, instance)
    return {
        "resource": {
            "group": source.group,
            "version": form.version,
            "kind": source.kind,
            "crd": source.schema.path if source.schema else None,
            "descriptors": owner.path if owner else None,
        },
        "source": source.nature.value,
        "scene": form.scene,
        "notes": [note.text(language) for note in form.notes],
        "fields": [_field(form, field, instance, values) for field in form.fields],
        "left_out": [
            {
                "path": each.path_text,
                "reason": each.reason.value,
                "message": each.message.text(language),
            }
            for each in form.left_out
        ],
        "instance": written_yaml(form, instance),
        "problems": [_problem(each, language) for each in check(form, instance)],
    }


def is_error(violation: Violation) -> bool:
    """Whether the server refuses the instance for it; a dropped field is only a warning."""
    return violation.keyword != "unknown"


def _field(form: Form, field: FieldSpec, instance: dict[str, Any], values: Any) -> dict[str, Any]:
    inside = () if field.is_recursive else field.fields
    shape: dict[str, Any] = {
        "path": field.path_text,
        "control": field.control.value,
        "type": field.type,
        "label": field.label,
        "help": field.help,
        "required": field.required,
        "default": _plain(field.default),
        "value": None if {ITEM, VALUE} & set(field.path) else _plain(value_at(values, field.path)),
        "options": None if field.options is None else list(field.options),
        "advanced": field.advanced,
        "visible": is_shown(form, field, instance),
        "depends_on": _dependency(field.depends_on),
        "group": field.group,
        "constraints": dict(field.constraints),
        "fields": [_field(form, each, instance, values) for each in inside],
    }
    if field.alternatives:
        shape["alternatives"] = [each.variant for each in field.alternatives]
    return shape


def _plain(value: Any) -> Any:
    return None if value is MISSING else value


def _dependency(dependency: Dependency | None) -> dict[str, Any] | None:
    if dependency is None:
        return None
    shape = {"path": format_path(dependency.path, item=ITEM), "value": dependency.value}
    return {**shape, "negated": True} if dependency.negated else shape


def _problem(violation: Violation, language: str) -> dict[str, Any]:
    return {
        "pointer": format_pointer(violation.path),
        "severity": "error" if is_error(violation) else "warning",
        "keyword": violation.keyword,
        "message": violation.message.text(language),
    }
