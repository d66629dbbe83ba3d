"""The steps of a build above its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from studio.ui.builder.logpanel import LogPanel
from studio.ui.builder.looks import listed
from studio.ui.builder.shownsteps import shown_steps
from studio.ui.builder.stepdelegate import ROW_HEIGHT
from studio.ui.builder.steplist import StepList

if TYPE_CHECKING:
    from studio.model.buildlog import LogLine
    from studio.services.builds.buildrun import BuildRun
    from studio.services.jobs import JobList
    from studio.ui.theme.switcher import ThemeService

_MOST_STEPS, _AIR = 9, 8


class RunView(QWidget):
    """Shows one run, running or of an earlier day; `line_wanted` as of its steps.

    Lines of the log are followed; all else is shown as it is whenever `follow` is called.
    """

    line_wanted = Signal(int)

    def __init__(self, themes: ThemeService, jobs: JobList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._run: BuildRun | None = None
        self._part: int | None = None
        self._chosen: tuple[int, int] | None = None
        self._is_silent = False
        self.steps = StepList(themes)
        self.steps.line_wanted.connect(self.line_wanted)
        self.steps.step_chosen.connect(self._go_to_step)
        self.panel = LogPanel(themes, jobs)
        self.log = self.panel.log
        self.panel.part_chosen.connect(self.choose_part)
        self.log.following_changed.connect(self._forget_step)
        themes.changed.connect(self._show_lines)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.steps)
        self._splitter.addWidget(self.panel)
        self._splitter.setChildrenCollapsible(False)
        self.steps.setMinimumHeight(themes.px(ROW_HEIGHT) * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, themes.px(6), 0, 0)
        column.addWidget(self._splitter)
        self.setFocusProxy(self.steps)
        self._retranslate()

    @property
    def run(self) -> BuildRun | None:
        """The build that is shown."""
        return self._run

    def show_run(self, run: BuildRun) -> None:
        """Show a build, and follow its log while it runs."""
        if run is self._run:
            return
        if self._run is not None:
            self._run.lines_added.disconnect(self._add)
        self._run, self._part, self._chosen = run, None, None
        run.lines_added.connect(self._add)
        self.panel.offer_parts([part.architecture for part in run.parts])
        self.steps.clear_choice()
        self._show_lines()
        self.follow()
        self._fit()

    def follow(self) -> None:
        """Show how far the build is."""
        run = self._run
        if run is None:
            return
        self.panel.name_parts([part.architecture for part in run.parts])
        part = run.parts[self._shown_part]
        several = len(run.parts) > 1
        count = self.steps.model().rowCount()
        self.steps.set_steps(shown_steps(part.steps, part.architecture if several else ""))
        if self.steps.model().rowCount() != count:
            self._fit()
        self._say_where()

    def choose_part(self, number: int | None) -> None:
        """Show steps and log of one platform, or the log of all and the steps of the one built."""
        if self._run is not None and number != self._part:
            self._part, self._chosen = number, None
            self.steps.clear_choice()
            self._show_lines()
            self.follow()

    @property
    def _shown_part(self) -> int:
        """The platform whose steps are shown."""
        assert self._run is not None  # noqa: S101 - asked only while one is shown
        return self._run.current if self._part is None else self._part

    def _shows(self, line: LogLine) -> bool:
        return self._part in (None, line.part)

    def _add(self, lines: list[LogLine]) -> None:
        if self._part is not None:
            lines = [line for line in lines if line.part == self._part]
        self.log.add_lines(lines)

    def _show_lines(self) -> None:
        if self._run is not None:
            self.log.show_lines(line for line in self._run.lines if self._shows(line))

    def _go_to_step(self, row: int) -> None:
        """Show what a step wrote, and say if that is nothing."""
        run = self._run
        if run is None:
            return
        part = self._shown_part
        self._is_silent = not self.log.reveal_step(part, run.parts[part].steps[row].number)
        self._chosen = (part, row + 1)
        self._say_where()

    def _forget_step(self, is_following: bool) -> None:
        if is_following:
            self._chosen = None
            self._say_where()

    def _say_where(self) -> None:
        """Say of which step the log is: of the one that was chosen, else of the one that runs."""
        run = self._run
        if run is None:
            return
        number, place, said = self._shown_part, 0, ""
        if self._chosen is not None:
            number, place = self._chosen
            said = self.tr("wrote nothing") if self._is_silent else ""
        elif not run.state.is_over:
            place, said = run.parts[number].current, run.parts[number].moved
        part = run.parts[number]
        where = self.tr("step {number}").format(number=place) if place else ""
        architecture = part.architecture if len(run.parts) > 1 and place else ""
        words = listed((where, architecture, said))
        self.panel.where.say(words, listed((where, said)), where)
        self.log.setPlaceholderText(
            self.tr("No log of this build was kept.") if run.state.is_over else ""
        )

    def _fit(self) -> None:
        """Give the steps the room that they need, and the log the rest."""
        rows = max(min(self.steps.model().rowCount(), _MOST_STEPS), 2)
        height = self._themes.px(ROW_HEIGHT) * rows + self._themes.px(_AIR)
        self._splitter.setSizes([height, max(self.height() - height, height)])

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.steps.setAccessibleName(self.tr("Steps"))
        self.follow()
