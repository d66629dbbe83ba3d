"""What a form lacks, made from what is there: descriptors, a schema, an example."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studio.formats.guessing import schema_from_descriptors, schema_from_example
from studio.formats.kinds import Kind
from studio.formats.owners import OWNED, Owner
from studio.formats.shapes import at, items, mapping
from studio.formats.suggesting import suggested_entry, undescribed, undescribed_required
from studio.formats.valuesschema import without_defaults
from studio.package.changes import ChangeSet, CreateFile
from studio.package.content import FileText
from studio.package.forms.drafting import Draft, edited_json
from studio.package.forms.editing import OWNER_ORDER, DescriptorEdits
from studio.package.forms.instances import written
from studio.package.forms.sources import Nature
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.splices import CannotEdit

if TYPE_CHECKING:
    from studio.package.forms.building import Form
    from studio.package.snapshot import Snapshot
    from studio.yamltext.pointers import Pointer

_ANYTHING = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}


def describe_required(snapshot: Snapshot, form: Form) -> ChangeSet:
    """Add a descriptor for each field that must be given and has none."""
    entries = [
        suggested_entry(field)
        for field in undescribed_required(form.root, form.root.context.descriptors)
    ]
    label = message("Describe all required fields")
    return DescriptorEdits(snapshot, form).add_all(entries, label)


def describe_fields(snapshot: Snapshot, form: Form) -> ChangeSet:
    """Add descriptors for the fields at the top and for the required ones below."""
    entries = [
        suggested_entry(field) for field in undescribed(form.root, form.root.context.descriptors)
    ]
    return DescriptorEdits(snapshot, form).add_all(entries, message("Describe the fields"))


def describe_resource(snapshot: Snapshot, form: Form) -> ChangeSet:
    """Add what descriptors need: a CSD in an OSC package, an entry in the CSV of an operator.

    Raises `CannotEdit` for charts, which have neither.
    """
    layout = layout_of(snapshot)
    source = form.source
    if form.owner is not None:
        raise CannotEdit("{kind} is described already.", kind=source.kind)
    if layout.kind is Kind.OSC and not source.is_chart:
        return _new_csd(snapshot, form)
    if layout.kind is Kind.OPERATOR and layout.bundle is not None:
        entry = {
            "name": source.name,
            "version": form.version,
            "kind": source.kind,
            "displayName": source.kind,
            "description": source.kind,
        }
        path = layout.bundle.csv
        draft = Draft(snapshot, path)
        index = draft.insert(OWNED, None, entry)
        return draft.change(_describe_label(form), Place(path, (*OWNED, index)))
    raise CannotEdit("A chart has no descriptors; convert it to an OSC package first.")


def _new_csd(snapshot: Snapshot, form: Form) -> ChangeSet:
    """A CSD beside the CRD."""
    from studio.formats.instancetext import to_yaml

    source = form.source
    schema_path = (
        source.schema.path if source.schema else layout_of(snapshot).in_deploy("manifests/")
    )
    folder = schema_path.rpartition("/")[0]
    stem = f"{folder}/{source.kind.lower()}_csd" if folder else f"{source.kind.lower()}_csd"
    names = (f"{stem}{number or ''}.yaml" for number in range(len(snapshot) + 1))
    path = next(name for name in names if name not in snapshot)
    csd = {
        "apiVersion": "osc.io/v1beta1",
        "kind": "CustomServiceDefinition",
        "metadata": {"name": f"{source.kind.lower()}-csd"},
        "spec": {
            "CRDRef": {
                "apiVersion": "apiextensions.k8s.io/v1",
                "kind": "CustomResourceDefinition",
                "name": source.name,
            },
            "displayName": source.kind,
            "role": "serviceEntity",
            "defaultConfiguration": _json(form.start.instance),
        },
    }
    create = CreateFile(path, FileText(to_yaml(csd)))
    return ChangeSet(_describe_label(form), (create,), place=Place(path))


def _describe_label(form: Form) -> Any:
    return message("Describe {kind}", kind=form.source.kind)


def generate_schema(snapshot: Snapshot, form: Form) -> ChangeSet:
    """Write the schema that the resource lacks: from its descriptors and its example.

    For a chart it becomes `values.schema.json`. Raises `CannotEdit` where there is one, or where
    there is no CRD to hold it.
    """
    if form.source.nature is Nature.VALUES and form.source.schema is not None:
        return _values_schema(snapshot, form)
    version, place = form.crd_version, form.source.schema
    if version is None or place is None or version.pointer is not None:
        raise CannotEdit("There is no CRD without a schema for {kind}.", kind=form.source.kind)
    draft = Draft(snapshot, place.path, place.document)
    draft.set(version.belongs, _guessed(form))
    label = message("Generate the schema of {kind}", kind=form.source.kind)
    return draft.change(label, Place(place.path, version.belongs, place.document))


def _guessed(form: Form) -> dict[str, Any]:
    """All that the example and the descriptors tell about `spec`."""
    spec = at(form.start.instance, "spec")
    example = schema_from_example(spec) if mapping(spec) else {"type": "object"}
    tree = form.root.context.descriptors
    described = schema_from_descriptors(tree, spec)
    return {
        "type": "object",
        "properties": {"spec": _overlaid(example, described), "status": dict(_ANYTHING)},
    }


def _overlaid(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    """Objects with the properties of both; where both know a field, as deep as both are objects."""
    if "properties" not in second or first.get("type") != "object":
        return first
    own, more = mapping(first.get("properties")), mapping(second["properties"])
    merged = {name: _overlaid(own[name], more[name]) if name in more else own[name] for name in own}
    return {
        "type": "object",
        "properties": {**merged, **{n: more[n] for n in more if n not in own}},
    }


def _values_schema(snapshot: Snapshot, form: Form) -> ChangeSet:
    values = form.source.schema
    folder = values.path.rpartition("/")[0] if values else ""
    path = f"{folder}/values.schema.json" if folder else "values.schema.json"
    if path in snapshot:
        raise CannotEdit("There is no CRD without a schema for {kind}.", kind=form.source.kind)
    schema = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **without_defaults(form.root.context.schemas.root),
    }
    create = CreateFile(path, FileText(_json(schema)))
    return ChangeSet(message("Generate {path}", path=path), (create,), place=Place(path))


def save_example(snapshot: Snapshot, form: Form, instance: dict[str, Any]) -> ChangeSet:
    """Write an instance back as the example that forms start from; what is equal keeps its lines.

    Goes to `defaultConfiguration` of a CSD, or to the resource's place in a CSV's `alm-examples`.
    Raises `CannotEdit` where nothing describes the resource, or the examples are no JSON.
    """
    owner, place = form.owner, form.source.owner(form.version)
    if owner is None or place is None:
        raise CannotEdit("Nothing describes {kind} yet.", kind=form.source.kind)
    pointer: Pointer = owner.example_pointer
    value: Any = written(form, instance)
    if not owner.is_csd:
        value = _among_examples(form, owner, value)
    draft = Draft(snapshot, place.path, place.document)
    draft.set(pointer, edited_json(owner.example or "", value), OWNER_ORDER)
    label = message("Save the example of {kind}", kind=form.source.kind)
    return draft.change(label, Place(place.path, pointer, place.document))


def _among_examples(form: Form, owner: Owner, instance: dict[str, Any]) -> list[Any]:
    """The examples of a CSV with this one in its place, or at their end."""
    if form.start.fault is not None:
        raise CannotEdit("The examples are not JSON; mend them first.")
    present = items(json.loads(owner.example)) if owner.example else []
    index = form.start.index
    if index is None:
        return [*present, instance]
    return [*present[:index], instance, *present[index + 1 :]]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
