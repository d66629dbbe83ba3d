"""The steps of a build as rows with bars that say how long each took."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.services.builds.buildrun import State
from studio.ui.builder.looks import STEP_ICONS, clock_text, state_word
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QPainter

    from studio.services.builds.buildrun import StepRow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 30
_INSET, _ICON, _GAP, _NUMBER, _BAR, _BAR_HEIGHT, _TIME, _RADIUS = 4, 16, 10, 18, 96, 4, 52, 5
_WIDE = 420
"""Pixels of a row below which the bar gives its place to the words."""
_NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ShownStep(NamedTuple):
    """A step as a row: its place in the list from 1, and its share of the slowest one's time."""

    place: int
    text: str
    line: int
    state: State
    seconds: float | None
    share: float
    chip: str = ""

    @property
    def aside(self) -> str:
        """What stands at the right."""
        if self.state is State.CACHED:
            return state_word(self.state)
        return clock_text(self.seconds) if self.seconds is not None else ""


def shown_steps(rows: Sequence[StepRow], chip: str = "") -> list[ShownStep]:
    """The steps with the time they have taken so far; `chip` stands in the one that runs."""
    now = time.monotonic()
    taken = [now - row.began if row.state is State.RUNNING else row.seconds for row in rows]
    timed = (
        seconds
        for row, seconds in zip(rows, taken, strict=True)
        if seconds and row.state is not State.CACHED
    )
    longest = max(timed, default=1.0)
    return [
        ShownStep(
            number,
            " ".join(row.text.split()),
            row.line,
            row.state,
            seconds,
            (seconds or 0.0) / longest,
            chip if row.state is State.RUNNING else "",
        )
        for number, (row, seconds) in enumerate(zip(rows, taken, strict=True), 1)
    ]


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


class StepDelegate(QStyledItemDelegate):
    """Paints state, number, instruction, bar and time."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row from both ends."""
        step: ShownStep = index.data(RowRole)
        px, colour = self._themes.px, self._themes.colour
        painter.save()
        self._paint_ground(painter, option, step)
        rect = option.rect.adjusted(px(16), 0, -px(16), 0)
        icon = QRect(rect.left(), rect.top(), px(_ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, *STEP_ICONS[step.state])
        number = QRect(icon.right() + 1 + px(_GAP), rect.top(), px(_NUMBER), rect.height())
        faint = step.state is State.WAITING
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(colour("faint" if faint else "dim"))
        painter.drawText(number, _LEFT, str(step.place))
        running = step.state is State.RUNNING
        painter.setPen(colour("accent" if running else "error" if _failed(step) else "dim"))
        painter.drawText(rect, _RIGHT, step.aside)
        right = rect.right() - px(_TIME)
        if option.rect.width() >= px(_WIDE):
            self._paint_bar(painter, QRect(right - px(_BAR), rect.top(), px(_BAR), rect.height()),
                            step)  # fmt: skip
            right -= px(_BAR + _GAP)
        words = QRect(number.right() + 1 + px(6), rect.top(), 0, rect.height())
        words.setRight(self._paint_chip(painter, rect, right, step.chip))
        painter.setFont(self._themes.font("code_small"))
        painter.setPen(colour("faint" if faint else "text"))
        shown = painter.fontMetrics().elidedText(
            step.text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, _LEFT, shown)
        painter.restore()

    def _paint_chip(self, painter: QPainter, rect: QRect, right: int, chip: str) -> int:
        if not chip:
            return right
        size = chip_size(self._themes, chip)
        top = rect.center().y() + 1 - size.height() // 2
        box = QRect(right - size.width(), top, size.width(), size.height())
        paint_chip(painter, self._themes, box, chip)
        return box.left() - self._themes.px(_GAP)

    def _paint_bar(self, painter: QPainter, room: QRect, step: ShownStep) -> None:
        if step.seconds is None or step.state is State.CACHED:
            return
        height = self._themes.px(_BAR_HEIGHT)
        width = max(2, round(room.width() * step.share))
        top = room.center().y() + 1 - height // 2
        role = "accent" if step.state is State.RUNNING else "border_strong"
        bar = QRect(room.left(), top, width, height)
        paint_rounded(painter, bar, height / 2, self._themes.colour(role))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, step: ShownStep
    ) -> None:
        rect = option.rect.adjusted(_INSET, 0, -_INSET, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = option.widget is not None and option.widget.hasFocus()
        role = ""
        if selected and focused:
            role = "selection"
        elif _failed(step):
            role = "error_soft"
        elif selected or step.state is State.RUNNING:
            role = "selection_idle"
        elif option.state & QStyle.StateFlag.State_MouseOver:
            role = "hover"
        if role:
            paint_rounded(painter, rect, _RADIUS, self._themes.colour(role))
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if (option.state & ring) == ring:
            paint_focus_ring(painter, self._themes, rect, _RADIUS)


class StepList(QListView):
    """Shows steps; `line_wanted` carries the line of the Dockerfile of one that is opened."""

    line_wanted = Signal(int)

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
        themes.changed.connect(self.scheduleDelayedItemsLayout)

    def steps(self) -> list[ShownStep]:
        """What it shows."""
        return list(self._steps.steps)

    def set_steps(self, steps: list[ShownStep]) -> None:
        """Show other steps, and keep the one that runs in sight."""
        before = self._running()
        self._steps.set_steps(steps)
        running = self._running()
        if running is not None and running != before:
            self.scrollTo(self._steps.index(running))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _running(self) -> int | None:
        numbers = [n for n, each in enumerate(self.steps()) if each.state is State.RUNNING]
        return numbers[-1] if numbers else None

    def _open(self, index: QModelIndex) -> None:
        step = index.data(RowRole)
        if isinstance(step, ShownStep) and step.line:
            self.line_wanted.emit(step.line)


def _failed(step: ShownStep) -> bool:
    return step.state is State.FAILED
