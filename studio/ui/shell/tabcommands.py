"""What can be done with tabs and with the groups that they stand in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory
from studio.ui.shell.page import is_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QPoint

    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.explorer.treeview import PackageTreeView
    from studio.ui.shell.editorarea import EditorArea
    from studio.ui.shell.page import Page

_TABS = QT_TRANSLATE_NOOP("commands", "Tabs")

TAB_COMMANDS = (
    Command(
        "tab.close_others",
        QT_TRANSLATE_NOOP("commands", "Close &others"),
        _TABS,
        keys=("Ctrl+Alt+W",),
    ),
    Command("tab.close_right", QT_TRANSLATE_NOOP("commands", "Close those to the &right"), _TABS),
    Command(
        "tab.close_all",
        QT_TRANSLATE_NOOP("commands", "Close &all"),
        _TABS,
        keys=("Ctrl+Shift+W",),
    ),
    Command(
        "tab.keep",
        QT_TRANSLATE_NOOP("commands", "&Keep open"),
        _TABS,
        "push-pin-simple",
        ("Ctrl+K, Return",),
    ),
    Command(
        "tab.rename",
        QT_TRANSLATE_NOOP("commands", "Re&name the file"),
        _TABS,
        "pencil-simple",
        ("F2",),
        local=True,
    ),
    Command(
        "tab.copy_path",
        QT_TRANSLATE_NOOP("commands", "Copy &path"),
        _TABS,
        "copy",
        ("Ctrl+K, P",),
    ),
    Command(
        "tab.copy_path_in_package",
        QT_TRANSLATE_NOOP("commands", "Copy path &in the package"),
        _TABS,
    ),
    Command(
        "tab.reveal_outside",
        QT_TRANSLATE_NOOP("commands", "Show in &file manager"),
        _TABS,
        "arrow-square-out",
        ("Ctrl+K, R",),
    ),
    Command(
        "view.split",
        QT_TRANSLATE_NOOP("commands", "&Split editor"),
        _TABS,
        "columns",
        ("Ctrl+\\",),
    ),
    Command(
        "tab.move_right",
        QT_TRANSLATE_NOOP("commands", "Move tab to the ri&ght side"),
        _TABS,
        keys=("Ctrl+Alt+Right",),
    ),
    Command(
        "tab.move_left",
        QT_TRANSLATE_NOOP("commands", "Move tab to the &left side"),
        _TABS,
        keys=("Ctrl+Alt+Left",),
    ),
    Command(
        "view.next_group",
        QT_TRANSLATE_NOOP("commands", "&Next editor side"),
        _TABS,
        keys=("Ctrl+K, Ctrl+Right", "F6"),
    ),
    Command(
        "view.previous_group",
        QT_TRANSLATE_NOOP("commands", "Last &editor side"),
        _TABS,
        keys=("Ctrl+K, Ctrl+Left", "Shift+F6"),
    ),
    Command(
        "tree.open_beside",
        QT_TRANSLATE_NOOP("commands", "Open to the s&ide"),
        _TABS,
        "columns",
        ("Ctrl+Return",),
        local=True,
    ),
)
TAB_MENU = (
    "file.close_tab",
    "tab.close_others",
    "tab.close_right",
    "tab.close_all",
    SEPARATOR,
    "tab.keep",
    "tab.rename",
    SEPARATOR,
    "tab.copy_path",
    "tab.copy_path_in_package",
    "tab.reveal_outside",
    SEPARATOR,
    "view.split",
    "tab.move_right",
    "tab.move_left",
)


class TabCommands(QObject):
    """Binds the commands that act on the tab in front, and makes the context menu of tabs.

    `package_path` is where the package lies, a folder or an archive; None while none is open.
    """

    def __init__(
        self,
        registry: CommandRegistry,
        editors: EditorArea,
        tree: PackageTreeView,
        package_path: Callable[[], Path | None],
    ) -> None:
        super().__init__(editors)
        self._registry = registry
        self._editors = editors
        self._tree = tree
        self._package_path = package_path
        registry.register(TAB_COMMANDS)
        self._bind_closing()
        self._bind_places()
        self._bind_groups()
        registry.attach(tree, ["tree.open_beside"])
        tree.rows_chosen.connect(lambda: registry.refresh(["tree.open_beside"]))
        editors.menu_requested.connect(self._show_menu)

    def _bind_closing(self) -> None:
        bind, editors = self._registry.bind, self._editors
        bind("file.close_tab", self._close, enabled=self._has_page)
        bind("file.reopen_tab", editors.reopen_closed, enabled=self._is_open)
        bind("tab.close_others", self._close_others, enabled=lambda: bool(self._others()))
        bind("tab.close_right", self._close_right, enabled=lambda: bool(self._right()))
        bind("tab.close_all", self._close_all, enabled=self._has_page)
        bind("tab.keep", self._keep, enabled=self._is_preview)

    def _bind_places(self) -> None:
        bind = self._registry.bind
        bind("tab.copy_path", self._copy_path, enabled=self._is_file)
        bind("tab.copy_path_in_package", self._copy_inner_path, enabled=self._is_file)
        bind("tab.reveal_outside", self._reveal_outside, enabled=self._is_file)

    def _bind_groups(self) -> None:
        bind, editors = self._registry.bind, self._editors
        bind("view.split", editors.split, enabled=self._has_page)
        bind("tab.move_right", partial(editors.move_beside, 1), enabled=self._can_move)
        bind("tab.move_left", partial(editors.move_beside, -1), enabled=self._can_move)
        bind("view.next_group", partial(editors.step_group, 1), enabled=self._is_split)
        bind("view.previous_group", partial(editors.step_group, -1), enabled=self._is_split)
        bind("tree.open_beside", self._open_beside, enabled=self._has_file_row)

    def _show_menu(self, position: QPoint) -> None:
        menu = MenuFactory(self._registry).context_menu(self._editors, TAB_MENU)
        menu.popup(position)

    def _close(self) -> None:
        page = self._editors.current
        if page is not None:
            self._editors.close_pages([page])

    def _close_others(self) -> None:
        self._editors.close_pages(self._others())

    def _close_right(self) -> None:
        self._editors.close_pages(self._right())

    def _close_all(self) -> None:
        self._editors.close_pages(self._editors.active.pages())

    def _keep(self) -> None:
        self._editors.pin(self._editors.preview_key)

    def _copy_path(self) -> None:
        path = self._path_on_disk()
        if path is not None:
            QGuiApplication.clipboard().setText(str(path))

    def _copy_inner_path(self) -> None:
        page = self._editors.current
        if page is not None:
            QGuiApplication.clipboard().setText(page.key)

    def _reveal_outside(self) -> None:
        """Open the folder that holds the file, or will once it is saved."""
        path = self._path_on_disk()
        if path is not None:
            folder = next((each for each in path.parents if each.is_dir()), path.parent)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open_beside(self) -> None:
        for path in self._tree.selected_paths()[:1]:
            self._editors.open_beside(path)

    def _path_on_disk(self) -> Path | None:
        """Where the file in front lies; for what an archive holds, the archive."""
        page, package = self._editors.current, self._package_path()
        if page is None or package is None:
            return None
        return package / page.key if package.is_dir() else package

    def _others(self) -> list[Page]:
        current = self._editors.current
        return [page for page in self._editors.active.pages() if page is not current]

    def _right(self) -> list[Page]:
        return self._editors.active.pages()[self._editors.tabs.currentIndex() + 1 :]

    def _has_page(self) -> bool:
        return self._editors.current is not None

    def _is_open(self) -> bool:
        return self._package_path() is not None

    def _is_file(self) -> bool:
        page = self._editors.current
        return page is not None and is_file(page.key)

    def _is_preview(self) -> bool:
        page = self._editors.current
        return page is not None and page.key == self._editors.preview_key

    def _can_move(self) -> bool:
        return self._is_split() or len(self._editors.active.pages()) > 1

    def _is_split(self) -> bool:
        return len(self._editors.groups) > 1

    def _has_file_row(self) -> bool:
        return bool(self._tree.selected_paths())
