"""The tabs in the middle of the window and the pages below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.ui.shell.tabstrip import TabLook, TabStrip

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.package.snapshot import Place
    from studio.ui.shell.page import Page
    from studio.ui.theme.switcher import ThemeService

_REMEMBERED_CLOSED = 20


class EditorArea(QWidget):
    """Pages in tabs, at most one of them a preview that the next look replaces.

    `make_page` builds the page for a key and may return None for what cannot be shown.
    `current_changed` carries the page in front, or None.
    """

    current_changed = Signal(object)
    pages_changed = Signal()

    def __init__(
        self,
        themes: ThemeService,
        make_page: Callable[[str], Page | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_page = make_page
        self._recent: list[str] = []
        self._closed: list[str] = []
        self._preview = ""
        self._dirty: frozenset[str] = frozenset()
        self.tabs = TabStrip(themes, self)
        self._stack = QStackedWidget(self)
        self._stack.setProperty("ground", "editor")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack)
        self.tabs.currentChanged.connect(lambda _index: self._show_current())
        self.tabs.close_requested.connect(lambda index: self.close_page(self.tabs.tabData(index)))
        self.tabs.pin_requested.connect(lambda index: self.pin(self.tabs.tabData(index)))

    def pages(self) -> list[Page]:
        """The open pages in the order of their tabs."""
        pages = {page.key: page for page in self._all_pages()}
        return [pages[self.tabs.tabData(index)] for index in range(self.tabs.count())]

    def page(self, key: str) -> Page | None:
        """The open page of that key."""
        return next((page for page in self._all_pages() if page.key == key), None)

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

    def open(self, key: str, *, preview: bool = False, place: Place | None = None) -> Page | None:
        """Bring a page to the front, making it if need be; optionally show a place in it."""
        page = self.page(key) or self._add(key, preview=preview)
        if page is None:
            return None
        if not preview:
            self.pin(key)
        self.tabs.setCurrentIndex(self._index(key))
        if place is not None:
            page.reveal(place)
        return page

    def pin(self, key: str) -> None:
        """Keep a tab that was only a preview."""
        if key == self._preview:
            self._preview = ""
            self._update_look(key)

    def close_page(self, key: str) -> None:
        """Close a tab; its text stays in the document, saved or not."""
        page = self.page(key)
        if page is None:
            return
        self._closed = [*(k for k in self._closed if k != key), key][-_REMEMBERED_CLOSED:]
        self._recent = [k for k in self._recent if k != key]
        self._preview = "" if key == self._preview else self._preview
        if page is self.current and self._recent:
            self.tabs.setCurrentIndex(self._index(self._recent[-1]))
        self.tabs.removeTab(self._index(key))
        self._stack.removeWidget(page)
        page.deleteLater()
        self.pages_changed.emit()

    def close_all(self) -> None:
        """Close every tab, and forget which were closed."""
        for page in self.pages():
            self.close_page(page.key)
        self._closed = []

    def reopen_closed(self) -> None:
        """Open the tab that was closed last and still can be opened."""
        while self._closed:
            if self.open(self._closed.pop()) is not None:
                return

    def step_by_use(self, step: int) -> None:
        """Go to the tab used before (1) or longest ago (-1)."""
        if len(self._recent) > 1:
            key = self._recent[-2] if step > 0 else self._recent[0]
            self.tabs.setCurrentIndex(self._index(key))

    def set_dirty(self, paths: frozenset[str]) -> None:
        """Show the dot on the tabs of these files; an unsaved preview is pinned."""
        changed, self._dirty = self._dirty ^ paths, paths
        if self._preview in paths:
            self.pin(self._preview)
        for key in changed:
            self._update_look(key)

    def retranslate(self) -> None:
        """Word the tabs of views in the new language."""
        for page in self._all_pages():
            self.tabs.setTabText(self._index(page.key), page.title())

    def _add(self, key: str, *, preview: bool) -> Page | None:
        page = self._make_page(key)
        if page is None:
            return None
        replaced = self._preview if preview else ""
        self._stack.addWidget(page)
        at = self._index(replaced) if replaced else self.tabs.currentIndex() + 1
        with QSignalBlocker(self.tabs):
            index = self.tabs.insertTab(at, page.title())
            self.tabs.setTabData(index, key)
        if preview:
            self._preview = key
        if replaced:
            self.tabs.setCurrentIndex(index)
            self.close_page(replaced)
            self._preview = key
        self._update_look(key)
        if self.tabs.count() == 1:
            self._show_current()
        page.closed.connect(lambda: self.close_page(page.key))
        page.renamed.connect(lambda new_key: self._rename(page, new_key))
        self.pages_changed.emit()
        return page

    def _rename(self, page: Page, new_key: str) -> None:
        index, old = self._index(page.key), page.key
        page.key = new_key
        self._recent = [new_key if key == old else key for key in self._recent]
        self._preview = new_key if self._preview == old else self._preview
        self.tabs.setTabData(index, new_key)
        self.tabs.setTabText(index, page.title())
        self._update_look(new_key)

    def _show_current(self) -> None:
        page = self.current
        if page is not None:
            self._stack.setCurrentWidget(page)
            self._recent = [*(key for key in self._recent if key != page.key), page.key]
        self.current_changed.emit(page)

    def _update_look(self, key: str) -> None:
        page, index = self.page(key), self._index(key)
        if page is not None and index >= 0:
            look = TabLook(page.icon, key in self._dirty, key == self._preview)
            self.tabs.set_look(index, look)

    def _index(self, key: str) -> int:
        keys = (self.tabs.tabData(index) for index in range(self.tabs.count()))
        return next((index for index, other in enumerate(keys) if other == key), -1)

    def _all_pages(self) -> list[Page]:
        return [self._stack.widget(index) for index in range(self._stack.count())]  # type: ignore[misc]
