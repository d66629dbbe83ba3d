"""A field for the dot path of a value, which can be typed or picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService


class OwnField(TextField):
    """A field that tells what was `entered` once: by Enter or when it is left; Esc takes it back.

    What somebody is typing is not overwritten by `show_text`, and undone in the field itself;
    otherwise undo is that of the window.
    """

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.editingFinished.connect(self._enter)

    def show_text(self, text: str, *, anew: bool = False) -> None:
        """Show what holds now; with `anew` in place of whatever is being typed, too."""
        self._shown = text
        if anew or not self.isModified():
            self.setModified(False)
            if self.text() != text:
                self.setText(text)
                self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of undo while there is something of its own to undo."""
        self._own_undo = self.isModified()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take back by Esc; an untouched field leaves Esc to what it stands in."""
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.show_text(self._shown, anew=True)
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.isModified():
            self.setModified(False)
            self.entered.emit(self.text())


class PathField(OwnField):
    """A dot path, with a sign that opens the tree to pick from; F4 and Alt+Down do so, too."""

    pick_requested = Signal()

    def __init__(self, themes: ThemeService) -> None:
        super().__init__()
        keep_font(self, themes, "code_small")
        self._sign = QAction(themes.icons.icon("crosshair-simple"), "", self)
        self._sign.triggered.connect(self.pick_requested)
        self.addAction(self._sign, QLineEdit.ActionPosition.TrailingPosition)

    def set_label(self, label: str) -> None:
        """Say what the sign does."""
        self._sign.setText(label)
        self._sign.setToolTip(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the tree as a combo box opens."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.pick_requested.emit()
        else:
            super().keyPressEvent(event)
