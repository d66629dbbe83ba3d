"""The saved images of an entry of the mapping: whether each is there and holds what it should."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from studio.formats.imagemap import conventions, tar_path
from studio.package.content import FileBlob
from studio.package.images.fitting import other_image
from studio.package.images.inventory import inventory_of
from studio.package.images.tars import architecture_of, known_tar
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio.formats.imagemap import MappingEntry
    from studio.formats.imagetar import ImageTar
    from studio.package.snapshot import Snapshot
    from studio.wording import Message


class Fit(str, Enum):
    """How a tar serves one architecture of an entry, the worst first."""

    WRONG = "wrong"
    MISSING = "missing"
    UNREAD = "unread"
    READY = "ready"
    UNASKED = "unasked"


_FITS = list(Fit)


@dataclass(frozen=True, slots=True)
class TarFact:
    """One architecture of an entry; `size` in bytes, `name` "" where the entry names no tar.

    `inside` says what the tar holds, or why it does not serve.
    """

    architecture: str
    fit: Fit
    name: str = ""
    size: int = 0
    inside: Message | None = None


def tar_facts(
    snapshot: Snapshot, entry: MappingEntry, promised: Sequence[str]
) -> tuple[TarFact, ...]:
    """What the entry has for each of OSC's architectures; tars that were not read say so."""
    return tuple(
        _fact(snapshot, entry, architecture, is_promised=architecture in promised)
        for architecture in conventions().architectures
    )


def worst(facts: Iterable[tuple[TarFact, ...]]) -> dict[str, TarFact]:
    """For each architecture the tar that serves it least, of several entries."""
    found: dict[str, TarFact] = {}
    for fact in (fact for each in facts for fact in each):
        known = found.get(fact.architecture)
        if known is None or _FITS.index(fact.fit) < _FITS.index(known.fit):
            found[fact.architecture] = fact
    return found


def unread_tars(snapshot: Snapshot, paths: Iterable[str]) -> tuple[str, ...]:
    """The tars that nobody has looked into yet."""
    return tuple(
        path
        for path in paths
        if isinstance(snapshot.files.get(path), FileBlob) and known_tar(snapshot, path) is None
    )


def inside(tar: ImageTar) -> Message:
    """What a tar holds, in one sentence."""
    if tar.defect is not None:
        return tar.defect
    image = tar.images[0]
    short = [name.rpartition("/")[2] for name in image.names]
    names = ", ".join(dict.fromkeys(short)) or message("an image without a name")
    return message("{names} for {architecture}", names=names, architecture=architecture_of(image))


def _fact(
    snapshot: Snapshot, entry: MappingEntry, architecture: str, *, is_promised: bool
) -> TarFact:
    name = entry.package.get(architecture, "")
    if not name:
        return TarFact(architecture, Fit.MISSING if is_promised else Fit.UNASKED)
    path = tar_path(name)
    blob = snapshot.files.get(path)
    if not isinstance(blob, FileBlob):
        return TarFact(architecture, Fit.MISSING, name)
    tar = known_tar(snapshot, path)
    if tar is None:
        return TarFact(architecture, Fit.UNREAD, name, blob.size)
    flaw = _flaw(snapshot, tar, entry, architecture)
    fit = Fit.READY if flaw is None else Fit.WRONG
    return TarFact(architecture, fit, name, blob.size, flaw or inside(tar))


def _flaw(
    snapshot: Snapshot, tar: ImageTar, entry: MappingEntry, architecture: str
) -> Message | None:
    """Why a tar that was read does not serve, None where it does."""
    if tar.defect is not None:
        return tar.defect
    other = other_image(inventory_of(snapshot), entry, tar)
    if other is not None:
        return message("It holds the image {image}.", image=str(other))
    held = list(dict.fromkeys(map(architecture_of, tar.images)))
    if architecture not in held:
        return message("It holds an image for {found}.", found=", ".join(held))
    tags = sorted({tag for image in tar.images for tag in image.tags})
    if tags and entry.tag not in tags:
        return message("The image in it has the tag {tags}.", tags=", ".join(tags))
    return None
