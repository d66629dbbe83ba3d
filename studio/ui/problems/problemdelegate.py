"""Paints problems and the groups that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.model.problemlist import Grouping, GroupRole, LineRole, ProblemList, ProblemRole
from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.sentence import paint_sentence
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio.model.problemlist import Group
    from studio.package.problems import Problem
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, LEAD, ICON, RULE_WIDTH, GAP = 28, 16, 4, 16, 64, 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ProblemDelegate(QStyledItemDelegate):
    """One line for each problem: status, rule, sentence, place and what can be done.

    What the group says already is left out of its rows. A click on the words at the right emits
    `link_clicked` with the row.
    """

    link_clicked = Signal(object)

    def __init__(self, themes: ThemeService, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.language = language

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def link_text(self, index: Index) -> str:
        """What the words at the right of a row say; "" where nothing can be done."""
        group: Group | None = index.data(GroupRole)
        if group is not None:
            return self._group_link(index, group)
        problem: Problem = index.data(ProblemRole)
        if problem.accepted is not None:
            return self.tr("No longer accept")
        return problem.fix.label.text(self.language) if problem.fix is not None else ""

    def link_rect(self, row: QRect, index: Index) -> QRect:
        """Where the words that do something stand in a row; empty without them."""
        text = self.link_text(index)
        if not text:
            return QRect()
        metrics = QFontMetrics(self._themes.font("strong", text=text))
        width = min(metrics.horizontalAdvance(text), row.width() // 3)
        right = row.right() - self._themes.px(MARGIN)
        return QRect(right - width - 6, row.top(), width + 12, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        painter.save()
        px = self._themes.px
        # Below a group the indentation keeps the rows from the edge.
        lead = MARGIN if _grouping(index) is Grouping.NONE else LEAD
        rect = option.rect.adjusted(px(lead), 0, -px(MARGIN), 0)
        rect.setRight(self._paint_link(painter, option.rect, index))
        group: Group | None = index.data(GroupRole)
        if group is not None:
            self._paint_group(painter, rect, index, group)
        else:
            self._paint_problem(painter, rect, index, index.data(ProblemRole))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell when the words at the right are clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            position = event.position().toPoint()  # type: ignore[attr-defined]
            if self.link_rect(option.rect, index).contains(position):
                self.link_clicked.emit(index)
                return True
        return False

    def _group_link(self, index: Index, group: Group) -> str:
        if _grouping(index) is not Grouping.RULE:
            return ""
        count = sum(problem.fix is not None for problem in group.problems)
        if count < 2 or group.problems[0].accepted is not None:
            return ""
        return self.tr("Fix all {n}").format(n=count)

    def _paint_link(self, painter: QPainter, row: QRect, index: Index) -> int:
        """Paint the words that do something; returns where the rest of the row ends."""
        text = self.link_text(index)
        if not text:
            return row.right() - self._themes.px(MARGIN)
        rect = self.link_rect(row, index)
        painter.setFont(self._themes.font("strong", text=text))
        painter.setPen(self._themes.colour("accent"))
        room = rect.adjusted(6, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, room.width() + 1
        )
        painter.drawText(room, _RIGHT, shown)
        return rect.left() - self._themes.px(GAP)

    def _paint_group(self, painter: QPainter, rect: QRect, index: Index, group: Group) -> None:
        px, themes = self._themes.px, self._themes
        count = str(len(group.problems))
        rect.setRight(paint_chip_at_right(painter, themes, rect, count, shape="pill") - px(GAP))
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        themes.icons.paint_icon(painter, icon, *STATUS_ICONS[group.severity.value])
        rect.setLeft(icon.right() + px(GAP))
        is_rule = _grouping(index) is Grouping.RULE
        name = index.data() or self.tr("The package as a whole")
        rect.setLeft(self._paint_text(painter, rect, name, "strong", "text") + px(GAP))
        if is_rule:
            paint_sentence(painter, themes, rect, _rule_title(group.key, self.language), role="dim")
        else:
            folder = group.key.rstrip("/").rpartition("/")[0]
            self._paint_text(painter, rect, folder, "help", "dim")

    def _paint_problem(
        self, painter: QPainter, rect: QRect, index: Index, problem: Problem
    ) -> None:
        px, themes = self._themes.px, self._themes
        name, role = STATUS_ICONS[problem.severity.value]
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        accepted = problem.accepted is not None
        themes.icons.paint_icon(painter, icon, name, "faint" if accepted else role)
        left = icon.right() + px(GAP)
        if _grouping(index) is not Grouping.RULE:
            rule = QRect(left, rect.top(), px(RULE_WIDTH), rect.height())
            painter.setFont(themes.font("help", tabular=True))
            painter.setPen(themes.colour("dim"))
            painter.drawText(rule, _LEFT, problem.rule)
            left = rule.right() + px(2)
        end = self._paint_place(painter, rect, index, problem)
        sentence = QRect(left, rect.top(), end - px(GAP) - left, rect.height())
        text = index.data()
        if accepted:
            text = f"{text}  — {problem.accepted}"
        if sentence.width() > 0:
            paint_sentence(painter, themes, sentence, text, role="dim" if accepted else "text")

    def _paint_place(self, painter: QPainter, rect: QRect, index: Index, problem: Problem) -> int:
        """Paint file and line, or only what the group leaves open; returns where it begins."""
        line = index.data(LineRole)
        name = problem.place.path.rstrip("/").rpartition("/")[2]
        if _grouping(index) is Grouping.FILE:
            word = self.tr("Ln {line}")
            text = word.format(line=line) if line else ""
        else:
            text = f"{name}:{line}" if line else name
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() // 3)
        painter.drawText(rect, _RIGHT, text)
        return rect.right() - metrics.horizontalAdvance(text)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, use: str, role: str) -> int:
        """Paint what there is room for; returns where it ends."""
        painter.setFont(self._themes.font(use, text=text))
        painter.setPen(self._themes.colour(role))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0, rect.width()))
        painter.drawText(rect, _LEFT, shown)
        return rect.left() + metrics.horizontalAdvance(shown)


def _grouping(index: Index) -> Grouping:
    model = index.model()
    assert isinstance(model, ProblemList)  # noqa: S101 - it paints rows of nothing else
    return model.grouping


def _rule_title(rule_id: str, language: str) -> str:
    # Here, because the rules are not needed before there are problems.
    from studio.package.rules import RULES

    return next((rule.title.text(language) for rule in RULES if rule.id == rule_id), "")
