"""Asks whether what runs on an engine may be ended, because its window goes away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_MOST_NAMED = 5


def may_end(labels: Sequence[str], parent: QWidget) -> bool:
    """Name the work and ask; True where the user lets it be ended."""
    translate = QCoreApplication.translate
    question = QMessageBox(parent)
    question.setIcon(QMessageBox.Icon.Question)
    question.setWindowTitle(translate("builds", "Still at work"))
    question.setText(translate("builds", "The engine still works for this package."))
    more = len(labels) - _MOST_NAMED
    question.setInformativeText("\n".join([*labels[:_MOST_NAMED], *(["…"] if more > 0 else [])]))
    end = question.addButton(
        translate("builds", "End it and close"), QMessageBox.ButtonRole.DestructiveRole
    )
    go_on = question.addButton(
        translate("builds", "Keep working"), QMessageBox.ButtonRole.RejectRole
    )
    question.setDefaultButton(go_on)
    question.setEscapeButton(go_on)
    question.exec()
    return question.clickedButton() is end
