"""The fields that say what is searched for and what takes its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from studio.package.search import Query
from studio.ui.controls.buttons import Button, ToolButton
from studio.ui.controls.textfield import SearchField, TextField

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from studio.ui.theme.switcher import ThemeService


class SearchFields(QWidget):
    """Query, options, replacement and files, and a line that counts.

    `query_changed` and `replacement_changed` come with every letter, `done` when Enter or Down
    asks for the hits, `replace_all_requested` when all are to be replaced.
    """

    query_changed = Signal()
    replacement_changed = Signal()
    done = Signal()
    replace_all_requested = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = SearchField(themes)
        self.case = self._toggle(themes, "text-aa")
        self.words = self._toggle(themes, "quotes")
        self.regex = self._toggle(themes, "asterisk")
        self.replacing = QCheckBox()
        self.template = TextField(compact=True, own_undo=True)
        self.replace_all = Button(themes)
        self.include = TextField(compact=True, own_undo=True)
        self.exclude = TextField(compact=True, own_undo=True)
        self.status = QLabel()
        self.status.setProperty("tone", "dim")
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        self._connect()
        self._retranslate()
        self.setFocusProxy(self.text)

    def query(self) -> Query:
        """What the fields ask for."""
        return Query(
            self.text.text(),
            self.regex.isChecked(),
            self.case.isChecked(),
            self.words.isChecked(),
            self.include.text(),
            self.exclude.text(),
        )

    def ask_for(self, query: Query) -> None:
        """Say what is to be searched for."""
        self.text.setText(query.text)
        self.regex.setChecked(query.is_regex)
        self.case.setChecked(query.match_case)
        self.words.setChecked(query.whole_words)
        self.include.setText(query.include)
        self.exclude.setText(query.exclude)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go down to the hits by Enter and Down; Ctrl+Enter replaces all."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.replace_all.click()
        elif is_enter or event.key() == Qt.Key.Key_Down:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _lay_out(self) -> None:
        query, files = QHBoxLayout(), QHBoxLayout()
        query.setSpacing(2)
        query.addWidget(self.text, 1)
        query.addSpacing(2)
        for button in (self.case, self.words, self.regex):
            query.addWidget(button)
        files.setSpacing(6)
        files.addWidget(self.include)
        files.addWidget(self.exclude)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 6, 8, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addLayout(query, 0, 0, 1, 3)
        grid.addWidget(self.replacing, 1, 0)
        grid.addWidget(self.template, 1, 1)
        grid.addWidget(self.replace_all, 1, 2)
        grid.addLayout(files, 2, 0, 1, 3)
        grid.addWidget(self.status, 3, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(4, 1)

    def _connect(self) -> None:
        for field in (self.text, self.include, self.exclude):
            field.textChanged.connect(lambda _text: self.query_changed.emit())
        for button in (self.case, self.words, self.regex):
            button.toggled.connect(lambda _on: self.query_changed.emit())
        self.template.textEdited.connect(lambda _text: self.replacing.setChecked(True))
        self.template.textChanged.connect(lambda _text: self.replacement_changed.emit())
        self.replacing.toggled.connect(lambda _on: self.replacement_changed.emit())
        self.replace_all.clicked.connect(self.replace_all_requested)

    def _retranslate(self) -> None:
        self.text.set_placeholder(self.tr("Find in all files"))
        self.case.set_label(self.tr("Match case"))
        self.words.set_label(self.tr("Whole words"))
        self.regex.set_label(self.tr("Regular expression"))
        self.replacing.setText(self.tr("Replace"))
        self.replace_all.setText(self.tr("Replace all"))
        for field, words, hint in (
            (self.template, self.tr("with"), self.tr("What takes the place of the hits")),
            (self.include, self.tr("Only in, e.g. *.yaml"), self.tr("Files to search")),
            (self.exclude, self.tr("Not in, e.g. images/"), self.tr("Files left out")),
        ):
            field.setPlaceholderText(words)
            field.setToolTip(hint)
            field.setAccessibleName(hint)

    @staticmethod
    def _toggle(themes: ThemeService, icon: str) -> ToolButton:
        button = ToolButton(themes, icon, compact=True)
        button.setIcon(themes.icons.icon(icon, "dim", "accent"))
        button.setCheckable(True)
        return button
