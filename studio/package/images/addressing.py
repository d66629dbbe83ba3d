"""Write the fields of an entry with other keys of the address."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from studio.formats.imagemap import MAPPING_PATH, conventions
from studio.package.changes import ChangeSet
from studio.package.images.mappingtext import mapping_steps
from studio.package.images.uses import FULL, REGISTRY, REPOSITORY, TAG
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext import edits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.package.images.joining import Image
    from studio.package.snapshot import Snapshot

PARTS: Mapping[str, str] = {
    "fullAddress": FULL,
    "repository": REPOSITORY,
    "repo": REPOSITORY,
    "endpoint": REGISTRY,
    "prefixAddress": REGISTRY,
    "tag": TAG,
}
"""The part of an address that the field of each key holds."""


def key_sets() -> tuple[tuple[str, ...], ...]:
    """The sets of keys that make up an address, each in the order in which it is written."""
    order = list(PARTS)
    order.sort(key=lambda key: (PARTS[key] == TAG, PARTS[key] != REGISTRY))
    return tuple(tuple(key for key in order if key in keys) for keys in conventions().complete)


def address_with(entry: MappingEntry, image: Image | None, keys: Sequence[str]) -> dict[str, str]:
    """The paths for other keys: as the entry names them, else where the image is used, else ""."""
    paths = {PARTS[key]: path for key, path in entry.address.items() if key in PARTS}
    known = set(paths.values())
    for use in image.rewritable if image else ():
        if known and not known & {each.address for each in use.fields}:
            continue
        for each in use.fields:
            paths.setdefault(each.part, each.address)
    return {key: paths.get(PARTS[key], "") for key in keys}


def write_as(
    snapshot: Snapshot, entry: MappingEntry, image: Image | None, keys: Sequence[str]
) -> ChangeSet:
    """Write the address of an entry with these keys and no others; raises `CannotEdit`."""
    pointer = (*entry.pointer, "address")
    address = address_with(entry, image, keys)
    # What is new goes in first: a mapping that is emptied on the way would lose its place.
    steps = [
        partial(edits.set_value, pointer=(*pointer, key), value=path, order=tuple(keys))
        for key, path in address.items()
        if entry.address.get(key) != path
    ]
    gone = (key for key in entry.address if key not in address)
    steps += [partial(edits.remove, pointer=(*pointer, key)) for key in gone]
    label = message("Write {image} as {keys}", image=entry.title, keys=" + ".join(keys))
    operations = tuple(mapping_steps(snapshot, steps))
    return ChangeSet(label, operations, place=Place(MAPPING_PATH, pointer))
