"""The commands of the page of images; the page itself is loaded when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR
from studio.ui.shell.page import IMAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.images.chosen import ChosenImages
    from studio.ui.images.imagespage import ImagesPage
    from studio.ui.shell.window import MainWindow

CATEGORY = QT_TRANSLATE_NOOP("commands", "Images")

IMAGE_COMMANDS = (
    Command(
        "view.images",
        QT_TRANSLATE_NOOP("commands", "&Images"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "stack",
        hint=QT_TRANSLATE_NOOP("commands", "Every image of the package, and what OSC will write"),
    ),
    Command(
        "image.propose",
        QT_TRANSLATE_NOOP("commands", "&Propose mapping"),
        CATEGORY,
        "magic-wand",
        hint=QT_TRANSLATE_NOOP("commands", "Map every image that OSC can write"),
    ),
    Command("image.show", QT_TRANSLATE_NOOP("commands", "&Show where it is used"), CATEGORY),
    Command(
        "image.map",
        QT_TRANSLATE_NOOP("commands", "&Add to the mapping"),
        CATEGORY,
        "plus",
        ("Ins",),
        local=True,
    ),
    Command(
        "image.edit",
        QT_TRANSLATE_NOOP("commands", "&Edit name and fields"),
        CATEGORY,
        "pencil-simple",
        ("F2",),
        local=True,
    ),
    Command(
        "image.add_tar",
        QT_TRANSLATE_NOOP("commands", "Add saved &image…"),
        CATEGORY,
        "tray",
        hint=QT_TRANSLATE_NOOP("commands", "Bring a tar of docker save into the package"),
    ),
    Command(
        "image.remove",
        QT_TRANSLATE_NOOP("commands", "&Remove from the mapping"),
        CATEGORY,
        "trash",
        ("Del",),
        local=True,
    ),
    Command(
        "image.copy",
        QT_TRANSLATE_NOOP("commands", "&Copy address"),
        CATEGORY,
        "copy",
        ("Ctrl+C",),
        local=True,
    ),
    Command(
        "image.filter",
        QT_TRANSLATE_NOOP("commands", "&Filter images"),
        CATEGORY,
        "funnel",
        ("Ctrl+F",),
        local=True,
    ),
    Command(
        "image.text", QT_TRANSLATE_NOOP("commands", "Open mapping.yaml as &text"), CATEGORY, "code"
    ),
)
LOCAL = tuple(command.id for command in IMAGE_COMMANDS if command.local)
OWN = tuple(command.id for command in IMAGE_COMMANDS)
ROW_MENU = (
    "image.show",
    SEPARATOR,
    "image.map",
    "image.edit",
    "image.add_tar",
    "image.remove",
    SEPARATOR,
    "image.copy",
    "image.text",
)
PAGE_MENU = ("image.propose", "image.add_tar", SEPARATOR, "image.filter", "image.text")


class ImageCommands(QObject):
    """Binds the commands to the page of images that is in front."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        registry = window.registry
        registry.register(IMAGE_COMMANDS)
        registry.bind(
            "view.images",
            lambda: window.editors.open(IMAGES),
            enabled=lambda: window.workbench is not None,
        )
        self._bind("image.propose", lambda do: do.propose(), lambda do: do.can_edit)
        self._bind("image.show", lambda do: do.show_use(), lambda do: do.has_place)
        self._bind("image.map", lambda do: do.map_chosen(), lambda do: do.can_map)
        self._bind("image.edit", lambda do: do.edit_chosen(), lambda do: do.has_entry)
        self._bind("image.add_tar", lambda do: do.choose_tars(), lambda do: do.can_edit)
        self._bind("image.remove", lambda do: do.remove_chosen(), lambda do: do.can_remove)
        self._bind("image.copy", lambda do: do.copy_chosen(), lambda do: do.has_chosen)
        self._bind("image.filter", lambda do: do.open_filter(), lambda _do: True)
        self._bind("image.text", lambda do: do.show_text(), lambda do: do.has_mapping)

    def _bind(
        self,
        command_id: str,
        run: Callable[[ChosenImages], object],
        enabled: Callable[[ChosenImages], bool],
    ) -> None:
        def handle() -> None:
            if (page := self._page()) is not None:
                run(page.chosen)

        def is_enabled() -> bool:
            page = self._page()
            return page is not None and enabled(page.chosen)

        self._window.registry.bind(command_id, handle, enabled=is_enabled)

    def _page(self) -> ImagesPage | None:
        page = self._window.editors.current
        return page if page is not None and page.key == IMAGES else None  # type: ignore[return-value]
