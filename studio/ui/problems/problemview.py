"""The view of the problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedLayout, QWidget

from studio.model.problemlist import ProblemRole
from studio.ui.controls.emptystate import EmptyState
from studio.ui.problems.problemdelegate import ProblemDelegate

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    from studio.model.problemlist import ProblemList
    from studio.services.language import LanguageService
    from studio.ui.theme.switcher import ThemeService


class ProblemView(QListView):
    """Problems as rows; `chosen` carries the problem to jump to, `fix_requested` one to mend."""

    chosen = Signal(object)
    fix_requested = Signal(object)

    def __init__(
        self, themes: ThemeService, languages: LanguageService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._delegate = ProblemDelegate(themes, languages.language, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setProperty("ground", "panel")
        self.clicked.connect(self._look_at)
        self.doubleClicked.connect(self._choose)
        self._delegate.fix_requested.connect(
            lambda index: self.fix_requested.emit(index.data(ProblemRole))
        )

    def set_language(self, language: str) -> None:
        """Word the fixes in `language`."""
        self._delegate.language = language
        self.viewport().update()

    def step(self, step: int) -> None:
        """Jump to the next (1) or previous (-1) problem, around the end."""
        rows = self.model().rowCount() if self.model() else 0
        if not rows:
            return
        current = self.currentIndex().row()
        start = current if current >= 0 else (-1 if step > 0 else 0)
        index = self.model().index((start + step) % rows, 0)
        self.setCurrentIndex(index)
        self._choose(index)

    def copy_chosen(self) -> None:
        """Copy the chosen problems, a line each."""
        lines = [
            index.data(Qt.ItemDataRole.AccessibleTextRole)
            for index in sorted(self.selectedIndexes(), key=QModelIndex.row)
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter, copy as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _look_at(self, index: QModelIndex) -> None:
        """Show the place, but leave the keys with the list: the next one may be Enter."""
        self._choose(index)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        problem = index.data(ProblemRole)
        if problem is not None:
            self.chosen.emit(problem)


class ProblemPanel(QWidget):
    """The list, or a sentence where there is nothing to list."""

    def __init__(
        self, themes: ThemeService, languages: LanguageService, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model: ProblemList | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "panel")
        self.view = ProblemView(themes, languages, self)
        self._nothing = EmptyState(themes, "check-circle", parent=self)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.view)
        self._layout.addWidget(self._nothing)
        self.setFocusProxy(self.view)
        self._update()

    def show_problems(self, model: ProblemList | None) -> None:
        """Show another list, or none."""
        self._model = model
        self.view.setModel(model)
        if model is not None:
            model.rowsInserted.connect(self._update)
            model.rowsRemoved.connect(self._update)
            model.checked.connect(self._update)
        self._update()

    def changeEvent(self, event: QEvent) -> None:
        """Word the sentence in the new language."""
        super().changeEvent(event)
        if event.type() == event.Type.LanguageChange:
            self._update()

    def _update(self) -> None:
        empty = self._model is None or self._model.rowCount() == 0
        if self._model is not None and not self._model.is_checked:
            self._nothing.set_content(self.tr("Checking the package…"))
        elif self._model is not None and self._model.is_filtered:
            self._nothing.set_content(self.tr("No problem matches the filter."))
        else:
            self._nothing.set_content(self.tr("No problems. The package can be exported."))
        self._layout.setCurrentWidget(self._nothing if empty else self.view)
