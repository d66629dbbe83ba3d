"""A row of joined buttons of which exactly one is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.ui.theme.switcher import ThemeService

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


@dataclass(frozen=True, slots=True)
class Segment:
    """One choice: the value it stands for, its words and, if any, its Phosphor icon."""

    value: str
    text: str
    icon: str = ""


class Segmented(QWidget):
    """Chooses one of a few values; one Tab stop, arrow keys move and choose.

    `chosen` comes when the user chooses, not when `set_value` does.
    """

    chosen = Signal(str)

    def __init__(
        self, themes: ThemeService, segments: Sequence[Segment], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self.setObjectName("segmented")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(0)
        for segment in segments:
            layout.addWidget(self._add(segment))
        self._follow_scale()
        self.set_value(segments[0].value)

    def value(self) -> str:
        """The value that is chosen."""
        return next(value for value, button in self._buttons.items() if button.isChecked())

    def set_value(self, value: str) -> None:
        """Choose `value`; KeyError when there is no such segment."""
        self._buttons[value].setChecked(True)
        for button in self._buttons.values():
            button.setFocusPolicy(
                Qt.FocusPolicy.TabFocus if button.isChecked() else Qt.FocusPolicy.NoFocus
            )

    def buttons(self) -> list[QToolButton]:
        """The buttons in order."""
        return list(self._buttons.values())

    def set_text(self, value: str, text: str) -> None:
        """Word a segment anew, for instance after the language changed."""
        self._buttons[value].setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the choice by arrow keys."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the height in step with the base size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_scale()

    def _add(self, segment: Segment) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setText(segment.text)
        if segment.icon:
            button.setIcon(self._themes.icons.icon(segment.icon, on_role="accent"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(lambda: self._choose(segment.value))
        button.installEventFilter(self)
        self._group.addButton(button)
        self._buttons[segment.value] = button
        return button

    def _choose(self, value: str) -> None:
        self.set_value(value)
        self.chosen.emit(value)

    def _move(self, step: int) -> None:
        values = list(self._buttons)
        target = values.index(self.value()) + step
        if 0 <= target < len(values):
            self._choose(values[target])
            self._buttons[values[target]].setFocus(Qt.FocusReason.TabFocusReason)

    def _follow_scale(self) -> None:
        self.setFixedHeight(self._themes.px(28))
