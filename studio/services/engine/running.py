"""A build from recipe to record: prepare it, see what stands in its way, carry it out."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.builds.context import survey
from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.building import Order, build
from studio.services.engine.buildx import uses_buildx
from studio.services.engine.foresight import concerns
from studio.services.engine.history import (
    CANCELLED,
    DONE,
    FAILED,
    BuildRecord,
    kept_layers,
    kept_steps,
)
from studio.services.engine.images import digest_of
from studio.services.engine.recording import Recording
from studio.services.engine.secrets import resolve
from studio.services.engine.steprows import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from studio.package.builds.dockerfile import Dockerfile
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.building import Built
    from studio.services.engine.connection import Engine
    from studio.services.engine.foresight import Concern
    from studio.services.engine.history import BuildHistory


class Prevented(StudioError):
    """What is known of the engine and the recipe keeps the build from succeeding."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A build that could begin; `concerns` tell what will or may go wrong."""

    order: Order
    dockerfile: Dockerfile
    concerns: tuple[Concern, ...]
    use_buildx: bool


def prepare(
    engine: Engine,
    folder: Path,
    recipe: Recipe,
    platform: Platform | None = None,
    *,
    use_buildx: bool | None = None,
    unsaved: Mapping[str, bytes] | None = None,
    keep_going: Callable[[], None] = lambda: None,
) -> Prepared:
    """Look at everything that building `recipe`, whose studio.yaml lies in `folder`, takes.

    buildx is used where it is installed, unless `use_buildx` says otherwise; `unsaved` as `survey`
    takes it. Raises `BadContext` and `MissingSecret`.
    """
    if use_buildx is None:
        use_buildx = uses_buildx(engine)
    context = survey(folder, recipe, unsaved=unsaved, keep_going=keep_going)
    dockerfile = read_dockerfile(context.dockerfile_text)
    order = Order(folder, recipe, context, resolve(recipe, folder), platform)
    found = concerns(engine, recipe, dockerfile, platform, with_buildkit=use_buildx)
    return Prepared(order, dockerfile, tuple(found), use_buildx)


def carry_out(
    engine: Engine,
    prepared: Prepared,
    history: BuildHistory | None = None,
    *,
    run: str = "",
    listen: Callable[[BuildEvent], None] = lambda _event: None,
    keep_going: Callable[[], None] = lambda: None,
) -> Built:
    """Build, and keep in the history how it went; raises `Prevented` and as `build`.

    `run` is the same for all platforms that are built together.
    """
    for concern in prepared.concerns:
        if concern.prevents:
            raise Prevented(concern.sentence.template, **concern.sentence.args)
    order = prepared.order
    began, start = datetime.now(timezone.utc), time.monotonic()
    recording = Recording(prepared.dockerfile, order.recipe.target)
    built: Built | None = None
    state, failure = State.CANCELLED, None

    def follow(event: BuildEvent) -> None:
        recording.follow(event)
        listen(event)

    try:
        built = build(
            engine, order, listen=follow, keep_going=keep_going, use_buildx=prepared.use_buildx
        )
        state = State.DONE
        return built  # noqa: TRY300 - what `finally` writes down is `built` itself
    except StudioError as error:
        state, failure = State.FAILED, error
        raise
    finally:
        if history is not None:
            recording.end(state, failure)
            steps = kept_steps(recording.steps)
            record = _record(order, built, _OUTCOMES[state], began, time.monotonic() - start)
            # A full disk is no reason to lose the image as well.
            with suppress(OSError):
                history.add(replace(record, steps=steps, run=run), recording.log)


_OUTCOMES = {State.DONE: DONE, State.FAILED: FAILED, State.CANCELLED: CANCELLED}


def _record(
    order: Order, built: Built | None, outcome: str, began: datetime, seconds: float
) -> BuildRecord:
    recipe = order.recipe
    image = built.image if built is not None else None
    platform = image.platform if image is not None else order.platform
    return BuildRecord(
        at=began.isoformat(timespec="seconds"),
        package=str(order.folder.resolve()),
        recipe=recipe.name,
        platform=str(platform or ""),
        address=recipe.address,
        outcome=outcome,
        seconds=round(seconds, 3),
        size=image.size if image is not None else 0,
        image=image.id if image is not None else "",
        digest=digest_of(image) if image is not None else "",
        layers=kept_layers(built.layers) if built is not None else (),
        settings=json.dumps(settings_of(recipe), ensure_ascii=False, sort_keys=True),
    )


def settings_of(recipe: Recipe) -> dict[str, object]:
    """What a recipe says beyond its defaults, as studio.yaml writes it, to build the same again."""
    written: dict[str, object] = {
        "name": recipe.name,
        "image": recipe.image,
        "tag": recipe.tag,
        "context": recipe.context,
        "dockerfile": recipe.dockerfile,
        "target": recipe.target,
        "args": dict(recipe.args),
        "labels": dict(recipe.labels),
        "platforms": [str(platform) for platform in recipe.platforms],
        "secrets": [
            {key: value for key, value in secret._asdict().items() if value}
            for secret in recipe.secrets
        ],
        "pull": recipe.pull,
        "no_cache": recipe.no_cache,
    }
    return {key: value for key, value in written.items() if value}
