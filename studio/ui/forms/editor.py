"""What every control of a form is to the row that it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Signal

from studio.formats.values import MISSING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.formats.fields import FieldSpec
    from studio.ui.controls.states import FieldState
    from studio.ui.forms.surface import Surface


class FieldEditor(QObject):
    """One control: shows a value and tells what the consumer makes of it.

    `edited` carries the new value, or `MISSING` where nothing is given any more; it comes only
    when the consumer acts. `resized` tells that the widget wants another height. A `wide` control
    stands below its label, others at the right of it; one that does not `stretch` keeps its own
    width. `inset` pixels at its left are for the ring of the focus. The editor lives as long as
    its `widget`.
    """

    edited = Signal(object)
    resized = Signal()

    wide: ClassVar[bool] = False
    stretches: ClassVar[bool] = True
    inset: ClassVar[int] = 0
    suffix: str = ""

    def __init__(self, field: FieldSpec, surface: Surface, widget: QWidget) -> None:
        super().__init__(widget)
        self.field = field
        self.surface = surface
        self.widget = widget
        self.is_read_only = False

    def show(self, value: Any, default: Any = MISSING) -> None:
        """Show a value, or what holds without one; does not tell `edited`."""
        raise NotImplementedError

    def follow(self, field: FieldSpec) -> None:
        """Serve a field of the same signature, read anew."""
        self.field = field

    def name(self, label: str) -> None:
        """Tell screen readers what the control is for."""
        self.widget.setAccessibleName(label)

    def set_state(self, state: FieldState, sentence: str = "") -> None:
        """Colour the control; `sentence` says what is wrong."""
        self.widget.setAccessibleDescription(sentence)

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed, or let it again."""
        self.is_read_only = read_only
        self.widget.setEnabled(not read_only)

    def height(self, width: int) -> int:
        """Pixels that the widget needs when it is `width` wide."""
        wanted = self.widget.heightForWidth(width) if self.widget.hasHeightForWidth() else -1
        return wanted if wanted >= 0 else self.widget.sizeHint().height()

    def tell(self, value: Any) -> None:
        """Say what the consumer gave."""
        if not self.is_read_only:
            self.edited.emit(value)


def as_shown(value: Any, default: Any) -> Any:
    """What a control shows: the value, else the default, else nothing."""
    return default if value is MISSING else value
