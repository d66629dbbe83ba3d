"""What saving images into a package takes the place of, and leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import tar_path
from studio.package.builds.naming import saved_path, usual_tar_name
from studio.package.images.inventory import inventory_of
from studio.package.images.tars import known_tar, references_in
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer


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


class Orphan(NamedTuple):
    """The path of a tar that no entry names any more once others are saved.

    `same_image` tells whether the tar holds another build of the image that is saved, as far as
    that is known without reading it.
    """

    path: str
    same_image: bool


class SavingPlan(NamedTuple):
    """The tars of one saving, and what its entries of the mapping would be mixed with.

    `unused` are the images that no field of the package names, so that OSC would use none of their
    tars; `orphans` the tars that could be deleted with the saving.
    """

    tars: tuple[SavedTar, ...]
    outdated: tuple[Outdated, ...]
    orphans: tuple[Orphan, ...] = ()
    unused: tuple[ImageReference, ...] = ()


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
    outdated = tuple(
        each
        for reference, architectures in coming.items()
        for entry in entries_for(snapshot, reference)
        for each in _outdated(snapshot, entry, reference, architectures)
    )
    unused = tuple(reference for reference in coming if not is_used(snapshot, reference))
    return SavingPlan(tars, outdated, _orphans(snapshot, images, outdated), unused)


def is_used(snapshot: Snapshot, reference: ImageReference) -> bool:
    """Whether an entry for the image writes a field, or could as soon as it is added."""
    inventory = inventory_of(snapshot)
    return any(
        any(inventory.targets.get(entry.pointer, {}).values())
        for entry in entries_for(snapshot, reference)
    ) or any(
        image.parsed is not None
        and image.parsed.name == reference.name
        and any(not use.guess for use in image.rewritable)
        for image in inventory.images
    )


def named_tars(snapshot: Snapshot) -> frozenset[str]:
    """The paths of the tars that the mapping names."""
    names = (name for entry in all_entries(snapshot) for name in entry.package.values())
    return frozenset(tar_path(name) for name in names if name)


def all_entries(snapshot: Snapshot) -> tuple[MappingEntry, ...]:
    """The entries of the mapping, none where it cannot be read."""
    image_map = inventory_of(snapshot).image_map
    return image_map.entries if image_map is not None else ()


def entries_for(snapshot: Snapshot, reference: ImageReference) -> list[MappingEntry]:
    """The entries that a saved image belongs to: those of its tag, else those of any tag."""
    mine = {reference.name, reference.path}
    named = [each for each in all_entries(snapshot) if each.image in mine]
    return [each for each in named if each.tag == reference.tag] or named


def _orphans(
    snapshot: Snapshot,
    images: Sequence[tuple[ImageReference, Platform]],
    outdated: Sequence[Outdated],
) -> tuple[Orphan, ...]:
    """The tars that entries give up for those that are saved, and that no other entry names."""
    given_up: dict[tuple[Pointer, str], ImageReference] = {}
    for reference, platform in images:
        for entry in entries_for(snapshot, reference):
            given_up[entry.pointer, platform.osc_architecture] = reference
    for old in outdated:
        given_up[old.entry.pointer, old.architecture] = next(
            reference
            for reference, _ in images
            if old.entry.pointer in [each.pointer for each in entries_for(snapshot, reference)]
        )
    saved = {saved_path(*image) for image in images}
    kept: set[str] = set()
    found: dict[str, Orphan] = {}
    for entry in all_entries(snapshot):
        for architecture, name in entry.package.items():
            path = tar_path(name) if name else ""
            reference = given_up.get((entry.pointer, architecture))
            if reference is None:
                kept.add(path)
            elif path in snapshot and path not in saved:
                found[path] = Orphan(path, _holds(snapshot, entry, architecture, name, reference))
    return tuple(orphan for path, orphan in found.items() if path not in kept)


def _holds(
    snapshot: Snapshot, entry: MappingEntry, architecture: str, name: str, image: ImageReference
) -> bool:
    """By what is inside, if that was read; else by the name that such a tar usually has."""
    tar = known_tar(snapshot, tar_path(name))
    inside = references_in(tar) if tar is not None else ()
    if inside:
        return all(each.name == image.name for each in inside)
    return name == usual_tar_name(image.with_tag(entry.tag), architecture)


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
