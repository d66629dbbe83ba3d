"""What is said about a row of the package tree beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Role

if TYPE_CHECKING:
    from studio.formats.imagetar import SavedImage
    from studio.package.outline import Entry
    from studio.package.snapshot import Snapshot


def tool_tip(snapshot: Snapshot, entry: Entry) -> str:
    """The whole value of a key, the path of a file, and the images in a tar that was read."""
    if entry.detail:
        return f"{entry.title}: {entry.detail}"
    lines = [" ".join((*image.names, _architecture(image))) for image in _images(snapshot, entry)]
    return "\n".join([entry.path or entry.title, *lines])


def image_hint(snapshot: Snapshot, entry: Entry) -> str:
    """Tags and architectures in a tar that was read, as far as its name does not tell them."""
    facts = [
        fact for image in _images(snapshot, entry) for fact in (*image.tags, _architecture(image))
    ]
    return " ".join(dict.fromkeys(fact for fact in facts if fact not in entry.title))


def _images(snapshot: Snapshot, entry: Entry) -> tuple[SavedImage, ...]:
    if entry.role is not Role.IMAGE_TAR:
        return ()
    # Reading images takes much to load, and few rows are images.
    from studio.package.images.tars import known_tar

    tar = known_tar(snapshot, entry.path)
    return tar.images if tar is not None else ()


def _architecture(image: SavedImage) -> str:
    from studio.package.images.tars import architecture_of

    return architecture_of(image)
