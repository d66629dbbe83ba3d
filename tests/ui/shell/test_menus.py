"""What the menus of the window have in common."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from studio.ui.builder.buildcommands import RECIPE_MENU
from studio.ui.commands.menus import MenuSpec
from studio.ui.designer.designercommands import FIELD_MENU, FORM_MENU
from studio.ui.explorer.treepanel import MORE_MENU
from studio.ui.images.commands import PAGE_MENU, ROW_MENU
from studio.ui.problems.problemcommands import PROBLEM_COMMANDS
from studio.ui.shell.tabcommands import TAB_MENU
from studio.ui.textview.commands import TEXT_MENU

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QMenu, QMenuBar

    from studio.services.language import LanguageSetting
    from studio.ui.shell.services import Services
    from studio.ui.shell.window import MainWindow

CONTEXT_MENUS = {
    "recipe": RECIPE_MENU,
    "field": FIELD_MENU,
    "form": FORM_MENU,
    "more": MORE_MENU,
    "images": PAGE_MENU,
    "image": ROW_MENU,
    "problem": tuple(command.id for command in PROBLEM_COMMANDS),
    "tab": TAB_MENU,
    "text": TEXT_MENU,
}


def menus_of(window: MainWindow) -> Iterator[tuple[str, QMenu | QMenuBar]]:
    """Every menu of the window, with a name."""
    yield from with_submenus("bar", window.menuBar())
    for name, items in {**CONTEXT_MENUS, "tree": window.tree_commands.menu_items()}.items():
        yield from with_submenus(name, window.menus.menu(MenuSpec("", items), window))


def with_submenus(name: str, menu: QMenu | QMenuBar) -> Iterator[tuple[str, QMenu | QMenuBar]]:
    yield name, menu
    for action in menu.actions():
        if action.menu() is not None:
            yield from with_submenus(f"{name} {action.text()}", action.menu())  # type: ignore[arg-type]


def mnemonic(text: str) -> str:
    found = re.search(r"&(\w)", text.replace("&&", ""))
    return found[1].upper() if found else ""


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_letter_of_a_menu_stands_for_two_entries(
    open_window: Callable[..., MainWindow], services: Services, language: LanguageSetting
) -> None:
    services.languages.set_setting(language)
    twice: dict[str, list[str]] = {}
    window = open_window()
    for name, menu in menus_of(window):
        texts = [action.text() for action in menu.actions() if not action.isSeparator()]
        counts = Counter(map(mnemonic, texts))
        if found := [text for text in texts if mnemonic(text) and counts[mnemonic(text)] > 1]:
            twice[name] = found
    assert twice == {}


def test_chinese_entries_name_their_letters_behind_the_words(
    open_window: Callable[..., MainWindow], services: Services
) -> None:
    services.languages.set_setting("zh")
    texts = [action.text() for _, menu in menus_of(open_window()) for action in menu.actions()]
    marked = [text for text in texts if mnemonic(text)]
    assert len(marked) > 100
    assert [text for text in marked if not re.search(r"\(&[A-Z]\)…?$", text)] == []
