"""The steps of a build as rows with bars that say how long each took."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView

from studio.services.engine.steprows import State
from studio.ui.builder.looks import state_word
from studio.ui.builder.shownsteps import ShownStep
from studio.ui.builder.stepdelegate import RowRole, StepDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class StepModel(QAbstractListModel):
    """The steps as they are given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: list[ShownStep] = []

    def set_steps(self, steps: list[ShownStep]) -> None:
        """Show other steps; as many as before keep selection and scrolling."""
        if len(steps) != len(self.steps):
            self.beginResetModel()
            self.steps = steps
            self.endResetModel()
        elif steps != self.steps:
            self.steps = steps
            self.dataChanged.emit(self.index(0), self.index(len(steps) - 1))

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One for each step."""
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a step."""
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        if role == RowRole:
            return step
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return step.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{step.place} {step.text}, {state_word(step.state)} {step.aside}".strip()
        return None


class StepList(QListView):
    """Shows steps; `line_wanted` carries the line of the Dockerfile of one that is opened.

    `step_chosen` carries the place of the one that the user goes to, from 0.
    """

    line_wanted = Signal(int)
    step_chosen = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = StepModel(self)
        self.setModel(self._steps)
        self.setItemDelegate(StepDelegate(themes, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._open)
        self.clicked.connect(self._choose)
        themes.changed.connect(self.scheduleDelayedItemsLayout)

    def steps(self) -> list[ShownStep]:
        """What it shows."""
        return list(self._steps.steps)

    def clear_choice(self) -> None:
        """Let no step be chosen."""
        self.setCurrentIndex(QModelIndex())

    def set_steps(self, steps: list[ShownStep]) -> None:
        """Show other steps, and keep the one that runs in sight."""
        before = self._running()
        self._steps.set_steps(steps)
        running = self._running()
        if running is not None and running != before:
            self.scrollTo(self._steps.index(running))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter; other keys move."""
        before = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(before)
            return
        super().keyPressEvent(event)
        if self.currentIndex() != before:
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.step_chosen.emit(index.row())

    def _running(self) -> int | None:
        numbers = [n for n, each in enumerate(self.steps()) if each.state is State.RUNNING]
        return numbers[-1] if numbers else None

    def _open(self, index: QModelIndex) -> None:
        step = index.data(RowRole)
        if isinstance(step, ShownStep) and step.line:
            self.line_wanted.emit(step.line)
