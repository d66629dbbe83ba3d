"""Paints one job: what it does, how far it is or what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.services.jobs import Job, Outcome, PastJob
from studio.ui.controls.painting import paint_bar
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.jobs.jobsmodel import JobRole, JobsModel

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, ICON, GAP, BAR_WIDTH, BAR_HEIGHT, PERCENT = 28, 16, 16, 10, 120, 4, 40
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ICONS = {
    Outcome.DONE: STATUS_ICONS["ok"],
    Outcome.FAILED: STATUS_ICONS["error"],
    Outcome.CANCELLED: ("prohibit", "dim"),
}


class JobDelegate(QStyledItemDelegate):
    """Icon, label and state from the left; bar and link, or link and time, at the right.

    The link cancels what runs and copies the log of what failed; a click emits `link_clicked`.
    """

    link_clicked = Signal(object)

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def link_text(self, job: Job | PastJob) -> str:
        """What the link of a row says; "" where nothing can be done."""
        if isinstance(job, Job):
            return "" if job.is_cancelled else self.tr("Cancel")
        return self.tr("Copy the log") if job.outcome is Outcome.FAILED else ""

    def link_rect(self, row: QRect, job: Job | PastJob) -> QRect:
        """Where the link of a row stands; empty without one."""
        text = self.link_text(job)
        if not text:
            return QRect()
        width = QFontMetrics(self._themes.font("strong", text=text)).horizontalAdvance(text)
        right = row.right() - self._themes.px(MARGIN)
        if isinstance(job, PastJob):
            right -= self._time_width(job) + self._themes.px(GAP)
        return QRect(right - width - 6, row.top(), width + 12, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        job: Job | PastJob = index.data(JobRole)
        px, themes = self._themes.px, self._themes
        painter.save()
        rect = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        name, role = ("spinner-gap", "accent") if isinstance(job, Job) else _ICONS[job.outcome]
        themes.icons.paint_icon(painter, icon, name, role)
        rect.setLeft(icon.right() + px(GAP))
        if isinstance(job, PastJob):
            rect.setRight(self._paint_time(painter, rect, job) - px(GAP))
            rect.setRight(self._paint_link(painter, option.rect, rect.right(), job) - px(GAP))
        else:
            rect.setRight(self._paint_link(painter, option.rect, rect.right(), job) - px(GAP))
            rect.setRight(self._paint_bar(painter, rect, job) - px(GAP))
        left = self._paint_text(painter, rect, index.data(), "body", "text")
        rect.setLeft(left + px(GAP))
        failed = isinstance(job, PastJob) and job.outcome is Outcome.FAILED
        model = index.model()
        assert isinstance(model, JobsModel)  # noqa: S101 - it paints rows of nothing else
        state = model.state_text(job).partition("\n")[0]
        if state != index.data():
            self._paint_text(painter, rect, state, "help", "error" if failed else "dim")
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell when the link is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            position = event.position().toPoint()  # type: ignore[attr-defined]
            if self.link_rect(option.rect, index.data(JobRole)).contains(position):
                self.link_clicked.emit(index)
                return True
        return False

    def _paint_link(self, painter: QPainter, row: QRect, right: int, job: Job | PastJob) -> int:
        """Paint the link, if there is one; returns where it begins, else `right`."""
        rect = self.link_rect(row, job)
        if rect.isEmpty():
            return right
        text = self.link_text(job)
        painter.setFont(self._themes.font("strong", text=text))
        painter.setPen(self._themes.colour("accent"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return rect.left()

    def _time_width(self, job: PastJob) -> int:
        metrics = QFontMetrics(self._themes.font("help", tabular=True))
        return metrics.horizontalAdvance(_time(job))

    def _paint_time(self, painter: QPainter, rect: QRect, job: PastJob) -> int:
        """Paint when a job ended; returns where that begins."""
        self._paint_aside(painter, rect, _time(job))
        return rect.right() - self._time_width(job)

    def _paint_bar(self, painter: QPainter, rect: QRect, job: Job) -> int:
        """Paint bar and percentage, once they are known; returns where they begin."""
        if job.fraction is None:
            return rect.right()
        px = self._themes.px
        self._paint_aside(painter, rect, f"{job.fraction:.0%}")
        bar = QRect(0, 0, px(BAR_WIDTH), px(BAR_HEIGHT))
        bar.moveCenter(rect.center())
        bar.moveRight(rect.right() - px(PERCENT))
        paint_bar(painter, self._themes, bar, job.fraction)
        return bar.left()

    def _paint_aside(self, painter: QPainter, rect: QRect, text: str) -> None:
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        painter.drawText(rect, _RIGHT, text)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, use: str, role: str) -> int:
        """Paint what there is room for; returns where it ends."""
        painter.setFont(self._themes.font(use, text=text))
        painter.setPen(self._themes.colour(role))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
        painter.drawText(rect, _LEFT, shown)
        return rect.left() + metrics.horizontalAdvance(shown)


def _time(job: PastJob) -> str:
    return f"{job.ended:%H:%M:%S}"
