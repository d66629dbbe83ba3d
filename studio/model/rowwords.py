"""What is said about a row of the package tree beside its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.formats.kinds import Role
from studio.package.entries import EntryKind
from studio.package.problems import Severity
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.imagetar import SavedImage
    from studio.model.marks import Mark
    from studio.package.entries import Entry
    from studio.package.snapshot import Snapshot
    from studio.wording import Message


def standing(entry: Entry) -> list[Message]:
    """What the icon of a row says about where its file stands."""
    if entry.kind is EntryKind.MISSING:
        return [message("missing, required") if entry.required else message("missing, optional")]
    return [message("OSC does not look for this file here")] if entry.unexpected else []


def spoken(entry: Entry, mark: Mark | None, *, is_dirty: bool, language: str) -> str:
    """A row with its badges in words, for screen readers."""
    words = standing(entry)
    if mark is not None:
        words.append(_count(mark))
    if is_dirty:
        words.append(message("unsaved"))
    return ", ".join([entry.title, *(word.text(language) for word in words)])


def _count(mark: Mark) -> Message:
    if mark.severity is Severity.ERROR:
        return message("errors: {count}", count=mark.count)
    return message("warnings: {count}", count=mark.count)


def tool_tip(snapshot: Snapshot, entry: Entry, language: str) -> str:
    """The whole value of a key, the path of a file, and the images in a tar that was read."""
    if entry.detail:
        return f"{entry.title}: {entry.detail}"
    lines = [" ".join((*image.names, _architecture(image))) for image in _images(snapshot, entry)]
    words = [word.text(language) for word in standing(entry)]
    return "\n".join([entry.path or entry.title, *words, *lines])


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
