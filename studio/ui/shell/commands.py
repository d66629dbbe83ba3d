"""The commands of the window and the menus that offer them."""

from __future__ import annotations

from PySide6.QtGui import QAction

from studio.ui.builder.buildcommands import BUILD_MENU
from studio.ui.commands.command import CONTEXT, QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuSpec

FILE = QT_TRANSLATE_NOOP("commands", "File")
EDIT = QT_TRANSLATE_NOOP("commands", "Edit")
VIEW = QT_TRANSLATE_NOOP("commands", "View")
PACKAGE = QT_TRANSLATE_NOOP("commands", "Package")
GO = QT_TRANSLATE_NOOP("commands", "Go")
HELP = QT_TRANSLATE_NOOP("commands", "Help")

_ROLE = QAction.MenuRole

COMMANDS = (
    Command(
        "file.new",
        QT_TRANSLATE_NOOP("commands", "&New package…"),
        FILE,
        "file-plus",
        ("Ctrl+N",),
    ),
    Command(
        "file.new_window",
        QT_TRANSLATE_NOOP("commands", "New &window"),
        FILE,
        keys=("Ctrl+Shift+N",),
    ),
    Command(
        "file.open",
        QT_TRANSLATE_NOOP("commands", "&Open…"),
        FILE,
        "folder-open",
        ("Ctrl+O",),
        hint=QT_TRANSLATE_NOOP("commands", "Open a folder, zip or tgz"),
    ),
    Command(
        "file.open_folder",
        QT_TRANSLATE_NOOP("commands", "Open &folder…"),
        FILE,
        keys=("Ctrl+K, Ctrl+O",),
    ),
    Command(
        "file.open_archive",
        QT_TRANSLATE_NOOP("commands", "Open fi&le…"),
        FILE,
        "archive-box",
        hint=QT_TRANSLATE_NOOP("commands", "Open a zip or tgz"),
    ),
    Command("file.save", QT_TRANSLATE_NOOP("commands", "&Save"), FILE, "floppy-disk", ("Ctrl+S",)),
    Command(
        "file.save_as",
        QT_TRANSLATE_NOOP("commands", "Save package &as…"),
        FILE,
        keys=("Ctrl+Shift+S",),
    ),
    Command(
        "file.close_tab",
        QT_TRANSLATE_NOOP("commands", "&Close tab"),
        FILE,
        "x",
        ("Ctrl+W", "Ctrl+F4"),
    ),
    Command(
        "file.reopen_tab",
        QT_TRANSLATE_NOOP("commands", "R&eopen closed tab"),
        FILE,
        keys=("Ctrl+Shift+T",),
    ),
    Command(
        "file.settings",
        QT_TRANSLATE_NOOP("commands", "Se&ttings…"),
        FILE,
        "gear-six",
        ("Ctrl+,",),
        role=_ROLE.PreferencesRole,
    ),
    Command(
        "file.shortcuts",
        QT_TRANSLATE_NOOP("commands", "&Keyboard shortcuts…"),
        FILE,
        "command",
        ("Ctrl+K, Ctrl+S",),
    ),
    Command("file.close_package", QT_TRANSLATE_NOOP("commands", "Close &package"), FILE),
    Command(
        "file.quit",
        QT_TRANSLATE_NOOP("commands", "&Quit"),
        FILE,
        keys=("Ctrl+Q",),
        role=_ROLE.QuitRole,
    ),
    Command(
        "edit.undo", QT_TRANSLATE_NOOP("commands", "&Undo"), EDIT, "arrow-u-up-left", ("Ctrl+Z",)
    ),
    Command(
        "edit.redo",
        QT_TRANSLATE_NOOP("commands", "&Redo"),
        EDIT,
        "arrow-u-up-right",
        ("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    Command(
        "edit.quick_fix",
        QT_TRANSLATE_NOOP("commands", "&Quick fix…"),
        EDIT,
        "lightbulb",
        ("Ctrl+.",),
    ),
    Command(
        "package.validate",
        QT_TRANSLATE_NOOP("commands", "&Validate"),
        PACKAGE,
        "check-circle",
        ("Ctrl+Shift+V",),
    ),
    Command(
        "package.export",
        QT_TRANSLATE_NOOP("commands", "&Export…"),
        PACKAGE,
        "export",
        ("Ctrl+E",),
        hint=QT_TRANSLATE_NOOP("commands", "Write the delivered zip"),
        icon_role="on_accent",
    ),
    Command(
        "package.wrap",
        QT_TRANSLATE_NOOP("commands", "&Make a service package of it"),
        PACKAGE,
        "package",
        hint=QT_TRANSLATE_NOOP("commands", "Wrap this deploy package, so that images can be added"),
    ),
    Command(
        "go.anything",
        QT_TRANSLATE_NOOP("commands", "Go to &file…"),
        GO,
        "magnifying-glass",
        ("Ctrl+P",),
        hint=QT_TRANSLATE_NOOP("commands", "Go to file, field, image or problem"),
    ),
    Command(
        "go.command",
        QT_TRANSLATE_NOOP("commands", "&Command palette…"),
        GO,
        "command",
        ("Ctrl+Shift+P", "F1"),
    ),
    Command("go.key", QT_TRANSLATE_NOOP("commands", "Go to &key…"), GO, keys=("Ctrl+Shift+O",)),
    Command("go.line", QT_TRANSLATE_NOOP("commands", "Go to &line…"), GO, keys=("Ctrl+G",)),
    Command("go.definition", QT_TRANSLATE_NOOP("commands", "Go to &definition"), GO, keys=("F12",)),
    Command("go.back", QT_TRANSLATE_NOOP("commands", "&Back"), GO, "arrow-left", ("Alt+Left",)),
    Command(
        "go.forward", QT_TRANSLATE_NOOP("commands", "For&ward"), GO, "arrow-right", ("Alt+Right",)
    ),
    Command("go.next_problem", QT_TRANSLATE_NOOP("commands", "&Next problem"), GO, keys=("F8",)),
    Command(
        "go.previous_problem",
        QT_TRANSLATE_NOOP("commands", "&Previous problem"),
        GO,
        keys=("Shift+F8",),
    ),
    Command(
        "go.next_tab", QT_TRANSLATE_NOOP("commands", "Next &tab by use"), GO, keys=("Ctrl+Tab",)
    ),
    Command(
        "go.previous_tab",
        QT_TRANSLATE_NOOP("commands", "Last tab by &use"),
        GO,
        keys=("Ctrl+Shift+Tab",),
    ),
    Command("view.overview", QT_TRANSLATE_NOOP("commands", "&Overview"), VIEW, "house-simple"),
    Command("view.tree", QT_TRANSLATE_NOOP("commands", "Package t&ree"), VIEW, keys=("Ctrl+1",)),
    Command("view.editor", QT_TRANSLATE_NOOP("commands", "&Editor"), VIEW, keys=("Ctrl+2",)),
    Command("view.problems", QT_TRANSLATE_NOOP("commands", "&Problems"), VIEW, keys=("Ctrl+3",)),
    Command(
        "view.history", QT_TRANSLATE_NOOP("commands", "&History"), VIEW, "clock-counter-clockwise"
    ),
    Command(
        "view.toggle_tree",
        QT_TRANSLATE_NOOP("commands", "Show or hide the package tree"),
        VIEW,
        keys=("Ctrl+B",),
    ),
    Command(
        "view.toggle_panes",
        QT_TRANSLATE_NOOP("commands", "Show or hide the panes below"),
        VIEW,
        keys=("Ctrl+J",),
    ),
    Command(
        "view.theme_system",
        QT_TRANSLATE_NOOP("commands", "Theme of the &system"),
        VIEW,
        checkable=True,
    ),
    Command(
        "view.theme_light",
        QT_TRANSLATE_NOOP("commands", "&Light theme"),
        VIEW,
        "sun",
        checkable=True,
    ),
    Command(
        "view.theme_dark",
        QT_TRANSLATE_NOOP("commands", "&Dark theme"),
        VIEW,
        "moon",
        checkable=True,
    ),
    Command(
        "view.toggle_theme",
        QT_TRANSLATE_NOOP("commands", "Switch between light and dark theme"),
        VIEW,
        "moon",
    ),
    Command(
        "view.language_system",
        QT_TRANSLATE_NOOP("commands", "Language of the &system"),
        VIEW,
        checkable=True,
    ),
    Command("view.language_en", "English", VIEW, checkable=True),
    Command("view.language_zh", "中文", VIEW, checkable=True),
    Command(
        "view.toggle_language",
        QT_TRANSLATE_NOOP("commands", "Switch the language"),
        VIEW,
        "translate",
    ),
    Command(
        "view.zoom_in", QT_TRANSLATE_NOOP("commands", "&Zoom in"), VIEW, keys=("Ctrl+=", "Ctrl++")
    ),
    Command("view.zoom_out", QT_TRANSLATE_NOOP("commands", "Zoom o&ut"), VIEW, keys=("Ctrl+-",)),
    Command(
        "view.zoom_reset", QT_TRANSLATE_NOOP("commands", "Norm&al size"), VIEW, keys=("Ctrl+0",)
    ),
    Command("help.about", QT_TRANSLATE_NOOP("commands", "&About"), HELP, role=_ROLE.AboutRole),
)

RECENT = MenuSpec(QT_TRANSLATE_NOOP("commands", "Open &recent"), name="recent")

MENUS = (
    MenuSpec(
        QT_TRANSLATE_NOOP("commands", "&File"),
        (
            "file.new",
            "file.new_window",
            SEPARATOR,
            "file.open",
            "file.open_folder",
            "file.open_archive",
            RECENT,
            SEPARATOR,
            "file.save",
            "file.save_as",
            SEPARATOR,
            "file.close_tab",
            "file.reopen_tab",
            "file.close_package",
            SEPARATOR,
            "file.settings",
            "file.shortcuts",
            SEPARATOR,
            "file.quit",
        ),
    ),
    MenuSpec(
        QT_TRANSLATE_NOOP("commands", "&Edit"),
        (
            "edit.undo",
            "edit.redo",
            SEPARATOR,
            "edit.find",
            "edit.replace",
            "edit.find_next",
            "edit.find_previous",
            "edit.find_in_package",
            "edit.replace_in_package",
            SEPARATOR,
            "edit.quick_fix",
            "edit.toggle_comment",
            "edit.add_next_occurrence",
            "edit.select_all_occurrences",
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "&Lines"),
                (
                    "edit.indent",
                    "edit.outdent",
                    SEPARATOR,
                    "edit.move_line_up",
                    "edit.move_line_down",
                    "edit.duplicate_line_up",
                    "edit.duplicate_line_down",
                    "edit.delete_line",
                ),
            ),
        ),
    ),
    MenuSpec(
        QT_TRANSLATE_NOOP("commands", "&View"),
        (
            "view.overview",
            "view.designer",
            "view.images",
            "view.tree",
            "view.editor",
            "view.problems",
            "view.history",
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "Previe&w"),
                (
                    "view.preview",
                    "preview.own_window",
                    "preview.find",
                    SEPARATOR,
                    "preview.save_example",
                    "preview.reset",
                    SEPARATOR,
                    "preview.picture",
                    "preview.web_page",
                ),
            ),
            "view.not_shown",
            "view.jobs",
            SEPARATOR,
            "view.split",
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "&Tabs and sides"),
                (
                    "tab.keep",
                    "tab.close_others",
                    "tab.close_right",
                    "tab.close_all",
                    SEPARATOR,
                    "tab.move_right",
                    "tab.move_left",
                    "view.next_group",
                    "view.previous_group",
                    SEPARATOR,
                    "tab.copy_path",
                    "tab.copy_path_in_package",
                    "tab.reveal_outside",
                ),
            ),
            SEPARATOR,
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "The&me"),
                ("view.theme_system", "view.theme_light", "view.theme_dark"),
            ),
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "&Language"),
                ("view.language_system", "view.language_en", "view.language_zh"),
            ),
            SEPARATOR,
            MenuSpec(
                QT_TRANSLATE_NOOP("commands", "&Folding"),
                ("view.fold", "view.unfold", "view.fold_all", "view.unfold_all"),
            ),
            "view.toggle_wrap",
            "view.toggle_preview",
            SEPARATOR,
            "view.zoom_in",
            "view.zoom_out",
            "view.zoom_reset",
        ),
    ),
    MenuSpec(
        QT_TRANSLATE_NOOP("commands", "&Go"),
        (
            "go.anything",
            "go.key",
            "go.line",
            "go.definition",
            "go.references",
            "go.command",
            SEPARATOR,
            "go.back",
            "go.forward",
            "go.next_tab",
            "go.previous_tab",
            SEPARATOR,
            "go.next_problem",
            "go.previous_problem",
        ),
    ),
    MenuSpec(
        QT_TRANSLATE_NOOP("commands", "&Package"),
        ("package.validate", SEPARATOR, "package.wrap", "package.export"),
    ),
    BUILD_MENU,
    MenuSpec(QT_TRANSLATE_NOOP("commands", "&Help"), ("help.about",)),
)

__all__ = ["COMMANDS", "CONTEXT", "MENUS"]
