"""Controls that choose: a switch, a check box, a list of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from studio.formats.values import MISSING, as_text
from studio.ui.controls.states import set_field_state
from studio.ui.controls.switch import Switch
from studio.ui.forms.combo import Combo
from studio.ui.forms.editor import FieldEditor, as_shown
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface


class ToggleEditor(FieldEditor):
    """On or off; a control field of text gets the words, as dependencies compare them."""

    stretches = False
    inset = 3

    def __init__(self, field: FieldSpec, surface: Surface, box: QCheckBox) -> None:
        self.box = box
        super().__init__(field, surface, box)
        box.toggled.connect(self._tell)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the value, or what holds without one."""
        self.box.blockSignals(True)
        self.box.setChecked(as_text(as_shown(value, default)) == "true")
        self.box.blockSignals(False)

    def _tell(self, on: bool) -> None:
        text = "true" if on else "false"
        self.tell(text if self.field.type == "string" else on)


def switch_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """A switch."""
    return ToggleEditor(field, surface, Switch(surface.themes))


def checkbox_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """A check box."""
    return ToggleEditor(field, surface, QCheckBox())


class SelectEditor(FieldEditor):
    """One value of a list; what is given but not listed is shown as it is."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.combo = Combo(surface.themes, surface.say(message("Filter")))
        super().__init__(field, surface, self.combo)
        self._values: list[Any] = []
        self.combo.activated.connect(self._tell)

    @property
    def options(self) -> Sequence[Any]:
        """The values to choose from."""
        return self.field.options or ()

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Choose the value; without one, the default, or nothing."""
        shown = as_shown(value, default)
        values = list(self.options)
        extra = [] if shown is MISSING or shown in values else [shown]
        blank = [] if self.field.required and value is not MISSING else [MISSING]
        self._values = [*blank, *values, *extra]
        words = [self._word(each, default) for each in self._values]
        self.combo.set_texts(words)
        if value is MISSING:
            self.combo.setCurrentIndex(0)
        else:
            self.combo.setCurrentIndex(self._values.index(shown))
        set_field_state(self.combo, "default" if value is MISSING else "set", "")

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field; a default stays dim."""
        given = self._values[self.combo.currentIndex()] if self._values else MISSING
        if state == "set" and given is MISSING:
            state = "default"
        set_field_state(self.combo, state, sentence)

    def _word(self, value: Any, default: Any) -> str:
        if value is not MISSING:
            return as_text(value)
        if default is not MISSING:
            return as_text(default)
        return self.surface.say(message("Choose a value"))

    def _tell(self, index: int) -> None:
        self.tell(self._values[index])
        set_field_state(self.combo, "default" if self._values[index] is MISSING else "set", "")


class VariantEditor(FieldEditor):
    """Chooses one of the alternatives of a field; tells its number by `chosen`."""

    chosen = Signal(int)

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.combo = Combo(surface.themes, surface.say(message("Filter")))
        super().__init__(field, surface, self.combo)
        self.combo.activated.connect(self.chosen)
        self.follow(field)

    def follow(self, field: FieldSpec) -> None:
        """Offer the alternatives of the field."""
        super().follow(field)
        self.combo.set_texts([each.variant for each in field.alternatives])

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the alternative of that number."""
        self.combo.setCurrentIndex(value)
