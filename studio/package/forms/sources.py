"""The resources of a package that consumers fill in a form for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.kinds import Kind
from studio.formats.metadata import HELM_GROUP
from studio.package.layout import layout_of
from studio.package.resourcefiles import FoundCrd, FoundOwner, crds, owners
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from studio.formats.crd import Crd
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot


class Nature(str, Enum):
    """What a form is made from; the values are those of `osc-studio form`."""

    SCHEMA_AND_DESCRIPTORS = "schema+descriptors"
    SCHEMA = "schema"
    DESCRIPTORS = "descriptors"
    VALUES_SCHEMA = "values-schema"
    VALUES = "values"


VALUE_FILES = (("values.schema.json", Nature.VALUES_SCHEMA), ("values.yaml", Nature.VALUES))
"""What a chart's form is made from, the better one first."""


@dataclass(frozen=True, slots=True)
class FormSource:
    """One resource that has a form, or could have; equal ones mean the same across snapshots.

    `schema` is the file of its CRD, `values.schema.json` or `values.yaml`; None without either.
    `owners` are the entries that describe it: the version they speak of ("" for all) and the
    place of a CSD or of an entry of a CSV. `versions` begin with the one to show first.
    `bundle` is the version of the operator, where a package holds several.
    """

    nature: Nature
    group: str
    kind: str
    name: str
    versions: tuple[str, ...]
    schema: Place | None
    owners: tuple[tuple[str, Place], ...]
    label: str = ""
    role: str = ""
    bundle: str = ""

    @property
    def is_chart(self) -> bool:
        """Whether the form is that of a chart's values."""
        return self.nature in {Nature.VALUES_SCHEMA, Nature.VALUES}

    def owner(self, version: str) -> Place | None:
        """Who describes `version`: a CSD, or the entry of a CSV; None where nobody does."""
        named = dict(reversed(self.owners))
        return named.get(version) or named.get("")


def resources(snapshot: Snapshot) -> tuple[FormSource, ...]:
    """The resources of a package: services first, then operations, then what nobody describes."""
    return snapshot.memo("form resources", lambda: tuple(_resources(snapshot)))


def _resources(snapshot: Snapshot) -> Iterable[FormSource]:
    layout = layout_of(snapshot)
    if layout.kind is Kind.HELM:
        return _chart(snapshot, layout.deploy_root)
    found = _Reader(snapshot, layout).sources()
    if not found and layout.in_deploy("raw/Chart.yaml") in snapshot:
        return _chart(snapshot, layout.in_deploy("raw"))
    return found


def _chart(snapshot: Snapshot, root: str) -> Iterable[FormSource]:
    """The values of a chart, whose folder is `root`."""
    prefix = f"{root}/" if root else ""
    layout = layout_of(snapshot)
    for name, nature in VALUE_FILES:
        if snapshot.text(prefix + name) is not None:
            place = Place(prefix + name)
            yield FormSource(nature, HELM_GROUP, "HelmRelease", layout.name, ("v1",), place, ())
            return


class _Reader:
    """Joins CRDs with those who describe them."""

    def __init__(self, snapshot: Snapshot, layout: Layout) -> None:
        self._layout = layout
        self._crds = list(crds(snapshot))
        self._owners = list(owners(snapshot))

    def sources(self) -> list[FormSource]:
        """Described resources in the order of their descriptions, then the other CRDs."""
        groups: dict[tuple[str, str], list[FoundOwner]] = {}
        for found in self._owners:
            if found.owner.crd:
                scope = found.path if not found.owner.is_csd else ""
                groups.setdefault((scope, found.owner.crd), []).append(found)
        described = [self._described(group) for group in groups.values()]
        described.sort(key=lambda source: source.role == "operation")
        taken = {source.schema for source in described}
        rest = [self._alone(crd) for crd in self._crds]
        return [*described, *(source for source in rest if source.schema not in taken)]

    def _described(self, group: list[FoundOwner]) -> FormSource:
        first = group[0]
        found = self._crd_of(first)
        crd = found.crd if found else None
        name = first.owner.crd
        return FormSource(
            nature=_nature(crd, described=True),
            group=crd.group if crd else name.partition(".")[2],
            kind=(crd.kind if crd else "") or first.owner.kind or name.partition(".")[0],
            name=name,
            versions=_versions(crd, [each.owner.version for each in group]),
            schema=Place(found.path, (), found.crd.document) if found else None,
            owners=tuple(
                (each.owner.version, Place(each.path, each.owner.pointer)) for each in group
            ),
            label=first.owner.label,
            role=first.owner.role,
            bundle=self._bundle(first.path),
        )

    def _alone(self, found: FoundCrd) -> FormSource:
        crd = found.crd
        return FormSource(
            nature=_nature(crd, described=False),
            group=crd.group,
            kind=crd.kind,
            name=crd.name,
            versions=_versions(crd, []),
            schema=Place(found.path, (), crd.document),
            owners=(),
            bundle=self._bundle(found.path),
        )

    def _crd_of(self, found: FoundOwner) -> FoundCrd | None:
        """The CRD of that name, the one in the same folder first: versions repeat it."""
        named = [crd for crd in self._crds if crd.crd.name == found.owner.crd]
        folder = found.path.rpartition("/")[0]
        near = [crd for crd in named if crd.path.rpartition("/")[0] == folder]
        return next(iter(near or named), None)

    def _bundle(self, path: str) -> str:
        if len(self._layout.bundles) < 2:
            return ""
        folder = path.rpartition("/")[0]
        inside = (b for b in self._layout.bundles if b.csv.rpartition("/")[0] == folder)
        return next((bundle.version for bundle in inside), "")


def _nature(crd: Crd | None, *, described: bool) -> Nature:
    has_schema = crd is not None and any(version.pointer for version in crd.versions)
    if has_schema:
        return Nature.SCHEMA_AND_DESCRIPTORS if described else Nature.SCHEMA
    return Nature.DESCRIPTORS


def _versions(crd: Crd | None, described: list[str]) -> tuple[str, ...]:
    """The versions of the CRD, one that is described first; or those that are described."""
    own = [version.name for version in crd.versions] if crd else []
    first = [name for name in described if name and (name in own or not own)]
    return tuple(dict.fromkeys([*first, *own]))
