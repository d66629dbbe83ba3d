"""The `QPalette` of a theme, for everything that the style sheet does not reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPalette

if TYPE_CHECKING:
    from studio.ui.theme.roles import Theme

_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.Base: "editor",
    QPalette.ColorRole.AlternateBase: "panel",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.Button: "editor",
    QPalette.ColorRole.Highlight: "accent_fill",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "panel",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Accent: "accent_fill",
}
_TEXT_ROLES = (
    QPalette.ColorRole.Text,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


def build_palette(theme: Theme) -> QPalette:
    """The palette whose colour roles are filled from the theme's roles."""
    palette = QPalette()
    for target, role in _ROLES.items():
        palette.setColor(target, theme.colour(role))
    for target in _TEXT_ROLES:
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.colour("disabled"))
    return palette
