"""The log of a build with what is done with it: parts of it, finding, copying, following."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.ui.builder.fittinglabel import FittingLabel
from studio.ui.builder.logfind import LogFind
from studio.ui.builder.logview import LogView
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.hairline import Hairline
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.services.jobs import JobList
    from studio.ui.theme.switcher import ThemeService

_ALL = "all"
_HEADER = 40


class LogPanel(QWidget):
    """A header with tools, the row that finds, and the log.

    `part_chosen` carries the number of a platform or None for all; `copied` comes when the log is
    on the clipboard.
    """

    part_chosen = Signal(object)
    copied = Signal()

    def __init__(self, themes: ThemeService, jobs: JobList) -> None:
        super().__init__()
        self._themes = themes
        self._parts: Segmented | None = None
        self.log = LogView(themes)
        self.finder = LogFind(self.log, themes, jobs)
        self.where = FittingLabel()
        self._heading = QLabel()
        self.wrap_button = ToolButton(themes, "arrow-elbow-down-right", compact=True)
        self.find_button = ToolButton(themes, "magnifying-glass", compact=True)
        self.copy_button = ToolButton(themes, "copy", compact=True)
        self.follow_button = ToolButton(themes, "arrow-line-down", compact=True)
        self._lay_out()
        self.wrap_button.toggled.connect(lambda on: self.log.wrap(on=on))
        self.find_button.clicked.connect(self._toggle_find)
        self.copy_button.clicked.connect(self._copy)
        self.follow_button.clicked.connect(lambda on: self.log.follow(on=on))
        self.log.following_changed.connect(self.follow_button.setChecked)
        self.log.find_wanted.connect(self._find)
        self.finder.controls.dismissed.connect(lambda: self.find_button.setChecked(False))
        self._retranslate()

    def offer_parts(self, names: Sequence[str]) -> None:
        """Let one of several platforms be chosen, or all of them, which is the choice at first."""
        if self._parts is not None:
            self._tools.removeWidget(self._parts)
            self._parts.deleteLater()
            self._parts = None
        if len(names) > 1:
            segments = [Segment(_ALL, self.tr("All"))]
            segments += [Segment(str(n), name) for n, name in enumerate(names)]
            self._parts = Segmented(self._themes, segments)
            self._parts.chosen.connect(self._choose)
            self._tools.insertWidget(2, self._parts)

    def name_parts(self, names: Sequence[str]) -> None:
        """Name the platforms, which may be known only after a while."""
        if self._parts is not None:
            for number, name in enumerate(names):
                self._parts.set_text(str(number), name)

    def choose(self, number: int) -> None:
        """Choose a platform as its button does."""
        if self._parts is not None:
            self._parts.set_value(str(number))
        self.part_chosen.emit(number)

    def open_find(self) -> None:
        """Show the row that finds."""
        self.find_button.setChecked(True)
        self.finder.open()

    def _find(self, step: int) -> None:
        if step and self.finder.isVisible():
            self.finder.step(step)
        else:
            self.open_find()

    def _toggle_find(self, on: bool) -> None:
        if on:
            self.finder.open()
        else:
            self.finder.dismiss()

    def _choose(self, value: str) -> None:
        self.part_chosen.emit(None if value == _ALL else int(value))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.log.all_text())
        self.copied.emit()

    def _lay_out(self) -> None:
        px = self._themes.px
        header = QWidget()
        header.setFixedHeight(px(_HEADER))
        self._tools = QHBoxLayout(header)
        self._tools.setContentsMargins(px(16), 0, px(12), 0)
        self._tools.setSpacing(px(8))
        self.where.setProperty("tone", "dim")
        keep_font(self._heading, self._themes, "section")
        keep_font(self.where, self._themes, "help", tabular=True)
        self._tools.addWidget(self._heading)
        self._tools.addWidget(self.where, 1)
        for tool in (self.wrap_button, self.find_button, self.follow_button):
            tool.setCheckable(True)
        self.follow_button.setChecked(True)
        tools = QHBoxLayout()
        tools.setSpacing(px(4))
        for tool in (self.wrap_button, self.find_button, self.copy_button, self.follow_button):
            tools.addWidget(tool)
        self._tools.addLayout(tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self._themes))
        column.addWidget(header)
        column.addWidget(self.finder)
        margin = QHBoxLayout()
        margin.setContentsMargins(px(12), 0, 0, px(4))
        margin.addWidget(self.log)
        column.addLayout(margin, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._heading.setText(self.tr("Log"))
        self.wrap_button.set_label(self.tr("Wrap long lines"))
        self.find_button.set_label(self.tr("Find in the log"))
        self.copy_button.set_label(self.tr("Copy the log"))
        self.follow_button.set_label(self.tr("Follow the end of the log"))
        self.log.setAccessibleName(self.tr("Log"))
        if self._parts is not None:
            self._parts.set_text(_ALL, self.tr("All"))
