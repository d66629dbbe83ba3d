"""A field of YAML, for whatever no other control can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.formats.values import MISSING
from studio.ui.forms.editor import FieldEditor
from studio.ui.forms.textbox import TextBox
from studio.ui.forms.yamlcolours import YamlColours
from studio.wording import message
from studio.yamltext.nodes import parse
from studio.yamltext.plain import as_plain
from studio.yamltext.render import BlockStyle, write_entry
from studio.yamltext.scalars import to_python

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface

_STYLE = BlockStyle(step=2, sequence_step=2)
_KEY = "x"


class YamlEditor(FieldEditor):
    """Any value as YAML; text that does not parse is not told, but said below the field."""

    wide = True

    def __init__(self, field: FieldSpec, surface: Surface) -> None:
        self.box = TextBox(surface.themes, lines=3, code=True)
        super().__init__(field, surface, self.box)
        YamlColours(self.box.document(), surface.themes)
        self.box.setPlaceholderText(surface.say(message("YAML")))
        self.box.edited.connect(self._tell)
        self.box.resized.connect(self.resized)
        self._value: Any = MISSING
        self._fault = ""

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show a value, unless the text says it already."""
        if value is MISSING or value != self._value or not self.box.toPlainText():
            self._value = value
            self.box.show_text("" if value is MISSING else yaml_of(value))
            self._fault = ""
        self.box.setPlaceholderText(
            self.surface.say(message("YAML")) if default is MISSING else yaml_of(default)
        )

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field; what cannot be read comes first."""
        self.box.set_state("error" if self._fault else state, self._fault or sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Leave the text selectable."""
        self.is_read_only = read_only
        self.box.setReadOnly(read_only)

    def _tell(self, text: str) -> None:
        tree = parse(text)
        if tree.error is not None:
            self._fault = self.surface.say(tree.error.message)
            self.box.set_state("error", self._fault)
            self.box.setToolTip(self._fault)
            return
        self._fault = ""
        self.box.setToolTip("")
        self.box.set_state("set")
        self._value = to_python(tree.root) if text.strip() else MISSING
        self.tell(self._value)


def yaml_of(value: Any) -> str:
    """A value as YAML text, without a line break at the end."""
    if not isinstance(value, (dict, list)) or not value:
        return write_entry(_KEY, as_plain(value), _STYLE, 0).removeprefix(f"{_KEY}: ")
    lines = write_entry(_KEY, as_plain(value), _STYLE, 0).split("\n")[1:]
    return "\n".join(line.removeprefix("  ") for line in lines)
