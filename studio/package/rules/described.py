"""What rules about descriptors look at: who describes which version of which CRD."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.descriptors import DescriptorTree
from studio.formats.fields import FormContext, form_root
from studio.formats.kinds import Role
from studio.formats.schemas import Schemas
from studio.package.resourcefiles import crds_of, owners_of
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.crd import Crd, CrdVersion
    from studio.formats.descriptors import Descriptor
    from studio.formats.fields import FieldSpec
    from studio.formats.owners import Owner
    from studio.formats.urns import Urn
    from studio.package.rules.views import File, Package
    from studio.yamltext.pointers import Pointer


class Described(NamedTuple):
    """A CSD, or an entry of a CSV, with the CRD that it describes and where that is."""

    file: File
    owner: Owner
    crd: Crd | None
    crd_file: File | None

    @property
    def version(self) -> CrdVersion | None:
        """The version that is described: for a CSD the stored one."""
        if self.crd is None:
            return None
        if not self.owner.version:
            return next(iter(self.crd.versions), None)
        return self.crd.version(self.owner.version)

    def root(self, side: str, version: CrdVersion | None = None) -> FieldSpec | None:
        """The field that holds all of `side` ("spec" or "status"); None without a schema."""
        version = version or self.version
        content = self.crd_file.text if self.crd_file is not None else None
        if version is None or content is None or self.crd is None:
            return None
        key = ("form root", self.crd.document, version.name, side)
        return content.memo(key, lambda: _root(version, side))

    def descriptors(self, side: str) -> tuple[Descriptor, ...]:
        """Its descriptors of one side."""
        return (self.owner.spec if side == "spec" else self.owner.status).entries

    def pointer(self, side: str, entry: Descriptor, *keys: str | int) -> Pointer:
        """Where a descriptor stands in the file, or one of its keys."""
        return (*self.owner.descriptor_pointer(entry, side), *keys)

    def place(self, side: str, entry: Descriptor, *keys: str | int) -> Place:
        """The same as a place."""
        return Place(self.file.path, self.pointer(side, entry, *keys))


class Said(NamedTuple):
    """One x-descriptor of one descriptor."""

    described: Described
    side: str
    entry: Descriptor
    number: int
    urn: Urn

    @property
    def pointer(self) -> Pointer:
        """Where it stands in the file."""
        return self.described.pointer(self.side, self.entry, "x-descriptors", self.number)

    @property
    def place(self) -> Place:
        """The same as a place."""
        return Place(self.described.file.path, self.pointer)

    @property
    def field(self) -> FieldSpec | None:
        """The field that it is about; None where the path leads to none, or without a schema."""
        root = self.described.root(self.side)
        return root.at(self.entry.tokens) if root and self.entry.tokens else None


def described(package: Package) -> Iterator[Described]:
    """All that describe CRDs; of CRDs with one name the one in the same folder counts."""
    crds = [
        (crd, file)
        for file in package.files(Role.CRD)
        if file.text is not None
        for crd in crds_of(file.text, is_json=file.path.endswith(".json"))
    ]
    for file in package.files(Role.CSD, Role.CSV):
        if file.text is None:
            continue
        for owner in owners_of(file.text, file.role, is_json=file.path.endswith(".json")):
            named = [each for each in crds if each[0].name == owner.crd]
            near = [each for each in named if each[1].folder == file.folder]
            crd, crd_file = next(iter(near or named), (None, None))
            yield Described(file, owner, crd, crd_file)


def said(package: Package) -> Iterator[Said]:
    """Every x-descriptor of every descriptor, in order."""
    for each in described(package):
        for side in ("spec", "status"):
            for entry in each.descriptors(side):
                for number, urn in enumerate(entry.urns):
                    yield Said(each, side, entry, number, urn)


def _root(version: CrdVersion, side: str) -> FieldSpec | None:
    part = version.part(side)
    if part is None:
        return None
    return form_root(FormContext(Schemas(version.schema), DescriptorTree(), ""), part)
