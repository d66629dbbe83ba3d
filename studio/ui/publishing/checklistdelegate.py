"""Paints one row of a checklist: state, words and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.package.requirements import State
from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.controls.sentence import SentenceLayout
from studio.ui.controls.statusicon import STATUS_ICONS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from PySide6.QtWidgets import QWidget

    from studio.ui.publishing.checkrows import CheckRow
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1

ONE_LINE, PADDING, MARGIN, ICON, GAP, RADIUS = 40, 10, 12, 16, 12, 6
_LEAST_LINK, _MOST_LINK = 44, 200
_TITLE, _BELOW = 18, 16
_MOST_LAYOUTS = 200
_ICONS = {
    State.ERROR: STATUS_ICONS["error"],
    State.WARNING: STATUS_ICONS["warning"],
    State.INFO: STATUS_ICONS["info"],
    State.UNKNOWN: ("circle-dashed", "faint"),
    State.MET: STATUS_ICONS["ok"],
}
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class ChecklistDelegate(QStyledItemDelegate):
    """Rows of a title and words below it, each of at most `lines`; errors on a soft ground."""

    def __init__(self, themes: ThemeService, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._lines = lines
        self._layouts: dict[Hashable, tuple[SentenceLayout, SentenceLayout]] = {}

    def link_width_of(self, row: CheckRow) -> int:
        """The width that the link of `row` wants; 0 without one."""
        if not row.action:
            return 0
        px = self._themes.px
        width = QFontMetrics(self._themes.font("strong")).horizontalAdvance(row.action) + 2
        return min(max(width, px(_LEAST_LINK)), px(_MOST_LINK))

    def link_rect(self, rect: QRect, row: CheckRow) -> QRect:
        """Where the link of `row` stands in the `rect` of its row; empty without one."""
        width = self.link_width_of(row)
        if not width:
            return QRect()
        right = rect.right() + 1 - self._themes.px(MARGIN)
        return QRect(right - width, rect.top(), width, rect.height())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need in the width of the view."""
        row: CheckRow = index.data(RowRole)
        px = self._themes.px
        if row.aside and not row.below:
            return QSize(0, px(ONE_LINE))
        view = option.widget
        assert isinstance(view, QAbstractItemView)  # noqa: S101 - it draws rows of nothing else
        words = self._words_rect(QRect(0, 0, view.viewport().width(), 0), row)
        title, below = self._laid_out(row, words.width())
        lines = px(_TITLE) * title.line_count + (px(_BELOW) * below.line_count if row.below else 0)
        return QSize(0, max(lines + px(PADDING), 0 if row.below else px(ONE_LINE)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint ground and icon, the right end, then the words between."""
        row: CheckRow = index.data(RowRole)
        px = self._themes.px
        painter.save()
        self._paint_ground(painter, option, row)
        rect = option.rect
        icon = QRect(rect.left() + px(MARGIN), rect.top(), px(ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, *_ICONS[row.state])
        self._paint_link(painter, self.link_rect(rect, row), row)
        words = self._words_rect(rect, row)
        if row.aside:
            self._paint_aside(painter, rect, words, row)
        title, below = self._laid_out(row, words.width())
        height = px(_TITLE) * title.line_count + (px(_BELOW) * below.line_count if row.below else 0)
        words.translate(0, (words.height() - height) // 2)
        title.paint(painter, words, px(_TITLE))
        if row.below:
            below.paint(painter, words.translated(0, px(_TITLE) * title.line_count), px(_BELOW))
        painter.restore()

    def _words_rect(self, rect: QRect, row: CheckRow) -> QRect:
        """Where title and words below stand in the `rect` of a row."""
        px = self._themes.px
        left = px(MARGIN + ICON + GAP)
        right = px(MARGIN) + self._taken(self.link_width_of(row))
        right += self._taken(self._aside_width(row, rect.width() - left - right))
        return rect.adjusted(left, 0, -right, 0)

    def _aside_width(self, row: CheckRow, room: int) -> int:
        """The width of what stands at the right; the title goes first, but may not take all."""
        if not row.aside:
            return 0
        # Widths are rounded, and a layout needs a little more than they say.
        title = QFontMetrics(self._themes.font("body")).horizontalAdvance(row.title) + 4
        aside = QFontMetrics(self._themes.font("help", tabular=True)).horizontalAdvance(row.aside)
        return min(aside + 2, max(room - title - self._themes.px(GAP), room // 3))

    def _taken(self, width: int) -> int:
        """What a part of `width` takes from its row."""
        return width + self._themes.px(GAP) if width else 0

    def _laid_out(self, row: CheckRow, width: int) -> tuple[SentenceLayout, SentenceLayout]:
        """Title and words below; remembered, for a change of style asks for all of them often."""
        key = (row.title, row.below, bool(row.aside), width, self._themes.base_size)
        if key not in self._layouts:
            if len(self._layouts) >= _MOST_LAYOUTS:
                self._layouts.clear()
            self._layouts[key] = self._lay_out(row, width)
        return self._layouts[key]

    def _lay_out(self, row: CheckRow, width: int) -> tuple[SentenceLayout, SentenceLayout]:
        lines = self._lines if row.below or not row.aside else 1
        use = "strong" if row.below else "body"
        title = SentenceLayout(self._themes, row.title, width, use=use, lines=lines)
        below = SentenceLayout(
            self._themes, row.below, width, use="help", role="dim", lines=self._lines
        )
        return title, below

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, row: CheckRow) -> None:
        state = option.state
        rect = option.rect.adjusted(0, 1, 0, -1)
        focused = option.widget is not None and option.widget.hasFocus()
        if state & QStyle.StateFlag.State_Selected and focused:
            paint_rounded(painter, rect, RADIUS, self._themes.colour("selection"))
        elif row.state is State.ERROR:
            paint_rounded(painter, rect, RADIUS, self._themes.colour("error_soft"))
        elif row.action and state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, rect, RADIUS, self._themes.colour("hover"))
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if (state & ring) == ring:
            paint_focus_ring(painter, self._themes, rect, RADIUS)

    def _paint_link(self, painter: QPainter, rect: QRect, row: CheckRow) -> None:
        if rect.isEmpty():
            return
        painter.setFont(self._themes.font("strong"))
        painter.setPen(self._themes.colour("accent"))
        shown = painter.fontMetrics().elidedText(
            row.action, Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.drawText(rect, _RIGHT, shown)

    def _paint_aside(self, painter: QPainter, rect: QRect, words: QRect, row: CheckRow) -> None:
        """Paint what stands between the words and the link."""
        left = words.right() + 1 + self._themes.px(GAP)
        right = self._themes.px(MARGIN) + self._taken(self.link_width_of(row))
        room = QRect(left, rect.top(), rect.right() + 1 - right - left, rect.height())
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        shown = painter.fontMetrics().elidedText(
            row.aside, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, _RIGHT, shown)
