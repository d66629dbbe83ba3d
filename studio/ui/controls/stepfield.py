"""A field for whole numbers, plain or with minus and plus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpinBox, QToolButton, QWidget

from studio.ui.controls.states import FieldState, set_field_state, set_style_property

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.theme.switcher import ThemeService

_BUTTON_WIDTH = 30
_STEPPER_VALUE_WIDTH = 48
_LEAST_WIDTH = 80
_MARGIN = 4


class StepField(QFrame):
    """A spin box in the studio's frame; the wheel turns it only while it has the focus.

    The frame is not the spin box's own, for a border from the style sheet shrinks its text.
    `value_changed` comes for every change, by hand or by `set_value`.
    """

    value_changed = Signal(int)

    def __init__(
        self, themes: ThemeService, *, stepper: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._less: QToolButton | None = None
        self._more: QToolButton | None = None
        self.spin_box = QSpinBox()
        self.spin_box.setFrame(False)
        self.spin_box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.spin_box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.spin_box.installEventFilter(self)
        # The frame's ground tells the states apart.
        palette = self.spin_box.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.spin_box.setPalette(palette)
        self.spin_box.valueChanged.connect(self._tell)
        self.setFocusProxy(self.spin_box)
        self.setProperty("focused", "false")
        self.setProperty("state", "set")
        layout = QHBoxLayout(self)
        # The gaps hold the hairlines, the margins the frame.
        layout.setContentsMargins(2, 2, 2, 2)
        layout.setSpacing(1)
        if stepper:
            self.spin_box.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._less = self._step_button("minus", self.spin_box.stepDown)
            self._more = self._step_button("plus", self.spin_box.stepUp)
            layout.addWidget(self._less)
            layout.addWidget(self.spin_box)
            layout.addWidget(self._more)
        else:
            self.spin_box.lineEdit().setTextMargins(_MARGIN, 0, _MARGIN, 0)
            layout.addWidget(self.spin_box)
        self._follow_scale()
        self._update_buttons()
        self._retranslate()

    def value(self) -> int:
        """The number in the field."""
        return self.spin_box.value()

    def set_value(self, value: int) -> None:
        """Put a number into the field, bounded by its range."""
        self.spin_box.setValue(value)

    def step_buttons(self) -> list[QToolButton]:
        """Minus and plus, if it is a stepper."""
        return [button for button in (self._less, self._more) if button is not None]

    def set_range(self, least: int, most: int) -> None:
        """Bound the field, both ends included."""
        self.spin_box.setRange(least, most)
        self._update_buttons()

    def set_state(self, state: FieldState, message: str = "") -> None:
        """Colour the field; `message` says to screen readers what is wrong."""
        set_field_state(self, state, message)
        self.spin_box.setAccessibleDescription(message)

    def set_label(self, label: str) -> None:
        """Name the field to screen readers."""
        self.spin_box.setAccessibleName(label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the spin box's focus, and keep the wheel from it without focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            focused = event.type() == QEvent.Type.FocusIn
            set_style_property(self, "focused", "true" if focused else "false")
        elif event.type() == QEvent.Type.Wheel and not self.spin_box.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow base size and language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_scale()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the hairlines between the number and its buttons."""
        super().paintEvent(event)
        if self._less is not None and self._more is not None:
            painter = QPainter(self)
            line = self._themes.colour("line")
            for x in (self._less.geometry().right() + 1, self._more.geometry().left() - 1):
                painter.fillRect(x, 1, 1, self.height() - 2, line)

    def _step_button(self, icon: str, step: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._themes.icons.icon(icon))
        # The arrow keys do the same in the field.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        button.clicked.connect(step)
        return button

    def _tell(self, value: int) -> None:
        self._update_buttons()
        self.value_changed.emit(value)

    def _update_buttons(self) -> None:
        if self._less is not None and self._more is not None:
            self._less.setEnabled(self.value() > self.spin_box.minimum())
            self._more.setEnabled(self.value() < self.spin_box.maximum())

    def _follow_scale(self) -> None:
        px = self._themes.px
        self.setFixedHeight(px(30))
        if self._less is None or self._more is None:
            self.setMinimumWidth(px(_LEAST_WIDTH))
            return
        for button in (self._less, self._more):
            button.setFixedSize(px(_BUTTON_WIDTH), px(30) - 4)
        self.setFixedWidth(px(_STEPPER_VALUE_WIDTH) + 2 * px(_BUTTON_WIDTH) + 6)

    def _retranslate(self) -> None:
        if self._less is not None and self._more is not None:
            self._less.setToolTip(self.tr("Less"))
            self._more.setToolTip(self.tr("More"))
            self._less.setAccessibleName(self.tr("Less"))
            self._more.setAccessibleName(self.tr("More"))
