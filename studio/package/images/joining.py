"""One image of a package: its uses, the entries of the mapping for it, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.imagemap import conventions, tar_path
from studio.formats.imagerefs import reference_of
from studio.package.images.resolving import Target
from studio.package.images.uses import DIGEST, How
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagerefs import ImageReference
    from studio.package.images.uses import Use
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

NOT_PULLED = frozenset({How.ANNOTATION, How.RELATED})
"""Uses that only tell which images there are: no node pulls them from there."""


class Status(str, Enum):
    """Whether OSC will replace the address of an image wherever it is used."""

    MAPPED = "mapped"
    UNMAPPED = "unmapped"
    OUTSIDE = "outside"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Image:
    """One image; `reference` is as it is written first.

    `parsed` is None where it is no reference, `entries` are those that write a field of it, `tars`
    has the file name of each architecture, `reasons` say what keeps it from being mapped.
    """

    reference: str
    parsed: ImageReference | None
    uses: tuple[Use, ...]
    entries: tuple[MappingEntry, ...] = ()
    tars: Mapping[str, str] = field(default_factory=dict[str, str])
    status: Status = Status.UNMAPPED
    reasons: tuple[Message, ...] = ()

    @property
    def rewritable(self) -> tuple[Use, ...]:
        """The uses whose fields OSC can write."""
        return tuple(use for use in self.uses if use.rewritten and use.how is not How.TEMPLATE)

    @property
    def is_guess(self) -> bool:
        """Whether every use only looks like an image."""
        return all(use.guess for use in self.uses)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Brings together images and entries."""

    snapshot: Snapshot
    entries: tuple[MappingEntry, ...]
    targets: Mapping[tuple[str | int, ...], Mapping[str, tuple[Target, ...]]]

    def image(self, uses: tuple[Use, ...]) -> Image:
        """The image of uses that have the same reference."""
        reference = uses[0].reference
        parsed = reference_of(reference)
        spots = {spot for use in uses if use.rewritten for spot in spots_of(use)}
        mine = tuple(entry for entry in self.entries if self._is_of(entry, parsed, spots))
        tars = {key: name for entry in mine for key, name in entry.package.items() if name}
        found = Image(reference, parsed, uses, mine, tars)
        status, reasons = self._judged(found)
        return replace(found, status=status, reasons=reasons)

    def _is_of(
        self, entry: MappingEntry, parsed: ImageReference | None, spots: set[object]
    ) -> bool:
        """Whether an entry writes a field of the image, or names it and writes none at all."""
        written = self._written(entry)
        if written:
            return bool(written & spots)
        return (
            parsed is not None
            and entry.image in {parsed.name, parsed.path}
            and (not parsed.tag or entry.tag == parsed.tag)
        )

    def _written(self, entry: MappingEntry) -> set[object]:
        return {target.spot for found in self.targets[entry.pointer].values() for target in found}

    def _judged(self, image: Image) -> tuple[Status, tuple[Message, ...]]:
        if not image.rewritable:
            return Status.OUTSIDE, (message("OSC writes none of the places that use the image."),)
        if not image.entries:
            return Status.UNMAPPED, (message("No entry of the mapping names a field of it."),)
        reasons = tuple(dict.fromkeys(self._lacks(image)))
        return (Status.INCOMPLETE if reasons else Status.MAPPED), reasons

    def _lacks(self, image: Image) -> Iterator[Message]:
        """What is missing although there is an entry."""
        written: set[object] = set()
        for entry in image.entries:
            written |= self._written(entry)
            yield from self._flaws(entry)
        for use in image.uses:
            if use.how in NOT_PULLED or (use.how is How.TEMPLATE and use.rewritten):
                continue
            where = {"path": use.place.path, "name": use.name or use.how.value}
            if not use.rewritten:
                yield message("OSC does not write its use in {path} ({name}).", **where)
            elif not spots_of(use) & written:
                if use.guess:
                    continue
                yield message("No entry writes its use in {path} ({name}).", **where)
            elif (digest := use.field(DIGEST)) is not None and digest.text:
                yield message("The digest in {path} ({name}) wins over the tag.", **where)

    def _flaws(self, entry: MappingEntry) -> Iterator[Message]:
        """What keeps an entry by itself from taking effect."""
        keys = frozenset(entry.address)
        if keys and not conventions().is_complete(keys):
            names = ", ".join(sorted(keys))
            yield message("The fields {keys} do not make up an address.", keys=names)
        for key, path in entry.address.items():
            if not self.targets[entry.pointer].get(key):
                yield message("`{path}` leads to no value that OSC writes.", path=path)
        if not any(entry.package.values()):
            yield message("The entry names no tar.")
        for name in filter(None, entry.package.values()):
            if tar_path(name) not in self.snapshot:
                yield message("The tar {name} is not in images/.", name=name)


def spots_of(use: Use) -> set[object]:
    """The fields of a use, as targets are told apart."""
    return {Target(each.place, each.text, each.inner).spot for each in use.fields}
