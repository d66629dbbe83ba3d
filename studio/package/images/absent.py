"""The image tars that a package speaks of and does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import (
    MAPPING_PATH,
    conventions,
    is_tar_name,
    read_image_map,
    tar_path,
)
from studio.formats.imagerefs import ImageReference, parse_reference
from studio.package.builds.naming import saved_path
from studio.package.builds.platforms import Platform
from studio.package.builds.recipes import recipes_of
from studio.package.layout import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Snapshot


class AbsentTar(NamedTuple):
    """A tar that is not there, and the recipe that makes it, if one does."""

    path: str
    recipe: Recipe | None


def absent_tars(snapshot: Snapshot) -> tuple[AbsentTar, ...]:
    """Each tar that a recipe with platforms would make, or that mapping.yaml names, once.

    A recipe without platforms makes that of the engine, which nobody knows before. Computed once
    for a snapshot: the tree asks for each folder.
    """
    return snapshot.memo("absent tars", lambda: _absent_tars(snapshot))


def _absent_tars(snapshot: Snapshot) -> tuple[AbsentTar, ...]:
    if not layout_of(snapshot).is_service:
        return ()
    found = {tar.path: tar for tar in (*_mapped(snapshot), *_made(snapshot))}
    return tuple(tar for path, tar in found.items() if path not in snapshot)


def tars_of(recipe: Recipe) -> Iterator[str]:
    """Where the images of a recipe are saved, as far as its platforms are written."""
    if recipe.reference is not None:
        for platform in recipe.platforms:
            yield saved_path(recipe.reference, platform)


def maker_of(snapshot: Snapshot, path: str) -> Recipe | None:
    """The recipe that makes the tar at a path, or the image of the entry that it is wanted for."""
    found = [tar for tar in absent_tars(snapshot) if tar.path == path]
    for entry in _entries(snapshot) if not found else ():
        if path in {usual_tar(entry, each) for each in conventions().architectures}:
            return _maker(snapshot, entry)
    return found[0].recipe if found else None


def usual_tar(entry: MappingEntry, architecture: str) -> str:
    """Where the tar of an entry for one of OSC's architectures lies by custom; "" for no image."""
    reference = parse_reference(f"{entry.image}:{entry.tag}")
    if not isinstance(reference, ImageReference):
        return ""
    return saved_path(reference, Platform("linux", conventions().architectures[architecture]))


def _made(snapshot: Snapshot) -> Iterator[AbsentTar]:
    for recipe in recipes_of(snapshot).recipes:
        for path in tars_of(recipe):
            yield AbsentTar(path, recipe)


def _mapped(snapshot: Snapshot) -> Iterator[AbsentTar]:
    for entry in _entries(snapshot):
        for name in filter(is_tar_name, entry.package.values()):
            yield AbsentTar(tar_path(name), _maker(snapshot, entry))


def _entries(snapshot: Snapshot) -> tuple[MappingEntry, ...]:
    file = snapshot.text(MAPPING_PATH)
    if file is None:
        return ()
    return file.memo("image map", lambda: read_image_map(file.yaml_tree)).entries


def _maker(snapshot: Snapshot, entry: MappingEntry) -> Recipe | None:
    """The recipe of the image that an entry is about."""
    for recipe in recipes_of(snapshot).recipes:
        reference = recipe.reference
        names = {reference.name, reference.path} if reference is not None else set[str]()
        if entry.image in names and entry.tag == recipe.tag:
            return recipe
    return None
