"""Builds menus, menu bars and context menus from lists of command ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from studio.ui.commands.command import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from studio.ui.commands.registry import CommandRegistry

SEPARATOR = "-"


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu: its title (source text of the context "commands") and what it holds.

    `items` are command ids, `SEPARATOR` and further menus. With `fill` the menu is emptied and
    filled anew each time it opens, for entries that are no commands; a menu that is declared
    before its filler exists has a `name` instead, by which the `MenuFactory` knows the filler.
    """

    title: str
    items: tuple[MenuItem, ...] = ()
    icon: str = ""
    fill: Callable[[QMenu], None] | None = None
    name: str = ""


MenuItem: TypeAlias = "str | MenuSpec"


class Menu(QMenu):
    """A menu with round corners that words its title anew when the language changes."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title_source = title
        self.setTitle(translated(title))
        self.setWindowFlags(
            self.windowFlags()
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.NoDropShadowWindowHint
        )
        # Without a translucent ground the corners of the style sheet's border stay square.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def changeEvent(self, event: QEvent) -> None:
        """Word the title in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setTitle(translated(self._title_source))
        super().changeEvent(event)


class MenuFactory:
    """Makes every menu of the studio, so that they all look and refresh alike."""

    def __init__(
        self,
        registry: CommandRegistry,
        fillers: Mapping[str, Callable[[QMenu], None]] | None = None,
    ) -> None:
        self._registry = registry
        self._fillers = fillers or {}

    def menu(self, spec: MenuSpec, parent: QWidget) -> Menu:
        """A menu as a child of `parent`; what is enabled is asked whenever it opens."""
        menu = Menu(spec.title, parent)
        fill = self._fillers[spec.name] if spec.name else spec.fill
        if fill is not None:
            self._fill_on_opening(menu, fill)
        else:
            self.add_items(menu, spec.items)
        return menu

    def menu_bar(self, bar: QMenuBar, menus: Sequence[MenuSpec]) -> list[Menu]:
        """Fill a menu bar; returns the menus in order."""
        made = [self.menu(spec, bar) for spec in menus]
        for menu in made:
            bar.addMenu(menu)
        return made

    def context_menu(self, parent: QWidget, items: Sequence[MenuItem]) -> Menu:
        """A menu for one opening, which deletes itself when closed: `popup` it at once."""
        menu = self.menu(MenuSpec("", tuple(items)), parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def add_items(self, menu: QMenu, items: Sequence[MenuItem]) -> None:
        """Append commands, separators and submenus to `menu`."""
        command_ids: list[str] = []
        for item in items:
            if isinstance(item, MenuSpec):
                submenu = self.menu(item, menu)
                if item.icon:
                    submenu.setIcon(self._registry.themes.icons.icon(item.icon))
                menu.addMenu(submenu)
            elif item == SEPARATOR:
                menu.addSeparator()
            else:
                menu.addAction(self._registry.action(item))
                command_ids.append(item)
        menu.aboutToShow.connect(lambda: self._registry.refresh(command_ids))

    @staticmethod
    def _fill_on_opening(menu: Menu, fill: Callable[[QMenu], None]) -> None:
        def refill() -> None:
            menu.clear()
            fill(menu)

        menu.aboutToShow.connect(refill)
