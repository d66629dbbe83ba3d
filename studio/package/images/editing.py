"""Changes of mapping.yaml and of the saved images, each as one step of the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.imagemap import (
    ENTRY_KEYS,
    MAPPING_PATH,
    conventions,
    is_tar_name,
    tar_path,
)
from studio.package.changes import ChangeSet, CreateFile, RenameFile
from studio.package.images.addresses import dotted, undotted
from studio.package.images.documents import DEFAULT_CONFIGURATION, EXAMPLES
from studio.package.images.inventory import inventory_of
from studio.package.images.mappingtext import CannotMap, adding, mapping_steps
from studio.package.images.resolving import chart_root
from studio.package.images.writing import text_edit, with_values
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext import edits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.package.changes import Operation
    from studio.package.content import FileBlob
    from studio.package.images.proposing import Proposal
    from studio.package.images.writing import Spot
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree
    from studio.yamltext.pointers import Pointer
    from studio.yamltext.splices import Splice


def add_entries(
    snapshot: Snapshot, proposals: Sequence[Proposal], label: Message | None = None
) -> ChangeSet:
    """Add entries to the mapping, which is created where there is none.

    Fields that the entries need in the values of the chart are written with them. Raises
    `CannotMap` in a bare deploy package, and `CannotEdit`.
    """
    if not layout_of(snapshot).is_service:
        raise CannotMap(
            "A deploy package by itself has no mapping; {path} lies in a service package, beside "
            "the folder package/.",
            path=MAPPING_PATH,
        )
    steps = [adding(proposal) for proposal in proposals]
    operations = [*mapping_steps(snapshot, steps), *_needed_values(snapshot, proposals)]
    if label is None and len(proposals) == 1:
        label = message("Map image {name}", name=proposals[0].image)
    label = label or message("Map {count} images", count=len(proposals))
    return ChangeSet(label, tuple(operations), place=Place(MAPPING_PATH))


def set_key(snapshot: Snapshot, entry: MappingEntry, keys: Pointer, value: str) -> ChangeSet:
    """Write a text of an entry: `("image",)`, `("address", "tag")`, `("package", "x86_64")`."""
    pointer = (*entry.pointer, *keys)
    order = ENTRY_KEYS if len(keys) == 1 else None
    label = message("Change {key} of {image}", key=keys[-1], image=entry.title)
    return _mapped(
        snapshot, label, pointer, lambda tree: edits.set_value(tree, pointer, value, order=order)
    )


def remove_key(snapshot: Snapshot, entry: MappingEntry, keys: Pointer) -> ChangeSet:
    """Take a key out of an entry."""
    label = message("Remove {key} of {image}", key=keys[-1], image=entry.title)
    pointer = (*entry.pointer, *keys)
    return _mapped(snapshot, label, pointer, lambda tree: edits.remove(tree, pointer))


def pick_field(
    snapshot: Snapshot, entry: MappingEntry, key: str, place: Place, inner: Pointer | None = None
) -> ChangeSet:
    """Let a key of the address name the value at `place`, or inside the text that stands there.

    Raises `CannotMap` where no dot path leads to the value, or OSC does not write the file.
    """
    path = address_of(snapshot, place, inner)
    if not path:
        raise CannotMap("OSC cannot write this value: no path of a mapping leads to it.")
    return set_key(snapshot, entry, ("address", key), path)


def address_of(snapshot: Snapshot, place: Place, inner: Pointer | None = None) -> str:
    """The dot path by which a mapping names a value; "" where none does."""
    layout = layout_of(snapshot)
    role = layout.roles.get(place.path)
    written = conventions().rewritten[layout.kind.value] if layout.kind else frozenset[str]()
    if role is None or role.value not in written or place.document:
        return ""
    if role.value == "values" and place.path != _values_path(snapshot):
        return ""
    if inner is not None:
        return dotted(inner[1:] if place.pointer == EXAMPLES else inner)
    if role.value == "csv":
        return ""  # containers are filled in by their image's name
    if role.value == "csd":
        is_inside = place.pointer[: len(DEFAULT_CONFIGURATION)] == DEFAULT_CONFIGURATION
        return dotted(place.pointer[len(DEFAULT_CONFIGURATION) :]) if is_inside else ""
    return dotted(place.pointer)


def assign_tar(snapshot: Snapshot, entry: MappingEntry, architecture: str, name: str) -> ChangeSet:
    """Let an entry take its image for one architecture from a tar of images/."""
    pointer = (*entry.pointer, "package", architecture)
    order = tuple(conventions().architectures)
    label = message("Take {image} from {name}", image=entry.title, name=name)
    return _mapped(
        snapshot, label, pointer, lambda tree: edits.set_value(tree, pointer, name, order=order)
    )


def add_tar(
    snapshot: Snapshot,
    name: str,
    blob: FileBlob,
    entry: MappingEntry | None = None,
    architecture: str = "",
) -> ChangeSet:
    """Bring a saved image into images/, and assign it where an entry is given.

    `studio.package.interchange.gather` makes the blob of a file on disk. Raises `CannotMap` for a
    name that OSC does not keep or that is taken.
    """
    path = _free_tar(snapshot, name)
    operations: tuple[Operation, ...] = (CreateFile(path, blob),)
    if entry is not None:
        operations += assign_tar(snapshot, entry, architecture, name).operations
    return ChangeSet(message("Add {name}", name=name), operations, place=Place(path))


def rename_tar(snapshot: Snapshot, name: str, new_name: str) -> ChangeSet:
    """Rename a tar, and every mention of it in the mapping; raises `CannotMap`."""
    path = _free_tar(snapshot, new_name)
    image_map = inventory_of(snapshot).image_map
    pointers = [
        (*entry.pointer, "package", architecture)
        for entry in (image_map.entries if image_map else ())
        for architecture, tar in entry.package.items()
        if tar == name
    ]
    steps = [_setting(pointer, new_name) for pointer in pointers]
    operations: list[Operation] = [RenameFile(tar_path(name), path)]
    operations += mapping_steps(snapshot, steps)
    label = message("Rename {old} to {new}", old=name, new=new_name)
    return ChangeSet(label, tuple(operations), place=Place(path))


def remove_entry(snapshot: Snapshot, entry: MappingEntry) -> ChangeSet:
    """Take an entry out of the mapping; its tars stay."""
    label = message("Remove {image} from the mapping", image=entry.title)
    return _mapped(snapshot, label, entry.pointer, lambda tree: edits.remove(tree, entry.pointer))


def _setting(pointer: Pointer, value: str) -> Callable[[Tree], Splice]:
    return lambda tree: edits.set_value(tree, pointer, value)


def _mapped(
    snapshot: Snapshot, label: Message, pointer: Pointer, step: Callable[[Tree], Splice]
) -> ChangeSet:
    """One step in the mapping."""
    operations = tuple(mapping_steps(snapshot, [step]))
    return ChangeSet(label, operations, place=Place(MAPPING_PATH, pointer))


def _needed_values(snapshot: Snapshot, proposals: Iterable[Proposal]) -> list[Operation]:
    """The values that entries need beside the mapping."""
    path = _values_path(snapshot)
    content = snapshot.text(path)
    needed: dict[Spot, str] = {
        (pointer, None): value
        for proposal in proposals
        for dots, value in proposal.also
        if (pointer := undotted(dots)) is not None
    }
    if content is None or not needed:
        return []
    edit = text_edit(path, content.text, with_values(content, needed))
    return [edit] if edit else []


def _values_path(snapshot: Snapshot) -> str:
    root = chart_root(layout_of(snapshot))
    return f"{root}/values.yaml" if root else "values.yaml"


def _free_tar(snapshot: Snapshot, name: str) -> str:
    """The path for a new tar; raises `CannotMap`."""
    path = tar_path(name)
    if not is_tar_name(name):
        raise CannotMap(
            "{name} cannot be the name of a saved image: letters, digits, `_`, `.` and `-`, and "
            "`.tar` at the end.",
            name=name,
        )
    if path in snapshot:
        raise CannotMap("{path} exists already.", path=path)
    return path
