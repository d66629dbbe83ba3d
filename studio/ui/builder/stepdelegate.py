"""Paints one step of a build: state, number, instruction, bar and time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QStyledItemDelegate

from studio.services.engine.steprows import State
from studio.ui.builder.looks import STEP_ICONS
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.controls.painting import paint_focus_ring, paint_rounded

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studio.ui.builder.shownsteps import ShownStep
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT = 30
_INSET, _ICON, _GAP, _NUMBER, _BAR, _BAR_HEIGHT, _TIME, _RADIUS = 4, 16, 10, 18, 96, 4, 52, 5
_SHORT_BAR = 40
_WIDE, _NARROW = 560, 420
"""Pixels of a row below which the bar is short, and below which it gives its place to the words."""
_NO_INDEX = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


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
        if option.rect.width() >= px(_NARROW):
            bar = px(_BAR if option.rect.width() >= px(_WIDE) else _SHORT_BAR)
            room = QRect(right - bar, rect.top(), bar, rect.height())
            self._paint_bar(painter, room, step)
            right = room.left() - px(_GAP)
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


def _failed(step: ShownStep) -> bool:
    return step.state is State.FAILED
