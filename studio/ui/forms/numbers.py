"""Controls for numbers: a field, a stepper for counts, a slider."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QWidget

from studio.formats.values import MISSING, as_text
from studio.ui.controls.stepfield import StepField
from studio.ui.controls.textfield import TextField
from studio.ui.forms.editor import FieldEditor, as_shown
from studio.wording import message
from studio.yamltext.scalars import plain_value

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
_NOTCH = 120
_MOST_COUNT = 1_000_000


class NumberEditor(FieldEditor):
    """A field for a number of any size; arrow keys, and the wheel while focused, step it.

    Text that is no number is kept as text, so that the verdict can say so.
    """

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.line = TextField(own_undo=True)
        super().__init__(field, surface, self.line)
        self._default: Any = MISSING
        self.line.textEdited.connect(self._tell)
        self.line.installEventFilter(self)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the number; `1.` and `1` are the same while somebody types."""
        self._default = default
        if number_of(self.line.text()) != value:
            self.line.setText(as_text(value))
        self.line.setPlaceholderText(as_text(default))

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field."""
        self.line.set_state(state, sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Leave the number selectable."""
        self.is_read_only = read_only
        self.line.setReadOnly(read_only)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step by keys and wheel."""
        steps = 0
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = _STEPS.get(Qt.Key(event.key()), 0)
        elif isinstance(event, QWheelEvent) and self.line.hasFocus():
            steps = event.angleDelta().y() // _NOTCH
        if steps and not self.is_read_only:
            self._step(steps)
            return True
        return super().eventFilter(watched, event)

    def _step(self, steps: int) -> None:
        size = self.field.constraints.get("multipleOf") or 1
        value = number_of(self.line.text())
        begun = value if _is_number(value) else self._default if _is_number(self._default) else 0
        stepped = bounded(begun + steps * size, self.field)
        self.line.setText(as_text(stepped))
        self.line.selectAll()
        self.tell(stepped)

    def _tell(self, text: str) -> None:
        self.tell(number_of(text))


class PodCountEditor(FieldEditor):
    """A number with minus and plus; the blank below the least number says nothing."""

    stretches = False

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.stepper = StepField(surface.themes, stepper=True)
        super().__init__(field, surface, self.stepper)
        self.suffix = surface.say(message("Pods"))
        self.follow(field)
        self.stepper.spin_box.setSpecialValueText(" ")
        self.stepper.value_changed.connect(self._tell)

    def follow(self, field: FieldSpec) -> None:
        """Take over the bounds, which the schema may have changed."""
        super().follow(field)
        self.stepper.blockSignals(True)
        least, most = bounds(field)
        self._least = math.ceil(least) if least > -math.inf else 0
        self.stepper.set_range(self._least - 1, int(most) if most < math.inf else _MOST_COUNT)
        self.stepper.blockSignals(False)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the number, or the blank."""
        shown = as_shown(value, default)
        self.stepper.blockSignals(True)
        self.stepper.set_value(int(shown) if _is_number(shown) else self._least - 1)
        self.stepper.blockSignals(False)

    def name(self, label: str) -> None:
        """Tell screen readers what is counted."""
        self.stepper.set_label(label)

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the frame."""
        self.stepper.set_state(state, sentence)

    def _tell(self, value: int) -> None:
        self.tell(MISSING if value < self._least else value)


class SliderEditor(FieldEditor):
    """A slider between the limits that a chart's schema names, and its number."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        widget = QWidget()
        super().__init__(field, surface, widget)
        hints = field.hints
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(int(hints.get("sliderMin", 0)), int(hints.get("sliderMax", 100)))
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._unit = str(hints.get("sliderUnit", ""))
        self._number = QLabel()
        self._number.setMinimumWidth(surface.themes.px(56))
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self._number)
        widget.setFocusProxy(self.slider)
        self.slider.installEventFilter(self)
        self.slider.valueChanged.connect(self._tell)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show a number, which charts often write with its unit."""
        shown = as_text(as_shown(value, default)).removesuffix(self._unit)
        number = number_of(shown)
        self.slider.blockSignals(True)
        self.slider.setValue(int(number) if _is_number(number) else self.slider.minimum())
        self.slider.blockSignals(False)
        self._number.setText(f"{self.slider.value()}{self._unit}")

    def name(self, label: str) -> None:
        """Tell screen readers what slides."""
        self.slider.setAccessibleName(label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the wheel from it without focus."""
        if event.type() == QEvent.Type.Wheel and not self.slider.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, value: int) -> None:
        self._number.setText(f"{value}{self._unit}")
        self.tell(f"{value}{self._unit}" if self.field.type == "string" else value)


def number_of(text: str) -> Any:
    """The number that a text is; the text itself where it is none, `MISSING` for an empty one."""
    text = text.strip()
    if not text:
        return MISSING
    value = plain_value(text)
    return value if _is_number(value) else text


def bounds(field: FieldSpec) -> tuple[float, float]:
    """The least and the greatest number that the schema allows; infinite where it names none."""
    given = field.constraints
    least = [given[key] for key in ("minimum", "exclusiveMinimum") if _is_number(given.get(key))]
    most = [given[key] for key in ("maximum", "exclusiveMaximum") if _is_number(given.get(key))]
    return max(least, default=-math.inf), min(most, default=math.inf)


def bounded(value: float, field: FieldSpec) -> float:
    """A number within what the schema allows, whole where it must be."""
    least, most = bounds(field)
    inside = min(max(value, least), most)
    return int(inside) if field.type == "integer" or float(inside).is_integer() else inside


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def number_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """The control for a number, as the schema of a chart may hint."""
    if field.hints.get("render") == "slider":
        return SliderEditor(field, surface)
    return NumberEditor(field, surface)
