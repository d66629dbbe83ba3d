"""Fonts that stay where the style sheet would take them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel, QLineEdit

    from studio.ui.theme.switcher import ThemeService

_RESETS = (QEvent.Type.FontChange, QEvent.Type.StyleChange)


def keep_font(
    label: QLabel | QLineEdit, themes: ThemeService, use: str, *, tabular: bool = False
) -> None:
    """Give `label` the font for `use`, at every base size, for as long as it lives."""
    _KeptFont(label, themes, use, tabular=tabular)


class _KeptFont(QObject):
    """Sets the font of its parent again whenever something else has set it.

    Qt forgets a font that was set after the style sheet was applied once the label, or what it
    stands in, gets another parent.
    """

    def __init__(
        self, label: QLabel | QLineEdit, themes: ThemeService, use: str, *, tabular: bool
    ) -> None:
        super().__init__(label)
        self._label = label
        self._themes = themes
        self._use = use
        self._tabular = tabular
        label.installEventFilter(self)
        self._set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow what resets fonts."""
        if event.type() in _RESETS:
            self._set()
        return super().eventFilter(watched, event)

    def _set(self) -> None:
        font = self._themes.font(self._use, tabular=self._tabular, text=self._label.text())
        if self._label.font() != font:
            self._label.setFont(font)
