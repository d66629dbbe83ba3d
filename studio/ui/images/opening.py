"""Makes the page of images for a window, and joins the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.ui.commands.menus import MenuSpec
from studio.ui.images.commands import LOCAL, OWN, PAGE_MENU, ROW_MENU
from studio.ui.images.imagespage import ImagesPage

if TYPE_CHECKING:
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench


def make_images_page(window: MainWindow, bench: Workbench) -> ImagesPage:
    """The page for the package of `bench`."""
    page = ImagesPage(bench.document, window.services, bench.origin.adopt)
    registry = window.registry

    page.told.connect(lambda sentence: window.edit_commands.offer_undo(window.words(sentence)))
    page.done.connect(window.edit_commands.tell_done)
    page.refused.connect(window.warn)
    page.place_wanted.connect(window.show_place)
    page.wrap_wanted.connect(lambda: registry.run("package.wrap"))
    page.area.build_wanted.connect(lambda: registry.run("view.builds"))
    page.area.local_wanted.connect(lambda: registry.run("build.save_local"))
    page.changed.connect(lambda: registry.refresh(OWN))
    page.header.text.setDefaultAction(registry.action("image.text"))
    page.header.propose.follow(registry.action("image.propose"))
    page.header.set_menu(window.menus.menu(MenuSpec("", PAGE_MENU), page.header.more))
    registry.attach(page.view, LOCAL)
    page.view.menu_requested.connect(lambda at: window.menus.context_menu(page, ROW_MENU).popup(at))
    return page
