"""A field with what else says what to find, and how many finds there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from studio.package.search import MOST_HITS, Query
from studio.ui.controls.buttons import ToolButton
from studio.ui.controls.textfield import TextField

if TYPE_CHECKING:
    from studio.ui.theme.switcher import ThemeService


class FindControls(QWidget):
    """The buttons beside a `field`, which stands where its owner puts it.

    `changed` comes when something else is to be found, `stepped` with 1 or -1 for the next find
    and the one before, `dismissed` when nothing is to be found any more.
    """

    changed = Signal()
    stepped = Signal(int)
    dismissed = Signal()

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._told: tuple[int | None, int, bool] = (None, 0, False)
        self.field = TextField(compact=True, own_undo=True)
        self.count = QLabel()
        self.count.setProperty("tone", "dim")
        self.case = self._toggle("text-aa")
        self.word = self._toggle("quotes")
        self.regex = self._toggle("asterisk")
        self.previous_button = ToolButton(themes, "arrow-up", compact=True)
        self.next_button = ToolButton(themes, "arrow-down", compact=True)
        self.close_button = ToolButton(themes, "x", compact=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self.case, self.word, self.regex, self.previous_button, self.next_button):
            row.addWidget(button)
        row.addWidget(self.count, 1)
        row.addWidget(self.close_button)
        self.field.textChanged.connect(self.changed)
        self.previous_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.next_button.clicked.connect(lambda: self.stepped.emit(1))
        self.close_button.clicked.connect(self.dismissed)
        self.field.installEventFilter(self)
        self._retranslate()

    def query(self) -> Query:
        """What is to be found."""
        return Query(
            self.field.text(),
            is_regex=self.regex.isChecked(),
            match_case=self.case.isChecked(),
            whole_words=self.word.isChecked(),
        )

    def show_count(self, current: int | None, total: int, *, searching: bool = False) -> None:
        """Say which find it is, from 0 on, and how many there are."""
        self._told = (current, total, searching)
        most = str(total) if total < MOST_HITS else f"{MOST_HITS}+"
        if not self.field.text():
            self.count.setText("")
        elif searching:
            self.count.setText(self.tr("Searching…"))
        elif not total:
            self.count.setText(self.tr("Nothing found"))
        elif current is None:
            self.count.setText(self.tr("{total} found").format(total=most))
        else:
            text = self.tr("{number} of {total}")
            self.count.setText(text.format(number=current + 1, total=most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Shift+Enter and Esc in the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.dismissed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.stepped.emit(-1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _toggle(self, icon: str) -> ToolButton:
        button = ToolButton(self._themes, icon, compact=True)
        button.setCheckable(True)
        button.toggled.connect(self.changed)
        return button

    def _retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Find"))
        self.field.setAccessibleName(self.tr("Find"))
        self.case.set_label(self.tr("Match case"))
        self.word.set_label(self.tr("Whole words"))
        self.regex.set_label(self.tr("Regular expression"))
        self.previous_button.set_label(self.tr("Previous find"))
        self.next_button.set_label(self.tr("Next find"))
        self.close_button.set_label(self.tr("Close"))
        current, total, searching = self._told
        self.show_count(current, total, searching=searching)
