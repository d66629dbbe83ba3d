"""The editor groups in the middle of the window, side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget

from studio.ui.shell.editorgroup import EditorGroup
from studio.ui.shell.page import is_file
from studio.ui.shell.tabdrag import DropZone, TabDrag

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from studio.package.snapshot import Place
    from studio.ui.shell.page import Page
    from studio.ui.shell.tabstrip import TabStrip
    from studio.ui.theme.switcher import ThemeService

_REMEMBERED_CLOSED = 20


class EditorArea(QWidget):
    """One or more groups of tabs, one of them active: what is opened comes there.

    A file may be open in several groups, each with a page of its own; the document keeps them in
    step. There is always a group; one that loses its last tab goes, unless it is the only one.
    `make_page` builds the page for a key and may return None for what cannot be shown.
    `current_changed` carries the page in front of the active group, or None; `menu_requested`
    says where the menu of that page's tab shall open.
    """

    current_changed = Signal(object)
    pages_changed = Signal()
    menu_requested = Signal(object)

    def __init__(
        self,
        themes: ThemeService,
        make_page: Callable[[str], Page | None],
        bar: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._make_page = make_page
        self._closed: list[str] = []
        self._dirty: frozenset[str] = frozenset()
        self._drag = TabDrag(themes)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self.active = self._add_group(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._splitter, 1)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101
        application.focusChanged.connect(self._follow_focus)

    # Looking

    @property
    def groups(self) -> list[EditorGroup]:
        """The groups from left to right, never none."""
        widgets = (self._splitter.widget(index) for index in range(self._splitter.count()))
        return [widget for widget in widgets if isinstance(widget, EditorGroup)]

    @property
    def tabs(self) -> TabStrip:
        """The tabs of the active group."""
        return self.active.tabs

    @property
    def current(self) -> Page | None:
        """The page in front of the active group."""
        return self.active.current

    @property
    def preview_key(self) -> str:
        """The key of the active group's preview, "" when there is none."""
        return self.active.preview_key

    def foot_height(self) -> int:
        """The height of the fields below the text that nothing may cover, 0 without any."""
        texts = (group.current.text for group in self.groups if group.current is not None)
        bars = (text.find_bar for text in texts if text is not None)
        return max((bar.height() for bar in bars if bar.isVisible()), default=0)

    def pages(self) -> list[Page]:
        """The open pages of all groups in the order of their tabs."""
        return [page for group in self.groups for page in group.pages()]

    def page(self, key: str) -> Page | None:
        """The open page of that key, in the active group if it has one."""
        group = self._group_with(key)
        return group.page(key) if group else None

    def keys_by_use(self) -> list[str]:
        """The keys of the open pages, those of the active group first, by last use."""
        others = (group for group in self.groups if group is not self.active)
        keys = [key for group in (self.active, *others) for key in group.keys_by_use()]
        return list(dict.fromkeys(keys))

    def group_of(self, page: Page) -> EditorGroup | None:
        """The group that holds a page."""
        return next((group for group in self.groups if group.holds(page)), None)

    # Opening and closing

    def open(
        self,
        key: str,
        *,
        preview: bool = False,
        place: Place | None = None,
        anywhere: bool = False,
    ) -> Page | None:
        """Bring a page to the front of the active group, making it if need be, and show a place.

        With `anywhere` a group that shows the page already becomes the active one. A view that is
        no preview takes the keys, which are of no more use where it was chosen.
        """
        if anywhere and (group := self._group_with(key)) is not None:
            self.activate(group)
        page = self.active.page(key) or self._add(key, preview=preview)
        if page is None:
            return None
        if not preview:
            self.active.pin(key)
        self.active.show_page(key)
        if place is not None:
            page.reveal(place)
        if not preview and not is_file(key):
            _take_keys(page)
        return page

    def pin(self, key: str) -> None:
        """Keep the tabs of that key which were only previews."""
        for group in self.groups:
            group.pin(key)

    def close_pages(self, pages: list[Page]) -> None:
        """Close tabs; their text stays in the document, saved or not."""
        for page in pages:
            group = self.group_of(page)
            if group is not None:
                self._remember_closed(page.key)
                self._take(page, group)
                page.deleteLater()
        self.pages_changed.emit()

    def close_all(self) -> None:
        """Close every tab, and forget which were closed."""
        self.close_pages(self.pages())
        self._closed = []

    def reopen_closed(self) -> None:
        """Open the tab that was closed last and still can be opened."""
        while self._closed:
            if self.open(self._closed.pop()) is not None:
                return

    # Groups

    def activate(self, group: EditorGroup) -> None:
        """Let what is opened come to that group."""
        if group is self.active:
            return
        self.active = group
        self._show_active()
        self.current_changed.emit(group.current)

    def split(self) -> None:
        """Show the page in front once more, in a new group at its right."""
        page = self.current
        if page is not None:
            self._show_again(page, self._add_group(self._index(self.active) + 1))

    def open_beside(self, key: str) -> None:
        """Open a page in the next group, which is made if there is none."""
        index = self._index(self.active) + 1
        groups = self.groups
        group = groups[index] if index < len(groups) else self._add_group(index)
        self.activate(group)
        if self.open(key) is None and not group.pages():
            self._drop_group(group)

    def move_page(self, page: Page, group: EditorGroup, index: int | None = None) -> None:
        """Move a tab as it is to another group, or to another index of its own."""
        source = self.group_of(page)
        if source is None or (source is group and index is None):
            return
        there = group.page(page.key)
        if there is not None and there is not page:
            self.close_pages([page])
        else:
            source.take(page)
            group.add(page, index=index)
            self._drop_if_empty(source)
        self.activate(group)
        group.show_page(page.key)
        self.pages_changed.emit()

    def move_beside(self, step: int) -> None:
        """Move the tab in front to the group at its right (1) or left (-1), made if need be."""
        page, groups = self.current, self.groups
        target = self._index(self.active) + step
        if page is None:
            return
        if 0 <= target < len(groups):
            self.move_page(page, groups[target])
        elif len(self.active.pages()) > 1:
            self.move_page(page, self._add_group(max(target, 0)))

    def step_group(self, step: int) -> None:
        """Give the focus to the next (1) or last (-1) group, around the end."""
        groups = self.groups
        self.activate(groups[(self._index(self.active) + step) % len(groups)])
        if self.current is not None:
            self.current.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_by_use(self, step: int) -> None:
        """Go to the tab of the active group used before (1) or longest ago (-1)."""
        self.active.step_by_use(step)

    def widths(self) -> list[int]:
        """The widths of the groups in pixels, for the session."""
        return self._splitter.sizes()

    def set_widths(self, widths: list[int]) -> None:
        """Make the groups so wide, if there are so many."""
        if len(widths) == len(self.groups):
            self._splitter.setSizes(widths)

    # Following

    def set_dirty(self, paths: frozenset[str]) -> None:
        """Show the dot on the tabs of these files; an unsaved preview is pinned."""
        self._dirty = paths
        for group in self.groups:
            group.set_dirty(paths)

    def retranslate(self) -> None:
        """Word the tabs of views in the new language."""
        for group in self.groups:
            group.retranslate()

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            for group in self.groups:
                if group.isAncestorOf(now):
                    self.activate(group)

    def _add_group(self, index: int) -> EditorGroup:
        group = EditorGroup(self._themes, self._drag)
        group.set_dirty(self._dirty)
        group.current_changed.connect(partial(self._follow_current, group))
        group.activated.connect(partial(self.activate, group))
        group.close_requested.connect(lambda key: self._close_in(group, key))
        group.menu_requested.connect(self._offer_menu)
        group.dropped.connect(partial(self._take_drop, group))
        widths = self._splitter.sizes()
        self._splitter.insertWidget(index, group)
        if widths:
            self._splitter.setSizes([sum(widths) // (len(widths) + 1)] * (len(widths) + 1))
        return group

    def _offer_menu(self, position: QPoint) -> None:
        self.menu_requested.emit(position)

    def _follow_current(self, group: EditorGroup, page: Page | None) -> None:
        if group is self.active:
            self.current_changed.emit(page)

    def _close_in(self, group: EditorGroup, key: str) -> None:
        page = group.page(key)
        if page is not None:
            self.close_pages([page])

    def _take_drop(self, group: EditorGroup, page: Page, zone: DropZone, index: int) -> None:
        """A tab was dropped on a group: among its tabs, on it, or at one of its sides."""
        if zone in (DropZone.LEFT, DropZone.RIGHT):
            if self.group_of(page) is group and len(group.pages()) == 1:
                return
            at = self._index(group) + (zone is DropZone.RIGHT)
            self.move_page(page, self._add_group(at))
        else:
            self.move_page(page, group, index if index >= 0 else None)

    def _add(self, key: str, *, preview: bool) -> Page | None:
        page = self._new_page(key)
        if page is None:
            return None
        group = self.active
        replaced = group.page(group.preview_key) if preview else None
        index = group.index_of(replaced.key) if replaced else None
        group.add(page, preview=preview, index=index)
        if replaced is not None:
            group.show_page(key)
            self._remember_closed(replaced.key)
            group.take(replaced)
            replaced.deleteLater()
        self.pages_changed.emit()
        return page

    def _new_page(self, key: str) -> Page | None:
        page = self._make_page(key)
        if page is not None:
            page.closed.connect(lambda: self.close_pages([page]))
            page.renamed.connect(lambda new_key: self._rename(page, new_key))
        return page

    def _show_again(self, page: Page, group: EditorGroup) -> None:
        """Show what a page shows in another group as well, looked at in the same way."""
        twin = self._new_page(page.key)
        if twin is None:
            self._drop_group(group)
            return
        group.add(twin)
        twin.restore_view_state(page.view_state())
        self.activate(group)
        twin.setFocus(Qt.FocusReason.OtherFocusReason)
        self.pages_changed.emit()

    def _rename(self, page: Page, new_key: str) -> None:
        group, old = self.group_of(page), page.key
        page.key = new_key
        if group is not None:
            group.follow_rename(page, old)

    def _take(self, page: Page, group: EditorGroup) -> None:
        group.take(page)
        self._drop_if_empty(group)

    def _drop_if_empty(self, group: EditorGroup) -> None:
        if not group.pages() and len(self.groups) > 1:
            self._drop_group(group)

    def _drop_group(self, group: EditorGroup) -> None:
        """Remove a group; its neighbour is active in its place."""
        index = self._index(group)
        group.hide()
        group.setParent(None)
        group.deleteLater()
        if group is self.active:
            groups = self.groups
            self.active = groups[min(index, len(groups) - 1)]
            self.current_changed.emit(self.active.current)
        self._show_active()

    def _show_active(self) -> None:
        """One group alone needs no sign that it is the active one."""
        for group in self.groups:
            group.set_active(active=group is self.active)

    def _remember_closed(self, key: str) -> None:
        self._closed = [*(k for k in self._closed if k != key), key][-_REMEMBERED_CLOSED:]

    def _index(self, group: EditorGroup) -> int:
        return self._splitter.indexOf(group)

    def _group_with(self, key: str) -> EditorGroup | None:
        groups = (self.active, *self.groups)
        return next((group for group in groups if group.page(key) is not None), None)


def _take_keys(page: Page) -> None:
    """Give a page the focus, unless it is inside."""
    focused = QApplication.focusWidget()
    if focused is None or not page.isAncestorOf(focused):
        page.setFocus(Qt.FocusReason.OtherFocusReason)
