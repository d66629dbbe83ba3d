"""Build one recipe for one platform, and check what came out."""

from __future__ import annotations

import json
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildevents import Remark
from studio.services.engine.buildfailure import failure
from studio.services.engine.buildlog import BuildLog
from studio.services.engine.connection import EngineRefused
from studio.services.engine.contextupload import ContextUpload
from studio.services.engine.credentials import all_auth_header
from studio.services.engine.images import BuiltLayer, history, inspect
from studio.services.engine.layernames import named_layers
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio.package.builds.context import Context
    from studio.package.builds.dockerfile import Dockerfile
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.buildevents import BuildEvent, Step
    from studio.services.engine.connection import Engine
    from studio.services.engine.images import LocalImage
    from studio.services.engine.secrets import Resolved


class WrongPlatform(StudioError):
    """The image that was built is for another platform than was asked for."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: a recipe with its context, its arguments, and one platform.

    The studio.yaml of the recipe lies in `folder`.
    """

    folder: Path
    recipe: Recipe
    context: Context
    resolved: Resolved
    platform: Platform | None = None

    @property
    def dockerfile(self) -> Dockerfile:
        """The Dockerfile, with the arguments that its FROM lines are given."""
        return read_dockerfile(self.context.dockerfile_text, self.resolved.args)

    @property
    def without_cache(self) -> Order:
        """The same, with every step done anew."""
        return replace(self, recipe=replace(self.recipe, no_cache=True))


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build."""

    image: LocalImage
    seconds: float
    steps: tuple[Step, ...] = ()
    layers: tuple[BuiltLayer, ...] = field(default=())


def build(
    engine: Engine,
    order: Order,
    *,
    listen: Callable[[BuildEvent], None] = lambda _event: None,
    keep_going: Callable[[], None] = lambda: None,
    use_buildx: bool = False,
) -> Built:
    """Build with the engine's own builder, or with buildx.

    `listen` is told what happens in the calling thread. What `keep_going` raises ends the build,
    in the engine too. Raises `BuildFailed`, `WrongPlatform`, `BadContext`, and as `Engine.get`.
    """
    from studio.services.engine.buildx import build_with_buildx

    start = time.monotonic()
    run = build_with_buildx if use_buildx else _build_classic
    name, steps = run(engine, order, listen, keep_going)
    image = inspect(engine, name)
    if not _fits(image, order):
        # Neither the classic builder's cache nor Podman's tells platforms apart FROM scratch.
        listen(
            Remark(
                message(
                    "The engine took layers for {found} out of its cache: building again without.",
                    found=image.platform,
                )
            )
        )
        name, steps = run(engine, order.without_cache, listen, keep_going)
        image = inspect(engine, name)
    if not _fits(image, order):
        raise WrongPlatform(
            "{image} was to be built for {wanted}, but the engine built it for {found}: its base"
            " image is for {found}, or the engine cannot build for others.",
            image=order.recipe.address,
            wanted=order.platform,
            found=image.platform,
        )
    named = named_layers(history(engine, image.id), order.dockerfile, order.recipe.target)
    return Built(image, time.monotonic() - start, tuple(steps), named)


def _fits(image: LocalImage, order: Order) -> bool:
    """Whether the image is for the platform; one without a variant runs wherever one is."""
    wanted, found = order.platform, image.platform
    if wanted is None:
        return True
    same = wanted[:2] == found[:2]
    return same and (not wanted.variant or not found.variant or wanted == found)


def _build_classic(
    engine: Engine,
    order: Order,
    listen: Callable[[BuildEvent], None],
    keep_going: Callable[[], None],
) -> tuple[str, list[Step]]:
    """Build through the engine's interface; the id of the image and the steps."""
    dockerfile = order.dockerfile
    log = BuildLog(dockerfile, order.resolved.mask)
    args = _platform_args(dockerfile, order.platform or engine.info.platform)
    upload = ContextUpload(order.context, listen)

    def watch() -> None:
        upload.tell()
        keep_going()

    stream = engine.events(
        "/build",
        _parameters(order, {**args, **order.resolved.args}),
        body=upload.pieces,
        headers={"Content-Type": "application/x-tar", **all_auth_header()},
        keep_going=watch,
    )
    try:
        with closing(stream):
            for event in stream:
                for each in log.read(event):
                    listen(each)
    except EngineRefused as refused:
        raise failure(refused.reason, log.step, order, log.tail) from refused
    for each in log.end():
        listen(each)
    if log.failure or not log.image:
        reason = log.failure or str(message("the engine ended without an image"))
        raise failure(reason, log.step, order, log.tail)
    return log.image, log.steps


def _parameters(order: Order, args: Mapping[str, str]) -> dict[str, str]:
    """The query of `POST /build` (Docker Engine API 1.41, ImageBuild)."""
    recipe = order.recipe
    given = {
        "t": recipe.address,
        "dockerfile": order.context.dockerfile,
        "target": recipe.target,
        "buildargs": json.dumps(dict(args)),
        "labels": json.dumps(dict(recipe.labels)),
        "platform": str(order.platform) if order.platform else "",
        "pull": "1" if recipe.pull else "",
        "nocache": "1" if recipe.no_cache else "",
        "rm": "1",
        "forcerm": "1",
    }
    return {key: value for key, value in given.items() if value and value != "{}"}


def _platform_args(dockerfile: Dockerfile, platform: Platform) -> dict[str, str]:
    """What BuildKit and Podman tell a Dockerfile that asks for it, and the classic builder not."""
    asked = {
        each.rest.partition("=")[0] for each in dockerfile.instructions if each.keyword == "ARG"
    }
    return {name: value for name, value in platform.build_args.items() if name in asked}
