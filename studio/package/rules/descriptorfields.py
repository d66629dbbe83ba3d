"""Descriptors as a whole: which fields they leave unclear, and what they say in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.controls import fitting
from studio.formats.examples import read_examples
from studio.formats.fieldpaths import FieldPath, format_path
from studio.formats.shapes import at, mapping
from studio.formats.suggesting import suggested_entry, undescribed_required
from studio.formats.urns import first_by_rank
from studio.formats.values import MISSING, value_at
from studio.package.problems import Fix, Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.described import Described, described
from studio.package.rules.descriptorpaths import CRD, CSD, SOURCE, spec_descriptor, with_field
from studio.package.rules.descriptorurns import P, with_urns
from studio.package.rules.fixes import remove_fix, set_fix
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.package.changes import ChangeSet
    from studio.package.problems import Problem
    from studio.package.rules.catalogue import Given
    from studio.package.rules.views import Package
    from studio.package.snapshot import Snapshot

RULES = RuleSet()

_DEFAULTS = "  defaultConfiguration: |"
_JUNCTORS = ("anyOf", "oneOf", "allOf")


def _with_required(schema: str, descriptor: str) -> dict[str, Given]:
    """The CRD of the example with a required `storage`, its CSD with one descriptor."""
    top = "            properties:\n              image:\n"
    new = f"            required: [storage]\n{top}".replace(
        "              image:", f"              storage: {schema}\n              image:"
    )
    return {**spec_descriptor(descriptor), CRD: Swap(top, new)}


def _own(each: Described, side: str = "spec") -> Iterator[tuple[Descriptor, FieldSpec]]:
    """The descriptors that lead to a field, with it."""
    root = each.root(side)
    for entry in each.descriptors(side):
        field = root.at(entry.tokens) if root and entry.tokens else None
        if field is not None:
            yield entry, field


def _example(each: Described) -> object:
    """`spec` of the example that forms start from; None without one."""
    owner, crd, version = each.owner, each.crd, each.version
    examples = read_examples(owner.example)
    if owner.is_csd:
        return at(examples.value, "spec")
    if crd is None or version is None:
        return None
    found = examples.find(crd.group, version.name, crd.kind)
    return at(found[1], "spec") if found else None


@RULES.package(
    id="DSC-14",
    severity=Severity.WARNING,
    title=message("Required fields can be filled in"),
    kinds="N O",
    triggers=Example(
        "hidden on a required field",
        _with_required("{type: string}", with_urns("storage", f"{P}hidden")),
    ),
    passes=Example(
        "hidden on a required field with a default",
        _with_required("{type: string, default: 1Gi}", with_urns("storage", f"{P}hidden")),
    ),
    source=SOURCE,
)
def reachable(package: Package) -> Iterator[Problem]:
    """One that is hidden or among the advanced ones needs a default, or a value in the example."""
    for each in described(package):
        example = _example(each)
        for entry, field in _own(each):
            tucked = next(entry.with_id("hidden", "advanced"), None)
            if not field.required or tucked is None or field.default is not MISSING:
                continue
            if value_at(example, field.path) is MISSING:
                sentence = message(
                    "`{path}` is required and has no default, but it is {how}.",
                    path=entry.path,
                    how=message("hidden") if tucked.id == "hidden" else message("tucked away"),
                )
                yield each.file.problem(sentence, *each.pointer("spec", entry, "path"))


@RULES.package(
    id="DSC-15",
    severity=Severity.INFO,
    title=message("Each field is described once, and with a name"),
    kinds="N O",
    triggers=Example("path: replicas", spec_descriptor("path: replicas")),
    passes=Example(
        "path: replicas, displayName: Nodes",
        spec_descriptor("{path: replicas, displayName: Nodes}"),
    ),
    source=SOURCE,
    fixable=True,
)
def named_once(package: Package) -> Iterator[Problem]:
    """Of two descriptors for a field the later one wins."""
    for each in described(package):
        for side in ("spec", "status"):
            seen: dict[FieldPath, int] = {}
            for entry in each.descriptors(side):
                if entry.tokens in seen:
                    sentence = message("`{path}` is described twice.", path=entry.path)
                    yield each.file.problem(sentence, *each.pointer(side, entry, "path"))
                elif not entry.label:
                    yield _unnamed(each, side, entry)
                seen[entry.tokens] = entry.index


def _unnamed(each: Described, side: str, entry: Descriptor) -> Problem:
    root = each.root(side)
    field = root.at(entry.tokens) if root and entry.tokens else None
    place = each.place(side, entry, "displayName")
    fix = None
    if field is not None:
        name = suggested_entry(field)["displayName"]
        fix = set_fix(message("Name it {name}", name=name), place, name)
    sentence = message("The descriptor of `{path}` has no `displayName`.", path=entry.path)
    return each.file.problem(sentence, *place.pointer, fix=fix)


@RULES.package(
    id="DSC-16",
    severity=Severity.INFO,
    title=message("Required fields have a descriptor"),
    kinds="N O",
    triggers=Example(
        "required: [storage]",
        _with_required("{type: string}", "{path: replicas, displayName: Nodes}"),
    ),
    passes=Example(
        "path: storage", _with_required("{type: string}", "{path: storage, displayName: Disk}")
    ),
    source=SOURCE,
    fixable=True,
)
def required_described(package: Package) -> Iterator[Problem]:
    """Only where something is described at all: without descriptors the schema makes the form."""
    for each in described(package):
        root = each.root("spec")
        if root is None or not each.descriptors("spec"):
            continue
        tree = each.owner.spec
        for field in undescribed_required(root, tree):
            sentence = message(
                "`{path}` must be given, but has no descriptor.", path=format_path(field.path)
            )
            yield each.file.problem(
                sentence, *each.owner.list_pointer("spec"), fix=_describing(each, field)
            )


def _describing(each: Described, field: FieldSpec) -> Fix:
    """Add a descriptor for one field."""
    label = message("Describe {path}", path=format_path(field.path))
    path, pointer = each.file.path, each.owner.list_pointer("spec")

    def make(snapshot: Snapshot) -> ChangeSet:
        from studio.package.forms.drafting import Draft

        draft = Draft(snapshot, path)
        index = draft.insert(pointer, None, suggested_entry(field))
        return draft.change(label, Place(path, (*pointer, index)))

    return Fix(label, make)


@RULES.package(
    id="DSC-17",
    severity=Severity.WARNING,
    title=message("Described fields are such that a console can show them"),
    kinds="N O",
    triggers=Example(
        "additionalProperties",
        {
            **spec_descriptor("{path: labels, displayName: Labels}"),
            CRD: with_field("labels: {type: object, additionalProperties: {type: string}}"),
        },
    ),
    passes=Example("type: integer", spec_descriptor("{path: replicas, displayName: Nodes}")),
    source=SOURCE,
)
def showable(package: Package) -> Iterator[Problem]:
    """OpenShift's console shows neither combined schemas nor maps; OSC's may not either."""
    for each in described(package):
        for entry, field in _own(each):
            urns = fitting(entry.urns, field.type)
            if first_by_rank(urns) or any(urn.id == "hidden" for urn in urns):
                continue
            combined = any(key in mapping(part.schema) for part in field.parts for key in _JUNCTORS)
            if combined or (field.view.values and not field.view.properties):
                sentence = message(
                    "`{path}` combines schemas or has free keys: a console may not show it.",
                    path=entry.path,
                )
                yield each.file.problem(sentence, *each.pointer("spec", entry, "path"))


@RULES.package(
    id="DSC-19",
    severity=Severity.INFO,
    title=message("Status descriptors belong to a schema that has a status"),
    kinds="N O",
    triggers=Example(
        "status: [{path: phase}]",
        {CSD: Swap(_DEFAULTS, f"  descriptors:\n    status:\n    - path: phase\n{_DEFAULTS}")},
    ),
    passes=Example("spec: [{path: replicas}]", spec_descriptor("path: replicas")),
    source=SOURCE,
)
def has_status(package: Package) -> Iterator[Problem]:
    """What the schema does not name, the server drops."""
    for each in described(package):
        version = each.version
        has_schema = version is not None and version.pointer is not None
        if has_schema and each.descriptors("status") and each.root("status") is None:
            sentence = message("The schema has no `status` that could be shown.")
            yield each.file.problem(sentence, *each.owner.list_pointer("status"))


@RULES.package(
    id="DSC-20",
    severity=Severity.ERROR,
    title=message("Descriptors hold no values"),
    kinds="N O",
    triggers=Example("value: 3", spec_descriptor("{path: replicas, displayName: Nodes, value: 3}")),
    passes=Example("path: replicas", spec_descriptor("{path: replicas, displayName: Nodes}")),
    source=SOURCE,
    fixable=True,
)
def no_value(package: Package) -> Iterator[Problem]:
    """`value` is no default: defaults stand in the schema or in the example."""
    for each in described(package):
        for side in ("spec", "status"):
            for entry in each.descriptors(side):
                if entry.has_default:
                    place = each.place(side, entry, "value")
                    sentence = message("`value` is no default; it has no effect.")
                    fix = remove_fix(message("Take it out"), place)
                    yield each.file.problem(sentence, *place.pointer, fix=fix)
