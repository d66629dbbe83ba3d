"""The right side of the designer: all that can be said about the chosen field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from studio.ui.controls.hairline import Hairline
from studio.ui.designer.controlsection import ControlSection
from studio.ui.designer.deadfield import DeadField
from studio.ui.designer.dependencysection import DependencySection
from studio.ui.designer.fieldtitle import FieldTitle
from studio.ui.designer.optionsection import OptionSection
from studio.ui.designer.placing import PlaceSection, SceneSection
from studio.ui.designer.removal import RemovalSection
from studio.ui.designer.wording import HelpSection, LabelSection

if TYPE_CHECKING:
    from studio.model.design import Design
    from studio.ui.shell.services import Services

WIDTH, _LEAST = 340, 320
_MARGIN, _GAP = 16, 12


class Properties(QWidget):
    """Follows the choice of a design; what leads to no field says so and offers a way out."""

    def __init__(self, services: Services, design: Design, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        themes = services.themes
        self._themes = themes
        self._design = design
        self.title = FieldTitle(themes)
        self.label = LabelSection(themes, design)
        self.help = HelpSection(themes, design)
        self.control = ControlSection(themes, design)
        self.options = OptionSection(themes, design)
        self.dependency = DependencySection(themes, design)
        self.scenes = SceneSection(themes, design)
        self.place = PlaceSection(themes, design)
        self.removal = RemovalSection(themes, design)
        self.dead = DeadField(services, design)
        self.hint = QLabel()
        self._sections = (self.label, self.help, self.control, self.options, self.dependency,
                          self.scenes, self.place, self.removal)  # fmt: skip
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(themes.px(_LEAST))
        self._arrange()
        design.chosen_changed.connect(self._follow_choice)
        design.form_changed.connect(self._later.start)
        self._retranslate()
        self.refresh()

    def sizeHint(self) -> QSize:
        """The width of the design."""
        return QSize(self._themes.px(WIDTH), super().sizeHint().height())

    def refresh(self) -> None:
        """Show the chosen field as it is now."""
        self._later.stop()
        design = self._design
        field, entry = design.field, design.entry
        if field is not None:
            self._pages.setCurrentIndex(0)
            self._body.setEnabled(design.can_edit)
            self.title.show_field(field)
            for section in self._sections:
                section.show_field(field, entry)
        elif entry is not None:
            self._pages.setCurrentIndex(1)
            self.dead.show_entry(entry)
        else:
            self._pages.setCurrentIndex(2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.refresh()

    def _follow_choice(self) -> None:
        self.refresh()
        self._scroll.verticalScrollBar().setValue(0)

    def _arrange(self) -> None:
        margin, gap = self._themes.px(_MARGIN), self._themes.px(_GAP)
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(margin, margin * 3 // 4, margin, margin)
        column.setSpacing(gap)
        column.addWidget(self.title)
        for section in self._sections:
            if section is self.dependency:
                column.addWidget(Hairline(self._themes))
            column.addWidget(section)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._body)
        self._body.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(self.dead)
        nothing = QWidget()
        alone = QVBoxLayout(nothing)
        alone.setContentsMargins(margin, margin, margin, margin)
        self.hint.setWordWrap(True)
        self.hint.setProperty("tone", "dim")
        alone.addWidget(self.hint)
        alone.addStretch(1)
        self._pages.addWidget(nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _retranslate(self) -> None:
        for section in self._sections:
            section.retranslate()
        self.hint.setText(self.tr("Choose a field to shape it."))
