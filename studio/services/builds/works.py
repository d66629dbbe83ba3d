"""What is done with an engine in the threads of jobs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.package.builds.context import survey
from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildprogress import BuildProgress
from studio.services.engine.connecting import EngineUnreachable, connect
from studio.services.engine.connection import EngineLost
from studio.services.engine.foresight import Concern, concerns
from studio.services.engine.history import DONE
from studio.services.engine.images import NoImage, inspect
from studio.services.engine.running import carry_out, prepare
from studio.services.engine.secrets import MissingSecret, resolve
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from studio.package.builds.context import Context
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.building import Built
    from studio.services.engine.connection import Engine
    from studio.services.engine.endpoints import Endpoint
    from studio.services.engine.history import BuildHistory, BuildRecord
    from studio.services.engine.running import Prepared
    from studio.services.jobs import Progress

    Tell = Callable[[int, "Prepared | Built | BuildEvent"], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """A recipe that is to be built.

    Its studio.yaml lies in `folder`; `unsaved` has the bytes of edited files by path.
    """

    folder: Path
    recipe: Recipe
    unsaved: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is known of a build before it begins.

    `concerns` tell what stands in its way, each with its platform where it has one.
    """

    context: Context | None
    concerns: tuple[tuple[Platform | None, Concern], ...] = ()


def foresee(plan: Plan, endpoint: Endpoint | None, progress: Progress) -> Foreseen:
    """Look at what would be sent, and whether the engine, if there is one, can build it.

    Raises `BadContext`.
    """
    looking = message("Looking at what will be sent")
    recipe = plan.recipe
    context = survey(
        plan.folder, recipe, unsaved=plan.unsaved, keep_going=lambda: progress(0.0, looking)
    )
    once: dict[Concern, Platform | None] = {}
    try:
        resolve(recipe, plan.folder)
        if endpoint is not None:
            for platform, concern in _judged(endpoint, recipe, context):
                once.setdefault(concern, platform)
    except (MissingSecret, EngineUnreachable, EngineLost) as error:
        once[Concern(error.message, prevents=True)] = None
    return Foreseen(context, tuple((platform, concern) for concern, platform in once.items()))


def _judged(
    endpoint: Endpoint, recipe: Recipe, context: Context
) -> Iterator[tuple[Platform, Concern]]:
    from studio.services.engine.buildx import uses_buildx

    dockerfile = read_dockerfile(context.dockerfile_text)
    with connect(endpoint) as engine:
        by_buildx = uses_buildx(engine)
        for platform in recipe.platforms or (engine.info.platform,):
            for each in concerns(engine, recipe, dockerfile, platform, with_buildkit=by_buildx):
                yield platform, each


def build_all(
    plan: Plan, endpoint: Endpoint, history: BuildHistory, run: str, tell: Tell, progress: Progress
) -> list[Built]:
    """Build for one platform after the other; raises as `prepare` and `carry_out`."""
    with connect(endpoint) as engine:
        platforms = plan.recipe.platforms or (engine.info.platform,)
        shares = [
            _Share(number, len(platforms), run, tell, progress) for number in range(len(platforms))
        ]
        return [
            _build(engine, plan, platform, history, share)
            for platform, share in zip(platforms, shares, strict=True)
        ]


def held_images(endpoint: Endpoint, images: Iterable[str], progress: Progress) -> frozenset[str]:
    """Those of the images of these ids that the engine still has; raises as `connect`."""
    with connect(endpoint) as engine:
        found: set[str] = set()
        for image in images:
            progress(0.0, message("Looking at the images of the engine"))
            with suppress(NoImage):
                inspect(engine, image)
                found.add(image)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Share:
    """The part of a work that one platform is."""

    number: int
    count: int
    run: str
    tell: Tell
    progress: Progress


def _build(
    engine: Engine, plan: Plan, platform: Platform, history: BuildHistory, share: _Share
) -> Built:
    waiting = message("Looking at what will be sent")
    prepared = prepare(
        engine,
        plan.folder,
        plan.recipe,
        platform,
        unsaved=plan.unsaved,
        keep_going=lambda: share.progress(share.number / share.count, waiting),
    )
    share.tell(share.number, prepared)
    following = BuildProgress(
        prepared.dockerfile, plan.recipe.target, _last(history, plan, platform)
    )

    def listen(event: BuildEvent) -> None:
        following.follow(event)
        share.tell(share.number, event)

    def keep_going() -> None:
        fraction = (share.number + following.fraction) / share.count
        share.progress(fraction, following.text)

    built = carry_out(
        engine, prepared, history, run=share.run, listen=listen, keep_going=keep_going
    )
    share.tell(share.number, built)
    return built


def _last(history: BuildHistory, plan: Plan, platform: Platform) -> BuildRecord | None:
    """The last build of the same that succeeded."""
    records = history.of(plan.folder, plan.recipe.name)
    same = (each for each in records if each.platform == str(platform))
    return next((each for each in same if each.outcome == DONE), None)
