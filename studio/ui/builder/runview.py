"""The steps of a build above its log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from studio.services.builds.buildparts import State
from studio.ui.builder.logview import LogView
from studio.ui.builder.shownsteps import ShownStep, shown_steps
from studio.ui.builder.stepdelegate import ROW_HEIGHT
from studio.ui.builder.steplist import StepList
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from studio.model.buildlog import LogLine
    from studio.services.builds.buildrun import BuildRun
    from studio.ui.theme.switcher import ThemeService

_ALL = "all"
_TICK_MS = 250
_MOST_STEPS, _HEADER = 8, 40


class RunView(QWidget):
    """Shows one run, or the steps of an earlier build; `line_wanted` as of its steps."""

    line_wanted = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._run: BuildRun | None = None
        self._part: int | None = None
        self._parts: Segmented | None = None
        self.steps = StepList(themes)
        self.steps.line_wanted.connect(self.line_wanted)
        self.log = LogView(themes)
        self._heading, self._where = QLabel(), QLabel()
        self.search = SearchField(themes)
        self.search_button = ToolButton(themes, "magnifying-glass", compact=True)
        self.copy_button = ToolButton(themes, "copy", compact=True)
        self.follow_button = ToolButton(themes, "arrow-line-down", compact=True)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_steps)
        self._build()
        self._connect()
        self._retranslate()

    @property
    def run(self) -> BuildRun | None:
        """The build that is shown."""
        return self._run

    def show_run(self, run: BuildRun) -> None:
        """Show a build, and follow it while it runs."""
        if run is self._run:
            return
        self._let_go()
        self._run, self._part = run, None
        run.changed.connect(self._follow)
        run.lines_added.connect(self._add)
        self._offer_parts(run)
        self._bottom.show()
        self.log.show_lines(run.lines)
        self._follow()
        self._fit()

    def show_steps(self, steps: list[ShownStep]) -> None:
        """Show the steps of a build whose log is not kept."""
        self._let_go()
        self._run = None
        self._bottom.hide()
        self.steps.set_steps(steps)

    def choose_part(self, number: int | None) -> None:
        """Show steps and log of one platform, or the log of all and the steps of the one built."""
        if self._run is not None and number != self._part:
            self._part = number
            self.log.show_lines(line for line in self._run.lines if self._shows(line))
            self._show_steps()

    def _let_go(self) -> None:
        if self._run is not None:
            self._run.changed.disconnect(self._follow)
            self._run.lines_added.disconnect(self._add)
            self._tick.stop()

    def _shows(self, line: LogLine) -> bool:
        return self._part in (None, line.part)

    def _add(self, lines: list[LogLine]) -> None:
        self.log.add_lines(line for line in lines if self._shows(line))

    def _follow(self) -> None:
        run = self._run
        assert run is not None  # noqa: S101 - it is connected only while one is shown
        if run.state is State.RUNNING and not self._tick.isActive():
            self._tick.start()
        elif run.state.is_over:
            self._tick.stop()
        if self._parts is not None:
            for number, part in enumerate(run.parts):
                self._parts.set_text(str(number), part.architecture)
        self._show_steps()

    def _show_steps(self) -> None:
        run = self._run
        if run is None:
            return
        part = run.parts[run.current if self._part is None else self._part]
        several = len(run.parts) > 1
        count = self.steps.model().rowCount()
        self.steps.set_steps(shown_steps(part.steps, part.architecture if several else ""))
        if self.steps.model().rowCount() != count:
            self._fit()
        where = self.tr("step {number}").format(number=part.current) if part.current else ""
        told = [where, part.architecture if several else "", part.moved]
        self._where.setText(", ".join(filter(None, told)) if not run.state.is_over else "")

    def _offer_parts(self, run: BuildRun) -> None:
        """Let one of several platforms be chosen."""
        if self._parts is not None:
            self._tools.removeWidget(self._parts)
            self._parts.deleteLater()
            self._parts = None
        if len(run.parts) < 2:
            return
        segments = [Segment(_ALL, self.tr("All"))]
        segments += [Segment(str(n), part.architecture) for n, part in enumerate(run.parts)]
        self._parts = Segmented(self._themes, segments)
        self._parts.chosen.connect(self._choose)
        self._tools.insertWidget(3, self._parts)

    def _choose(self, value: str) -> None:
        self.choose_part(None if value == _ALL else int(value))

    def _fit(self) -> None:
        """Give the steps the room that they need, and the log the rest."""
        rows = min(self.steps.model().rowCount(), _MOST_STEPS) + 1
        height = self._themes.px(ROW_HEIGHT) * rows
        self._splitter.setSizes([height, max(self.height() - height, height)])

    def _find(self) -> None:
        text = self.search.text()
        back = QTextDocument.FindFlag.FindBackward
        if text and not self.log.find(text, back):
            self.log.moveCursor(self.log.textCursor().MoveOperation.End)
            self.log.find(text, back)

    def _toggle_search(self, on: bool) -> None:
        self.search.setVisible(on)
        if on:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _copy(self) -> None:
        if self._run is not None:
            lines = (line.text for line in self._run.lines if self._shows(line))
            QGuiApplication.clipboard().setText("\n".join(lines))

    def _build(self) -> None:
        px = self._themes.px
        header = QWidget()
        header.setFixedHeight(px(_HEADER))
        self._tools = QHBoxLayout(header)
        self._tools.setContentsMargins(px(16), 0, px(12), 0)
        self._tools.setSpacing(px(8))
        self.search_button.setCheckable(True)
        self.follow_button.setCheckable(True)
        self.follow_button.setChecked(True)
        self.search.setMaximumWidth(px(180))
        self.search.hide()
        self._where.setProperty("tone", "dim")
        keep_font(self._heading, self._themes, "section")
        keep_font(self._where, self._themes, "help", tabular=True)
        self._tools.addWidget(self._heading)
        self._tools.addWidget(self._where, 1)
        for tool in (self.search, self.search_button, self.copy_button, self.follow_button):
            self._tools.addWidget(tool)
        self._bottom = QWidget()
        below = QVBoxLayout(self._bottom)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(Hairline(self._themes))
        below.addWidget(header)
        margin = QHBoxLayout()
        margin.setContentsMargins(px(12), 0, 0, px(4))
        margin.addWidget(self.log)
        below.addLayout(margin, 1)
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.addWidget(self.steps)
        self._splitter.addWidget(self._bottom)
        self._splitter.setChildrenCollapsible(False)
        self.steps.setMinimumHeight(px(ROW_HEIGHT) * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(6), 0, 0)
        column.addWidget(self._splitter)
        self.setFocusProxy(self.steps)

    def _connect(self) -> None:
        self.search_button.toggled.connect(self._toggle_search)
        self.search.returnPressed.connect(self._find)
        self.copy_button.clicked.connect(self._copy)
        self.follow_button.clicked.connect(lambda on: self.log.follow(on=on))
        self.log.following_changed.connect(self.follow_button.setChecked)
        self._themes.changed.connect(self._dress)

    def _dress(self) -> None:
        if self._run is not None:
            self.log.show_lines(line for line in self._run.lines if self._shows(line))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Log"))
        self.search.set_placeholder(self.tr("Find in the log"))
        self.search_button.set_label(self.tr("Find in the log"))
        self.copy_button.set_label(self.tr("Copy the log"))
        self.follow_button.set_label(self.tr("Follow the end of the log"))
        self.steps.setAccessibleName(self.tr("Steps"))
        self.log.setAccessibleName(self.tr("Log"))
        if self._parts is not None:
            self._parts.set_text(_ALL, self.tr("All"))
        self._show_steps()
