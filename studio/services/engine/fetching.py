"""Get the images that a package names from their registries into its images/."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.errors import StudioError
from studio.formats.imagemap import conventions, tar_path
from studio.package.builds.intopackage import Saved
from studio.package.builds.naming import saved_path
from studio.package.builds.platforms import Platform
from studio.package.images.absent import usual_tar
from studio.package.images.inventory import inventory_of
from studio.package.progress import Meter
from studio.services.engine.images import inspect
from studio.services.engine.saving import rename, save_image
from studio.services.engine.transfer import pull

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from studio.formats.imagerefs import ImageReference
    from studio.package.snapshot import Snapshot
    from studio.services.engine.buildevents import LayerMoved
    from studio.services.engine.connection import Engine
    from studio.services.engine.credentials import Credential
    from studio.services.engine.saving import Put


class OtherPlatform(StudioError):
    """A registry has the image only for another platform."""


class Wanted(NamedTuple):
    """One image of the package for one platform."""

    reference: ImageReference
    platform: Platform


def wanted_images(snapshot: Snapshot, tar: str = "") -> tuple[Wanted, ...]:
    """Every image that the mapping names, for each architecture that it gives a tar for.

    Those whose tar lies in the package already are left out; with `tar`, the path of one, all
    others are. That may be one that no entry names, of an architecture that an entry lacks.
    """
    found = [*_wanted(snapshot), *(_lacking(snapshot) if tar else ())]
    return tuple(dict.fromkeys(wanted for path, wanted in found if tar in {"", path}))


def _wanted(snapshot: Snapshot) -> Iterator[tuple[str, Wanted]]:
    """The tars that the mapping names, and what they should hold."""
    words = conventions().architectures
    for image in inventory_of(snapshot).images:
        if image.parsed is None or not image.entries:
            continue
        for architecture, tar in image.tars.items():
            platform = Platform("linux", words.get(architecture, architecture))
            if saved_path(image.parsed, platform) not in snapshot:
                yield tar_path(tar), Wanted(image.parsed, platform)


def _lacking(snapshot: Snapshot) -> Iterator[tuple[str, Wanted]]:
    """The usual tars for the architectures that an entry gives none for."""
    for image in inventory_of(snapshot).images:
        reference = image.parsed
        if reference is None:
            continue
        for entry in image.entries:
            for architecture, word in conventions().architectures.items():
                if not entry.package.get(architecture):
                    wanted = Wanted(reference, Platform("linux", word))
                    yield usual_tar(entry, architecture), wanted


def fetch(
    engine: Engine,
    wanted: Wanted,
    folder: Path,
    *,
    credential: Credential | None = None,
    listen: Callable[[LayerMoved], None] = lambda _event: None,
    meter: Meter | None = None,
    keep_going: Callable[[], None] = lambda: None,
    put: Put = rename,
) -> Saved:
    """Pull one image, and save it into images/ of the package at `folder`.

    One after the other: an engine keeps a name for one platform at a time. `meter` follows the
    saving, `put` is that of `save_image`. What is returned goes to `into_package`. Raises
    `OtherPlatform`, and as `pull` and `save_image`.
    """
    reference, platform = wanted
    pull(engine, reference, platform, credential=credential, listen=listen, keep_going=keep_going)
    name = str(reference.normalised())
    found = inspect(engine, name).platform
    if found[:2] != platform[:2]:
        raise OtherPlatform(
            "{image} is there for {found} only, not for {wanted}.",
            image=reference,
            found=found,
            wanted=platform,
        )
    target = folder / saved_path(reference, platform)
    save_image(engine, name, target, meter or Meter(keep_going), put)
    return Saved(reference, platform, None)
