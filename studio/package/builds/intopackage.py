"""Bring saved images into a package: tar, mapping and tags as one step."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import INSTANCE, MAPPING_PATH
from studio.package.builds.naming import saved_path, tar_name
from studio.package.builds.savingplan import all_entries, entries_for, named_tars, saving_plan
from studio.package.builds.tagoffers import TagOffer, accepted_offers
from studio.package.changes import ChangeSet, CreateFile, DeleteFile, ReplaceFile, apply
from studio.package.images.editing import CannotMap, add_entries, assign_tar, remove_key, set_key
from studio.package.images.inventory import inventory_of
from studio.package.images.proposing import Proposal, proposals_for
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.package.changes import Operation
    from studio.package.content import FileBlob
    from studio.package.snapshot import Snapshot


class Saved(NamedTuple):
    """A saved image: how it is called, what it runs on, and its tar.

    `blob` is None where the tar lies in the package already.
    """

    reference: ImageReference
    platform: Platform
    blob: FileBlob | None


def require_images_folder(snapshot: Snapshot) -> None:
    """Raise `CannotMap` for a package that has no place for images."""
    if not layout_of(snapshot).is_service:
        raise CannotMap(
            "A deploy package by itself holds no images; they lie in a service package, in images/"
            " beside the folder package/."
        )


def into_package(
    snapshot: Snapshot,
    images: Sequence[Saved],
    offers: Sequence[TagOffer] = (),
    *,
    keep_outdated: bool = False,
    delete: Collection[str] = (),
) -> ChangeSet:
    """The step that adds tars to images/, maps them, and writes the tags that were accepted.

    A tar of the same name is replaced. An entry of the mapping for the image is updated; else one
    is added for each place that names the image, or where none does, one without an address. An
    entry that gets another tag no longer names its tars of the old one, unless `keep_outdated`;
    the tars stay (`saving_plan` tells which), but for those at the paths of `delete` that no entry
    names in the end. Raises `CannotMap` and `CannotEdit`.
    """
    require_images_folder(snapshot)
    operations: list[Operation] = []
    plan = saving_plan(snapshot, [(image.reference, image.platform) for image in images])

    def add(more: Sequence[Operation]) -> None:
        nonlocal snapshot
        operations.extend(more)
        snapshot = apply(snapshot, more)

    for image in images:
        add(_tar(snapshot, image))
        add(_mapping(snapshot, image))
    # Last, so that no entry is without any tar on the way.
    for old in plan.outdated if not keep_outdated else ():
        add(remove_key(snapshot, old.entry, ("package", old.architecture)).operations)
    add(accepted_offers(snapshot, offers))
    given_up = [path for path in delete if path in snapshot and path not in named_tars(snapshot)]
    add([DeleteFile(path, snapshot.files[path]) for path in given_up])
    names = ", ".join(dict.fromkeys(str(image.reference) for image in images))
    return ChangeSet(
        message("Add image {image}", image=names), tuple(operations), place=Place(MAPPING_PATH)
    )


def _tar(snapshot: Snapshot, image: Saved) -> list[Operation]:
    path = saved_path(image.reference, image.platform)
    old = snapshot.files.get(path)
    if image.blob is None or old == image.blob:
        return []
    return [CreateFile(path, image.blob) if old is None else ReplaceFile(path, old, image.blob)]


def _mapping(snapshot: Snapshot, image: Saved) -> list[Operation]:
    """What makes the mapping name the tar."""
    architecture = image.platform.osc_architecture
    name = tar_name(image.reference, image.platform)
    operations: list[Operation] = []
    pointers = [entry.pointer for entry in entries_for(snapshot, image.reference)]
    if not pointers:
        return list(
            add_entries(snapshot, _proposed(snapshot, image, architecture, name)).operations
        )
    for pointer in pointers:
        for change in (_tagged, _assigned):
            entry = next(each for each in all_entries(snapshot) if each.pointer == pointer)
            more = change(snapshot, entry, image.reference.tag, architecture, name)
            operations.extend(more)
            snapshot = apply(snapshot, more)
    return operations


def _tagged(
    snapshot: Snapshot, entry: MappingEntry, tag: str, _architecture: str, _name: str
) -> Sequence[Operation]:
    return set_key(snapshot, entry, ("tag",), tag).operations if entry.tag != tag else ()


def _assigned(
    snapshot: Snapshot, entry: MappingEntry, _tag: str, architecture: str, name: str
) -> Sequence[Operation]:
    if entry.package.get(architecture) == name:
        return ()
    return assign_tar(snapshot, entry, architecture, name).operations


def _proposed(snapshot: Snapshot, image: Saved, architecture: str, name: str) -> list[Proposal]:
    """Entries for the places that name the image, each with this tar only."""
    reference = image.reference
    found = [
        replace(proposal, image=reference.name, tag=reference.tag, package=((architecture, name),))
        for used in inventory_of(snapshot).images
        if used.parsed is not None and used.parsed.name == reference.name
        for proposal in proposals_for(snapshot, used)
    ]
    if found:
        return list(dict.fromkeys(found))
    own = Proposal(str(reference), INSTANCE, reference.name, reference.tag)
    return [replace(own, package=((architecture, name),))]
