"""The tabs of docks that share a place, painted with their counts, and what closes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMainWindow, QTabBar

from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.chip import chip_size, paint_chip
from studio.ui.shell.docks import Dock

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService

_MARGIN, _GAP, _LINE = 10, 6, 2
_PLACING = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class DockTabs(QObject):
    """Looks after the tab bars that a main window makes for its docks.

    Docks that were closed together by the button at the end of their tabs open together again.
    """

    def __init__(self, themes: ThemeService, window: QMainWindow) -> None:
        super().__init__(window)
        self._themes = themes
        self._window = window
        self._buttons: dict[QTabBar, ToolButton] = {}
        window.installEventFilter(self)

    def share_place(self, docks: list[Dock], area: Qt.DockWidgetArea) -> None:
        """Put docks one behind the other, the first in front."""
        self._window.addDockWidget(area, docks[0])
        for dock in docks[1:]:
            self._window.tabifyDockWidget(docks[0], dock)
        for dock in docks:
            # Closed in an earlier run, they were closed together.
            dock.closed_with = [other for other in docks if other is not dock]
            dock.wanted.connect(partial(self.open_all, dock))
        docks[0].raise_()

    def join(self, dock: Dock, peers: list[Dock]) -> None:
        """Put one more dock behind those that share a place."""
        self._window.tabifyDockWidget(peers[-1], dock)
        dock.closed_with = list(peers)
        for peer in peers:
            peer.closed_with = [*peer.closed_with, dock]
        dock.wanted.connect(partial(self.open_all, dock))

    def open_all(self, dock: Dock) -> None:
        """Show a dock with those that were closed together with it."""
        if dock.isHidden():
            for peer in (dock, *dock.closed_with):
                peer.show()

    def close_all(self, dock: Dock) -> None:
        """Close a dock and those that share its place."""
        shown = [peer for peer in self._peers(dock) if not peer.isHidden()]
        for peer in shown:
            peer.closed_with = [other for other in shown if other is not peer]
        for peer in shown:
            peer.hide()

    def toggle(self, dock: Dock) -> None:
        """Close the docks that share a place, or open them again."""
        if any(not peer.isHidden() for peer in self._peers(dock)):
            self.close_all(dock)
        else:
            self.open_all(dock)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find new tab bars, paint them, keep their buttons at their ends, follow the language."""
        if watched is self._window:
            if event.type() == QEvent.Type.ChildPolished and isinstance(event, QChildEvent):
                self._adopt(event.child())
            elif event.type() == QEvent.Type.LanguageChange:
                self._retranslate()
        elif isinstance(watched, QTabBar):
            if event.type() == QEvent.Type.Paint:
                self._paint(watched)
                return True
            if event.type() in _PLACING:
                self._place_button(watched)
        return super().eventFilter(watched, event)

    def _adopt(self, child: QObject) -> None:
        if not isinstance(child, QTabBar) or child in self._buttons:
            return
        button = ToolButton(self._themes, icon="x", compact=True, parent=self._window)
        button.clicked.connect(lambda: self._close_tabs(child))
        button.hide()
        self._buttons[child] = button
        self._retranslate()
        child.setElideMode(Qt.TextElideMode.ElideNone)
        child.installEventFilter(self)
        child.destroyed.connect(lambda: self._buttons.pop(child, None))

    def _retranslate(self) -> None:
        for button in self._buttons.values():
            button.set_label(self.tr("Close these panes"))

    def _close_tabs(self, bar: QTabBar) -> None:
        docks = [dock for index in range(bar.count()) if (dock := self._dock(bar, index))]
        if docks:
            self.close_all(docks[0])

    def _peers(self, dock: Dock) -> list[Dock]:
        others = self._window.tabifiedDockWidgets(dock)
        return [dock, *(other for other in others if isinstance(other, Dock))]

    def _dock(self, bar: QTabBar, index: int) -> Dock | None:
        """The dock of a tab; Qt keeps no other tie between them than the title."""
        text = bar.tabText(index)
        docks = self._window.findChildren(Dock)
        return next((dock for dock in docks if dock.windowTitle() == text), None)

    def _place_button(self, bar: QTabBar) -> None:
        button = self._buttons[bar]
        # Qt does not hide a bar whose docks are closed, but moves it out of sight.
        button.setVisible(bar.isVisible() and bar.geometry().right() > 0)
        button.adjustSize()
        left = bar.geometry().right() - button.width() - self._themes.px(_GAP)
        button.move(left, bar.y() + (bar.height() - button.height()) // 2)
        button.raise_()

    def _paint(self, bar: QTabBar) -> None:
        painter, colour = QPainter(bar), self._themes.colour
        painter.fillRect(bar.rect(), colour("panel"))
        painter.fillRect(QRect(0, bar.height() - 1, bar.width(), 1), colour("line"))
        hovered = bar.tabAt(bar.mapFromGlobal(bar.cursor().pos())) if bar.underMouse() else -1
        for index in range(bar.count()):
            self._paint_tab(painter, bar, index, lit=index in (bar.currentIndex(), hovered))

    def _paint_tab(self, painter: QPainter, bar: QTabBar, index: int, *, lit: bool) -> None:
        px, rect, dock = self._themes.px, bar.tabRect(index), self._dock(bar, index)
        text = dock.name() if dock else bar.tabText(index)
        painter.setFont(self._themes.font("strong", text=text))
        painter.setPen(self._themes.colour("text" if lit else "dim"))
        room = rect.adjusted(px(_MARGIN), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if dock is not None and (number := dock.count()):
            count = str(number)
            size = chip_size(self._themes, count, "pill")
            left = room.left() + painter.fontMetrics().horizontalAdvance(text) + px(_GAP)
            top = rect.center().y() + 1 - size.height() // 2
            pill = QRect(left, top, size.width(), size.height())
            paint_chip(painter, self._themes, pill, count, shape="pill")
        if index == bar.currentIndex():
            line = QRect(rect.left(), rect.bottom() + 1 - _LINE, rect.width(), _LINE)
            painter.fillRect(line, self._themes.colour("accent"))
