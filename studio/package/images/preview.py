"""What OSC will write into the deploy package once the images lie in its registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.formats.imagemap import written
from studio.formats.imagerefs import ImageReference, parse_reference
from studio.package.images.inventory import inventory_of
from studio.package.images.writing import with_values
from studio.package.linediff import line_diff
from studio.wording import message
from studio.yamltext.splices import CannotEdit

if TYPE_CHECKING:
    from collections.abc import Collection

    from studio.formats.imagemap import MappingEntry
    from studio.package.images.inventory import Inventory
    from studio.package.images.resolving import Target
    from studio.package.images.writing import Spot
    from studio.package.linediff import DiffLine
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

EXAMPLE_REGISTRY = "swr.cn-east-3.myhuaweicloud.com/osc-opensource"
"""A registry as OSC's guide shows one."""


@dataclass(frozen=True, slots=True)
class WrittenField:
    """One field with what it will say, by the `key` of an entry."""

    entry: MappingEntry
    key: str
    target: Target
    text: str


@dataclass(frozen=True, slots=True)
class RewrittenFile:
    """One file before and after; both texts have plain line feeds."""

    path: str
    before: str
    after: str
    fields: tuple[WrittenField, ...]

    @property
    def lines(self) -> tuple[DiffLine, ...]:
        """The lines that differ, with those around them."""
        return line_diff(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Preview:
    """The files that OSC changes, and sentences on what it cannot write."""

    files: tuple[RewrittenFile, ...] = ()
    notices: tuple[Message, ...] = ()


def preview(
    snapshot: Snapshot,
    registry: str = EXAMPLE_REGISTRY,
    entries: Collection[MappingEntry] | None = None,
) -> Preview:
    """The deploy package after the replacement, for images that are pushed below `registry`.

    `registry` is a host with a path: what stands before the name of an image. Only what `entries`
    write is replaced, where they are given.
    """
    inventory = inventory_of(snapshot)
    fields: dict[str, list[WrittenField]] = {}
    notices: list[Message] = []
    for entry in inventory.image_map.entries if inventory.image_map else ():
        if entries is not None and entry not in entries:
            continue
        pushed = pushed_as(entry, registry)
        if isinstance(pushed, ImageReference):
            for each in _fields(inventory, entry, pushed):
                fields.setdefault(each.target.place.path, []).append(each)
        else:
            notices.append(
                message("{image}: {reason}", image=entry.title or entry.index, reason=pushed)
            )
    files: list[RewrittenFile] = []
    for path, items in sorted(fields.items()):
        found = _rewritten(snapshot, path, items)
        if isinstance(found, RewrittenFile):
            files.append(found)
        else:
            notices.append(message("{path}: {reason}", path=path, reason=found))
    return Preview(tuple(files), tuple(notices))


def pushed_as(entry: MappingEntry, registry: str) -> ImageReference | Message:
    """The address of an entry's image below `registry`, or why there is none."""
    prefix = registry.strip().rstrip("/")
    return parse_reference(f"{prefix}/{entry.image}:{entry.tag}" if entry.image else "")


def _fields(
    inventory: Inventory, entry: MappingEntry, pushed: ImageReference
) -> list[WrittenField]:
    targets = inventory.targets[entry.pointer]
    texts = written(frozenset(targets), pushed)
    return [
        WrittenField(entry, key, target, texts[key])
        for key, found in targets.items()
        for target in found
    ]


def _rewritten(
    snapshot: Snapshot, path: str, fields: list[WrittenField]
) -> RewrittenFile | Message:
    """The file after its fields were written, or why they cannot be."""
    content = snapshot.text(path)
    assert content is not None  # noqa: S101 - targets lie in files that were parsed
    values: dict[Spot, str] = {
        (each.target.place.pointer, each.target.inner): each.text for each in fields
    }
    try:
        after = with_values(content, values)
    except CannotEdit as error:
        return error.message
    return RewrittenFile(path, content.text, after, tuple(fields))
