"""The commands of building, before anything is bound to them."""

from __future__ import annotations

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuSpec

CATEGORY = QT_TRANSLATE_NOOP("commands", "Build")

BUILD_COMMANDS = (
    Command(
        "view.builds",
        QT_TRANSLATE_NOOP("commands", "Buil&ds"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "wrench",
        hint=QT_TRANSLATE_NOOP("commands", "Recipes of images, and building them"),
    ),
    Command(
        "build.run",
        QT_TRANSLATE_NOOP("commands", "&Build"),
        CATEGORY,
        "play",
        ("Ctrl+Shift+B",),
        hint=QT_TRANSLATE_NOOP("commands", "Build the image of this recipe"),
    ),
    Command("build.run_all", QT_TRANSLATE_NOOP("commands", "Build &all recipes"), CATEGORY),
    Command(
        "build.cancel",
        QT_TRANSLATE_NOOP("commands", "&Cancel"),
        CATEGORY,
        "stop",
        hint=QT_TRANSLATE_NOOP("commands", "Cancel this build"),
    ),
    Command("build.add", QT_TRANSLATE_NOOP("commands", "Add a &recipe"), CATEGORY, "plus"),
    Command(
        "build.scaffold",
        QT_TRANSLATE_NOOP("commands", "Add a Docker&file for the operator"),
        CATEGORY,
        "factory",
    ),
    Command(
        "build.duplicate",
        QT_TRANSLATE_NOOP("commands", "Du&plicate the recipe"),
        CATEGORY,
        "copy-simple",
    ),
    Command("build.remove", QT_TRANSLATE_NOOP("commands", "Re&move the recipe"), CATEGORY, "trash"),
    Command(
        "build.show_recipe", QT_TRANSLATE_NOOP("commands", "Show the recipe in &text"), CATEGORY
    ),
    Command(
        "build.show_dockerfile",
        QT_TRANSLATE_NOOP("commands", "Show the Doc&kerfile"),
        CATEGORY,
        "file-text",
    ),
    Command(
        "build.save",
        QT_TRANSLATE_NOOP("commands", "&Save the image into the package…"),
        CATEGORY,
        "stack",
        hint=QT_TRANSLATE_NOOP("commands", "As a tar in images/, and mapped in mapping.yaml"),
    ),
    Command(
        "build.save_local",
        QT_TRANSLATE_NOOP("commands", "Save a &local image into the package…"),
        CATEGORY,
        hint=QT_TRANSLATE_NOOP("commands", "One that the engine holds already"),
    ),
    Command(
        "build.pull",
        QT_TRANSLATE_NOOP("commands", "Pull the images of the packa&ge"),
        CATEGORY,
        "tray",
        hint=QT_TRANSLATE_NOOP("commands", "Every mapped image whose tar is missing"),
    ),
    Command(
        "build.load",
        QT_TRANSLATE_NOOP("commands", "L&oad a saved image into the engine…"),
        CATEGORY,
    ),
    Command(
        "build.push",
        QT_TRANSLATE_NOOP("commands", "P&ush to a registry…"),
        CATEGORY,
        "export",
    ),
    Command(
        "build.engine", QT_TRANSLATE_NOOP("commands", "Choose the &engine…"), CATEGORY, "gear-six"
    ),
)

RECIPE_MENU = (
    "build.run",
    SEPARATOR,
    "build.show_recipe",
    "build.show_dockerfile",
    SEPARATOR,
    "build.duplicate",
    "build.remove",
)

BUILD_MENU = MenuSpec(
    QT_TRANSLATE_NOOP("commands", "&Build"),
    (
        "view.builds",
        SEPARATOR,
        "build.run",
        "build.run_all",
        "build.cancel",
        SEPARATOR,
        "build.save",
        "build.push",
        SEPARATOR,
        "build.save_local",
        "build.pull",
        "build.load",
        SEPARATOR,
        "build.add",
        "build.scaffold",
        "build.duplicate",
        "build.remove",
        SEPARATOR,
        "build.engine",
    ),
)
