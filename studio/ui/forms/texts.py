"""Controls for text: one line, several lines, a password, a number or text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit

from studio.formats.schematypes import INT_OR_STRING
from studio.formats.values import MISSING, as_text
from studio.ui.controls.textfield import TextField
from studio.ui.forms.editor import FieldEditor
from studio.ui.forms.numbers import SliderEditor
from studio.ui.forms.textbox import TextBox
from studio.wording import message
from studio.yamltext.scalars import plain_value

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface

_HINTS = {"date-time": "2026-01-31T12:00:00Z", "date": "2026-01-31", "duration": "1h30m"}


class TextEditor(FieldEditor):
    """One line of text; a default stands in the empty field."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.line = TextField(own_undo=True)
        super().__init__(field, surface, self.line)
        self.line.textEdited.connect(self._tell)
        longest = field.constraints.get("maxLength")
        if isinstance(longest, int) and field.type == "string":
            self.line.setMaxLength(max(longest, 1) + 1)  # one more, so that it can be said

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Keep the caret where it is while the text stays the same."""
        text = as_text(value)
        if text != self.line.text():
            self.line.setText(text)
        hint = as_text(default) or _HINTS.get(str(self.field.constraints.get("format")), "")
        self.line.setPlaceholderText(hint)

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field."""
        self.line.set_state(state, sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Leave the text selectable."""
        self.is_read_only = read_only
        self.line.setReadOnly(read_only)

    def value_of(self, text: str) -> Any:
        """What a text means in this field."""
        return text or MISSING

    def _tell(self, text: str) -> None:
        self.tell(self.value_of(text))


class IntOrStringEditor(TextEditor):
    """One field in which `80` is a number and `80%` a text."""

    def value_of(self, text: str) -> Any:
        """A number where the platform reads one."""
        value = plain_value(text.strip())
        is_number = isinstance(value, int) and not isinstance(value, bool)
        return value if is_number else super().value_of(text)


class PasswordEditor(TextEditor):
    """Masked text, with a button that shows it."""

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        super().__init__(field, surface)
        self._icons = surface.themes.icons
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.reveal = QAction(self.line, checkable=True)
        self.reveal.toggled.connect(self._follow_reveal)
        self.line.addAction(self.reveal, QLineEdit.ActionPosition.TrailingPosition)
        self._follow_reveal(False)

    def _follow_reveal(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.reveal.setIcon(self._icons.icon("eye-slash" if shown else "eye"))
        words = message("Hide the password") if shown else message("Show the password")
        self.reveal.setToolTip(self.surface.say(words))
        self.reveal.setText(self.surface.say(words))


class TextAreaEditor(FieldEditor):
    """Text of several lines."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.box = TextBox(surface.themes, lines=4)
        super().__init__(field, surface, self.box)
        self.box.edited.connect(lambda text: self.tell(text or MISSING))
        self.box.resized.connect(self.resized)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the text, a default in its place."""
        self.box.show_text(as_text(value))
        self.box.setPlaceholderText(as_text(default))

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field."""
        self.box.set_state(state, sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Leave the text selectable."""
        self.is_read_only = read_only
        self.box.setReadOnly(read_only)


def text_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """The control for a field of text."""
    if field.hints.get("render") == "slider":
        return SliderEditor(field, surface)
    start = field.default if isinstance(field.default, str) else ""
    if field.hints.get("render") == "textArea" or "\n" in start:
        return TextAreaEditor(field, surface)
    if field.type == INT_OR_STRING:
        return IntOrStringEditor(field, surface)
    return TextEditor(field, surface)
