"""Finds fields in a long form, and chooses which ones are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.ui.commands.menus import Menu
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.segmented import Segment, Segmented
from studio.ui.controls.textfield import SearchField

if TYPE_CHECKING:
    from studio.model.form import FormModel
    from studio.ui.theme.switcher import ThemeService

CREATE, INSTANCE = "create", "instance"
_PAUSE = 120


class FormTools(QWidget):
    """Two pages to choose from, and the tools of the form; the search comes when it is wanted.

    `page_chosen` carries CREATE or INSTANCE, `language_chosen` "zh" or "en".
    """

    page_chosen = Signal(str)
    language_chosen = Signal(str)

    def __init__(
        self, themes: ThemeService, model: FormModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.pages = Segmented(themes, [Segment(CREATE, ""), Segment(INSTANCE, "")])
        self.pages.chosen.connect(self._show_page)
        self.search = ToolButton(themes, "magnifying-glass", compact=True)
        self.search.setCheckable(True)
        self.search.toggled.connect(self.set_searching)
        self.which = ToolButton(themes, "funnel", compact=True)
        self.which.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = Menu(parent=self.which)
        self.required_only = self._choice()
        self.example_first = self._choice()
        self.menu.addSeparator()
        self._languages = {code: self._language(code) for code in ("zh", "en")}
        self.which.setMenu(self.menu)
        self.field = SearchField(themes)
        self.field.hide()
        self._typing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._typing.timeout.connect(self._filter)
        self.field.textChanged.connect(self._typing_again)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.pages)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.which)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 0, 14, 8)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.field)
        self._retranslate()

    def set_searching(self, searching: bool) -> None:
        """Open the search, or close it and show all fields again."""
        self.search.setChecked(searching)
        self.field.setVisible(searching)
        if searching:
            self.field.setFocus()
        else:
            self.field.clear()
            self._filter()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def show_language(self, language: str) -> None:
        """Tick the language of the page."""
        for code, action in self._languages.items():
            action.setChecked(code == language)

    def _language(self, code: str) -> QAction:
        action = QAction(self, checkable=True)
        action.triggered.connect(lambda: self.language_chosen.emit(code))
        self.menu.addAction(action)
        return action

    def _choice(self) -> QAction:
        action = QAction(self, checkable=True)
        action.toggled.connect(self._filter)
        self.menu.addAction(action)
        return action

    def _typing_again(self) -> None:
        self._typing.start()

    def _show_page(self, page: str) -> None:
        for part in (self.search, self.which):
            part.setEnabled(page == CREATE)
        self.page_chosen.emit(page)

    def _filter(self) -> None:
        self._typing.stop()
        self._model.set_filter(
            self._model.looks.filter._replace(
                text=self.field.text().strip(),
                required_only=self.required_only.isChecked(),
                example_first=self.example_first.isChecked(),
            )
        )

    def _retranslate(self) -> None:
        self.pages.set_text(CREATE, self.tr("Deploy form"))
        self.pages.set_text(INSTANCE, self.tr("Instance page"))
        self.pages.setAccessibleName(self.tr("Page of the consumer"))
        self.search.set_label(self.tr("Find a field"))
        self.which.set_label(self.tr("Which fields, which language"))
        self._languages["zh"].setText(self.tr("Page in Chinese"))
        self._languages["en"].setText(self.tr("Page in English"))
        self.required_only.setText(self.tr("Required fields only"))
        self.example_first.setText(self.tr("Fields of the example first"))
        self.field.set_placeholder(self.tr("Find a field"))
