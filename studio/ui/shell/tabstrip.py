"""The painted tabs above the editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from studio.ui.controls.elided import elided_file
from studio.ui.theme.fonts import has_han

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFont

    from studio.ui.theme.switcher import ThemeService

HEIGHT, LEAST_WIDTH, WHOLE_WIDTH, MOST_WIDTH = 36, 96, 152, 240
MARGIN, ICON, GAP, SIGN = 12, 16, 8, 16


@dataclass(frozen=True, slots=True)
class TabLook:
    """What a tab shows besides its text: icon, unsaved dot, whether it is only a preview."""

    icon: str
    dirty: bool = False
    preview: bool = False


class TabStrip(QTabBar):
    """Tabs on `panel`, the current one on `editor` with an accent line above.

    The 16 px at the right hold the unsaved dot or, on hover, the sign that closes. A double click
    or a drag pins a preview tab; the middle button closes. `menu_requested` carries a tab and a
    place on the screen; `drag_requested` a tab that is dragged out of the strip.
    """

    close_requested = Signal(int)
    pin_requested = Signal(int)
    menu_requested = Signal(int, QPoint)
    drag_requested = Signal(int)

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._hovered = -1
        self._active = True
        self._dragged = -1
        self._looks: dict[str, TabLook] = {}
        self.setMouseTracking(True)
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        themes.changed.connect(self.update)
        self.tabBarDoubleClicked.connect(self.pin_requested)

    def set_look(self, index: int, look: TabLook) -> None:
        """Change what a tab shows besides its text."""
        self._looks[self.tabData(index)] = look
        self.setTabToolTip(index, str(self.tabData(index)).removeprefix(":"))
        self.update()

    def look(self, index: int) -> TabLook:
        """What a tab shows besides its text."""
        return self._looks.get(self.tabData(index), TabLook("file"))

    def set_active(self, *, active: bool) -> None:
        """Paint the current tab as the one that keys go to, or as one of another group."""
        if active != self._active:
            self._active = active
            self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Wide enough for the whole name, within bounds; 36 px high as the dock titles."""
        px = self._themes.px
        return QSize(min(self._whole_width(index), px(MOST_WIDTH)), px(HEIGHT))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs shrink until their names could not be told apart, short names not at all."""
        px = self._themes.px
        return QSize(min(self._whole_width(index), px(WHOLE_WIDTH)), px(HEIGHT))

    def _whole_width(self, index: int) -> int:
        """How wide a tab is that shows all of its name."""
        px = self._themes.px
        text = self.fontMetrics().horizontalAdvance(self.tabText(index)) + px(4)
        return max(px(2 * MARGIN + ICON + 2 * GAP + SIGN) + text, px(LEAST_WIDTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the strip, the tabs and the hairline below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.colour("panel"))
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._themes.colour("line"))
        for index in range(self.count()):
            if index != self.currentIndex():
                self._paint_tab(painter, index)
        if self.currentIndex() >= 0:
            self._paint_tab(painter, self.currentIndex())

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        rect, colour, px = self.tabRect(index), self._themes.colour, self._themes.px
        current, look = index == self.currentIndex(), self.look(index)
        if current:
            painter.fillRect(rect, colour("editor"))
            painter.fillRect(QRect(rect.x() - 1, 0, 1, rect.height()), colour("line"))
            painter.fillRect(QRect(rect.right() + 1, 0, 1, rect.height()), colour("line"))
            mark = colour("accent" if self._active else "border_strong")
            painter.fillRect(QRect(rect.x(), 0, rect.width(), 2), mark)
        top = (rect.height() - px(ICON)) // 2
        icon = QRect(rect.x() + px(MARGIN), top, px(ICON), px(ICON))
        self._themes.icons.paint_icon(painter, icon, look.icon, self._icon_role(current=current))
        left = icon.right() + px(GAP)
        room = QRect(left, 0, self._sign_rect(index).x() - px(4) - left, rect.height())
        painter.setFont(self._font(index))
        painter.setPen(colour("text" if current else "dim"))
        text = elided_file(self.tabText(index), painter.fontMetrics(), room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self._paint_sign(painter, index, look, current=current)

    def _icon_role(self, *, current: bool) -> str:
        return "accent" if current and self._active else "dim"

    def _font(self, index: int) -> QFont:
        """A preview is italic; Han glyphs have no italics, those tabs stay `dim`."""
        font = self._themes.font("body", text=self.tabText(index))
        font.setItalic(self.look(index).preview and not has_han(self.tabText(index)))
        return font

    def _sign_rect(self, index: int) -> QRect:
        rect, size = self.tabRect(index), self._themes.px(SIGN)
        left = rect.right() - self._themes.px(MARGIN - 4) - size
        return QRect(left, (rect.height() - size) // 2, size, size)

    def _paint_sign(self, painter: QPainter, index: int, look: TabLook, *, current: bool) -> None:
        sign = self._sign_rect(index)
        hovered = index == self._hovered
        if look.dirty and not (hovered and self._over_sign(index)):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._themes.colour("accent"))
            painter.drawEllipse(sign.center() + QPoint(1, 1), 4, 4)
            painter.restore()
        elif hovered or current:
            if hovered and self._over_sign(index):
                painter.fillRect(sign, self._themes.colour("hover"))
            self._themes.icons.paint_icon(painter, sign.adjusted(2, 2, -2, -2), "x", "dim")

    def _over_sign(self, index: int) -> bool:
        return self._sign_rect(index).contains(self.mapFromGlobal(self.cursor().pos()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer, for the sign that closes and for a tab that is dragged out."""
        position = event.position().toPoint()
        self._hovered = self.tabAt(position)
        self.update()
        if self._dragged >= 0 and self._is_outside(position):
            self._drag_out(event)
            return
        super().mouseMoveEvent(event)

    def _is_outside(self, position: QPoint) -> bool:
        """Whether the pointer is so far from the strip that the order of tabs is not meant."""
        slack = self.height() // 2
        return not self.rect().adjusted(-slack, -slack, slack, slack).contains(position)

    def _drag_out(self, event: QMouseEvent) -> None:
        """End the moving within the strip, then let the tab be carried away."""
        self._dragged = -1
        kind, button = QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton
        none = Qt.MouseButton.NoButton
        at = (event.position(), event.scenePosition(), event.globalPosition())
        super().mouseReleaseEvent(QMouseEvent(kind, *at, button, none, event.modifiers()))
        self.drag_requested.emit(self.currentIndex())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the tab below the pointer."""
        index = self.tabAt(event.pos())
        if index >= 0:
            self.menu_requested.emit(index, event.globalPos())

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep a press on the sign from choosing or dragging the tab."""
        index = self.tabAt(event.position().toPoint())
        if index >= 0 and (
            event.button() == Qt.MouseButton.MiddleButton
            or self._sign_rect(index).contains(event.position().toPoint())
        ):
            return
        self._dragged = index if event.button() == Qt.MouseButton.LeftButton else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close by the sign or by the middle button."""
        self._dragged = -1
        index = self.tabAt(event.position().toPoint())
        over_sign = index >= 0 and self._sign_rect(index).contains(event.position().toPoint())
        if index >= 0 and (
            event.button() == Qt.MouseButton.MiddleButton
            or (over_sign and event.button() == Qt.MouseButton.LeftButton)
        ):
            self.close_requested.emit(index)
            return
        super().mouseReleaseEvent(event)
