"""Builds one after the other on the command line, with a bar or plain lines."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING
from uuid import uuid4

from studio.errors import StudioError
from studio.package.builds.intopackage import Saved
from studio.package.builds.naming import pushed_as, saved_path
from studio.package.progress import Meter
from studio.services.engine import images
from studio.services.engine.buildevents import LayerMoved, Output, Remark, StepBegan, StepEnded
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.buildprogress import BuildProgress
from studio.services.engine.history import DONE, BuildHistory
from studio.services.engine.joining import Pushed, join, own_tag
from studio.services.engine.layerprogress import LayerProgress
from studio.services.engine.running import carry_out, prepare
from studio.services.engine.saving import save_image
from studio.services.engine.transfer import push
from studio.sizes import size_text
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio.cli.terminal import Terminal
    from studio.formats.imagerefs import ImageReference
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.buildevents import BuildEvent, Step
    from studio.services.engine.building import Built
    from studio.services.engine.connection import Engine
    from studio.services.engine.running import Prepared
    from studio.wording import Message

_TAIL = 20
"""Lines of the log that are shown of a build that failed, where a bar hid them."""


class BadRegistry(StudioError):
    """An image cannot have a name in the registry that was given."""


class BuildRun:
    """Builds, saves and pushes; `saved` has what was saved into the package so far."""

    def __init__(
        self, engine: Engine, folder: Path, terminal: Terminal, *, registry: str, save: bool
    ) -> None:
        self.saved: list[Saved] = []
        self._engine = engine
        self._folder = folder
        self._terminal = terminal
        self._registry = registry
        self._save = save
        self._history = BuildHistory()
        self._runs: dict[str, str] = {}
        self._parts: list[Pushed] = []

    def require_names(self, recipe: Recipe) -> ImageReference:
        """The name of the image to be; raises `BadRegistry` where it cannot be pushed."""
        reference = recipe.reference
        if reference is None or (self._registry and pushed_as(reference, self._registry) is None):
            raise BadRegistry(
                "{image} cannot be pushed to “{registry}”; a registry is such as"
                " swr.example.com/team.",
                image=recipe.address,
                registry=self._registry,
            )
        return reference

    def build(self, recipe: Recipe, platform: Platform, *, several: bool) -> None:
        """Build for one platform, then save and push as asked.

        Where `several` platforms are built, each is pushed under a tag of its own until `join`.
        """
        say = self._terminal.say
        prepared = prepare(self._engine, self._folder, recipe, platform)
        self._head(prepared, platform)
        with self._terminal.progress() as draw:
            built = self._built(prepared, draw)
            line = message(
                "Built {image} for {platform}: {size} in {seconds} s",
                image=recipe.address,
                platform=built.image.platform,
                size=size_text(built.image.size),
                seconds=f"{built.seconds:.1f}",
            )
            self._terminal.print(self._terminal.coloured(say(line), "good"))
            self._terminal.print(built.image.id)
            if self._save:
                self._saved(recipe, built, draw)
            if self._registry:
                self._pushed(recipe, built, draw, several=several)

    def join(self, recipe: Recipe) -> None:
        """Put what was pushed for several platforms under one name; raises as `joining.join`."""
        parts, self._parts = self._parts, []
        reference = pushed_as(self.require_names(recipe), self._registry)
        if parts and reference is not None:
            digest = join(self._engine, reference, parts)
            self._terminal.print(f"{reference} {digest}")

    def _head(self, prepared: Prepared, platform: Platform) -> None:
        context, recipe = prepared.order.context, prepared.order.recipe
        dockerfile = recipe.dockerfile_path or recipe.dockerfile
        line = message(
            "{image} for {platform}: {size} to send, files: {count}, left out: {ignored}",
            image=recipe.address,
            platform=platform,
            count=context.file_count,
            size=size_text(context.size),
            ignored=context.ignored,
        )
        self._terminal.print(self._terminal.coloured(self._terminal.say(line), "strong"))
        for concern in prepared.concerns:
            if not concern.prevents:
                where = f"{dockerfile}:{concern.line}: " if concern.line else ""
                self._terminal.complain(f"{where}{self._terminal.say(concern.sentence)}")

    def _built(self, prepared: Prepared, draw: Callable[[float, Message], None]) -> Built:
        recipe = prepared.order.recipe
        last = next(
            (each for each in self._history.of(self._folder, recipe.name) if each.outcome == DONE),
            None,
        )
        progress = BuildProgress(prepared.dockerfile, recipe.target, last)
        tail: deque[str] = deque(maxlen=_TAIL)

        def listen(event: BuildEvent) -> None:
            progress.follow(event)
            draw(progress.fraction, progress.text)
            self._tell(event, tail)

        try:
            run = self._runs.setdefault(recipe.name, uuid4().hex)
            built = carry_out(self._engine, prepared, self._history, run=run, listen=listen)
        except BuildFailed:
            for line in tail:
                self._terminal.complain(self._terminal.passed_on(line))
            raise
        progress.finish()
        draw(progress.fraction, progress.text)
        return built

    def _tell(self, event: BuildEvent, tail: deque[str]) -> None:
        shows_progress = self._terminal.shows_progress
        if isinstance(event, StepBegan) and not shows_progress:
            self._terminal.print(event.step.text)
        elif isinstance(event, StepEnded):
            text = event.step.text if shows_progress else ""
            self._terminal.print(f"{self._seconds(event.step)}  {text}".rstrip())
            if not event.step.failed:
                tail.clear()
        elif isinstance(event, Remark):
            self._terminal.print(self._terminal.say(event.sentence))
        elif isinstance(event, Output):
            if shows_progress:
                tail.append(event.text)
            else:
                self._terminal.print(self._terminal.passed_on(event.text))

    def _seconds(self, step: Step) -> str:
        seconds = f"{step.seconds or 0.0:.1f} s"
        return f"{self._terminal.say(message('cached')) if step.cached else seconds:>9}"

    def _saved(self, recipe: Recipe, built: Built, draw: Callable[[float, Message], None]) -> None:
        reference = self.require_names(recipe)
        path = saved_path(reference, built.image.platform)
        text = message("Saving {path}", path=path)
        meter = Meter(progress=lambda done, total: draw(min(1.0, done / max(1, total)), text))
        target = self._folder / path
        save_image(self._engine, recipe.address, target, meter)
        self.saved.append(Saved(reference, built.image.platform, None))
        size = target.stat().st_size
        self._terminal.print(f"{path} {size_text(size)} ({size} B)")

    def _pushed(
        self,
        recipe: Recipe,
        built: Built,
        draw: Callable[[float, Message], None],
        *,
        several: bool,
    ) -> None:
        reference = pushed_as(self.require_names(recipe), self._registry)
        assert reference is not None  # noqa: S101 - `require_names` has made sure
        if several:
            reference = own_tag(reference, built.image.platform)
            self._parts.append(Pushed(reference, built.image.platform))
        images.tag(self._engine, built.image.id, reference.repository, reference.normalised().tag)
        layers = LayerProgress()
        text = message("Pushing {image}", image=reference)

        def listen(event: LayerMoved) -> None:
            layers.follow(event)
            draw(layers.fraction, text)

        digest = push(self._engine, reference, listen=listen)
        self._terminal.print(f"{reference} {digest}".rstrip())
