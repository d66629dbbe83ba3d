"""Paints a field that consumers do not see: what, why, where, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt

from studio.formats.leftout import Reason
from studio.model.leftoutlist import REASONS, LeftOutRole, LeftOutRow
from studio.ui.controls.linkrow import LinkRowDelegate
from studio.ui.controls.painting import paint_text
from studio.ui.controls.sentence import paint_sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex

ICON, GAP = 16, 10
_PATH, _REASON, _PLACE = 168, 84, 180
REASON_ICONS = {
    Reason.HIDDEN: ("eye-slash", "dim"),
    Reason.SCENE: ("map-pin", "dim"),
    Reason.DEAD_PATH: ("link-break", "error"),
    Reason.NO_SCHEMA: ("brackets-curly", "warning_icon"),
    Reason.UNSUPPORTED: ("brackets-curly", "dim"),
}


class LeftOutDelegate(LinkRowDelegate):
    """One line for each field; a click on the words at the right emits `link_clicked`."""

    def __init__(self, themes: ThemeService, language: str, parent: QWidget) -> None:
        super().__init__(themes, parent)
        self.language = language

    def link_text(self, index: Index) -> str:
        """What the way out is called."""
        row: LeftOutRow = index.data(LeftOutRole)
        return row.fix.label.text(self.language) if row.fix is not None else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint from both ends inwards."""
        painter.save()
        px, row = self._themes.px, index.data(LeftOutRole)
        rect = QRect(option.rect).adjusted(px(self.margin), 0, -px(self.margin), 0)
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
        right = self.paint_link(painter, option.rect, index)
        if not is_narrow and row.file:
            place = QRect(right - px(_PLACE), rect.top(), px(_PLACE), rect.height())
            right -= px(GAP) + paint_text(
                painter,
                self._themes,
                place,
                row.file,
                "help",
                "dim",
                side=Qt.AlignmentFlag.AlignRight,
                elide=Qt.TextElideMode.ElideMiddle,
            )
        sentence = QRect(left, rect.top(), right - left, rect.height())
        if sentence.width() > 0:
            paint_sentence(painter, self._themes, sentence, index.data())
        painter.restore()

    def _text(self, painter: QPainter, rect: QRect, text: str, use: str, role: str) -> int:
        """Paint what there is room for, both ends of it; returns its width."""
        middle = Qt.TextElideMode.ElideMiddle
        return paint_text(painter, self._themes, rect, text, use, role, elide=middle)
