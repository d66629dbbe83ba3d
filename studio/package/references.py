"""Where files of a package name other files or resources of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.kinds import Role
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.yamltext.nodes import Mapping, Scalar, Sequence
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

_NAME: Pointer = ("metadata", "name")


@dataclass(frozen=True, slots=True)
class FileReference:
    """A scalar at `place` that names the file `target`, written relative to the folder `base`."""

    place: Place
    target: str
    base: str

    def written(self, target: str) -> str:
        """What has to stand there to name another file."""
        return posixpath.relpath(target, self.base or ".")


@dataclass(frozen=True, slots=True)
class NameReference:
    """A scalar at `place` that names the resource defined at `definition`."""

    place: Place
    name: str
    definition: Place


def file_references(snapshot: Snapshot) -> list[FileReference]:
    """All references to files: of CSDs to `vendor/`, of the mapping to its tars.

    Source: osc_ss_0009 and osc_sp_0012.
    """
    layout = layout_of(snapshot)
    found: list[FileReference] = []
    for path in layout.with_role(Role.CSD):
        base = path.rpartition("/")[0]
        for key in ("capabilityRequirements", "serviceEntityDependencies"):
            for pointer in _items(snapshot, path, ("spec", key)):
                found += _to_file(snapshot, path, (*pointer, "defaultPath"), base)
    for path in layout.with_role(Role.MAPPING):
        base = path.rpartition("/")[0]
        root = _node(snapshot, path, ())
        for section in _keys(root):
            for pointer in _items(snapshot, path, (section,)):
                for architecture in _keys(_node(snapshot, path, (*pointer, "package"))):
                    found += _to_file(snapshot, path, (*pointer, "package", architecture), base)
    return found


def name_references(snapshot: Snapshot) -> list[NameReference]:
    """All references by name: CSD and CSV to CRDs, package manifest and CSVs to CSVs."""
    layout = layout_of(snapshot)
    crds = _definitions(snapshot, layout, Role.CRD)
    csvs = _definitions(snapshot, layout, Role.CSV)
    found: list[NameReference] = []
    for path in layout.with_role(Role.CSD):
        reference: Pointer = ("spec", "CRDRef")
        for pointer in ((*reference, "name"), (*reference, "metadata", "name")):
            found += _to_name(snapshot, path, pointer, crds)
    for path in layout.with_role(Role.CSV):
        for group in ("owned", "required"):
            parent: Pointer = ("spec", "customresourcedefinitions", group)
            for pointer in _items(snapshot, path, parent):
                found += _to_name(snapshot, path, (*pointer, "name"), crds)
        found += _to_name(snapshot, path, ("spec", "replaces"), csvs)
        for pointer in _items(snapshot, path, ("spec", "skips")):
            found += _to_name(snapshot, path, pointer, csvs)
    for path in layout.with_role(Role.PACKAGE_MANIFEST):
        for pointer in _items(snapshot, path, ("channels",)):
            found += _to_name(snapshot, path, (*pointer, "currentCSV"), csvs)
    return found


def definition_of(snapshot: Snapshot, place: Place) -> Place | None:
    """What the scalar at `place` refers to: a file, or the name of a resource."""
    for reference in file_references(snapshot):
        if reference.place == place:
            return Place(reference.target)
    for reference in name_references(snapshot):
        if reference.place == place:
            return reference.definition
    return None


def is_definition(snapshot: Snapshot, place: Place) -> bool:
    """Whether `place` is the name of a CRD or CSV, which others may refer to."""
    role = layout_of(snapshot).roles.get(place.path)
    return place.pointer == _NAME and role in (Role.CRD, Role.CSV)


def _definitions(snapshot: Snapshot, layout: Layout, role: Role) -> dict[tuple[str, str], Place]:
    """The places of resource names, by folder of their version and name."""
    found: dict[tuple[str, str], Place] = {}
    for path in layout.with_role(role):
        tree = snapshot.tree(path)
        for number, document in enumerate(tree.documents if tree else ()):
            node = find(document.root, _NAME) if document.root is not None else None
            if isinstance(node, Scalar):
                place = Place(path, _NAME, number)
                found[path.rpartition("/")[0], node.value] = place
                found.setdefault(("", node.value), place)
    return found


def _to_name(
    snapshot: Snapshot, path: str, pointer: Pointer, definitions: dict[tuple[str, str], Place]
) -> Iterator[NameReference]:
    """A reference that the same folder answers, or else the first file that does."""
    node = _node(snapshot, path, pointer)
    if not isinstance(node, Scalar):
        return
    folder = path.rpartition("/")[0]
    place = definitions.get((folder, node.value)) or definitions.get(("", node.value))
    if place is not None:
        yield NameReference(Place(path, pointer), node.value, place)


def _to_file(snapshot: Snapshot, path: str, pointer: Pointer, base: str) -> Iterator[FileReference]:
    node = _node(snapshot, path, pointer)
    if isinstance(node, Scalar) and node.value:
        target = posixpath.normpath(posixpath.join(base, node.value))
        if target in snapshot:
            yield FileReference(Place(path, pointer), target, base)


def _node(snapshot: Snapshot, path: str, pointer: Pointer) -> Node | None:
    return snapshot.node(Place(path, pointer))


def _items(snapshot: Snapshot, path: str, pointer: Pointer) -> list[Pointer]:
    node = _node(snapshot, path, pointer)
    return [(*pointer, n) for n in range(len(node.items))] if isinstance(node, Sequence) else []


def _keys(node: Node | None) -> list[str]:
    entries = node.entries if isinstance(node, Mapping) else ()
    return [entry.key.value for entry in entries if isinstance(entry.key, Scalar)]
