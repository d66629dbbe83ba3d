"""What the saved images of a package hold, read once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from studio.formats.imagemap import conventions
from studio.formats.imagerefs import reference_of
from studio.formats.imagetar import ImageTar, describe_tar
from studio.package.content import FileBlob
from studio.package.sources import Handle

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.formats.imagerefs import ImageReference
    from studio.formats.imagetar import SavedImage
    from studio.package.snapshot import Snapshot

_known: WeakKeyDictionary[Handle, ImageTar] = WeakKeyDictionary()


def tar_at(
    snapshot: Snapshot, path: str, keep_going: Callable[[], None] = lambda: None
) -> ImageTar | None:
    """What the tar at `path` holds, None where no binary file lies there.

    The first call reads the tar: seconds where it is large and gzipped, so not for the thread of
    the window. `keep_going` may raise to cancel.
    """
    blob = snapshot.files.get(path)
    return described(blob, keep_going) if isinstance(blob, FileBlob) else None


def described(blob: FileBlob, keep_going: Callable[[], None] = lambda: None) -> ImageTar:
    """What a tar holds that is or is not yet part of the package."""
    handle = blob.source
    if not isinstance(handle, Handle):
        return describe_tar(blob.open, keep_going)
    if handle not in _known:
        _known[handle] = describe_tar(blob.open, keep_going)
    return _known[handle]


def known_tar(snapshot: Snapshot, path: str) -> ImageTar | None:
    """What the tar at `path` holds if it was read already; never reads."""
    blob = snapshot.files.get(path)
    handle = blob.source if isinstance(blob, FileBlob) else None
    return _known.get(handle) if isinstance(handle, Handle) else None


def architecture_of(image: SavedImage) -> str:
    """OSC's word for the architecture of a saved image; Go's where OSC has none."""
    names = {go: osc for osc, go in conventions().architectures.items()}
    return names.get(image.architecture, image.architecture)


def holds(tar: ImageTar, reference: ImageReference, architecture: str) -> bool:
    """Whether the tar holds that image, by name and tag, for one of OSC's architectures."""
    return any(
        architecture_of(image) == architecture
        and any(
            (saved.name, saved.tag) == (reference.name, reference.tag)
            for saved in references_in(tar, image)
        )
        for image in tar.images
    )


def references_in(tar: ImageTar, image: SavedImage | None = None) -> tuple[ImageReference, ...]:
    """How the images of a tar, or one of them, are called; what has but a tag has no name."""
    images = tar.images if image is None else (image,)
    names = (name for each in images for name in each.names if ":" in name or "/" in name)
    found = (reference_of(name) for name in names)
    return tuple(dict.fromkeys(each for each in found if each is not None))
