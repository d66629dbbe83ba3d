"""Where the builds of one open package are ordered and followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.errors import StudioError
from studio.package.builds.context import edited_files
from studio.package.builds.recipes import recipes_of
from studio.package.images.absent import tars_of
from studio.package.origin import FolderOrigin
from studio.services.builds.archive import Archive
from studio.services.builds.buildrun import BuildRun
from studio.services.builds.engineworks import EngineWorks
from studio.services.builds.places import RecipePlaces
from studio.services.engine.history import DONE
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio.model.document import Document
    from studio.package.builds.recipes import Recipe
    from studio.package.origin import Origin
    from studio.services.builds.enginechoice import EngineChoice
    from studio.services.builds.works import Foreseen, Plan
    from studio.services.engine.endpoints import Endpoint
    from studio.services.jobs import JobList, Progress


class CannotBuild(StudioError):
    """The package, the recipe or the engine does not let us build."""


class BuildDesk(QObject):
    """Runs, history and foresight of one package; lives as long as it is open.

    `origin` is asked each time, because the package may be saved somewhere else.

    `runs_changed` comes when a build is ordered or has ended, `run_changed` whenever one of them
    is further, `run_ended` carries one that is over; `foreseen` carries the recipe and a
    `Foreseen`, or the error that stands before it.
    """

    runs_changed = Signal()
    run_changed = Signal()
    run_ended = Signal(object)
    foreseen = Signal(object, object)

    def __init__(
        self,
        document: Document,
        origin: Callable[[], Origin],
        engines: EngineChoice,
        jobs: JobList,
        state: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.engines = engines
        self.runs: list[BuildRun] = []
        self.works = EngineWorks(jobs, self)
        self.works.failed.connect(self._follow_failure)
        self._origin = origin
        self.archive = Archive(lambda: self.folder, engines, jobs, state, self)
        self._places = RecipePlaces(document.snapshot)
        document.changed.connect(self._follow_recipes)
        self._foresight = Latest(jobs, self)
        self._asked: Recipe | None = None
        self._foresight.finished.connect(self._tell_foreseen)
        self._foresight.failed.connect(self._give_up)

    @property
    def folder(self) -> Path | None:
        """Where the package lies in the open; None for an archive."""
        return self.folder_origin.path if self.folder_origin is not None else None

    @property
    def folder_origin(self) -> FolderOrigin | None:
        """Where the package is saved to, if that is a folder."""
        origin = self._origin()
        return origin if isinstance(origin, FolderOrigin) else None

    def run_of(self, recipe: Recipe) -> BuildRun | None:
        """The latest build of a recipe since the package was opened, also under another name."""
        runs = reversed(self.runs)
        return next((run for run in runs if self.number_of(run) == recipe.index), None)

    def number_of(self, run: BuildRun) -> int | None:
        """Which recipe a build is of now, from 0; None once it was taken out."""
        return self._places.number_of(run)

    def usual_seconds(self, run: BuildRun) -> float:
        """How long the same took last time, for all its platforms; 0 where that is not known."""
        seconds: dict[str, float] = {}
        for record in self.archive.records:
            if record.recipe == run.recipe.name and record.outcome == DONE:
                seconds.setdefault(record.platform, record.seconds)
        wanted = [str(part.platform) for part in run.parts]
        known = [seconds[each] for each in wanted if each in seconds]
        return sum(known) if len(known) == len(wanted) else 0.0

    def build(self, recipe: Recipe) -> BuildRun:
        """Build a recipe when it is its turn; raises `CannotBuild`."""
        plan, endpoint = self._plan(recipe), self.required_engine()
        for defect in recipes_of(self.document.snapshot).defects:
            if recipe.index >= 0 and defect.pointer[:2] == recipe.pointer:
                raise CannotBuild(defect.sentence.template, **defect.sentence.args)
        from studio.services.builds.works import build_all

        info = self.engines.current.info if self.engines.current is not None else None
        run = BuildRun(recipe, self, info.platform if info is not None else None)
        run.finishes_steps = info is not None and info.finishes_steps
        label = message("Building {image}", image=recipe.address)
        work = partial(build_all, plan, endpoint, self.archive.kept, run.key, run.tell)
        run.follow(self.works.add(label, work, brings=tars_of(recipe)))
        self.add(run)
        return run

    def add(self, run: BuildRun) -> None:
        """Follow a build that was ordered."""
        self._places.add(run)
        self.runs.append(run)
        run.changed.connect(self.run_changed)
        run.was_saved.connect(self.archive.note_saved)
        run.ended.connect(self._follow_end)
        self.runs_changed.emit()

    def foresee(self, recipe: Recipe) -> None:
        """Find out what building the recipe would send, and what stands in its way."""
        self._asked = recipe
        endpoint = self.engines.endpoint
        try:
            plan = self._plan(recipe)
        except CannotBuild as error:
            self._foresight.stop()
            self.foreseen.emit(recipe, error)
            return
        looking = message("Looking at what will be sent")
        self._foresight.run(looking, partial(_foresee, plan, endpoint))

    def close(self) -> None:
        """Let go of the package; what is built for it ends."""
        self._foresight.stop()
        self.archive.stop()
        self.works.cancel_all()
        self.deleteLater()

    def required_engine(self) -> Endpoint:
        """Where the engine is that builds; raises `CannotBuild`."""
        endpoint = self.engines.endpoint
        if endpoint is None:
            raise CannotBuild(
                "No container engine answers: start Docker or Podman, or choose another engine."
            )
        return endpoint

    def _plan(self, recipe: Recipe) -> Plan:
        folder = self.folder
        if folder is None:
            raise CannotBuild(
                "Images are built from a folder, and this package is an archive: save it as a"
                " folder first."
            )
        from studio.services.builds.works import Plan

        unsaved = edited_files(self.document.snapshot, self.document.saved)
        return Plan(folder, recipe, unsaved)

    def _follow_recipes(self) -> None:
        self._places.follow(self.document.snapshot)

    def _follow_end(self, run: BuildRun) -> None:
        self.archive.read()
        self.runs_changed.emit()
        self.run_ended.emit(run)

    def _follow_failure(self, error: Exception) -> None:
        """Look at once where the engines are, if it was the engine that failed."""
        from studio.services.engine.connecting import EngineUnreachable
        from studio.services.engine.connection import EngineLost

        if isinstance(error, StudioError):
            self.engines.look(again=isinstance(error, EngineLost | EngineUnreachable))

    def _tell_foreseen(self, found: Foreseen | StudioError) -> None:
        self.foreseen.emit(self._asked, found)

    def _give_up(self, error: Exception) -> None:
        raise error


def _foresee(plan: Plan, endpoint: Endpoint | None, progress: Progress) -> Foreseen | StudioError:
    """What is known of a build, or why nothing is: that is an answer, no failure of the job."""
    from studio.services.builds.works import foresee

    try:
        return foresee(plan, endpoint, progress)
    except StudioError as error:
        return error
