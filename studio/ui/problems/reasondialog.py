"""Asks why a problem is accepted as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QInputDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ReasonDialog(QInputDialog):
    """A line for the reason, which may not be empty; `textValueSelected` carries it."""

    def __init__(self, rule: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Accept {rule}").format(rule=rule))
        self.setLabelText(self.tr("Why is this right as it is? The reason is kept in studio.yaml."))
        self.setOkButtonText(self.tr("Accept"))
        self._buttons = self.findChild(QDialogButtonBox)
        self.textValueChanged.connect(self._follow_text)
        self._follow_text("")

    def _follow_text(self, text: str) -> None:
        if self._buttons is not None:
            accept = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
            accept.setEnabled(bool(text.strip()))
