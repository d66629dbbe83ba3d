"""The middle of the designer: the form on the consumer's card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.package.card import card_of
from studio.ui.designer.designhead import DesignHead
from studio.ui.designer.glass import Glass
from studio.ui.forms.surface import Surface
from studio.ui.forms.view import FormView
from studio.ui.preview.pagecard import PageCard

if TYPE_CHECKING:
    from studio.model.design import Design
    from studio.ui.shell.services import Services

_MARGIN, _WIDEST, _LEAST = 20, 720, 300


class DesignCanvas(QWidget):
    """Shows the form of a design as consumers see it, below a layer that takes all clicks."""

    def __init__(self, services: Services, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        themes = services.themes
        self._themes = themes
        self._design = design
        self._services = services
        self.surface = Surface(themes, services.languages.language)
        self.head = DesignHead(themes)
        self.view = FormView(self.surface, design.model, self.head)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = PageCard(themes, self.view)
        self.card.setMaximumWidth(themes.px(_WIDEST))
        self.glass = Glass(design, self.view)
        self.setMinimumWidth(themes.px(_LEAST))
        self.setFocusProxy(self.glass)
        column = QVBoxLayout()
        column.addWidget(self.card, 1)
        column.addStretch(0)
        row = QHBoxLayout(self)
        margin = themes.px(_MARGIN)
        row.setContentsMargins(margin, margin * 3 // 4, margin, margin * 3 // 4)
        row.addStretch(0)
        row.addLayout(column, 1)
        row.addStretch(0)
        design.form_changed.connect(self._follow_form)
        self._follow_form()

    def set_language(self, language: str) -> None:
        """Speak the language of the window on the card."""
        if language != self.surface.language:
            self.surface.language = language
            self.view.rebuild()
        self.glass.setAccessibleName(self.tr("Deploy form"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), self._themes.colour("sunken"))

    def _follow_form(self) -> None:
        form, document = self._design.form, self._design.document
        self.card.setVisible(form is not None)
        if form is None or document is None:
            return
        owner = form.owner
        title = (owner.label if owner else "") or form.source.kind
        card = card_of(document.snapshot)
        self.head.show_resource(title, owner.help if owner else "", card.logo if card else b"")
        self.view.refresh_state()
