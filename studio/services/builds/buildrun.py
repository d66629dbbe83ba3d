"""One build of a recipe, for each of its platforms, as the window follows it."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.model.buildlog import LogLine, spans
from studio.services.builds.buildparts import (
    Part,
    State,
    follow_step,
    planned_steps,
    stop_steps,
)
from studio.services.builds.feed import EventFeed
from studio.services.engine.buildevents import (
    ContextSent,
    LayerMoved,
    Output,
    Remark,
    StepBegan,
    StepEnded,
)

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.services.builds.engineworks import EngineWork
    from studio.services.engine.buildevents import BuildEvent
    from studio.services.engine.building import Built
    from studio.services.engine.running import Prepared
    from studio.wording import Message

MOST_LINES = 5000
"""Lines of the log that are kept."""


class BuildRun(QObject):
    """Follows one build in the thread of the window.

    `changed` tells that something is to be drawn anew, `lines_added` carries lines of the log,
    `ended` the run. `saved` has the paths in the package where its images were saved.
    """

    changed = Signal()
    lines_added = Signal(object)
    ended = Signal(object)

    def __init__(self, recipe: Recipe, parent: QObject) -> None:
        super().__init__(parent)
        self.recipe = recipe
        self.parts = [Part(platform) for platform in recipe.platforms or (None,)]
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
        self.saved: tuple[str, ...] = ()
        self._work: EngineWork | None = None
        self._feed = EventFeed(self)
        self._feed.arrived.connect(self._take)

    @property
    def built(self) -> tuple[Built, ...]:
        """The images, one for each platform that is done."""
        return tuple(part.built for part in self.parts if part.built is not None)

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
        told: object = event
        if isinstance(event, Output):
            # Here, because a noisy build has many lines, and the window has other things to do.
            told = LogLine(self.elapsed, spans(event.text), part)
        elif isinstance(event, Remark):
            told = LogLine(self.elapsed, spans(str(event.sentence)), part)
        self._feed.put((part, told))

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
        if isinstance(error, StudioError):
            self.error = error
        self._end(State.FAILED)

    def _end(self, state: State) -> None:
        self._feed.finish()
        self.seconds = time.monotonic() - self.began if self.began else 0.0
        self.state = state
        self._work = None
        if state is State.DONE:
            self.fraction = 1.0
        for part in self.parts:
            if part.state is State.RUNNING:
                part.state = state
                stop_steps(part.steps, state)
            elif part.state is State.WAITING:
                part.state = State.CANCELLED
        self.changed.emit()
        self.ended.emit(self)

    def _take(self, events: list[tuple[int, object]]) -> None:
        lines: list[LogLine] = []
        for number, event in events:
            part = self.parts[number]
            if isinstance(event, LogLine):
                lines.append(event)
            elif isinstance(event, StepBegan | StepEnded):
                follow_step(part.steps, event.step)
            elif isinstance(event, ContextSent):
                part.sent = (event.done, event.total)
            elif isinstance(event, LayerMoved):
                part.moved = f"{event.layer} {event.status}".strip()
            else:
                self._follow_part(part, event)
        if lines:
            self.lines.extend(lines)
            self.lines_added.emit(lines)
        self.changed.emit()

    def _follow_part(self, part: Part, event: object) -> None:
        """Note that a platform is begun or done."""
        from studio.services.engine.building import Built
        from studio.services.engine.running import Prepared

        if isinstance(event, Prepared):
            part.platform = event.order.platform
            part.state = State.RUNNING
            part.steps = planned_steps(event)
        elif isinstance(event, Built):
            part.state, part.built = State.DONE, event
            part.platform = event.image.platform
            part.steps = [row for row in part.steps if row.state is not State.WAITING]
