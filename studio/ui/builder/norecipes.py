"""What stands on the page of builds while there is no recipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.formats.kinds import Kind
from studio.package.layout import WORKSPACE_FILE, layout_of
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.links import Link

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService


class NoRecipes(QWidget):
    """Offers a first recipe, or to mend the file that holds them: `text_wanted` asks for that."""

    text_wanted = Signal()

    def __init__(self, themes: ThemeService, add: QAction, scaffold: QAction) -> None:
        super().__init__()
        self._add, self._scaffold = add, scaffold
        self.state = EmptyState(themes, "wrench")
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        column.addStretch(1)

    def show_reason(self, snapshot: Snapshot) -> None:
        """Say why there is no recipe, and what helps."""
        file = snapshot.text(WORKSPACE_FILE)
        if file is not None and file.yaml_tree.error:
            sentence = self.tr(
                "studio.yaml cannot be read: mend it first, then its recipes appear."
            )
            self.state.set_content(sentence, Link(self.tr("Show"), self.text_wanted.emit))
            return
        add = Link(self.tr("Add a recipe"), self._add.trigger)
        scaffold = Link(self.tr("Add a Dockerfile for the operator"), self._scaffold.trigger)
        is_chart = layout_of(snapshot).kind is Kind.HELM
        sentence = self.tr("A recipe says how an image is built.")
        self.state.set_content(sentence, add, None if is_chart else scaffold)
