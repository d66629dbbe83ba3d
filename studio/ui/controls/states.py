"""Lets the style sheet and screen readers see what a control is told by its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

VERBATIM = "verbatim"
"""The property of a widget whose words are the package's, so that no language changes them."""

FieldState = Literal["set", "default", "warning", "error"]


def set_style_property(widget: QWidget, name: str, value: object) -> None:
    """Set a dynamic property that the style sheet selects by, and style the widget anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        # Qt matches selectors only when it polishes.
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()


def set_field_state(field: QWidget, state: FieldState, message: str) -> None:
    """Colour a field by its state; screen readers say `message` after the field's name."""
    set_style_property(field, "state", state)
    field.setAccessibleDescription(message)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say `sentence`, which appeared without taking the focus."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
