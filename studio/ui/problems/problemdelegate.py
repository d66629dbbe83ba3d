"""Paints one problem: status, rule, sentence, place and fix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.model.problemlist import LineRole, ProblemRole
from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio.package.problems import Problem
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, ICON, RULE_WIDTH, GAP, RADIUS, INSET = 28, 16, 16, 58, 10, 5, 4
_CODE = re.compile(r"(`[^`]*`)")


class ProblemDelegate(QStyledItemDelegate):
    """One line for each problem; code words of its sentence stand in the code font.

    A click on the words of the fix emits `fix_requested`.
    """

    fix_requested = Signal(object)

    def __init__(self, themes: ThemeService, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.language = language

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then from both ends inwards."""
        problem: Problem = index.data(ProblemRole)
        px, colour = self._themes.px, self._themes.colour
        painter.save()
        self._paint_ground(painter, option)
        rect = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, *STATUS_ICONS[problem.severity.value])
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(colour("dim"))
        rule = QRect(icon.right() + px(GAP), rect.top(), px(RULE_WIDTH), rect.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rule, align, problem.rule)
        end = self._paint_fix(painter, option.rect, problem)
        end = self._paint_place(painter, rect, end, problem, index)
        sentence = QRect(rule.right() + px(8), rect.top(), 0, rect.height())
        sentence.setRight(end - px(GAP))
        self._paint_sentence(painter, sentence, index.data())
        painter.restore()

    def fix_rect(self, row: QRect, problem: Problem) -> QRect:
        """Where the words of the fix stand; empty where there is no fix."""
        if problem.fix is None:
            return QRect()
        metrics = QFontMetrics(self._themes.font("strong"))
        width = metrics.horizontalAdvance(problem.fix.label.text(self.language))
        right = row.right() - self._themes.px(MARGIN)
        return QRect(right - width - 6, row.top(), width + 12, row.height())

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Fix when the link is clicked."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            position = event.position().toPoint()  # type: ignore[attr-defined]
            if self.fix_rect(option.rect, index.data(ProblemRole)).contains(position):
                self.fix_requested.emit(index)
                return True
        return False

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        inset = option.rect.adjusted(INSET, 0, -INSET, 0)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if option.state & QStyle.StateFlag.State_Selected:
            active = option.widget is not None and option.widget.hasFocus()
            role = "selection" if active else "selection_idle"
            paint_rounded(painter, inset, RADIUS, self._themes.colour(role))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, inset, RADIUS, self._themes.colour("hover"))
        if focused and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            paint_focus_ring(painter, self._themes, inset, RADIUS)

    def _paint_fix(self, painter: QPainter, row: QRect, problem: Problem) -> int:
        rect = self.fix_rect(row, problem)
        if problem.fix is None:
            return row.right() - self._themes.px(MARGIN)
        painter.setFont(self._themes.font("strong"))
        painter.setPen(self._themes.colour("accent"))
        text = problem.fix.label.text(self.language)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
        return rect.left() - self._themes.px(GAP)

    def _paint_place(
        self, painter: QPainter, rect: QRect, end: int, problem: Problem, index: Index
    ) -> int:
        line = index.data(LineRole)
        name = problem.place.path.rstrip("/").rpartition("/")[2]
        text = f"{name}:{line}" if line else name
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width() // 3)
        place = QRect(rect.left(), rect.top(), end - rect.left(), rect.height())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place, align, text)
        return end - metrics.horizontalAdvance(text)

    def _paint_sentence(self, painter: QPainter, rect: QRect, sentence: str) -> None:
        """Words in the body font, `code` in the code font, elided at the right."""
        painter.setPen(self._themes.colour("text"))
        left = rect.left()
        for part in _CODE.split(sentence):
            if not part or left >= rect.right():
                continue
            is_code = part.startswith("`") and part.endswith("`") and len(part) > 1
            painter.setFont(self._themes.font("code_small" if is_code else "body", text=part))
            words = part[1:-1] if is_code else part
            metrics = painter.fontMetrics()
            room = QRect(left, rect.top(), rect.right() - left, rect.height())
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            left += metrics.horizontalAdvance(shown)
