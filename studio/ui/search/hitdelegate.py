"""Paints the files and lines that a search found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from studio.model.searchresults import CountRole, HitRole, PathRole, ReplacementRole
from studio.ui.controls.chip import paint_chip_at_right
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.painting import paint_rounded

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio.package.search import Hit

Index = QModelIndex | QPersistentModelIndex

BOX, ICON, GAP, LINE_WIDTH, RADIUS = 16, 16, 8, 40, 3
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CHECK = Qt.ItemDataRole.CheckStateRole


class HitDelegate(LinkRowDelegate):
    """A file as icon, name and folder; a hit as its line with the find, and what it becomes.

    The row under the pointer has words at its right that replace.
    """

    row_height = 24
    margin = 12

    def link_text(self, index: Index) -> str:
        """What replaces a hit, or all of a file, while a replacement is typed."""
        return self.tr("Replace") if index.data(_CHECK) is not None else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        rect = option.rect.adjusted(0, 0, -self._themes.px(self.margin), 0)
        painter.save()
        painter.setClipRect(option.rect)
        state = index.data(_CHECK)
        if state is not None:
            self._paint_box(painter, self.box_rect(option.rect), Qt.CheckState(state))
            rect.setLeft(self.box_rect(option.rect).right() + self._themes.px(GAP))
            if self._is_active(option):
                rect.setRight(self.paint_link(painter, option.rect, index))
        hit: Hit | None = index.data(HitRole)
        if hit is None:
            self._paint_file(painter, rect, index)
        else:
            self._paint_hit(painter, rect, hit, index.data(ReplacementRole))
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Check a row by its box, replace by the words at its right."""
        state = index.data(_CHECK)
        if state is None or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        position = event.position().toPoint()  # type: ignore[attr-defined]
        if self.box_rect(option.rect).contains(position):
            checked = Qt.CheckState(state) == Qt.CheckState.Checked
            wanted = Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked
            return model.setData(index, wanted, _CHECK)  # type: ignore[arg-type]
        return super().editorEvent(event, model, option, index)

    def box_rect(self, row: QRect) -> QRect:
        """The check box of the row whose content is at `row`."""
        box = self._themes.px(BOX)
        top = row.center().y() + 1 - box // 2
        return QRect(row.left() + 2, top, box, box)

    def is_tool(self, row: QRect, index: Index, position: QPoint) -> bool:
        """Whether box or link of the row are at `position`, and not the row itself."""
        tools = (self.box_rect(row), self.link_rect(row, index))
        return any(rect.contains(position) for rect in tools)

    @staticmethod
    def _is_active(option: QStyleOptionViewItem) -> bool:
        """Whether the row offers what can be done with it: under the pointer, or chosen."""
        offered = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        return bool(option.state & offered)

    def _paint_box(self, painter: QPainter, rect: QRect, state: Qt.CheckState) -> None:
        colour = self._themes.colour
        if state == Qt.CheckState.Unchecked:
            paint_rounded(painter, rect, 4, colour("editor"), colour("border_strong"))
            return
        paint_rounded(painter, rect, 4, colour("accent_fill"))
        sign = "check-bold" if state == Qt.CheckState.Checked else "minus-bold"
        self._themes.icons.paint_icon(painter, rect.adjusted(3, 3, -3, -3), sign, "on_accent")

    def _paint_file(self, painter: QPainter, rect: QRect, index: Index) -> None:
        px, themes = self._themes.px, self._themes
        count = str(index.data(CountRole))
        left = paint_chip_at_right(painter, themes, rect, count, shape="pill")
        rect.setRight(left - px(GAP))
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        themes.icons.paint_icon(painter, icon, "file-text", "dim")
        rect.setLeft(icon.right() + px(GAP))
        name, path = index.data(), index.data(PathRole)
        end = self._paint_text(painter, rect, name, themes.font("strong", text=name), "text")
        rect.setLeft(end + px(GAP))
        folder = path.rpartition("/")[0]
        self._paint_text(painter, rect, folder, themes.font("help", text=folder), "dim")

    def _paint_hit(self, painter: QPainter, rect: QRect, hit: Hit, replacement: str | None) -> None:
        px, themes = self._themes.px, self._themes
        number = QRect(rect.left(), rect.top(), px(LINE_WIDTH), rect.height())
        painter.setFont(themes.font("help", tabular=True))
        painter.setPen(themes.colour("gutter"))
        painter.drawText(number, _RIGHT, str(hit.line))
        rect.setLeft(number.right() + px(self.margin))
        font = themes.font("code_small", text=hit.line_text)
        found = _shown(hit.found.partition("\n")[0] + ("⏎" if "\n" in hit.found else ""))
        before = self._lead(hit, QFontMetrics(font), rect.width(), found)
        rest = hit.line_text[hit.column - 1 + len(hit.found) :]
        rect.setLeft(self._paint_text(painter, rect, before, font, "text"))
        if replacement is None:
            rect.setLeft(self._paint_mark(painter, rect, found, font, "match", "text"))
        else:
            old = QFont(font)
            old.setStrikeOut(True)
            rect.setLeft(self._paint_mark(painter, rect, found, old, "error_soft", "error"))
            new = _shown(replacement.replace("\n", "⏎"))
            font = themes.font("code_small", text=new)
            rect.setLeft(self._paint_mark(painter, rect, new, font, "ok_soft", "ok"))
        self._paint_text(painter, rect, _shown(rest.rstrip()), font, "text")

    @staticmethod
    def _lead(hit: Hit, metrics: QFontMetrics, width: int, found: str) -> str:
        """What stands before the find; cut at its start where the find would not be seen."""
        before = _shown(hit.line_text[: hit.column - 1].lstrip())
        room = max(width - metrics.horizontalAdvance(found), width // 2) * 2 // 3
        return metrics.elidedText(before, Qt.TextElideMode.ElideLeft, room)

    def _paint_mark(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, ground: str, role: str
    ) -> int:
        if not text:
            return rect.left()
        width = QFontMetrics(font).horizontalAdvance(text)
        height = self._themes.px(18)
        top = rect.center().y() + 1 - height // 2
        box = QRect(rect.left(), top, min(width, rect.width()), height)
        paint_rounded(painter, box, RADIUS, self._themes.colour(ground))
        return self._paint_text(painter, rect, text, font, role)

    def _paint_text(self, painter: QPainter, rect: QRect, text: str, font: QFont, role: str) -> int:
        """Paint what there is room for; returns where it ends."""
        if not text or rect.width() <= 0:
            return rect.left()
        painter.setFont(font)
        painter.setPen(self._themes.colour(role))
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, _LEFT, shown)
        return rect.left() + metrics.horizontalAdvance(shown)


def _shown(text: str) -> str:
    """`text` with tabulators as wide as in few editors, but seen."""
    return text.replace("\t", "  ")
