"""What is said of a build, running or over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.engine.buildfailure import BuildFailed
from studio.services.engine.steprows import State
from studio.sizes import size_text
from studio.ui.builder.looks import clock_text, duration_text

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Snapshot
    from studio.services.builds.buildrun import BuildRun
    from studio.ui.controls.statusicon import StatusTone


def run_sentences(run: BuildRun, language: str, last: float = 0.0) -> list[str]:
    """How far a build is, or how it ended, in full and in fewer words.

    `last` are the seconds that it took before, if known.
    """
    translate = QCoreApplication.translate
    took = duration_text(run.elapsed, ticking=not run.state.is_over)
    if run.state is State.WAITING:
        waiting = translate("builds", "Waiting for the build before it")
        return [waiting, translate("builds", "Waiting")]
    if run.is_cancelling and not run.state.is_over:
        return [translate("builds", "Ending the build…")]
    if run.state is State.RUNNING:
        return _running(run, language, last)
    if run.state is State.DONE:
        text = translate("builds", "Built in {time}, {size}")
        text = text.format(time=took, size=size_text(run.size))
        if run.saved:
            saved = translate("builds", ", saved as {paths}").format(paths=", ".join(run.saved))
            return [text + saved, text]
        return [text]
    if run.state is State.CANCELLED:
        text = translate("builds", "Cancelled after {time}").format(time=took)
        if run.finishes_steps and run.began:
            note = translate("builds", "; Podman itself stops once the step that ran is done")
            return [text + note, text]
        return [text]
    return [translate("builds", "Failed after {time}").format(time=took)]


def _running(run: BuildRun, language: str, last: float) -> list[str]:
    translate = QCoreApplication.translate
    took = duration_text(run.elapsed, ticking=True)
    part = run.parts[run.current]
    if not part.current:
        step = [translate("builds", "{step}, {time}").format(
            step=run.step.text(language), time=took
        )] if run.step is not None else []  # fmt: skip
        return [*step, took]
    place = {"number": part.current, "count": len(part.steps)}
    short = clock_text(run.elapsed, ticking=True)
    text = translate("builds", "Step {number} of {count}, {time}")
    known: list[str] = []
    if last:
        long = translate("builds", "Step {number} of {count}, {time}. Last time it took {last}.")
        brief = translate("builds", "Step {number} of {count}, {time} of about {last}")
        known = [
            long.format(**place, time=took, last=duration_text(last)),
            brief.format(**place, time=short, last=clock_text(last, ticking=True)),
        ]
    return [*known, text.format(**place, time=took), text.format(**place, time=short)]


def stage_names(snapshot: Snapshot, recipe: Recipe) -> tuple[str, ...]:
    """The names of the stages of a recipe's Dockerfile, where it lies in the package."""
    file = snapshot.text(recipe.dockerfile_path or "")
    return () if file is None else file.memo("stage names", lambda: _stage_names(file.text))


def _stage_names(text: str) -> tuple[str, ...]:
    return tuple(stage.name for stage in read_dockerfile(text).stages if stage.name)


def run_trouble(run: BuildRun, language: str) -> tuple[StatusTone, str, int]:
    """What is wrong, and the line of the Dockerfile that it concerns; "" where nothing is."""
    error = run.error
    if error is None:
        return "error", "", 0
    text = error.message.text(language)
    if isinstance(error, BuildFailed):
        if error.hint is not None:
            text = f"{error.hint.text(language)} {text}"
        return "error", text, error.line
    return "error", text, 0
