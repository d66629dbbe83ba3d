"""The earlier builds of one package: read, shown again, forgotten."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from studio.package.builds.platforms import parse_platform
from studio.services.builds.buildparts import Part
from studio.services.builds.buildrun import BuildRun, shown_line
from studio.services.engine.history import HISTORY_FILE, BuildHistory
from studio.services.engine.images import BuiltLayer, LocalImage
from studio.services.engine.pastbuilds import grouped, state_of
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from studio.package.builds.recipes import Recipe
    from studio.services.builds.enginechoice import EngineChoice
    from studio.services.engine.history import BuildRecord
    from studio.services.engine.logtext import KeptLine
    from studio.services.engine.pastbuilds import PastBuild
    from studio.services.jobs import JobList, Progress


class Archive(QObject):
    """What was built before for the package in a folder, as it was read last.

    `changed` comes when `builds` were read, `looked` when it is known which images of a build the
    engine still has.
    """

    changed = Signal()
    looked = Signal()

    def __init__(
        self,
        folder: Callable[[], Path | None],
        engines: EngineChoice,
        jobs: JobList,
        state: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.records: list[BuildRecord] = []
        self.builds: list[PastBuild] = []
        self.kept = BuildHistory(state / HISTORY_FILE)
        self._folder = folder
        self._engines = engines
        self._jobs = jobs
        self._reading, self._log, self._looking = (Latest(jobs, self) for _ in range(3))
        self._reading.finished.connect(self._take)
        self._log.finished.connect(self._take_log)
        self._looking.finished.connect(self._take_held)
        self._looking.failed.connect(self._take_nothing)
        self._runs: dict[str, BuildRun] = {}
        self._shown: BuildRun | None = None

    @property
    def is_looking(self) -> bool:
        """Whether the engine is being asked which images it has."""
        return self._looking.is_busy

    def stop(self) -> None:
        """Read no more."""
        for each in (self._reading, self._log, self._looking):
            each.stop()

    def read(self) -> None:
        """Read again what was built before."""
        folder = self._folder()
        if folder is not None:
            reading = message("Reading the history of builds")
            self._reading.run(reading, partial(_read, self.kept, folder))

    def named(self, key: str) -> PastBuild | None:
        """The build of that key."""
        return next((each for each in self.builds if each.key == key), None)

    def last_of(self, recipe: str) -> PastBuild | None:
        """The last build of a recipe."""
        return next((each for each in self.builds if each.first.recipe == recipe), None)

    def remove(self, past: PastBuild) -> None:
        """Forget a build."""
        self._change(partial(self.kept.remove, past.records))

    def note_saved(self, run: BuildRun) -> None:
        """Keep where the images of a build were saved."""
        self._change(partial(self.kept.note_saved, run.key, run.saved))

    def run_of(self, past: PastBuild, recipe: Recipe) -> BuildRun:
        """An earlier build as it was, with its recipe; log and images follow as they are found."""
        if self._shown is not None:
            # Only what is looked at is worth its memory.
            self._shown.lines.clear()
        run = self._runs.get(past.key)
        if run is None:
            run = self._runs[past.key] = past_run(past, recipe, self)
            if past.first.run:
                run.was_saved.connect(self.note_saved)
        self._shown = run
        reading = message("Reading the log of a build")
        self._log.run(reading, partial(_read_logs, self.kept, past))
        self.look()
        return run

    def look(self) -> None:
        """Ask the engine which images of the build that was shown last it has."""
        run, endpoint = self._shown, self._engines.endpoint
        images = [part.built.image.id for part in run.parts if part.built] if run else []
        if not images or endpoint is None:
            self._looking.stop()
            return
        from studio.services.builds.works import held_images

        looking = message("Looking at the images of the engine")
        self._looking.run(looking, partial(held_images, endpoint, images))

    def _change(self, change: Callable[[], None]) -> None:
        writing = message("Writing the history of builds")
        job = self._jobs.run(writing, lambda _progress: change(), quiet=True)
        job.ended.connect(self.read)

    def _take(self, records: list[BuildRecord]) -> None:
        self.records = records
        self.builds = grouped(records)
        self.changed.emit()

    def _take_log(self, logs: list[tuple[KeptLine, ...]]) -> None:
        if self._shown is not None:
            lines = [shown_line(line, part) for part, log in enumerate(logs) for line in log]
            self._shown.add_lines(lines)

    def _take_held(self, held: frozenset[str]) -> None:
        if self._shown is not None:
            for part in self._shown.parts:
                part.is_held = part.built is not None and part.built.image.id in held
            self._shown.changed.emit()
        self.looked.emit()

    def _take_nothing(self, _error: Exception) -> None:
        """The engine does not tell: what stands there anyway."""
        self.looked.emit()


def past_run(past: PastBuild, recipe: Recipe, parent: QObject) -> BuildRun:
    """A run as it ended; whether the engine has its images is not known yet."""
    run = BuildRun(recipe, parent)
    run.key = past.key
    run.state = past.state
    run.seconds = past.seconds
    run.saved = past.saved
    run.parts = [_part(record) for record in past.records]
    return run


def _part(record: BuildRecord) -> Part:
    from studio.services.engine.building import Built

    platform = parse_platform(record.platform)
    part = Part(platform, state_of(record), [step.row() for step in record.steps], is_held=False)
    if record.image and platform is not None:
        digests = (f"{record.address.rpartition(':')[0]}@{record.digest}",) if record.digest else ()
        image = LocalImage(record.image, (record.address,), platform, record.size, digests=digests)
        layers = tuple(BuiltLayer(command, size) for command, size in record.layers)
        part.built = Built(image, record.seconds, layers=layers)
    return part


def _read(history: BuildHistory, folder: Path, _progress: Progress) -> list[BuildRecord]:
    return history.of(folder)


def _read_logs(
    history: BuildHistory, past: PastBuild, _progress: Progress
) -> list[tuple[KeptLine, ...]]:
    return [history.logs.read(record.run, record.platform) for record in past.records]
