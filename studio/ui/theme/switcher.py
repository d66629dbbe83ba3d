"""Dresses the application in a theme, following the system and the user's settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal

from studio.ui.theme.fonts import TypeScale
from studio.ui.theme.icons import Icons
from studio.ui.theme.palette import build_palette
from studio.ui.theme.roles import Theme, load_theme
from studio.ui.theme.scale import BASE_SIZE, LARGEST_BASE_SIZE, SMALLEST_BASE_SIZE, scaled
from studio.ui.theme.stylesheet import build_style_sheet, write_graphics

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont
    from PySide6.QtWidgets import QApplication

ThemeSetting = Literal["system", "light", "dark"]
THEME_SETTINGS: tuple[ThemeSetting, ...] = get_args(ThemeSetting)
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def theme_setting(value: str) -> ThemeSetting:
    """The setting of that name, "system" for any other text."""
    settings: dict[str, ThemeSetting] = {setting: setting for setting in THEME_SETTINGS}
    return settings.get(value, "system")


class ThemeService(QObject):
    """The one place that knows which theme and base size are on; made by the application.

    `theme`, `icons` and `fonts` always belong together, and the application wears them.
    `changed` comes after the application was dressed anew.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        setting: ThemeSetting = "system",
        base_size: int = BASE_SIZE,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._setting: ThemeSetting = setting
        self._motion = True
        self._graphics_folder = QTemporaryDir()
        self.theme: Theme = load_theme("light")
        self.fonts = TypeScale(_bounded(base_size))
        self.icons = Icons(self.colour)
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # since Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.apply)
        self.set_setting(setting)

    @property
    def setting(self) -> ThemeSetting:
        """What the user chose; "system" follows the desktop."""
        return self._setting

    @property
    def base_size(self) -> int:
        """Pixels of body text, 11 to 20."""
        return self.fonts.base_size

    @property
    def animated(self) -> bool:
        """Whether the user and the desktop want motion."""
        style = self._app.style()
        return self._motion and style.styleHint(style.StyleHint.SH_Widget_Animation_Duration) > 0

    def set_motion(self, *, on: bool) -> None:
        """Let things move, if the desktop wants that too, or keep everything still."""
        self._motion = on

    def set_setting(self, setting: ThemeSetting) -> None:
        """Choose the theme, or leave it to the system."""
        self._setting = setting
        hints = self._app.styleHints()
        if setting == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(_SCHEMES[setting])
        self.apply()

    def set_base_size(self, size: int) -> None:
        """Choose the pixels of body text; everything scales with it. Kept within 11 and 20."""
        size = _bounded(size)
        if size != self.base_size:
            self.fonts = TypeScale(size)
            self.apply()

    def colour(self, role: str) -> QColor:
        """The colour of `role` in the theme that is on."""
        return self.theme.colour(role)

    def font(self, use: str, *, tabular: bool = False, text: str = "") -> QFont:
        """The font for `use` at the present base size; see `TypeScale.font`."""
        return self.fonts.font(use, tabular=tabular, text=text)

    def px(self, length: float) -> int:
        """`length` of the design, in pixels at the present base size."""
        return scaled(length, self.base_size)

    def apply(self) -> None:
        """Rebuild palette, fonts, pictures, icons and style sheet, and dress the application."""
        self.theme = self._current_theme()
        self.icons.clear()
        graphics = write_graphics(self.theme, Path(self._graphics_folder.path()))
        self._app.setPalette(build_palette(self.theme))
        self._app.setFont(self.fonts.font("body"))
        # WORKAROUND: Qt 6.11 takes four times as long to replace a style sheet as to take one
        # away and to set another; nothing is painted in between.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(build_style_sheet(self.theme, self.base_size, graphics))
        self.changed.emit()

    def _current_theme(self) -> Theme:
        hints = self._app.styleHints()
        name = self._setting
        if name == "system":
            # Unknown is light.
            name = "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"
        theme = load_theme(name)
        if (
            hasattr(hints, "accessibility")
            and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        ):
            return theme.high_contrast()
        return theme

    def _follow_system(self) -> None:
        if self._setting == "system":
            self.apply()


def _bounded(size: int) -> int:
    return min(max(size, SMALLEST_BASE_SIZE), LARGEST_BASE_SIZE)
