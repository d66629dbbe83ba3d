"""What is said of a build, running or over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.package.builds.dockerfile import read_dockerfile
from studio.services.builds.buildparts import State
from studio.services.engine.buildfailure import BuildFailed
from studio.ui.builder.looks import duration_text
from studio.ui.builder.rows import OUTCOMES, record_sentence
from studio.ui.builder.shownsteps import ShownStep
from studio.ui.shell.sizes import size_text

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Snapshot
    from studio.services.builds.buildrun import BuildRun
    from studio.services.engine.history import BuildRecord
    from studio.ui.builder.buildhead import BuildHead
    from studio.ui.builder.resultpanel import ResultPanel
    from studio.ui.builder.runview import RunView
    from studio.ui.controls.statusicon import StatusTone


def run_sentence(run: BuildRun, language: str, last: float = 0.0) -> str:
    """How far a build is, or how it ended; `last` are the seconds that it took before, if known."""
    translate = QCoreApplication.translate
    took = duration_text(run.elapsed)
    if run.state is State.WAITING:
        return translate("builds", "Waiting for the build before it")
    if run.is_cancelling and not run.state.is_over:
        return translate("builds", "Ending the build…")
    if run.state is State.RUNNING:
        return " ".join((_step(run, took, language), _last(last))).strip()
    if run.state is State.DONE:
        size = size_text(sum(each.image.size for each in run.built))
        text = translate("builds", "Built in {time}, {size}").format(time=took, size=size)
        if run.saved:
            text += translate("builds", ", saved as {paths}").format(paths=", ".join(run.saved))
        return text
    if run.state is State.CANCELLED:
        text = translate("builds", "Cancelled after {time}").format(time=took)
        if run.finishes_steps and run.began:
            text += translate("builds", "; Podman itself stops once the step that ran is done")
        return text
    return translate("builds", "Failed after {time}").format(time=took)


def _step(run: BuildRun, took: str, language: str) -> str:
    part = run.parts[run.current]
    if part.current:
        text = QCoreApplication.translate("builds", "Step {number} of {count}, {time}.")
        return text.format(number=part.current, count=len(part.steps), time=took)
    return f"{run.step.text(language)}, {took}" if run.step is not None else took


def _last(seconds: float) -> str:
    if not seconds:
        return ""
    text = QCoreApplication.translate("builds", "Last time it took {time}.")
    return text.format(time=duration_text(seconds))


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


def show_record(record: BuildRecord, head: BuildHead, view: RunView, result: ResultPanel) -> None:
    """Show what was kept of an earlier build."""
    state = OUTCOMES.get(record.outcome, State.FAILED)
    head.show_address(record.address)
    head.sentence.setText(record_sentence(record))
    longest = max((seconds for _, seconds, _ in record.steps), default=0.0) or 1.0
    view.show_steps(
        [
            ShownStep(
                number,
                text,
                0,
                State.CACHED if cached else State.DONE,
                seconds,
                seconds / longest,
            )
            for number, (text, seconds, cached) in enumerate(record.steps, 1)
        ]
    )
    result.show_record(record, state)
