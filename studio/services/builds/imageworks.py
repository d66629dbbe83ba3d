"""What is done with images in the threads of jobs: saved, pulled, pushed and loaded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.formats.imagerefs import ImageReference, parse_reference
from studio.package.builds.intopackage import Saved
from studio.package.builds.naming import pushed_as, saved_path
from studio.package.interchange import gather
from studio.package.progress import Meter
from studio.package.putting import put_file
from studio.services.engine import images
from studio.services.engine.connecting import connect
from studio.services.engine.credentials import sign_in
from studio.services.engine.fetching import fetch
from studio.services.engine.joining import Pushed, join, own_tag
from studio.services.engine.layerprogress import LayerProgress
from studio.services.engine.saving import load_image, save_image
from studio.services.engine.transfer import push
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from studio.package.builds.platforms import Platform
    from studio.package.content import FileBlob
    from studio.package.origin import FolderOrigin
    from studio.services.engine.buildevents import LayerMoved
    from studio.services.engine.connection import Engine
    from studio.services.engine.credentials import Credential
    from studio.services.engine.endpoints import Endpoint
    from studio.services.engine.fetching import Wanted
    from studio.services.jobs import Progress
    from studio.wording import Message


class BadRegistry(StudioError):
    """An image cannot have a name in the registry that was given."""


class NothingCame(StudioError):
    """None of several images could be pulled and saved."""


@dataclass(frozen=True, slots=True)
class EngineImage:
    """An image of the engine by its id, what it is called, what it runs on, and its bytes.

    `size` is 0 where it is not known.
    """

    id: str
    reference: ImageReference
    platform: Platform
    size: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """The images that came, and why the others did not."""

    saved: tuple[Saved, ...]
    failures: tuple[StudioError, ...] = ()


@dataclass(frozen=True, slots=True)
class ImagesHome:
    """The folder of the package that gets images.

    What they take the place of goes to `keep_in`, where undo may ask for it.
    """

    origin: FolderOrigin
    keep_in: Path

    def put(self, waiting: Path, target: Path) -> None:
        """Give a finished tar its place; raises OSError."""
        path = target.relative_to(self.origin.path).as_posix()
        put_file(self.origin, path, waiting, self.keep_in)

    def taken(self, saved: Saved) -> Saved:
        """The image with the tar that lies in its place now."""
        path = self.origin.path / saved_path(saved.reference, saved.platform)
        content = gather([path]).files[path.name]
        self.origin.adopt([content])
        return saved._replace(blob=content)  # type: ignore[arg-type]


def local_image(endpoint: Endpoint, name: str, progress: Progress) -> EngineImage:
    """The image called `name`; raises `NoImage`, and as `connect`."""
    progress(0.0, message("Looking at the image {image}", image=name))
    with connect(endpoint) as engine:
        found = images.inspect(engine, name)
    parsed = parse_reference(name)
    if not isinstance(parsed, ImageReference):
        raise StudioError(parsed.template, **parsed.args)
    return EngineImage(found.id, parsed, found.platform, found.size)


def all_local(endpoint: Endpoint, progress: Progress) -> list[images.LocalImage]:
    """What the engine holds, by name, with what each runs on; raises as `connect`."""
    text = message("Looking at the images of the engine")
    progress(0.0, text)
    with connect(endpoint) as engine:
        found = images.local_images(engine)
        for number, image in enumerate(found):
            progress(number / len(found), text)
            # The list tells no platforms. What goes away meanwhile is told when it is chosen.
            with suppress(images.NoImage):
                found[number] = replace(image, platform=images.inspect(engine, image.id).platform)
        return found


def save_images(
    endpoint: Endpoint, wanted: Sequence[EngineImage], home: ImagesHome, progress: Progress
) -> tuple[Saved, ...]:
    """Write each image to its place in the package; raises as `save_image`."""
    with connect(endpoint) as engine:
        return tuple(
            _save(engine, image, home, _share(progress, number, len(wanted)))
            for number, image in enumerate(wanted)
        )


def fetch_all(
    endpoint: Endpoint, wanted: Sequence[Wanted], home: ImagesHome, progress: Progress
) -> Fetched:
    """Pull images and save them; one that does not come is no reason to leave out the others.

    Raises `NothingCame` for several of which none came, for a single one whatever was its reason.
    """
    saved: list[Saved] = []
    failures: list[StudioError] = []
    with connect(endpoint) as engine:
        for number, each in enumerate(wanted):
            tell = _share(progress, number, len(wanted))
            try:
                saved.append(home.taken(_fetch(engine, each, home, tell)))
            except StudioError as error:
                failures.append(error)
    if saved or not failures:
        return Fetched(tuple(saved), tuple(failures))
    if len(failures) == 1:
        raise failures[0]
    reasons = " ".join(dict.fromkeys(str(failure.message) for failure in failures))
    raise NothingCame(
        "None of {count} images came. {reasons}", count=len(failures), reasons=reasons
    )


def push_images(
    endpoint: Endpoint,
    wanted: Sequence[EngineImage],
    registry: str,
    credential: Credential | None,
    progress: Progress,
) -> tuple[str, ...]:
    """Push the image for each platform; its names there, that of all together first.

    Where there are several, each has a tag of its own as well. A credential is handed to docker's
    helper, where there is one, and forgotten. Raises `BadRegistry`, `CannotSignIn`, `NotJoined`,
    and as `push`.
    """
    names = [_pushed_name(image, registry) for image in wanted]
    joint = names[0] if len(names) > 1 else None
    if joint is not None:
        names = [own_tag(name, each.platform) for name, each in zip(names, wanted, strict=True)]
    with connect(endpoint) as engine:
        if credential is not None:
            progress(0.0, message("Signing in at {registry}", registry=credential.registry))
            sign_in(engine, credential)
        for number, (image, name) in enumerate(zip(wanted, names, strict=True)):
            images.tag(engine, image.id, name.repository, name.normalised().tag)
            text = message("Pushing {image}", image=name)
            tell = _share(progress, number, len(wanted))
            follow, keep_going = _layers(text, tell)
            push(engine, name, credential=credential, listen=follow, keep_going=keep_going)
        if joint is None:
            return tuple(map(str, names))
        parts = [Pushed(name, each.platform) for name, each in zip(names, wanted, strict=True)]
        join(engine, joint, parts, credential)
    return (str(joint), *map(str, names))


def load_tar(endpoint: Endpoint, blob: FileBlob, name: str, progress: Progress) -> tuple[str, ...]:
    """Load a tar into the engine; what its images are called. Raises as `load_image`."""
    text = message("Loading {name}", name=name)
    with connect(endpoint) as engine:
        return load_image(engine, blob.open, blob.size, _meter(text, progress))


def _save(engine: Engine, image: EngineImage, home: ImagesHome, progress: Progress) -> Saved:
    reference = image.reference.normalised()
    # The name may belong to another platform by now; without it the tar would have none.
    images.tag(engine, image.id, image.reference.repository, reference.tag)
    path = saved_path(image.reference, image.platform)
    name = f"{image.reference.repository}:{reference.tag}"
    meter = _meter(message("Saving {path}", path=path), progress)
    save_image(engine, name, home.origin.path / path, meter, home.put)
    return home.taken(Saved(image.reference, image.platform, None))


def _fetch(engine: Engine, wanted: Wanted, home: ImagesHome, progress: Progress) -> Saved:
    pulling = message("Pulling {image}", image=wanted.reference)
    saving = message("Saving {path}", path=saved_path(wanted.reference, wanted.platform))
    follow, keep_going = _layers(pulling, lambda done, text: progress(done / 2, text))
    meter = _meter(saving, lambda done, text: progress((1 + done) / 2, text))
    return fetch(
        engine,
        wanted,
        home.origin.path,
        listen=follow,
        meter=meter,
        keep_going=keep_going,
        put=home.put,
    )


def _pushed_name(image: EngineImage, registry: str) -> ImageReference:
    name = pushed_as(image.reference, registry) if registry else image.reference
    if name is None or not name.host:
        raise BadRegistry(
            "{image} cannot be pushed to “{registry}”; a registry is such as swr.example.com/team.",
            image=image.reference,
            registry=registry,
        )
    return name


def _layers(
    text: Message, progress: Progress
) -> tuple[Callable[[LayerMoved], None], Callable[[], None]]:
    """What follows layers, and what is asked whether to go on."""
    layers = LayerProgress()

    def told() -> Message:
        done, count = layers.layers
        if not count:
            return text
        return message("{text}: layer {done} of {count}", text=text, done=done, count=count)

    def follow(event: LayerMoved) -> None:
        layers.follow(event)
        progress(layers.fraction, told())

    return follow, lambda: progress(layers.fraction, told())


def _meter(text: Message, progress: Progress) -> Meter:
    done = [0.0]

    def tell(so_far: int, total: int) -> None:
        done[0] = min(1.0, so_far / max(1, total))

    return Meter(lambda: progress(done[0], text), tell)


def _share(progress: Progress, number: int, count: int) -> Progress:
    """The progress of one work among several."""
    return partial(_scaled, progress, number, count)


def _scaled(progress: Progress, number: int, count: int, fraction: float, text: Message) -> None:
    progress((number + fraction) / count, text)
