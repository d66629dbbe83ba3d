"""The problems with what chooses among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from studio.model.problemlist import Grouping
from studio.services.settings import PROBLEM_GROUPING
from studio.ui.controls.emptystate import EmptyState
from studio.ui.controls.links import Link
from studio.ui.problems.problemtools import ProblemTools
from studio.ui.problems.problemview import ProblemView

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from studio.model.problemlist import ProblemList
    from studio.ui.shell.services import Services

_TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProblemPanel(QWidget):
    """The list below its tools, or a sentence where there is nothing to list.

    Ctrl+F goes to the filter; Down, Enter and Esc go back to the list. The groups are remembered.
    `updated` comes when other problems may be shown, `left` when Esc is pressed in the list.
    """

    updated = Signal()
    left = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = services.settings
        self._model: ProblemList | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "panel")
        self.tools = ProblemTools(services.themes, self)
        self.view = ProblemView(services.themes, services.languages, self)
        self._nothing = EmptyState(services.themes, "check-circle", parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tools)
        self._content = QStackedLayout()
        self._content.addWidget(self.view)
        self._content.addWidget(self._nothing)
        column.addLayout(self._content, 1)
        self.setFocusProxy(self.view)
        self.tools.grouping.set_value(self._remembered().value)
        self.tools.filter_changed.connect(self._filter)
        self.tools.grouping_chosen.connect(self._group)
        self.tools.field.installEventFilter(self)
        self.view.installEventFilter(self)
        self._update()

    def show_problems(self, model: ProblemList | None) -> None:
        """Show another list, or none."""
        self._model = model
        self.tools.clear_filter()
        if model is not None:
            model.set_grouping(self._remembered())
        self.view.show_problems(model)
        if model is not None:
            model.rowsInserted.connect(self._update)
            model.rowsRemoved.connect(self._update)
            model.modelReset.connect(self._update)
            model.checked.connect(self._update)
        self._update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys go from the list to the filter and back."""
        if isinstance(event, QKeyEvent):
            in_list = watched is self.view
            if event.type() == QEvent.Type.ShortcutOverride and in_list and _finds(event):
                event.accept()  # or the window would find in the text
                return True
            if event.type() == QEvent.Type.KeyPress:
                taken = self._key_in_list(event) if in_list else self._key_in_filter(event)
                if taken:
                    return True
        return super().eventFilter(watched, event)

    def _key_in_list(self, event: QKeyEvent) -> bool:
        if _finds(event):
            self.tools.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.tools.field.selectAll()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def _key_in_filter(self, event: QKeyEvent) -> bool:
        """Esc clears the filter first, which the field does by itself."""
        leaves = event.key() == Qt.Key.Key_Escape and not self.tools.field.text()
        if leaves or event.key() in _TO_LIST:
            self._go_to_list()
            return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Word the sentence in the new language."""
        super().changeEvent(event)
        if event.type() == event.Type.LanguageChange:
            self._update()

    def _remembered(self) -> Grouping:
        value = self._settings.value(PROBLEM_GROUPING)
        known = {grouping.value: grouping for grouping in Grouping}
        return known.get(value, Grouping.NONE)

    def _group(self, grouping: Grouping) -> None:
        self._settings.set_value(PROBLEM_GROUPING, grouping.value)
        if self._model is not None:
            problem = self.view.problem
            self._model.set_grouping(grouping)
            self._choose_again(problem)

    def _choose_again(self, problem: object) -> None:
        """Keep the current problem when it gets another row."""
        shown = self._model.shown if self._model else []
        number = next((at for at, each in enumerate(shown) if each is problem), None)
        if self._model is not None and number is not None:
            self.view.setCurrentIndex(self._model.index_of(number))

    def _filter(self) -> None:
        if self._model is not None:
            self._model.set_filter(
                self.tools.field.text(),
                self.tools.wanted_severities(),
                accepted=self.tools.accepted.isChecked(),
            )
            self._update()

    def _go_to_list(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._model is not None and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self._model.index(0))

    def _update(self) -> None:
        model = self._model
        empty = model is None or model.rowCount() == 0
        link = None
        if model is None or not model.is_checked:
            sentence = self.tr("Checking the package…") if model else ""
        elif model.is_filtered:
            sentence = self.tr("No problem matches the filter.")
            link = Link(self.tr("Show all"), self.tools.clear_filter)
        elif model.shows_accepted:
            sentence = self.tr("No problem has been accepted.")
            link = Link(self.tr("Show what stands"), self.tools.clear_filter)
        else:
            sentence = self.tr("No problems. The package can be exported.")
        self._nothing.set_content(sentence, link)
        if model is not None:
            self.tools.show_counts(model.counts, model.accepted_count)
        self._content.setCurrentWidget(self._nothing if empty else self.view)
        self.updated.emit()


def _finds(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Find)
