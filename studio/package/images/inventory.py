"""Every image of a package with all its uses, and what the mapping makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.imagelooks import is_named
from studio.formats.imagemap import MAPPING_PATH, conventions, read_image_map
from studio.formats.imagerefs import reference_of
from studio.formats.kinds import Kind, Role
from studio.package.images.documents import uses_of
from studio.package.images.joining import Image, Joiner, spots_of
from studio.package.images.resolving import Target, addressed, chart_root, containers_of
from studio.package.images.structured import compose
from studio.package.images.uses import FULL, REGISTRY, REPOSITORY, TAG, Field, How, Use
from studio.package.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from studio.formats.imagemap import ImageMap, MappingEntry
    from studio.package.layout import Layout
    from studio.package.snapshot import Snapshot


_PARTS = {
    "fullAddress": FULL, "repository": REPOSITORY, "repo": REPOSITORY, "tag": TAG,
    "endpoint": REGISTRY, "prefixAddress": REGISTRY,
}  # fmt: skip
_READ = frozenset({
    Role.MAPPING, Role.CSV, Role.LIFECYCLE, Role.CSD, Role.MANIFEST,
    Role.CHART, Role.VALUES, Role.TEMPLATE, Role.SUBCHART,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Inventory:
    """The images of a package in the order of their files.

    `targets` holds the fields that each key of each entry writes, by the entry's pointer.
    `strays` are entries that belong to no image, `tars` the paths of saved images, and
    `missing_charts` dependencies that are not packed, whose images are not known.
    """

    images: tuple[Image, ...]
    image_map: ImageMap | None
    targets: Mapping[tuple[str | int, ...], Mapping[str, tuple[Target, ...]]]
    strays: tuple[MappingEntry, ...] = ()
    tars: tuple[str, ...] = ()
    missing_charts: tuple[str, ...] = ()

    def image_of(self, entry: MappingEntry) -> Image | None:
        """The first image that an entry writes."""
        return next((image for image in self.images if entry in image.entries), None)


def inventory_of(snapshot: Snapshot) -> Inventory:
    """The inventory of a snapshot, computed once; unchanged files are not read again."""
    return snapshot.memo("images", lambda: _inventory(snapshot))


def read_paths(layout: Layout) -> Iterator[str]:
    """The paths of the files on which an inventory depends."""
    return (
        path
        for path, role in layout.roles.items()
        if role in _READ or path.rpartition("/")[2] == "requirements.yaml"
    )


def _found(snapshot: Snapshot) -> tuple[tuple[Use, ...], tuple[str, ...]]:
    return snapshot.memo("image uses", lambda: _uses(snapshot, layout_of(snapshot)))


def _uses(snapshot: Snapshot, layout: Layout) -> tuple[tuple[Use, ...], tuple[str, ...]]:
    found: list[Use] = []
    for path, role in layout.roles.items():
        content = snapshot.text(path)
        if content is not None and _is_deployed(layout, path, role):
            found += uses_of(content, path, role)
    chart = chart_root(layout)
    if chart is None:
        return tuple(found), ()
    # Imported late: operators are read without.
    from studio.package.images.charts import chart_images

    in_chart = chart_images(snapshot, chart)
    return (*found, *in_chart.uses), in_chart.missing


def _is_deployed(layout: Layout, path: str, role: Role) -> bool:
    """Whether the resources of a file come to the cluster; tests and examples do not."""
    if role is not Role.MANIFEST:
        return True
    folder = path.rpartition("/")[0]
    if layout.kind is Kind.OPERATOR:
        return any(bundle.csv.rpartition("/")[0] == folder for bundle in layout.bundles)
    return layout.kind is Kind.OSC and (layout.deploy_path(path) or "").startswith("manifests/")


def _inventory(snapshot: Snapshot) -> Inventory:
    layout = layout_of(snapshot)
    uses, missing = _found(snapshot)
    tree = snapshot.tree(MAPPING_PATH)
    image_map = read_image_map(tree) if tree is not None else None
    entries = image_map.entries if image_map else ()
    targets = {entry.pointer: _targets(snapshot, layout, entry, uses) for entry in entries}
    spots = {spot for use in uses for spot in spots_of(use)}
    told = (_told(entry, targets[entry.pointer], spots) for entry in entries)
    grouped: dict[str, list[Use]] = {}
    for use in (*uses, *filter(None, told)):
        grouped.setdefault(identity(use.reference), []).append(use)
    join = Joiner(snapshot, entries, targets)
    images = tuple(join.image(tuple(group)) for group in grouped.values())
    joined = {entry.pointer for image in images for entry in image.entries}
    return Inventory(
        images,
        image_map,
        targets,
        tuple(entry for entry in entries if entry.pointer not in joined),
        tuple(layout.with_role(Role.IMAGE_TAR)),
        missing,
    )


def _told(
    entry: MappingEntry, found: Mapping[str, tuple[Target, ...]], known: AbstractSet[object]
) -> Use | None:
    """The image that an entry tells of by its address alone: no name or shape gives it away.

    Where the fields say nothing like an image, the entry is taken for a mistake.
    """
    chosen = {key: targets[0] for key, targets in found.items() if targets}
    is_new = not any(target.spot in known for targets in found.values() for target in targets)
    if not is_new or not conventions().is_complete(frozenset(chosen)):
        return None
    texts = {_PARTS[key]: target.text for key, target in chosen.items() if target.text}
    reference = compose(texts)
    parsed = reference_of(reference)
    if parsed is None or not (parsed.name == entry.image or is_named(reference)):
        return None
    fields = tuple(
        Field(_PARTS[key], target.place, target.text, target.inner, entry.address[key])
        for key, target in chosen.items()
    )
    how = How.VALUES if fields[0].inner is None else How.EXAMPLE
    return Use(reference, how, fields, rewritten=True, name=fields[0].address)


def identity(reference: str) -> str:
    """What references to one image have in common: their normal form."""
    parsed = reference_of(reference)
    return str(parsed.normalised()) if parsed else reference


def _targets(
    snapshot: Snapshot, layout: Layout, entry: MappingEntry, uses: tuple[Use, ...]
) -> dict[str, tuple[Target, ...]]:
    """The fields of each address key; those of containers under "fullAddress"."""
    found = {
        key: tuple(addressed(snapshot, layout, path))
        for key, path in entry.address.items()
        if key in conventions().address
    }
    filled = tuple(
        Target(use.place, use.reference) for use in containers_of(entry, uses) if not entry.address
    )
    return {"fullAddress": filled} if filled else found
