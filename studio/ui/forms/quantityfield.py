"""A field for a quantity: a number, and its unit from a menu at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QWidget

from studio.model.quantities import BYTE_UNITS, CPU_UNITS, Quantity, read_quantity, unit_name
from studio.ui.commands.menus import Menu
from studio.ui.controls.states import FieldState, set_field_state, set_style_property
from studio.wording import message

if TYPE_CHECKING:
    from studio.ui.forms.surface import Surface


class QuantityField(QFrame):
    """Shows `500m` as 500 and m; `edited` carries the text, "" for nothing.

    `cores` tells whether CPU is measured, or bytes.
    """

    edited = Signal(str)

    def __init__(self, surface: Surface, *, cores: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._surface = surface
        self._themes = surface.themes
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
        self.menu.aboutToShow.connect(self._fill_menu)
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

    def _fill_menu(self) -> None:
        """Offer the units, once somebody asks for them."""
        for unit in () if self.menu.actions() else CPU_UNITS if self._cores else BYTE_UNITS:
            action = self.menu.addAction(self._word(unit))
            action.triggered.connect(lambda _checked=False, unit=unit: self._choose(unit))

    def _word(self, unit: str) -> str:
        if self._cores and not unit:
            return self._surface.say(message("cores"))
        return unit_name(unit)

    def _choose(self, unit: str) -> None:
        self._unit = unit
        self._show_unit()
        if self.number.text().strip():
            self._tell()

    def _show_unit(self) -> None:
        self.unit.setText(self._word(self._unit))

    def _tell(self) -> None:
        self.edited.emit(str(self.quantity))

    def _follow_scale(self) -> None:
        self.setFixedHeight(self._themes.px(30))
        self.number.setMinimumWidth(self._themes.px(20))
