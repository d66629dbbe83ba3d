"""What a value leads to: files and resources that it names, images and their mapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH, tar_path
from studio.package.images.inventory import inventory_of
from studio.package.images.joining import Status
from studio.package.references import definition_of
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import find, find_entry, locate

if TYPE_CHECKING:
    from studio.formats.imagemap import MappingEntry
    from studio.package.images.inventory import Inventory
    from studio.package.images.joining import Image
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree

_STATES = {
    Status.MAPPED: message("is replaced by the mapping"),
    Status.UNMAPPED: message("is not in the mapping"),
    Status.OUTSIDE: message("stands where no mapping reaches"),
    Status.INCOMPLETE: message("is in the mapping, but not all of it"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """What a place leads to; `target` is None where there is only something to say."""

    target: Place | None
    words: Message


def link_at(snapshot: Snapshot, place: Place) -> Link | None:
    """What the scalar at `place` leads to.

    A reference leads to the file or the name that it means, an image to its entry in the mapping,
    and the parts of an entry to the tar, the field that is written, or the image. The first call
    for a snapshot reads the images of the package, so it may take a moment.
    """
    target = definition_of(snapshot, place)
    if target is not None:
        words = message("leads to `{path}`", path=target.path)
        return Link(target, words)
    inventory = inventory_of(snapshot)
    if place.path == MAPPING_PATH:
        return _from_mapping(snapshot, inventory, place)
    for image in inventory.images:
        if any(field.place == place for use in image.uses for field in use.fields):
            return _from_image(image)
    return None


def name_at(tree: Tree, offset: int) -> str:
    """The key or value of one line that stands at a code point, "" where neither does."""
    number, pointer = locate(tree, offset)
    if number >= len(tree.documents):
        return ""
    document = tree.documents[number]
    entry = find_entry(document, pointer)
    for node in (entry.key if entry is not None else None, find(document.root, pointer)):
        if isinstance(node, Scalar) and node.start <= offset <= node.end:
            return "" if "\n" in node.value else node.value
    return ""


def _from_image(image: Image) -> Link:
    state = _STATES[image.status]
    entry = next(iter(image.entries), None)
    target = Place(MAPPING_PATH, entry.pointer) if entry is not None else None
    if image.tars:
        tars = ", ".join(dict.fromkeys(image.tars.values()))
        words = message("`{image}` {state}: {tars}", image=image.reference, state=state, tars=tars)
        return Link(target, words)
    return Link(target, message("`{image}` {state}", image=image.reference, state=state))


def _from_mapping(snapshot: Snapshot, inventory: Inventory, place: Place) -> Link | None:
    entries = inventory.image_map.entries if inventory.image_map is not None else ()
    pointer = place.pointer
    entry = next((each for each in entries if pointer[: len(each.pointer)] == each.pointer), None)
    if entry is None:
        return None
    match pointer[len(entry.pointer) :]:
        case ("package", architecture):
            return _from_tar(snapshot, entry.package.get(str(architecture), ""))
        case ("address", str(key)):
            return _from_address(inventory, entry, key)
        case ("image" | "tag",):
            image = inventory.image_of(entry)
            return Link(image.uses[0].place, _used(image)) if image is not None else None
        case _:
            return None


def _from_tar(snapshot: Snapshot, name: str) -> Link:
    path = tar_path(name)
    if path in snapshot:
        return Link(Place(path), message("leads to `{path}`", path=path))
    return Link(None, message("`{path}` is not in the package", path=path))


def _from_address(inventory: Inventory, entry: MappingEntry, key: str) -> Link:
    targets = inventory.targets.get(entry.pointer, {}).get(key, ())
    if not targets:
        return Link(None, message("leads to no field of the package"))
    first = targets[0]
    if len(targets) == 1:
        words = message("writes `{text}` in `{path}`", text=first.text, path=first.place.path)
        return Link(first.place, words)
    words = message(
        "writes {count} fields, the first in `{path}`", count=len(targets), path=first.place.path
    )
    return Link(first.place, words)


def _used(image: Image) -> Message:
    first = image.uses[0].place.path
    if len(image.uses) == 1:
        return message("used in `{path}`", path=first)
    return message("used {count} times, first in `{path}`", count=len(image.uses), path=first)
