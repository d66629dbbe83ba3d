"""Theme, language, zoom, panes, and how the window was arranged."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMessageBox

from studio import __version__
from studio.services.language import LANGUAGE_SETTINGS
from studio.services.settings import BASE_SIZE, LANGUAGE, SHORTCUTS, THEME
from studio.ui.shell.page import OVERVIEW
from studio.ui.theme.scale import BASE_SIZE as NORMAL_SIZE
from studio.ui.theme.switcher import THEME_SETTINGS

if TYPE_CHECKING:
    from studio.services.language import LanguageSetting
    from studio.ui.shell.window import MainWindow
    from studio.ui.theme.switcher import ThemeSetting


class ViewCommands(QObject):
    """Binds the commands that change how things look, and keeps what was chosen."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._services = window.services
        bind = window.registry.bind
        for theme in THEME_SETTINGS:
            bind(
                f"view.theme_{theme}",
                partial(self._choose_theme, theme),
                checked=partial(self._is_theme, theme),
            )
        for language in LANGUAGE_SETTINGS:
            bind(
                f"view.language_{language}",
                partial(self._choose_language, language),
                checked=partial(self._is_language, language),
            )
        bind("view.toggle_theme", self._toggle_theme)
        bind("view.toggle_language", self._toggle_language)
        bind("view.zoom_in", partial(self._zoom, 1))
        bind("view.zoom_out", partial(self._zoom, -1))
        bind("view.zoom_reset", partial(self._zoom, 0))
        is_open = lambda: window.workbench is not None  # noqa: E731
        bind("view.tree", window.tree_dock.bring_to_front, enabled=is_open)
        bind("view.problems", window.problems_dock.bring_to_front, enabled=is_open)
        bind("view.toggle_tree", self._toggle_tree, enabled=is_open)
        bind("view.toggle_panes", self._toggle_panes, enabled=is_open)
        bind("view.history", window.history_dock.bring_to_front, enabled=is_open)
        bind("view.overview", lambda: window.editors.open(OVERVIEW), enabled=is_open)
        bind("view.editor", self._focus_editor, enabled=is_open)
        bind("file.settings", partial(self._open_settings, "appearance"))
        bind("file.shortcuts", partial(self._open_settings, "keys"))
        bind("help.about", self._about)
        # However it was chosen: by a command, in the settings or with the wheel.
        self._services.themes.changed.connect(self._keep_size)
        self._services.settings.changed.connect(self._follow_settings)

    def take_keys(self) -> None:
        """Take over the keys that were chosen, once every command is registered."""
        chosen = self._services.settings.value(SHORTCUTS)
        self._window.registry.shortcuts.set_overrides(chosen)

    def _follow_settings(self, key: str) -> None:
        if key == SHORTCUTS.key:
            self.take_keys()

    def _is_theme(self, setting: ThemeSetting) -> bool:
        return self._services.themes.setting == setting

    def _is_language(self, setting: LanguageSetting) -> bool:
        return self._services.languages.setting == setting

    def _choose_theme(self, setting: ThemeSetting, _checked: object = None) -> None:
        self._services.settings.set_value(THEME, setting)
        self._services.themes.set_setting(setting)
        self._window.registry.refresh()

    def _choose_language(self, setting: LanguageSetting, _checked: object = None) -> None:
        self._services.settings.set_value(LANGUAGE, setting)
        self._services.languages.set_setting(setting)
        self._window.registry.refresh()

    def _toggle_theme(self) -> None:
        self._choose_theme("light" if self._services.themes.theme.dark else "dark")

    def _toggle_language(self) -> None:
        self._choose_language("en" if self._services.languages.language == "zh" else "zh")

    def _zoom(self, step: int) -> None:
        themes = self._services.themes
        themes.set_base_size(themes.base_size + step if step else NORMAL_SIZE)

    def _keep_size(self) -> None:
        self._services.settings.set_value(BASE_SIZE, self._services.themes.base_size)

    def _open_settings(self, page: str) -> None:
        from studio.ui.settings.settingsdialog import SettingsDialog

        SettingsDialog(self._services, self._window.registry, self._window, page=page).open()

    def _toggle_tree(self) -> None:
        dock = self._window.tree_dock
        dock.setVisible(dock.isHidden())

    def _toggle_panes(self) -> None:
        self._window.dock_tabs.toggle(self._window.problems_dock)

    def _focus_editor(self) -> None:
        page = self._window.editors.current
        if page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _about(self) -> None:
        text = self.tr(
            "OSC Package Studio {version}\n\nMakes, checks and delivers service packages."
        )
        title = self.tr("About OSC Package Studio")
        QMessageBox.about(self._window, title, text.format(version=__version__))
