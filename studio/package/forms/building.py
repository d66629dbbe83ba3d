"""The form of one resource, in one version and one scene."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from studio.formats.descriptors import DescriptorTree
from studio.formats.examples import Examples, read_examples
from studio.formats.fields import FieldSpec, FormContext, form_root
from studio.formats.kinds import Role
from studio.formats.leftout import LeftOut, Reason, left_out_by_descriptors, left_out_by_schema
from studio.formats.metadata import HELM_GROUP
from studio.formats.schemas import Located, Schemas
from studio.formats.shapes import at, mapping
from studio.formats.values import MISSING
from studio.package.forms.chartvalues import chart_values, released_values
from studio.package.forms.sources import FormSource, Nature
from studio.package.resourcefiles import crds_in, owners_in
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.crd import CrdVersion
    from studio.formats.owners import Owner
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

SCENES = ("CCE", "UCS")


@dataclass(frozen=True, slots=True)
class Start:
    """The instance that a form begins with.

    `instance` is the whole custom resource, or the values that a chart's consumer gives.
    `origin` is "defaultConfiguration", "alm-examples" or "" where the package has no example;
    `index` its place among the `alm-examples`. `fault` says why an example cannot be read.
    """

    instance: dict[str, Any]
    origin: str = ""
    index: int | None = None
    fault: Message | None = None


@dataclass(frozen=True, eq=False)
class Form:
    """One form: what the consumer sees, and what stays back.

    `root` is `spec` (or the values of a chart) and `status_root` is `status`, each with all
    fields of the schema; a root without a schema has no children. `notes` say what is guessed.
    `owner` is what describes the resource.
    """

    source: FormSource
    version: str
    scene: str
    root: FieldSpec
    status_root: FieldSpec
    start: Start
    owner: Owner | None = None
    crd_version: CrdVersion | None = None
    notes: tuple[Message, ...] = ()

    @property
    def fields(self) -> tuple[FieldSpec, ...]:
        """The fields below `spec` that are shown, in the order shown; advanced ones come last."""
        return self.root.fields

    @property
    def api_version(self) -> str:
        """`apiVersion` of its instances."""
        group = self.source.group
        return f"{group}/{self.version}" if group else self.version

    @cached_property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What the consumer does not see, and why: made when it is first looked at."""
        found = list(left_out_by_descriptors(self.root))
        if self.source.is_chart:
            found += left_out_by_schema(self.root)
        if self.crd_version is None and not self.source.is_chart:
            sentence = message("There is no CRD for it; the consumer gets YAML only.")
            found.insert(0, LeftOut((), "", Reason.NO_SCHEMA, sentence))
        elif self.crd_version is not None and self.crd_version.pointer is None:
            sentence = message("The CRD has no schema; the consumer gets YAML only.")
            found.insert(0, LeftOut((), "", Reason.NO_SCHEMA, sentence))
        return tuple(found)


def build(
    snapshot: Snapshot, source: FormSource, version: str = "", scene: str = SCENES[0]
) -> Form:
    """The form of `source` in `version` (its first one if none is named) and `scene`.

    Made once for each snapshot; schemas and descriptors are read once for each text. Fields are
    made when they are looked at. Never fails: what cannot be read is said in `notes` and
    `left_out`.
    """
    version = version or next(iter(source.versions), "")
    key = ("form", source, version, scene)
    return snapshot.memo(key, lambda: _build(snapshot, source, version, scene))


def _build(snapshot: Snapshot, source: FormSource, version: str, scene: str) -> Form:
    if source.is_chart:
        return _chart_form(snapshot, source, version, scene)
    owner = owner_of(snapshot, source, version)
    crd_version = crd_version_of(snapshot, source, version)
    start = _start(source, version, owner)
    released = released_values(snapshot) if source.group == HELM_GROUP else None
    schemas = _schemas_of(crd_version)
    spec, status = _parts(crd_version)
    descriptors = owner.spec if owner else DescriptorTree()
    notes = [start.fault] if start.fault else []
    if released is not None and (spec is None or not schemas.view((spec,)).properties):
        spec, schemas = Located(released.schema.schema), Schemas(released.root, None)
        notes.append(
            message("The CRD says nothing about the values: those of the chart are shown.")
        )
    elif spec is None:
        from studio.formats.guessing import schema_from_descriptors

        spec = Located(schema_from_descriptors(descriptors, at(start.instance, "spec")))
        notes.append(message("There is no schema: types are guessed from the example."))
    defaults = released.defaults if released else None
    return Form(
        source,
        version,
        scene,
        form_root(FormContext(schemas, descriptors, scene, defaults), spec),
        _status_root(owner, status, _schemas_of(crd_version), scene),
        start,
        owner,
        crd_version,
        tuple(notes),
    )


def _status_root(
    owner: Owner | None, status: Located | None, schemas: Schemas, scene: str
) -> FieldSpec:
    """The field that holds all of `status`."""
    descriptors = owner.status if owner else DescriptorTree()
    return form_root(
        FormContext(schemas, descriptors, scene), status or Located({"type": "object"})
    )


def _schemas_of(version: CrdVersion | None) -> Schemas:
    return Schemas(version.schema, version.pointer) if version else Schemas()


def _parts(version: CrdVersion | None) -> tuple[Located | None, Located | None]:
    """The schemas of `spec` and of `status`."""
    if version is None or version.pointer is None:
        return None, None
    return version.part("spec") or Located({"type": "object"}), version.part("status")


def owner_of(snapshot: Snapshot, source: FormSource, version: str) -> Owner | None:
    """What describes `version` of the resource, as this snapshot has it."""
    place = source.owner(version)
    if place is None:
        return None
    role = Role.CSD if place.pointer == ("spec",) else Role.CSV
    found = owners_in(snapshot, place.path, role)
    return next((owner for owner in found if owner.pointer == place.pointer), None)


def crd_version_of(snapshot: Snapshot, source: FormSource, version: str) -> CrdVersion | None:
    """The version of the resource's CRD, as this snapshot has it."""
    if source.schema is None or source.is_chart:
        return None
    document = source.schema.document
    found = (crd for crd in crds_in(snapshot, source.schema.path) if crd.document == document)
    crd = next(found, None)
    return crd.version(version) if crd else None


def _start(source: FormSource, version: str, owner: Owner | None) -> Start:
    """The example of the owner, else nothing but what every instance needs."""
    group = source.group
    bare: dict[str, Any] = {
        "apiVersion": f"{group}/{version}" if group else version,
        "kind": source.kind,
        "metadata": {"name": source.kind.lower() or "example"},
        "spec": {},
    }
    if owner is None:
        return Start(bare)
    examples: Examples = read_examples(owner.example)
    if examples.fault is not None:
        fault = message(
            "The example is not JSON: {reason} in line {line}.",
            reason=examples.fault.reason,
            line=examples.fault.line,
        )
        return Start(bare, fault=fault)
    if owner.is_csd and mapping(examples.value):
        return Start({**bare, **mapping(examples.value)}, "defaultConfiguration")
    found = examples.find(group, version, source.kind)
    if found is None:
        return Start(bare)
    return Start({**bare, **found[1]}, "alm-examples", found[0])


def _chart_form(snapshot: Snapshot, source: FormSource, version: str, scene: str) -> Form:
    """The form of a chart's values: its instance holds what differs from `values.yaml`."""
    values = chart_values(snapshot, source)
    guessed = source.nature is Nature.VALUES
    context = FormContext(Schemas(values.root), DescriptorTree(), scene, values.defaults, guessed)
    nothing = FormContext(Schemas(), DescriptorTree(), scene, MISSING)
    notes: tuple[Message, ...] = ()
    if guessed:
        notes = (message("There is no schema: types and help are guessed from values.yaml."),)
    return Form(
        source,
        version,
        scene,
        form_root(context, values.schema),
        form_root(nothing, Located({"type": "object"})),
        Start({}),
        notes=notes,
    )
