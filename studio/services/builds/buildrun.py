"""One build of a recipe, for each of its platforms, as the window follows it."""

from __future__ import annotations

import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.model.buildlog import LogLine, Span, spans
from studio.services.builds.buildparts import Part
from studio.services.builds.feed import EventFeed
from studio.services.engine.buildevents import (
    ContextSent,
    LayerMoved,
    Output,
    Remark,
    StepBegan,
    StepEnded,
)
from studio.services.engine.logtext import DIM, ERROR, LogText
from studio.services.engine.recording import TAIL
from studio.services.engine.steprows import State, follow_step, planned_steps, stop_steps

if TYPE_CHECKING:
    from studio.package.builds.platforms import Platform
    from studio.package.builds.recipes import Recipe
    from studio.services.builds.engineworks import EngineWork
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.building import Built
    from studio.services.engine.logtext import KeptLine
    from studio.services.engine.running import Prepared
    from studio.wording import Message

MOST_LINES = 5000
"""Lines of the log that are kept."""


def shown_line(line: KeptLine, part: int) -> LogLine:
    """A line of the log of a platform in its colours."""
    plain = line.tone in {DIM, ERROR}
    shown = (Span(line.text, line.tone),) if plain else spans(line.text)
    return LogLine(line.seconds, shown, part, line.step)


class BuildRun(QObject):
    """Follows one build in the thread of the window.

    `changed` tells that something is to be drawn anew, `lines_added` carries lines of the log,
    `ended` and `was_saved` the run. `key` tells it from all others, of earlier days as well.
    """

    changed = Signal()
    lines_added = Signal(object)
    ended = Signal(object)
    was_saved = Signal(object)

    def __init__(self, recipe: Recipe, parent: QObject, platform: Platform | None = None) -> None:
        """`platform` is the engine's, for recipes that name none."""
        super().__init__(parent)
        self.recipe = recipe
        self.key = uuid4().hex
        self.parts = [Part(each) for each in recipe.platforms or (platform,)]
        self.lines: deque[LogLine] = deque(maxlen=MOST_LINES)
        self.state = State.WAITING
        self.error: StudioError | None = None
        self.step: Message | None = None
        self.fraction = 0.0
        self.began = 0.0
        self.seconds = 0.0
        self.finishes_steps = False
        self.is_cancelling = False
        self.saves_when_done = False
        self.pushes_when_done = False
        self._saved: tuple[str, ...] = ()
        self._work: EngineWork | None = None
        self._texts: dict[int, LogText] = {}
        self._feed = EventFeed(self, MOST_LINES)
        self._feed.arrived.connect(self._take)

    @property
    def saved(self) -> tuple[str, ...]:
        """Where its images lie in the package."""
        return self._saved

    @saved.setter
    def saved(self, paths: tuple[str, ...]) -> None:
        if paths != self._saved:
            self._saved = paths
            self.was_saved.emit(self)

    @property
    def built(self) -> tuple[Built, ...]:
        """The images that the engine has of it, one for each platform that is done."""
        return tuple(part.built for part in self.parts if part.built is not None and part.is_held)

    @property
    def size(self) -> int:
        """The bytes of all images that came of it."""
        return sum(part.built.image.size for part in self.parts if part.built is not None)

    @property
    def has_begun(self) -> bool:
        """Whether an engine has taken it on; one that was refused has no steps."""
        return any(part.steps for part in self.parts)

    @property
    def current(self) -> int:
        """The number of the platform that is built, or was last."""
        begun = [n for n, part in enumerate(self.parts) if part.state is not State.WAITING]
        return begun[-1] if begun else 0

    @property
    def elapsed(self) -> float:
        """Seconds since it began, or that it took."""
        if self.state is State.RUNNING:
            return time.monotonic() - self.began
        return self.seconds

    def tell(self, part: int, event: Prepared | Built | BuildEvent) -> None:
        """Take note of what happened to a platform, from the thread of the job."""
        # Here, because a noisy build has many lines, and the window has other things to do.
        for line in self._text(part).lines(event):
            self._feed.put_line(shown_line(line, part))
        if not isinstance(event, Output | Remark):
            self._feed.put((part, event))

    def add_lines(self, lines: list[LogLine]) -> None:
        """Append lines of the log."""
        self.lines.extend(lines)
        self.lines_added.emit(lines)

    def follow(self, work: EngineWork) -> None:
        """Be the picture of this work."""
        self._work = work
        work.started.connect(self._start)
        work.progressed.connect(self._progress)
        work.finished.connect(self._finish)
        work.failed.connect(self._fail)
        work.cancelled.connect(self._forgo)
        if work.job is not None:
            self._start()

    def cancel(self) -> None:
        """End it, or let it not begin."""
        if self._work is not None and not self.is_cancelling:
            self.is_cancelling = True
            self.changed.emit()
            self._work.cancel()

    def _start(self) -> None:
        self.state = State.RUNNING
        self.began = time.monotonic()
        self._feed.start()
        self.changed.emit()

    def _progress(self, fraction: float, step: Message) -> None:
        self.fraction, self.step = fraction, step
        self.changed.emit()

    def _finish(self, _built: object) -> None:
        self._end(State.DONE)

    def _forgo(self) -> None:
        self._end(State.CANCELLED)

    def _fail(self, error: Exception) -> None:
        self._feed.finish()
        if isinstance(error, StudioError):
            self.error = error
            tail = [line.text for line in islice(reversed(self.lines), TAIL)]
            part = self.current
            said = self._text(part).failure(error, tail)
            self.add_lines([shown_line(line, part) for line in said])
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        self._feed.finish()
        self.seconds = time.monotonic() - self.began if self.began else 0.0
        self.state = state
        self._work = None
        if state is State.DONE:
            self.fraction = 1.0
        # Where none was begun, that is so for the same reason for all.
        left = State.CANCELLED if self.has_begun else state
        for part in self.parts:
            if part.state is State.RUNNING:
                part.state = state
                stop_steps(part.steps, state)
            elif part.state is State.WAITING:
                part.state = left
        self.changed.emit()
        self.ended.emit(self)

    def _text(self, part: int) -> LogText:
        return self._texts.setdefault(part, LogText())

    def _take(self, events: list[tuple[int, object]], lines: list[LogLine]) -> None:
        for number, event in events:
            part = self.parts[number]
            if isinstance(event, StepBegan | StepEnded):
                follow_step(part.steps, event.step)
            elif isinstance(event, ContextSent):
                part.sent = (event.done, event.total)
            elif isinstance(event, LayerMoved):
                part.moved = f"{event.layer} {event.status}".strip()
            else:
                self._follow_part(part, event)
        if lines:
            self.add_lines(lines)
        if events:
            self.changed.emit()

    def _follow_part(self, part: Part, event: object) -> None:
        """Note that a platform is begun or done."""
        from studio.services.engine.building import Built
        from studio.services.engine.running import Prepared

        if isinstance(event, Prepared):
            part.platform = event.order.platform
            part.state = State.RUNNING
            part.steps = planned_steps(event.dockerfile, event.order.recipe.target)
        elif isinstance(event, Built):
            part.state, part.built = State.DONE, event
            part.platform = event.image.platform
            stop_steps(part.steps, State.DONE)
