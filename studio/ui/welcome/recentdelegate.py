"""Paints one recent package: icon, name, version, state, path and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from studio.formats.kinds import Kind
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.controls.painting import paint_focus_ring, paint_rounded
from studio.ui.explorer.rolelook import KIND_ICONS
from studio.ui.welcome.recentmodel import PackageRole, PathTextRole, StateRole, WhenRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.services.recent import RecentPackage
    from studio.ui.controls.chip import ChipTone
    from studio.ui.theme.switcher import ThemeService
    from studio.ui.welcome.recentmodel import RecentState

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT, MARGIN, ICON, GAP, RADIUS = 50, 12, 20, 12, 8
_LEAST_NAME = 72
_LINE_TOP, _LINE, _SECOND_TOP, _SECOND_LINE = 7, 18, 26, 16
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class RecentDelegate(QStyledItemDelegate):
    """Two lines for each package; missing ones are faint and offer to be located."""

    def __init__(self, themes: ThemeService, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows of one height in both languages."""
        return QSize(0, self._themes.px(ROW_HEIGHT))

    def locate_rect(self, row: QRect, index: Index) -> QRect:
        """Where «Locate…» stands; empty for a package that is there."""
        state: RecentState = index.data(StateRole)
        if not state.missing:
            return QRect()
        metrics = QFontMetrics(self._themes.font("strong"))
        width = metrics.horizontalAdvance(self.locate_text())
        right = row.right() - self._themes.px(MARGIN)
        return QRect(right - width - 6, row.top(), width + 12, row.height())

    @staticmethod
    def locate_text() -> str:
        """The words of the link."""
        return QCoreApplication.translate("RecentDelegate", "Locate…")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the icon, the right end and both lines between them."""
        px = self._themes.px
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_ground(painter, option, selected=selected)
        row = option.rect.adjusted(px(MARGIN), 0, -px(MARGIN), 0)
        icon = QRect(row.left(), row.top(), px(ICON), row.height())
        self._paint_icon(painter, icon, index, selected=selected)
        end = self._paint_right(painter, row, option.rect, index)
        left = icon.right() + 1 + px(GAP)
        self._paint_name(
            painter,
            QRect(left, row.top() + px(_LINE_TOP), end - left, px(_LINE)),
            index,
            selected=selected,
        )
        path = QRect(left, row.top() + px(_SECOND_TOP), end - left, px(_SECOND_LINE))
        painter.setFont(self._themes.font("help"))
        painter.setPen(self._themes.colour(self._tone(index, "dim", selected=selected)))
        text = painter.fontMetrics().elidedText(
            index.data(PathTextRole), Qt.TextElideMode.ElideMiddle, path.width()
        )
        painter.drawText(path, _LEFT, text)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, *, selected: bool
    ) -> None:
        if selected:
            active = option.widget is not None and option.widget.hasFocus()
            role = "selection" if active else "selection_idle"
            paint_rounded(painter, option.rect, RADIUS, self._themes.colour(role))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_rounded(painter, option.rect, RADIUS, self._themes.colour("hover"))
        ring = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        if (option.state & ring) == ring:
            paint_focus_ring(painter, self._themes, option.rect, RADIUS)

    def _paint_icon(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        entry: RecentPackage = index.data(PackageRole)
        known = {kind.value: KIND_ICONS[kind] for kind in Kind}
        icon = known.get(entry.kind, KIND_ICONS[None])
        role = self._tone(index, "accent" if selected else "dim", selected=selected)
        self._themes.icons.paint_icon(painter, rect, icon, role)

    def _paint_right(self, painter: QPainter, row: QRect, whole: QRect, index: Index) -> int:
        """Paint when it was open, or the link; returns where the rest of the row ends."""
        link = self.locate_rect(whole, index)
        if not link.isEmpty():
            painter.setFont(self._themes.font("strong"))
            painter.setPen(self._themes.colour("accent"))
            painter.drawText(link, Qt.AlignmentFlag.AlignCenter, self.locate_text())
            return link.left() - self._themes.px(GAP)
        when = index.data(WhenRole)
        painter.setFont(self._themes.font("help", tabular=True))
        painter.setPen(self._themes.colour("dim"))
        painter.drawText(row, _RIGHT, when)
        width = painter.fontMetrics().horizontalAdvance(when)
        return row.right() - width - self._themes.px(GAP)

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        entry: RecentPackage = index.data(PackageRole)
        chip, tone = self._chip(index.data(StateRole))
        size = chip_size(self._themes, chip) if chip else QSize()
        room = rect.width() - (size.width() + self._themes.px(8) if chip else 0)
        if room < self._themes.px(_LEAST_NAME):
            chip, room = "", rect.width()
        left = rect.left()
        for text, use, role in (
            (index.data(), "strong", "text"),
            (entry.version, "body", "dim"),
        ):
            painter.setFont(self._themes.font(use, tabular=True, text=text))
            painter.setPen(self._themes.colour(self._tone(index, role, selected=selected)))
            metrics = painter.fontMetrics()
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRect(left, rect.top(), room, rect.height()), _LEFT, shown)
            advance = metrics.horizontalAdvance(shown) + self._themes.px(5 if shown else 0)
            left, room = left + advance, max(0, room - advance)
        if chip:
            top = rect.center().y() + 1 - size.height() // 2
            box = QRect(left + self._themes.px(3), top, size.width(), size.height())
            if tone == "accent" and selected:
                # The chip's soft ground would vanish on the selection.
                paint_rounded(painter, box.adjusted(-1, -1, 1, 1), 5, self._themes.colour("editor"))
            paint_chip(painter, self._themes, box, chip, tone=tone)

    @staticmethod
    def _chip(state: RecentState) -> tuple[str, ChipTone]:
        if state.missing:
            return QCoreApplication.translate("RecentDelegate", "not found"), "plain"
        if state.unsaved:
            text = QCoreApplication.translate("RecentDelegate", "unsaved changes to restore")
            return text, "accent"
        return "", "plain"

    @staticmethod
    def _tone(index: Index, role: str, *, selected: bool) -> str:
        """`role`, or what stands for it where the package is missing."""
        if not index.data(StateRole).missing:
            return role
        return "dim" if selected else "faint"
