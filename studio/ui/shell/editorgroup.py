"""One column of the editor: tabs, and the pages below them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio.ui.commands.menus import Menu
from studio.ui.controls.buttons import ToolButton
from studio.ui.shell.tabdrag import Overlay, zone_at
from studio.ui.shell.tabstrip import TabLook, TabStrip

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QPaintEvent,
    )

    from studio.ui.shell.page import Page
    from studio.ui.shell.tabdrag import TabDrag
    from studio.ui.theme.switcher import ThemeService

LEAST_WIDTH = 200


class EditorGroup(QWidget):
    """Pages in tabs, each key once, at most one of them a preview that the next look replaces.

    It shows pages and lets them go, but neither makes nor deletes them. `current_changed` carries
    the page in front, or None; `activated` says that somebody clicked here; `close_requested`
    carries a key, `menu_requested` where the menu of the current tab shall open, and `dropped` a
    page with the zone and the tab index at which its tab was let go here.
    """

    current_changed = Signal(object)
    activated = Signal()
    close_requested = Signal(str)
    menu_requested = Signal(QPoint)
    dropped = Signal(object, object, int)

    def __init__(self, themes: ThemeService, drag: TabDrag, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._drag = drag
        self._recent: list[str] = []
        self._preview = ""
        self._dirty: frozenset[str] = frozenset()
        self.tabs = TabStrip(themes, self)
        self._stack = QStackedWidget(self)
        self._stack.setProperty("ground", "editor")
        self._list_button = ToolButton(themes, icon="caret-down", compact=True)
        self._overlay = Overlay(themes, self)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(_Head(themes, self.tabs, self._list_button))
        layout.addWidget(self._stack)
        self._connect()
        self._retranslate_button()

    def _connect(self) -> None:
        tabs = self.tabs
        tabs.currentChanged.connect(lambda _index: self._show_current())
        tabs.tabBarClicked.connect(lambda _index: self.activated.emit())
        tabs.close_requested.connect(lambda index: self.close_requested.emit(tabs.tabData(index)))
        tabs.pin_requested.connect(lambda index: self.pin(tabs.tabData(index)))
        tabs.menu_requested.connect(self._offer_menu)
        tabs.drag_requested.connect(self._carry_tab)
        self._list_button.clicked.connect(self._list_pages)

    def pages(self) -> list[Page]:
        """The open pages in the order of their tabs."""
        pages = {page.key: page for page in self._all_pages()}
        return [pages[self.tabs.tabData(index)] for index in range(self.tabs.count())]

    def page(self, key: str) -> Page | None:
        """The open page of that key."""
        return next((page for page in self._all_pages() if page.key == key), None)

    def holds(self, page: Page) -> bool:
        """Whether it is this group that shows a page."""
        return self._stack.indexOf(page) >= 0

    @property
    def current(self) -> Page | None:
        """The page in front."""
        index = self.tabs.currentIndex()
        return self.page(self.tabs.tabData(index)) if index >= 0 else None

    @property
    def preview_key(self) -> str:
        """The key of the tab that is only a preview, "" when there is none."""
        return self._preview

    def keys_by_use(self) -> list[str]:
        """The keys of the open pages, the one used last first."""
        return self._recent[::-1]

    def show_page(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self.index_of(key))

    def index_of(self, key: str) -> int:
        """Which tab stands for that key, -1 for none."""
        keys = (self.tabs.tabData(index) for index in range(self.tabs.count()))
        return next((index for index, other in enumerate(keys) if other == key), -1)

    def add(self, page: Page, *, preview: bool = False, index: int | None = None) -> None:
        """Take a page in behind the current tab, or at `index`; it does not come to the front."""
        self._stack.addWidget(page)
        at = self.tabs.currentIndex() + 1 if index is None else index
        with QSignalBlocker(self.tabs):
            at = self.tabs.insertTab(at, page.title())
            self.tabs.setTabData(at, page.key)
        if preview:
            self._preview = page.key
        self._update_look(page.key)
        if self.tabs.count() == 1:
            self._show_current()

    def take(self, page: Page) -> None:
        """Let go of a page, which is neither closed nor deleted."""
        key = page.key
        self._recent = [other for other in self._recent if other != key]
        self._preview = "" if key == self._preview else self._preview
        if page is self.current and self._recent:
            self.show_page(self._recent[-1])
        self.tabs.removeTab(self.index_of(key))
        self._stack.removeWidget(page)

    def pin(self, key: str) -> None:
        """Keep a tab that was only a preview."""
        if key == self._preview:
            self._preview = ""
            self._update_look(key)

    def step_by_use(self, step: int) -> None:
        """Go to the tab used before (1) or longest ago (-1)."""
        if len(self._recent) > 1:
            self.show_page(self._recent[-2] if step > 0 else self._recent[0])

    def set_dirty(self, paths: frozenset[str]) -> None:
        """Show the dot on the tabs of these files; an unsaved preview is pinned."""
        changed, self._dirty = self._dirty ^ paths, paths
        if self._preview in paths:
            self.pin(self._preview)
        for key in changed:
            self._update_look(key)

    def set_active(self, *, active: bool) -> None:
        """Show whether what is opened next comes here."""
        self.tabs.set_active(active=active)

    def follow_rename(self, page: Page, old: str) -> None:
        """Show that a page has another key than `old` now."""
        index = self.index_of(old)
        self._recent = [page.key if key == old else key for key in self._recent]
        self._preview = page.key if self._preview == old else self._preview
        self.tabs.setTabData(index, page.key)
        self.tabs.setTabText(index, page.title())
        self._update_look(page.key)

    def retranslate(self) -> None:
        """Word the tabs of views in the new language."""
        for page in self._all_pages():
            self.tabs.setTabText(self.index_of(page.key), page.title())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate_button()

    # Dropping tabs

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Let tabs in."""
        self._follow_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the tab would go."""
        self._follow_drag(event)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Forget the tab."""
        self._overlay.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the tab."""
        self._overlay.hide()
        if self._drag.accepts(event):
            position, pages = event.position().toPoint(), self._stack.geometry()
            index = self.tabs.tabAt(self.tabs.mapFrom(self, position))
            self.dropped.emit(self._drag.page, zone_at(position, pages), index)

    def _follow_drag(self, event: QDropEvent) -> None:
        if self._drag.accepts(event):
            pages = self._stack.geometry()
            self._overlay.show_zone(zone_at(event.position().toPoint(), pages), pages)

    def _carry_tab(self, index: int) -> None:
        page = self.page(self.tabs.tabData(index))
        if page is not None:
            self._drag.carry(page, self.tabs)

    # Menus

    def _offer_menu(self, index: int, position: QPoint) -> None:
        """The menu speaks of the tab in front, so the one that was clicked comes there."""
        self.activated.emit()
        self.tabs.setCurrentIndex(index)
        self.menu_requested.emit(position)

    def _list_pages(self) -> None:
        """Offer every open tab by name, for those that do not fit."""
        menu = Menu("", self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for page in self.pages():
            icon = self._themes.icons.icon(page.icon)
            words = page.title().replace("&", "&&")
            menu.addAction(icon, words, partial(self._choose, page.key))
        corner = self._list_button.rect().bottomRight()
        at = self._list_button.mapToGlobal(corner) - QPoint(menu.sizeHint().width(), 0)
        menu.popup(at)

    def _choose(self, key: str) -> None:
        self.activated.emit()
        self.show_page(key)

    def _retranslate_button(self) -> None:
        self._list_button.setToolTip(self.tr("Open tabs"))
        self._list_button.setAccessibleName(self.tr("Open tabs"))

    def _show_current(self) -> None:
        page = self.current
        self._list_button.setVisible(page is not None)
        if page is not None:
            self._stack.setCurrentWidget(page)
            self._recent = [*(key for key in self._recent if key != page.key), page.key]
        self.current_changed.emit(page)

    def _update_look(self, key: str) -> None:
        page, index = self.page(key), self.index_of(key)
        if page is not None and index >= 0:
            look = TabLook(page.icon, key in self._dirty, key == self._preview)
            self.tabs.set_look(index, look)

    def _all_pages(self) -> list[Page]:
        return [self._stack.widget(index) for index in range(self._stack.count())]  # type: ignore[misc]


class _Head(QWidget):
    """The band of the tabs, with the button that lists them at its end."""

    def __init__(self, themes: ThemeService, tabs: TabStrip, button: ToolButton) -> None:
        super().__init__()
        self._themes = themes
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(tabs, 1)
        row.addWidget(button)
        row.addSpacing(6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the hairline that go on below the tabs."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.colour("panel"))
        line = QRect(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._themes.colour("line"))
