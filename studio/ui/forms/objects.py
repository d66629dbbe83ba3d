"""Controls that choose something of the consumer's cluster: an object, a public address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from studio.formats.values import MISSING, as_text
from studio.ui.controls.states import set_field_state
from studio.ui.controls.switch import Switch
from studio.ui.forms.choices import ToggleEditor
from studio.ui.forms.combo import Combo
from studio.ui.forms.editor import FieldEditor
from studio.ui.forms.yamlfield import YamlEditor
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface

ADDRESSES = ("eip-01 (203.0.113.10)", "eip-02 (203.0.113.24)")


class PickEditor(FieldEditor):
    """A list of what there might be on a cluster, which takes any other name as well.

    There is no cluster here: the proposals only show how choosing looks.
    """

    def __init__(
        self, field: FieldSpec, surface: Surface, hint: str, proposals: tuple[str, ...]
    ) -> None:
        self.combo = Combo(surface.themes)
        super().__init__(field, surface, self.combo)
        self.line = QLineEdit()
        self.combo.setLineEdit(self.line)
        self.combo.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.combo.set_texts(proposals)
        self.combo.setCurrentIndex(-1)
        self.line.setPlaceholderText(hint)
        self._hint = hint
        self.line.textEdited.connect(self._tell)
        self.combo.textActivated.connect(self._tell)

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show the name."""
        text = as_text(value)
        if self.combo.currentText() != text:
            self.combo.setEditText(text)
        self.line.setPlaceholderText(as_text(default) or self._hint)

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the field."""
        set_field_state(self.combo, state, sentence)

    def _tell(self, text: str) -> None:
        self.tell(text.partition(" ")[0] or MISSING)


def object_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """The chooser of objects of one kind."""
    reference = field.object_reference
    if reference is None:
        return PickEditor(field, surface, surface.say(message("Choose an object")), ())
    stem = reference.kind.lower()
    hint = surface.say(message("Choose a {kind}", kind=reference.kind))
    return PickEditor(field, surface, hint, (f"my-{stem}", f"example-{stem}"))


def public_access_editor(field: FieldSpec, surface: Surface) -> FieldEditor:
    """Public access by an elastic IP: on or off, or which one, as the field's type has it."""
    if field.type == "boolean":
        words = surface.say(message("By elastic IP"))
        return ToggleEditor(field, surface, Switch(surface.themes, words))
    if field.type in {"object", "array"}:
        return YamlEditor(field, surface)
    return PickEditor(field, surface, surface.say(message("Choose an elastic IP")), ADDRESSES)
