"""Paints problems and the groups that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt

from studio.model.problemlist import Grouping, GroupRole, LineRole, ProblemList, ProblemRole
from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.painting import paint_text
from studio.ui.controls.sentence import paint_sentence
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studio.model.problemlist import Group
    from studio.package.problems import Problem
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

LEAD, ICON, RULE_WIDTH, GAP = 4, 16, 64, 10
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ProblemDelegate(LinkRowDelegate):
    """One line for each problem: status, rule, sentence, place and what can be done.

    What the group says already is left out of its rows. A click on the words at the right emits
    `link_clicked` with the row.
    """

    def __init__(self, themes: ThemeService, language: str, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self.language = language

    def link_text(self, index: Index) -> str:
        """What the words at the right of a row say; "" where nothing can be done."""
        group: Group | None = index.data(GroupRole)
        if group is not None:
            return self._group_link(index, group)
        problem: Problem = index.data(ProblemRole)
        if problem.accepted is not None:
            return self.tr("No longer accept")
        if problem.fix is not None:
            return problem.fix.label.text(self.language)
        return self.tr("Get it…") if problem.lacks else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        painter.save()
        px = self._themes.px
        # Below a group the indentation keeps the rows from the edge.
        lead = self.margin if _grouping(index) is Grouping.NONE else LEAD
        rect = option.rect.adjusted(px(lead), 0, -px(self.margin), 0)
        rect.setRight(self.paint_link(painter, option.rect, index))
        group: Group | None = index.data(GroupRole)
        if group is not None:
            self._paint_group(painter, rect, index, group)
        else:
            self._paint_problem(painter, rect, index, index.data(ProblemRole))
        painter.restore()

    def _group_link(self, index: Index, group: Group) -> str:
        if _grouping(index) is not Grouping.RULE:
            return ""
        count = sum(problem.fix is not None for problem in group.problems)
        if count < 2 or group.problems[0].accepted is not None:
            return ""
        return self.tr("Fix all {n}").format(n=count)

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
        middle = Qt.TextElideMode.ElideMiddle
        width = paint_text(painter, self._themes, rect, text, use, role, elide=middle)
        return rect.left() + width


def _grouping(index: Index) -> Grouping:
    model = index.model()
    assert isinstance(model, ProblemList)  # noqa: S101 - it paints rows of nothing else
    return model.grouping


def _rule_title(rule_id: str, language: str) -> str:
    # Here, because the rules are not needed before there are problems.
    from studio.package.rules import RULES

    return next((rule.title.text(language) for rule in RULES if rule.id == rule_id), "")
