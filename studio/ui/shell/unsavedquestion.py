"""Asks what becomes of unsaved changes when another package is to take their window."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


class Answer(Enum):
    """What the user wants."""

    SAVE = "save"
    KEEP = "keep"
    NEW_WINDOW = "new window"
    CANCEL = "cancel"


class UnsavedQuestion(QMessageBox):
    """Save, keep for later, another window, or nothing; `answered` carries the `Answer`."""

    answered = Signal(Answer)

    def __init__(self, package: str, other: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Question)
        self.setWindowTitle(self.tr("Unsaved changes"))
        self.setText(self.tr("{package} has unsaved changes.").format(package=package))
        self.setInformativeText(
            self.tr(
                "{other} would take its place in this window. What is kept for later is offered"
                " when {package} is opened again."
            ).format(package=package, other=other)
        )
        accept = QMessageBox.ButtonRole.AcceptRole
        self.buttons_by_answer: dict[Answer, QPushButton] = {
            Answer.SAVE: self.addButton(self.tr("Save"), accept),
            Answer.KEEP: self.addButton(self.tr("Keep for later"), accept),
            Answer.NEW_WINDOW: self.addButton(self.tr("Open in a new window"), accept),
            Answer.CANCEL: self.addButton(QMessageBox.StandardButton.Cancel),
        }
        self.setDefaultButton(self.buttons_by_answer[Answer.SAVE])
        self.setEscapeButton(self.buttons_by_answer[Answer.CANCEL])
        self.finished.connect(self._tell)

    def _tell(self) -> None:
        clicked = self.clickedButton()
        answers = (answer for answer, button in self.buttons_by_answer.items() if button is clicked)
        self.answered.emit(next(answers, Answer.CANCEL))
