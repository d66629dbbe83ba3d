"""Which saved images of a package fit an image of its mapping, told by what is inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import tar_path
from studio.package.images.tars import architecture_of, references_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.formats.imagetar import ImageTar
    from studio.package.images.inventory import Inventory


class Sought(NamedTuple):
    """An image as an entry names it (`image` is its name or its path), for one architecture."""

    image: str
    tag: str
    architecture: str


def fitting_tars(
    inventory: Inventory, sought: Sought, read: Callable[[str], ImageTar | None]
) -> Iterator[str]:
    """The names of the tars that hold the image; never one that an entry for another uses.

    `read` gives what the tar at a path holds. Tars whose images have no names fit nothing.
    """
    taken = _taken(inventory, sought)
    for path in inventory.tars:
        if path not in taken and (tar := read(path)) is not None and _holds(tar, sought):
            yield path.rpartition("/")[2]


def is_spoken_for(inventory: Inventory, sought: Sought, path: str, tar: ImageTar | None) -> bool:
    """Whether the tar at `path` is that of another image: by an entry, or by what it holds."""
    if path in _taken(inventory, sought):
        return True
    if tar is None or not tar.images:
        return False
    found = references_in(tar)
    is_other = bool(found) and not any(_is_called(each, sought) for each in found)
    return is_other or sought.architecture not in map(architecture_of, tar.images)


def other_image(inventory: Inventory, entry: MappingEntry, tar: ImageTar) -> ImageReference | None:
    """The image that a tar holds instead of that of `entry`, None where it may be the right one.

    An image may be called otherwise at OSC than where it was made, so both names are right.
    """
    image = inventory.image_of(entry)
    right = {entry.image.rpartition("/")[2]}
    if image is not None and image.parsed is not None:
        right.add(image.parsed.name)
    found = references_in(tar)
    if not found or any(each.name in right for each in found):
        return None
    return found[0]


def is_of_package(inventory: Inventory, name: str) -> bool:
    """Whether an image of that name is used by the package, or mapped."""
    entries = inventory.image_map.entries if inventory.image_map else ()
    used = {image.parsed.name for image in inventory.images if image.parsed is not None}
    return name in used or any(entry.image.rpartition("/")[2] == name for entry in entries)


def _taken(inventory: Inventory, sought: Sought) -> set[str]:
    """The paths of the tars that entries for other images name."""
    entries = inventory.image_map.entries if inventory.image_map else ()
    return {
        tar_path(name)
        for entry in entries
        if (entry.image, entry.tag) != (sought.image, sought.tag)
        for name in entry.package.values()
    }


def _holds(tar: ImageTar, sought: Sought) -> bool:
    return any(
        architecture_of(image) == sought.architecture
        and any(_is_called(each, sought) for each in references_in(tar, image))
        for image in tar.images
    )


def _is_called(reference: ImageReference, sought: Sought) -> bool:
    return sought.image in {reference.name, reference.path} and reference.tag == sought.tag
