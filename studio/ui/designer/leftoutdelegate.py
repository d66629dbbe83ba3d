"""Paints a field that consumers do not see: what, why, where, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.formats.leftout import Reason
from studio.model.leftoutlist import REASONS, LeftOutRole, LeftOutRow
from studio.ui.controls.sentence import paint_sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, ICON, GAP = 28, 16, 16, 10
_PATH, _REASON, _PLACE = 168, 84, 180
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
REASON_ICONS = {
    Reason.HIDDEN: ("eye-slash", "dim"),
    Reason.SCENE: ("map-pin", "dim"),
    Reason.DEAD_PATH: ("link-break", "error"),
    Reason.NO_SCHEMA: ("brackets-curly", "warning_icon"),
    Reason.UNSUPPORTED: ("brackets-curly", "dim"),
}


class LeftOutDelegate(QStyledItemDelegate):
    """One line for each field; a click on the words at the right emits `link_clicked`."""

    link_clicked = Signal(object)

    def __init__(self, themes: ThemeService, language: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self.language = language

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def link_rect(self, row: QRect, index: Index) -> QRect:
        """Where the words of the way out stand; empty without one."""
        text = self._link(index.data(LeftOutRole))
        if not text:
            return QRect()
        metrics = QFontMetrics(self._themes.font("strong", text=text))
        width = min(metrics.horizontalAdvance(text) + 12, row.width() // 3)
        right = row.right() - self._themes.px(MARGIN) + 6
        return QRect(right - width, row.top(), width, row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        painter.save()
        px, row = self._themes.px, index.data(LeftOutRole)
        rect = QRect(option.rect).adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        is_narrow = rect.width() < px(620)
        name, role = REASON_ICONS[row.left.reason]
        icon = QRect(rect.left(), rect.top(), px(ICON), rect.height())
        self._themes.icons.paint_icon(painter, icon, name, role)
        left = icon.right() + px(GAP)
        path = QRect(left, rect.top(), px(_PATH), rect.height())
        self._text(painter, path, row.left.path_text, "code_small", "text")
        left = path.right() + px(GAP)
        reason = QRect(left, rect.top(), px(_REASON), rect.height())
        words = REASONS[row.left.reason].text(self.language)
        self._text(painter, reason, words, "help", "dim")
        left = reason.right() + px(GAP)
        right = self._paint_link(painter, option.rect, index)
        if not is_narrow and row.file:
            place = QRect(right - px(_PLACE), rect.top(), px(_PLACE), rect.height())
            self._text(painter, place, row.file, "help", "dim", _RIGHT)
            metrics = QFontMetrics(self._themes.font("help", text=row.file))
            right -= min(metrics.horizontalAdvance(row.file), px(_PLACE)) + px(GAP)
        sentence = QRect(left, rect.top(), right - left, rect.height())
        if sentence.width() > 0:
            paint_sentence(painter, self._themes, sentence, index.data())
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

    def _link(self, row: LeftOutRow) -> str:
        return row.fix.label.text(self.language) if row.fix is not None else ""

    def _paint_link(self, painter: QPainter, row: QRect, index: Index) -> int:
        """Paint the words of the way out; returns where the rest of the row ends."""
        text = self._link(index.data(LeftOutRole))
        if not text:
            return row.right() - self._themes.px(MARGIN)
        rect = self.link_rect(row, index)
        self._text(painter, rect.adjusted(0, 0, -6, 0), text, "strong", "accent", _RIGHT)
        return rect.left() - self._themes.px(GAP)

    def _text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        use: str,
        role: str,
        align: int = _LEFT,
    ) -> None:
        painter.setFont(self._themes.font(use, text=text))
        painter.setPen(self._themes.colour(role))
        shown = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideMiddle, rect.width() + 1
        )
        painter.drawText(rect, align, shown)
