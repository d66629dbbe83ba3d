"""CRDs and those who describe them, read once for each content."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.crd import Crd, read_crds, without_schemas
from studio.formats.kinds import Role
from studio.formats.owners import Owner, read_csd, read_csv
from studio.package.layout import layout_of
from studio.yamltext.nodes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.package.content import FileText
    from studio.package.snapshot import Snapshot


class FoundCrd(NamedTuple):
    """A CRD and the file that it is in."""

    path: str
    crd: Crd


class FoundOwner(NamedTuple):
    """A CSD or an entry of a CSV, and the file that it is in."""

    path: str
    owner: Owner


def crds(snapshot: Snapshot) -> Iterator[FoundCrd]:
    """All CRDs, in order of path."""
    for path in layout_of(snapshot).with_role(Role.CRD):
        for crd in crds_in(snapshot, path):
            yield FoundCrd(path, crd)


def crds_in(snapshot: Snapshot, path: str) -> tuple[Crd, ...]:
    """The CRDs of one file."""
    content = snapshot.text(path)
    return crds_of(content, is_json=path.endswith(".json")) if content is not None else ()


def crds_of(content: FileText, *, is_json: bool = False) -> tuple[Crd, ...]:
    """The CRDs of one text; kept with it. Schemas are parsed when they are looked at."""

    def read() -> tuple[Crd, ...]:
        if is_json:
            return read_crds(content.json_tree)
        outline = parse(without_schemas(content.text))
        if outline.error:
            return read_crds(content.yaml_tree)
        return read_crds(outline, lambda: content.yaml_tree)

    return content.memo(("crds", is_json), read)


def owners(snapshot: Snapshot) -> Iterator[FoundOwner]:
    """All that describe a CRD: CSDs, then CSVs, those of the current version first."""
    layout = layout_of(snapshot)
    for path in layout.with_role(Role.CSD):
        yield from (FoundOwner(path, owner) for owner in owners_in(snapshot, path, Role.CSD))
    csvs = list(layout.with_role(Role.CSV))
    csvs.sort(key=lambda path: layout.bundle is None or path != layout.bundle.csv)
    for path in csvs:
        yield from (FoundOwner(path, owner) for owner in owners_in(snapshot, path, Role.CSV))


def owners_in(snapshot: Snapshot, path: str, role: Role) -> tuple[Owner, ...]:
    """What one CSD or CSV says."""
    content = snapshot.text(path)
    return owners_of(content, role, is_json=path.endswith(".json")) if content is not None else ()


def owners_of(content: FileText, role: Role, *, is_json: bool = False) -> tuple[Owner, ...]:
    """What the text of a CSD or CSV says; kept with it, so that only an edit reads again."""
    read = read_csd if role is Role.CSD else read_csv
    return content.memo(
        (read, is_json), lambda: read(content.json_tree if is_json else content.yaml_tree)
    )
