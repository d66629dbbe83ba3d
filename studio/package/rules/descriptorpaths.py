"""Paths of descriptors: whether they lead to a field of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.deadpaths import Diagnosis, PathFault, diagnosis
from studio.formats.fieldpaths import format_path
from studio.formats.kinds import Kind
from studio.package.problems import Severity
from studio.package.rules.catalogue import Example, RuleSet, Swap
from studio.package.rules.described import Described, described
from studio.package.rules.fixes import set_fix
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.descriptors import Descriptor
    from studio.package.problems import Fix, Problem
    from studio.package.rules.views import Package
    from studio.wording import Message

RULES = RuleSet()

CSD = "manifests/kafka_csd.yaml"
CSV = "1.0.0/etcd-operator.clusterserviceversion.yaml"
CRD = "manifests/kafka_crd.yaml"
SOURCE = "osc_ss_0046"
_SPEC = "  defaultConfiguration: |"
_OWNED = "      description: A cluster of etcd\n"


def spec_descriptor(text: str) -> dict[str, Swap]:
    """The CSD of the example with one descriptor, whose lines are `text`."""
    return {CSD: Swap(_SPEC, f"  descriptors:\n    spec:\n    - {text}\n{_SPEC}")}


def owned_descriptor(text: str, side: str = "specDescriptors") -> dict[str, Swap]:
    """The CSV of the example with one descriptor."""
    return {CSV: Swap(_OWNED, f"{_OWNED}      {side}:\n      - {text}\n")}


class _Dead(NamedTuple):
    described: Described
    side: str
    entry: Descriptor
    diagnosis: Diagnosis


def _dead(package: Package, *faults: PathFault) -> Iterator[_Dead]:
    """The descriptors whose path has one of these faults in the version that is described."""
    for each in described(package):
        for side in ("spec", "status"):
            root = each.root(side)
            if root is None:
                continue
            for entry in each.descriptors(side):
                found = diagnosis(root, entry.tokens, side)
                if found is not None and found.fault in faults:
                    yield _Dead(each, side, entry, found)


def _problem(dead: _Dead, sentence: Message) -> Problem:
    place = dead.described.place(dead.side, dead.entry, "path")
    return dead.described.file.problem(sentence, *place.pointer, fix=_fix(dead))


def _fix(dead: _Dead) -> Fix | None:
    """Write the path that was meant."""
    meant = dead.diagnosis.meant
    if meant is None:
        return None
    text = format_path(meant)
    place = dead.described.place(dead.side, dead.entry, "path")
    return set_fix(message("Use {path}", path=text), place, text)


def _elsewhere(dead: _Dead) -> str:
    """Another version of the CRD that has the field; "" where none has it."""
    crd, version = dead.described.crd, dead.described.version
    for other in crd.versions if crd else ():
        root = dead.described.root(dead.side, other) if other is not version else None
        if root is not None and root.at(dead.entry.tokens) is not None:
            return other.name
    return ""


@RULES.package(
    id="OSC-23",
    severity=Severity.ERROR,
    title=message("Descriptors lead to fields below spec that the CRD's schema has"),
    kinds="N H O",
    triggers=Example("path: replica", spec_descriptor("path: replica")),
    passes=Example("path: replicas", spec_descriptor("path: replicas")),
    source=SOURCE,
    fixable=True,
)
def spec_paths(package: Package) -> Iterator[Problem]:
    """Paths that no version of the CRD has; the other ways to be wrong are DSC-01 to DSC-04's."""
    for dead in _dead(package, PathFault.DEAD):
        if dead.side == "spec" and not _elsewhere(dead):
            sentence = message(
                "The schema has no field `{path}` below `spec`: the descriptor has no effect.",
                path=dead.entry.path,
            )
            yield _problem(dead, sentence)


@RULES.package(
    id="DSC-01",
    severity=Severity.ERROR,
    title=message("Descriptors lead to fields of the version that they describe"),
    kinds="N O",
    triggers=Example(
        "statusDescriptors: [{path: hostdefiner.nodeName}]",
        {
            **owned_descriptor("path: hostdefiner.nodeName", "statusDescriptors"),
            "1.0.0/etcdclusters_crd.yaml": Swap(
                "                type: integer\n",
                "                type: integer\n"
                "          status: {type: object, properties: {nodeName: {type: string}}}\n",
            ),
        },
        kind=Kind.OPERATOR,
    ),
    passes=Example(
        "specDescriptors: [{path: size}]", owned_descriptor("path: size"), Kind.OPERATOR
    ),
    source=SOURCE,
    fixable=True,
)
def version_paths(package: Package) -> Iterator[Problem]:
    """Paths of spec that only another version has, and those of status that this one lacks."""
    for dead in _dead(package, PathFault.DEAD):
        other = _elsewhere(dead)
        version = dead.described.version
        name = version.name if version else ""
        if other:
            sentence = message(
                "Version {version} has no field `{path}`, which {other} has.",
                version=name,
                path=dead.entry.path,
                other=other,
            )
            yield _problem(dead, sentence)
        elif dead.side == "status":
            sentence = message(
                "The schema of {version} has no field `{path}` below `status`.",
                version=name,
                path=dead.entry.path,
            )
            yield _problem(dead, sentence)


def with_field(field: str) -> Swap:
    """The CRD of the example with one more field."""
    return Swap("              replicas:\n", f"              {field}\n              replicas:\n")


_LIST = with_field(
    "users: {type: array, items: {type: object, properties: {name: {type: string}}}}"
)
_MAP = with_field("config: {type: object, additionalProperties: {type: string}}")


@RULES.package(
    id="DSC-02",
    severity=Severity.WARNING,
    title=message("Paths of descriptors enter lists by an index"),
    kinds="N O",
    triggers=Example("path: users.name", {**spec_descriptor("path: users.name"), CRD: _LIST}),
    passes=Example("path: users[0].name", {**spec_descriptor('path: "users[0].name"'), CRD: _LIST}),
    source=SOURCE,
    fixable=True,
)
def indices(package: Package) -> Iterator[Problem]:
    """An index stands for every item."""
    for dead in _dead(package, PathFault.NO_INDEX):
        sentence = message(
            "`{path}` leads through a list without an index: the descriptor has no effect.",
            path=dead.entry.path,
        )
        yield _problem(dead, sentence)


@RULES.package(
    id="DSC-03",
    severity=Severity.WARNING,
    title=message("Descriptors do not lead to keys that are free"),
    kinds="N O",
    triggers=Example("path: config.foo", {**spec_descriptor("path: config.foo"), CRD: _MAP}),
    passes=Example("path: config", {**spec_descriptor("path: config"), CRD: _MAP}),
    source=SOURCE,
)
def free_keys(package: Package) -> Iterator[Problem]:
    """Maps and objects that keep unknown keys."""
    for dead in _dead(package, PathFault.FREE_KEY):
        sentence = message(
            "The keys of `{path}` are not in the schema: the field is not shown.",
            path=dead.entry.path,
        )
        yield _problem(dead, sentence)


@RULES.package(
    id="DSC-04",
    severity=Severity.WARNING,
    title=message("Paths of descriptors begin below spec or status"),
    kinds="N O",
    triggers=Example("path: spec.replicas", spec_descriptor("path: spec.replicas")),
    passes=Example("path: replicas", spec_descriptor("path: replicas")),
    source=SOURCE,
    fixable=True,
)
def prefixes(package: Package) -> Iterator[Problem]:
    """The path is relative to the side that the descriptor stands in."""
    for dead in _dead(package, PathFault.PREFIX):
        sentence = message(
            "The path begins with `{side}`, but it counts from there.", side=dead.side
        )
        yield _problem(dead, sentence)
