"""What the table of images shows, computed from a snapshot as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Literal

from studio.formats.imagemap import INSTANCE, MappingEntry, tar_path
from studio.formats.imagerefs import reference_of
from studio.model.imagetars import Fit, TarFact, inside, tar_facts, unread_tars, worst
from studio.package.content import FileBlob
from studio.package.images.architectures import architectures_of
from studio.package.images.inventory import identity, inventory_of
from studio.package.images.joining import NOT_PULLED, Status, spots_of
from studio.package.images.marking import position_of
from studio.package.images.tars import known_tar
from studio.package.images.uses import How
from studio.package.layout import layout_of
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.package.images.inventory import Inventory
    from studio.package.images.joining import Image
    from studio.package.images.uses import Use
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

_NO_ENTRY = MappingEntry(INSTANCE, ())

Tone = Literal["error", "warning", "info", "ok"]


class Group(str, Enum):
    """What the rows are gathered by, from the top."""

    ATTENTION = "attention"
    MAPPED = "mapped"
    MENTIONED = "mentioned"
    UNUSED = "unused"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How an image stands, in two or three words; `reasons` are sentences."""

    tone: Tone
    words: Message
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class UseRow:
    """One place that names the image, its line from 1, and the entry that writes it."""

    key: str
    use: Use
    line: int
    entry: MappingEntry | None = None


@dataclass(frozen=True, slots=True)
class ImageRow:
    """An image, an entry of the mapping that belongs to no image, or a tar that nothing uses.

    `tars` has what serves each architecture least where there are several entries. `path` is
    that of the tar, "" for all others.
    """

    key: str
    group: Group
    title: str
    verdict: Verdict
    image: Image | None = None
    entries: tuple[MappingEntry, ...] = ()
    uses: tuple[UseRow, ...] = ()
    tars: Mapping[str, TarFact] = field(default_factory=dict[str, TarFact])
    path: str = ""
    size: int = 0

    @property
    def can_map(self) -> bool:
        """Whether OSC can write a use that no entry names."""
        return self.image is not None and any(map(_is_mappable, self.uses))


@dataclass(frozen=True, slots=True)
class ImageTable:
    """All rows of a snapshot; `unread` are tars that nobody has looked into yet.

    `is_service` tells whether the package can have a mapping, `is_readable` whether it can be
    read if there is one.
    """

    snapshot: Snapshot
    rows: tuple[ImageRow, ...] = ()
    architectures: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    missing_charts: tuple[str, ...] = ()
    is_service: bool = True
    is_readable: bool = True

    def row(self, key: str) -> ImageRow | None:
        """The row of that key."""
        return next((row for row in self.rows if row.key == key), None)

    @property
    def images(self) -> tuple[ImageRow, ...]:
        """The rows of images that are pulled."""
        return tuple(row for row in self.rows if row.image and row.group is not Group.MENTIONED)


def _is_mappable(row: UseRow) -> bool:
    use = row.use
    return (
        row.entry is None
        and use.rewritten
        and not use.guess
        and use.how is not How.TEMPLATE
        and reference_of(use.reference) is not None
    )


def table_of(snapshot: Snapshot) -> ImageTable:
    """The rows of a snapshot; reads no tar."""
    inventory, promised = inventory_of(snapshot), architectures_of(snapshot)
    rows = [_image_row(snapshot, inventory, image, promised) for image in inventory.images]
    rows += [_stray_row(snapshot, entry, promised) for entry in inventory.strays]
    rows += _unused(snapshot, inventory)
    return ImageTable(
        snapshot,
        tuple(rows),
        promised,
        unread_tars(snapshot, inventory.tars),
        inventory.missing_charts,
        layout_of(snapshot).is_service,
        inventory.image_map is None or inventory.image_map.is_readable,
    )


def _image_row(
    snapshot: Snapshot, inventory: Inventory, image: Image, promised: tuple[str, ...]
) -> ImageRow:
    key = identity(image.reference)
    uses = tuple(_use_rows(snapshot, inventory, image, key))
    asked = promised if image.entries or any(map(_is_mappable, uses)) else ()
    facts = [tar_facts(snapshot, entry, asked) for entry in image.entries or (_NO_ENTRY,)]
    tars = worst(facts)
    verdict = _verdict(image, tars)
    group = Group.ATTENTION
    if verdict.tone in ("ok", "info"):
        group = Group.MAPPED if image.entries else Group.MENTIONED
    return ImageRow(
        key,
        group,
        image.parsed.name if image.parsed else image.reference,
        verdict,
        image,
        image.entries,
        uses,
        tars,
    )


def _use_rows(snapshot: Snapshot, inventory: Inventory, image: Image, key: str) -> Iterator[UseRow]:
    written = {
        target.spot: entry
        for entry in image.entries
        for targets in inventory.targets[entry.pointer].values()
        for target in targets
    }
    for number, use in enumerate(image.uses):
        entry = next((entry for spot, entry in written.items() if spot in spots_of(use)), None)
        yield UseRow(f"{key} {number}", use, position_of(snapshot, use).line, entry)


def _verdict(image: Image, tars: Mapping[str, TarFact]) -> Verdict:
    if image.status is Status.OUTSIDE:
        if image.is_guess or all(use.guess or use.how in NOT_PULLED for use in image.uses):
            return Verdict("info", message("Only mentioned"), image.reasons)
        return Verdict("error", message("Not rewritten"), image.reasons)
    if image.status is Status.UNMAPPED:
        if image.is_guess:
            return Verdict("info", message("Perhaps an image"), image.reasons)
        return Verdict("warning", message("Not mapped"), image.reasons)
    return _verdict_of_tars(tars, image.reasons) or (
        Verdict("warning", message("Incomplete"), image.reasons)
        if image.status is Status.INCOMPLETE
        else Verdict("ok", message("Ready"))
    )


def _verdict_of_tars(tars: Mapping[str, TarFact], reasons: tuple[Message, ...]) -> Verdict | None:
    """What the saved images lack; None where they are as they should be, or not read yet."""
    wrong = next((fact for fact in tars.values() if fact.fit is Fit.WRONG), None)
    if wrong is not None and wrong.inside is not None:
        reason = message("{name}: {reason}", name=wrong.name, reason=wrong.inside)
        return Verdict("warning", message("Wrong tar"), (reason, *reasons))
    missing = [fact.architecture for fact in tars.values() if fact.fit is Fit.MISSING]
    if not missing:
        return None
    if len(missing) == len(tars):
        return Verdict("warning", message("No tar"), reasons)
    words = message("No {architecture} tar", architecture=missing[0])
    return Verdict("warning", words, reasons)


def stray_key(entry: MappingEntry) -> str:
    """The key of the row of an entry that belongs to no image."""
    return f":entry {'/'.join(map(str, entry.pointer))}"


def _stray_row(snapshot: Snapshot, entry: MappingEntry, promised: tuple[str, ...]) -> ImageRow:
    reason = message("The entry {image} writes no image of the package.", image=entry.title)
    return ImageRow(
        stray_key(entry),
        Group.ATTENTION,
        entry.image or entry.title,
        Verdict("warning", message("No image"), (reason,)),
        entries=(entry,),
        tars=worst([tar_facts(snapshot, entry, promised)]),
    )


def _unused(snapshot: Snapshot, inventory: Inventory) -> Iterator[ImageRow]:
    """The saved images that no entry names."""
    entries = inventory.image_map.entries if inventory.image_map else ()
    named = {tar_path(name) for entry in entries for name in entry.package.values()}
    for path in inventory.tars:
        if path in named:
            continue
        blob, tar = snapshot.files[path], known_tar(snapshot, path)
        reasons = (inside(tar),) if tar is not None else ()
        yield ImageRow(
            path,
            Group.UNUSED,
            path.rpartition("/")[2],
            Verdict("info", message("Not used"), reasons),
            path=path,
            size=blob.size if isinstance(blob, FileBlob) else 0,
        )


def templates(row: ImageRow) -> tuple[UseRow, ...]:
    """The templates that use the image."""
    return tuple(each for each in row.uses if each.use.how is How.TEMPLATE)
