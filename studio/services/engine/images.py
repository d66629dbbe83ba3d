"""Images that an engine holds: what they are, and removing them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from studio.errors import StudioError
from studio.formats.shapes import at, items, mapping, text
from studio.package.builds.platforms import Platform, parse_platform
from studio.services.engine.connection import EngineRefused

if TYPE_CHECKING:
    from studio.services.engine.connection import Engine

_NOT_FOUND = 404
_SHELL, _NO_RUN, _BUILDKIT = "/bin/sh -c ", "#(nop) ", " # buildkit"

_WITH_ARGS = re.compile(r"\|\d+ .*?(?=/bin/sh -c )", re.DOTALL)
"""What the classic builder writes before the command of a step that build arguments concern."""


class NoImage(StudioError):
    """The engine holds no such image."""


class BuiltLayer(NamedTuple):
    """One layer: the instruction that made it, and its size in bytes."""

    command: str
    size: int


@dataclass(frozen=True, slots=True)
class LocalImage:
    """An image in an engine; `size` in bytes, `digests` those it was pulled or pushed by."""

    id: str
    names: tuple[str, ...]
    platform: Platform
    size: int
    created: str = ""
    digests: tuple[str, ...] = ()


def image_path(name: str) -> str:
    """The engine's path of an image."""
    return f"/images/{quote(name, safe='/:@')}"


def inspect(engine: Engine, name: str) -> LocalImage:
    """The image called `name`, or of that id; raises `NoImage`, and as `Engine.get`."""
    try:
        shape = mapping(engine.get(f"{image_path(name)}/json"))
    except EngineRefused as refused:
        if refused.status == _NOT_FOUND:
            raise NoImage("The engine holds no image {name}.", name=name) from refused
        raise
    platform = parse_platform(
        "/".join(filter(None, (text(shape.get(key)) for key in ("Os", "Architecture", "Variant"))))
    )
    return LocalImage(
        text(shape.get("Id")),
        tuple(filter(None, map(text, items(shape.get("RepoTags"))))),
        platform or engine.info.platform,
        _size(shape.get("Size")),
        text(shape.get("Created")),
        tuple(filter(None, map(text, items(shape.get("RepoDigests"))))),
    )


def local_images(engine: Engine) -> list[LocalImage]:
    """The images with a name that the engine holds, by name; the list tells no platforms."""
    found = [
        LocalImage(
            text(shape.get("Id")),
            names,
            engine.info.platform,
            _size(shape.get("Size")),
            str(shape.get("Created") or ""),
        )
        for shape in map(mapping, items(engine.get("/images/json")))
        if (names := _names(shape))
    ]
    return sorted(found, key=lambda image: image.names)


def history(engine: Engine, name: str) -> tuple[BuiltLayer, ...]:
    """What made an image, the first at the bottom, with that which added no bytes."""
    shapes = map(mapping, items(engine.get(f"{image_path(name)}/history")))
    found = [
        BuiltLayer(_command(text(shape.get("CreatedBy"))), _size(shape.get("Size")))
        for shape in shapes
    ]
    return tuple(reversed(found))


def tag(engine: Engine, name: str, repository: str, new_tag: str) -> None:
    """Give an image a further name; raises as `Engine.post`."""
    engine.post(f"{image_path(name)}/tag", repo=repository, tag=new_tag)


def remove(engine: Engine, name: str) -> None:
    """Take a name away, and the image with its last one; raises as `Engine.delete`."""
    engine.delete(image_path(name))


def digest_of(image: LocalImage) -> str:
    """The digest by which a registry knows the image; "" before it was pushed or pulled."""
    return image.digests[0].rpartition("@")[2] if image.digests else ""


def _names(shape: object) -> tuple[str, ...]:
    names = map(text, items(at(shape, "RepoTags")))
    return tuple(sorted(name for name in names if name and name != "<none>:<none>"))


def _command(created_by: str) -> str:
    """The instruction: engines write `/bin/sh -c #(nop) COPY …`, BuildKit `COPY … # buildkit`."""
    said = _WITH_ARGS.sub("", created_by)
    if said.endswith(_BUILDKIT):
        keyword, _, rest = said.removesuffix(_BUILDKIT).partition(" ")
        return f"{keyword} {rest.removeprefix(_SHELL)}".strip()
    if said.startswith(_SHELL):
        said = said.removeprefix(_SHELL)
        return said.removeprefix(_NO_RUN).strip() if said.startswith(_NO_RUN) else f"RUN {said}"
    return said.strip()


def _size(value: object) -> int:
    return value if isinstance(value, int) else 0
