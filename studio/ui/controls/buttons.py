"""Buttons: primary, secondary, bare tool buttons and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from studio.ui.commands.command import without_mnemonic

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionButton, QStyleOptionToolButton, QWidget

    from studio.ui.theme.switcher import ThemeService

ButtonKind = Literal["primary", "secondary"]
IconScale = Literal["small", "normal", "large"]

_AIR = "\N{NO-BREAK SPACE}"
"""Stands between icon and words, where Qt leaves four pixels, which the icon's own edge eats."""


class EnterButton(QPushButton):
    """A button that Enter presses as well as the space bar while it has the focus.

    Qt lets Enter press those of dialogs only, and of these only the ones that may be the default.
    """

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter, once for as long as the key is held."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        others = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not is_enter or others:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()


class Button(EnterButton):
    """A push button; at most one primary button stands on a surface."""

    def __init__(
        self,
        themes: ThemeService,
        text: str = "",
        *,
        kind: ButtonKind = "secondary",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._action: QAction | None = None
        self.setProperty("kind", kind)
        if icon:
            self.setIcon(themes.icons.icon(icon, "on_accent" if kind == "primary" else "dim"))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Leave some air between icon and words."""
        super().initStyleOption(option)
        if not option.icon.isNull() and option.text:
            option.text = _AIR + option.text

    def follow(self, action: QAction) -> None:
        """Take over text, tooltip and enabled state of a command's action, and trigger it."""
        self._action = action
        action.changed.connect(self._take_over)
        self.clicked.connect(action.trigger)
        self._take_over()

    def _take_over(self) -> None:
        if self._action is not None:
            self.setText(without_mnemonic(self._action.text()))
            self.setToolTip(self._action.toolTip())
            self.setEnabled(self._action.isEnabled())


class ToolButton(QToolButton):
    """A bare button of icon, or icon and words, reachable by Tab.

    `label` names it to screen readers and is its tooltip, unless a command's action is set, which
    brings its own. The `scale` of its icon is small (14), normal (16) or large (18, the toolbar's).
    """

    def __init__(
        self,
        themes: ThemeService,
        icon: str = "",
        label: str = "",
        *,
        action: QAction | None = None,
        words: bool = False,
        compact: bool = False,
        scale: IconScale = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("scale", scale)
        self.setAutoRaise(True)
        self.setProperty("compact", compact)
        self.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if words
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        if action is not None:
            self.setDefaultAction(action)
        if icon:
            self.setIcon(themes.icons.icon(icon))
        if label:
            self.set_label(label)

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Leave some air between icon and words."""
        super().initStyleOption(option)
        if not option.icon.isNull() and option.text:
            option.text = _AIR + option.text

    def set_label(self, label: str) -> None:
        """Name the button, for instance after the language changed."""
        self.setText(label)
        self.setToolTip(label)


class LinkButton(EnterButton):
    """Words in the accent colour that do something when clicked."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
