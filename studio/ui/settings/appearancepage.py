"""The page that says how the studio looks and speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from studio.services.language import LANGUAGE_SETTINGS
from studio.ui.controls.buttons import LinkButton
from studio.ui.controls.keptfont import keep_font
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.stepfield import StepField
from studio.ui.theme.scale import BASE_SIZE, LARGEST_BASE_SIZE, SMALLEST_BASE_SIZE
from studio.ui.theme.switcher import THEME_SETTINGS

if TYPE_CHECKING:
    from studio.ui.commands.registry import CommandRegistry
    from studio.ui.shell.services import Services

_THEME_ICONS = {"system": "circle-half", "light": "sun", "dark": "moon"}


class AppearancePage(QWidget):
    """Language, theme and size of the text; every change shows at once.

    It runs the commands that the menus run, and so keeps what they keep.
    """

    def __init__(self, services: Services, registry: CommandRegistry) -> None:
        super().__init__()
        self._services = services
        themes = services.themes
        self.language_choice = Segmented(themes, [Segment(each, "") for each in LANGUAGE_SETTINGS])
        self.theme_choice = Segmented(
            themes, [Segment(each, "", _THEME_ICONS[each]) for each in THEME_SETTINGS]
        )
        self.size_field = StepField(themes, stepper=True)
        self.size_field.set_range(SMALLEST_BASE_SIZE, LARGEST_BASE_SIZE)
        self.normal_link = LinkButton()
        self._labels = [QLabel() for _ in range(3)]
        self._size_hint = QLabel()
        self._arrange()
        self.language_choice.chosen.connect(lambda value: registry.run(f"view.language_{value}"))
        self.theme_choice.chosen.connect(lambda value: registry.run(f"view.theme_{value}"))
        self.size_field.value_changed.connect(themes.set_base_size)
        self.normal_link.clicked.connect(lambda: themes.set_base_size(BASE_SIZE))
        themes.changed.connect(self._show_values)
        self._retranslate()
        self._show_values()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_values()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        left = Qt.AlignmentFlag.AlignLeft
        for row, field in enumerate((self.language_choice, self.theme_choice, self.size_field)):
            keep_font(self._labels[row], self._services.themes, "label")
            grid.addWidget(self._labels[row], row, 0)
            if field is not self.size_field:
                grid.addWidget(field, row, 1, left)
        size = QHBoxLayout()
        size.setSpacing(12)
        size.addWidget(self.size_field)
        size.addWidget(self.normal_link)
        size.addStretch(1)
        grid.addLayout(size, 2, 1)
        grid.addWidget(self._size_hint, 3, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(4, 1)
        self._size_hint.setProperty("tone", "dim")

    def _show_values(self) -> None:
        self.language_choice.set_value(self._services.languages.setting)
        self.theme_choice.set_value(self._services.themes.setting)
        size = self._services.themes.base_size
        self.size_field.set_value(size)
        self.normal_link.setEnabled(size != BASE_SIZE)
        chosen = (button for button in self.language_choice.buttons() if button.isChecked())
        self.setFocusProxy(next(chosen))

    def _retranslate(self) -> None:
        words = (self.tr("Language"), self.tr("Theme"), self.tr("Text size"))
        for label, text in zip(self._labels, words, strict=True):
            label.setText(text)
        self.size_field.set_label(words[2])
        self.language_choice.setAccessibleName(words[0])
        self.theme_choice.setAccessibleName(words[1])
        self.normal_link.setText(self.tr("Normal size"))
        self._size_hint.setText(self.tr("Height of letters in pixels; everything grows with it."))
        languages = {"system": self.tr("System"), "en": "English", "zh": "中文"}
        for value, text in languages.items():
            self.language_choice.set_text(value, text)
        themes = {
            "system": self.tr("System"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        for value, text in themes.items():
            self.theme_choice.set_text(value, text)
