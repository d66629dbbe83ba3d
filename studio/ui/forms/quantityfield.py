"""A field for a quantity: a number, and its unit from a menu at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from studio.model.quantities import BYTE_UNITS, CPU_UNITS, Quantity, read_quantity, unit_name
from studio.ui.commands.menus import Menu
from studio.ui.controls.states import FieldState, set_field_state, set_style_property

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService


class QuantityField(QFrame):
    """Shows `500m` as 500 and m; `edited` carries the text, "" for nothing.

    `cores` tells whether CPU is measured, or bytes.
    """

    edited = Signal(str)

    def __init__(self, themes: ThemeService, *, cores: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._cores = cores
        self._unit = (CPU_UNITS if cores else BYTE_UNITS)[0]
        self.setProperty("state", "set")
        self.setProperty("focused", "false")
        self.number = QLineEdit()
        self.number.setFrame(False)
        palette = self.number.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.number.setPalette(palette)
        self.number.installEventFilter(self)
        self.number.textEdited.connect(self._tell)
        self.unit = QToolButton()
        self.unit.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.unit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.unit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = Menu(parent=self.unit)
        for unit in CPU_UNITS if cores else BYTE_UNITS:
            action = self.menu.addAction(unit_name(unit, cores=cores))
            action.triggered.connect(lambda _checked=False, unit=unit: self._choose(unit))
        self.unit.setMenu(self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.number, 1)
        row.addWidget(self.unit)
        self.setFocusProxy(self.number)
        self._follow_scale()
        self._show_unit()

    @property
    def quantity(self) -> Quantity:
        """What the field says."""
        return Quantity(self.number.text().strip(), self._unit)

    def show_text(self, text: str, hint: str) -> None:
        """Show a quantity; `hint` stands in an empty field."""
        self.number.setPlaceholderText(hint)
        if text == str(self.quantity):
            return
        read = read_quantity(text)
        self.number.setText(read.number)
        if text:
            self._unit = read.unit
            self._show_unit()

    def set_state(self, state: FieldState, message: str = "") -> None:
        """Colour the frame."""
        set_field_state(self, state, message)

    def name(self, label: str) -> None:
        """Tell screen readers what is measured."""
        self.number.setAccessibleName(label)
        self.unit.setAccessibleName(f"{label}: {self.unit.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the focus on the frame."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            focused = event.type() == QEvent.Type.FocusIn
            set_style_property(self, "focused", "true" if focused else "false")
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the type."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._follow_scale()

    def _choose(self, unit: str) -> None:
        self._unit = unit
        self._show_unit()
        if self.number.text().strip():
            self._tell()

    def _show_unit(self) -> None:
        self.unit.setText(unit_name(self._unit, cores=self._cores))

    def _tell(self) -> None:
        self.edited.emit(str(self.quantity))

    def _follow_scale(self) -> None:
        self.setFixedHeight(self._themes.px(30))
        self.number.setMinimumWidth(self._themes.px(20))
