"""A control with its label above and what is wrong with it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.sentence import without_marks
from studio.ui.controls.states import set_field_state
from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService


class Labelled(QWidget):
    """Label, control, and a sentence below that is hidden while there is nothing to say."""

    def __init__(
        self, themes: ThemeService, control: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._label, self._help = QLabel(), QLabel()
        self._hint = ""
        keep_font(self._label, themes, "label")
        keep_font(self._help, themes, "help")
        self._help.setWordWrap(True)
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(themes.px(4))
        for each in (self._label, control, self._help):
            column.addWidget(each)
        self.say("")

    def word(self, label: str, hint: str = "") -> None:
        """Name the control; `hint` stands below while nothing is wrong."""
        self._label.setText(label)
        self.control.setAccessibleName(label)
        if not self._help.text() or self._help.text() == self._hint:
            self._hint = hint
            self.say("")
        self._hint = hint

    def problem(self) -> str:
        """What is wrong, as it is shown."""
        return self._help.text() if self._help.property("tone") == "error" else ""

    def say(self, problem: str, detail: str = "") -> None:
        """Say what is wrong, or nothing; `detail` is told to who points at it."""
        problem = without_marks(problem)
        self._help.setProperty("tone", "error" if problem else "dim")
        self._help.style().unpolish(self._help)
        self._help.style().polish(self._help)
        self._help.setText(problem or self._hint)
        self._help.setToolTip(detail)
        self._help.setVisible(bool(self._help.text()))
        if isinstance(self.control, TextField):
            set_field_state(self.control, "error" if problem else "set", problem)
