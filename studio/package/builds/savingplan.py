"""What saving images into a package takes the place of, and leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import tar_path
from studio.package.builds.naming import saved_path
from studio.package.images.inventory import inventory_of
from studio.package.images.tars import known_tar
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.package.snapshot import Snapshot
    from studio.wording import Message


class SavedTar(NamedTuple):
    """A tar that will be written; `replaces` has the bytes of the one that lies there, or None."""

    path: str
    replaces: int | None


class Outdated(NamedTuple):
    """A tar of another tag, which an entry that gets the new one names for an architecture."""

    entry: MappingEntry
    architecture: str
    name: str

    @property
    def sentence(self) -> Message:
        """What became of it."""
        return message(
            "{image}: the mapping no longer names {name} for {architecture}, which is of another"
            " tag; the file stays.",
            image=self.entry.image,
            name=self.name,
            architecture=self.architecture,
        )


class SavingPlan(NamedTuple):
    """The tars of one saving, and what its entries of the mapping would be mixed with."""

    tars: tuple[SavedTar, ...]
    outdated: tuple[Outdated, ...]


def saving_plan(
    snapshot: Snapshot, images: Sequence[tuple[ImageReference, Platform]]
) -> SavingPlan:
    """What saving images, each for its platform, would do to the package as it is now."""
    paths = dict.fromkeys(saved_path(*image) for image in images)
    sizes = {path: snapshot.files[path].size for path in paths if path in snapshot}
    tars = tuple(SavedTar(path, sizes.get(path)) for path in paths)
    coming: dict[ImageReference, set[str]] = {}
    for reference, platform in images:
        coming.setdefault(reference, set()).add(platform.osc_architecture)
    outdated = (
        each
        for reference, architectures in coming.items()
        for entry in entries_for(snapshot, reference)
        for each in _outdated(snapshot, entry, reference, architectures)
    )
    return SavingPlan(tars, tuple(outdated))


def all_entries(snapshot: Snapshot) -> tuple[MappingEntry, ...]:
    """The entries of the mapping, none where it cannot be read."""
    image_map = inventory_of(snapshot).image_map
    return image_map.entries if image_map is not None else ()


def entries_for(snapshot: Snapshot, reference: ImageReference) -> list[MappingEntry]:
    """The entries that a saved image belongs to: those of its tag, else those of any tag."""
    mine = {reference.name, reference.path}
    named = [each for each in all_entries(snapshot) if each.image in mine]
    return [each for each in named if each.tag == reference.tag] or named


def _outdated(
    snapshot: Snapshot, entry: MappingEntry, reference: ImageReference, coming: set[str]
) -> list[Outdated]:
    return [
        Outdated(entry, architecture, name)
        for architecture, name in entry.package.items()
        if name
        and architecture not in coming
        and _is_of_other_tag(snapshot, entry, name, reference.tag)
    ]


def _is_of_other_tag(snapshot: Snapshot, entry: MappingEntry, name: str, tag: str) -> bool:
    """By what is inside, which is not read here; where that is not known, by the entry's tag."""
    tar = known_tar(snapshot, tar_path(name))
    tags = {each for image in tar.images for each in image.tags} if tar is not None else set[str]()
    return tag not in tags if tags else entry.tag != tag
