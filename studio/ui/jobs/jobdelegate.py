"""Paints one job: what it does, how far it is or what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from studio.services.jobs import Job, Outcome, PastJob
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.painting import paint_bar, paint_text
from studio.ui.controls.statusicon import STATUS_ICONS
from studio.ui.jobs.jobsmodel import JobRole, JobsModel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

ICON, GAP, BAR_WIDTH, BAR_HEIGHT, PERCENT = 16, 10, 120, 4, 40
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ICONS = {
    Outcome.DONE: STATUS_ICONS["ok"],
    Outcome.FAILED: STATUS_ICONS["error"],
    Outcome.CANCELLED: ("prohibit", "dim"),
}


class JobDelegate(LinkRowDelegate):
    """Icon, label and state from the left; bar and link, or link and time, at the right.

    The link cancels what runs and copies the log of what failed; a click emits `link_clicked`.
    """

    def link_text(self, index: Index) -> str:
        """What the link of a row says; "" where nothing can be done."""
        job: Job | PastJob = index.data(JobRole)
        if isinstance(job, Job):
            return "" if job.is_cancelled else self.tr("Cancel")
        return self.tr("Copy the log") if job.outcome is Outcome.FAILED else ""

    def link_end(self, row: QRect, index: Index) -> int:
        """The time of what is over stands at the right of its link."""
        job: Job | PastJob = index.data(JobRole)
        end = super().link_end(row, index)
        if isinstance(job, Job):
            return end
        return end - self._time_width(job) - self._themes.px(GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        job: Job | PastJob = index.data(JobRole)
        px, themes = self._themes.px, self._themes
        painter.save()
        rect = option.rect.adjusted(px(self.margin), 0, -px(self.margin), 0)
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        name, role = ("spinner-gap", "accent") if isinstance(job, Job) else _ICONS[job.outcome]
        themes.icons.paint_icon(painter, icon, name, role)
        rect.setLeft(icon.right() + px(GAP))
        if isinstance(job, PastJob):
            self._paint_aside(painter, rect, _time(job))
        rect.setRight(self.paint_link(painter, option.rect, index))
        if isinstance(job, Job):
            rect.setRight(self._paint_bar(painter, rect, job) - px(GAP))
        width = paint_text(painter, themes, rect, index.data(), "body", "text")
        rect.setLeft(rect.left() + width + px(GAP))
        failed = isinstance(job, PastJob) and job.outcome is Outcome.FAILED
        model = index.model()
        assert isinstance(model, JobsModel)  # noqa: S101 - it paints rows of nothing else
        state = model.state_text(job).partition("\n")[0]
        if state != index.data():
            paint_text(painter, themes, rect, state, "help", "error" if failed else "dim")
        painter.restore()

    def _time_width(self, job: PastJob) -> int:
        metrics = QFontMetrics(self._themes.font("help", tabular=True))
        return metrics.horizontalAdvance(_time(job))

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


def _time(job: PastJob) -> str:
    return f"{job.ended:%H:%M:%S}"
