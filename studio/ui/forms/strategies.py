"""The control for how pods are replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.formats.shapes import mapping
from studio.formats.values import MISSING, as_text
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.textfield import TextField
from studio.ui.forms.combo import Combo
from studio.ui.forms.editor import FieldEditor, as_shown
from studio.wording import message
from studio.yamltext.scalars import plain_value

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.forms.surface import Surface

ROLLING, RECREATE = "RollingUpdate", "Recreate"
LIMITS = ("maxUnavailable", "maxSurge")


class UpdateStrategyEditor(FieldEditor):
    """Rolling, with how many pods may be missing or in excess, or all at once."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        widget = QWidget()
        super().__init__(field, surface, widget)
        self.type = Combo(surface.themes)
        self.type.set_texts((ROLLING, RECREATE))
        self.limits = {key: TextField(own_undo=True) for key in LIMITS}
        self._value: dict[str, Any] = {}
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(self.type, 0, 0, 1, 2)
        titles = (message("At most unavailable"), message("At most in excess"))
        self._labels = [QLabel(surface.say(each)) for each in titles]
        for number, (label, limit) in enumerate(
            zip(self._labels, self.limits.values(), strict=True)
        ):
            label.setProperty("tone", "dim")
            keep_font(label, surface.themes, "help")
            limit.setPlaceholderText("25%")
            limit.setAccessibleName(label.text())
            limit.textEdited.connect(self._tell_limits)
            grid.addWidget(label, 1, number)
            grid.addWidget(limit, 2, number)
        widget.setFocusProxy(self.type)
        self.type.activated.connect(self._choose)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the strategy."""
        self._value = mapping(as_shown(value, default))
        self.type.setCurrentText(as_text(self._value.get("type")) or ROLLING)
        rolling = mapping(self._value.get("rollingUpdate"))
        for key, field in self.limits.items():
            text = as_text(rolling.get(key))
            if field.text() != text:
                field.setText(text)
        self._follow_type()

    def name(self, label: str) -> None:
        """Name the list of strategies."""
        self.type.setAccessibleName(label)

    def _follow_type(self) -> None:
        is_rolling = self.type.currentText() == ROLLING
        if self._labels[0].isHidden() == is_rolling:
            for part in (*self._labels, *self.limits.values()):
                part.setVisible(is_rolling)
            self.resized.emit()

    def _choose(self) -> None:
        self._follow_type()
        self._tell_limits()

    def _tell_limits(self) -> None:
        kind = self.type.currentText()
        texts = {key: field.text().strip() for key, field in self.limits.items()}
        rolling = {key: _int_or_text(text) for key, text in texts.items() if text}
        others = {k: v for k, v in self._value.items() if k not in {"type", "rollingUpdate"}}
        value: dict[str, Any] = {**others, "type": kind}
        if kind == ROLLING and rolling:
            value["rollingUpdate"] = rolling
        self._value = value
        self.tell(value)


def _int_or_text(text: str) -> int | str:
    value = plain_value(text)
    return value if isinstance(value, int) and not isinstance(value, bool) else text
