"""The tree of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence

from studio.model.problemlist import Grouping, GroupRole, ProblemList, ProblemRole
from studio.ui.controls.rowtree import RowTreeView
from studio.ui.problems.problemdelegate import ProblemDelegate

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from studio.package.problems import Problem
    from studio.services.language import LanguageService
    from studio.ui.theme.switcher import ThemeService

Index = QModelIndex | QPersistentModelIndex


class ProblemView(RowTreeView):
    """Problems as rows, below their groups if there are any.

    `chosen` carries the problem to jump to, `fix_requested` one to mend, `fix_all_requested` the id
    of a rule whose problems are all to be mended, `withdraw_requested` one that shall count again,
    and `ways_requested` one that no change mends, with where a menu of what does may open.
    """

    chosen = Signal(object)
    fix_requested = Signal(object)
    fix_all_requested = Signal(str)
    withdraw_requested = Signal(object)
    ways_requested = Signal(object, QPoint)

    def __init__(
        self, themes: ThemeService, languages: LanguageService, parent: QWidget | None = None
    ) -> None:
        super().__init__(themes, parent)
        self._languages = languages
        self._following: list[Problem] = []
        self._delegate = ProblemDelegate(themes, languages.language, self)
        self.setItemDelegate(self._delegate)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._look_at)
        self.doubleClicked.connect(self._choose)
        self._delegate.link_clicked.connect(self._follow_link)

    @property
    def problem(self) -> Problem | None:
        """The problem of the current row."""
        return self.currentIndex().data(ProblemRole)

    def chosen_problems(self) -> list[Problem]:
        """The problems of the selected rows from the top, those of selected groups included."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda at: self.visualRect(at).y())
        found: dict[int, Problem] = {}
        for index in rows:
            group = index.data(GroupRole)
            for problem in group.problems if group else [index.data(ProblemRole)]:
                found[id(problem)] = problem
        return list(found.values())

    def show_problems(self, model: ProblemList | None) -> None:
        """Show the problems of another package, or none."""
        self.setModel(model)
        if model is not None:
            model.modelReset.connect(self._open_all)
            model.refilled.connect(self._choose_next)
            model.rowsInserted.connect(self._open_new_group)
            self._open_all()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """Remember what follows the current problem, in case that goes."""
        model, current = self.model(), self.currentIndex()
        if isinstance(model, ProblemList) and self.problem is not None and not self._following:
            goes = current if current.parent() == parent else current.parent()
            if goes.isValid() and goes.parent() == parent and start <= goes.row() <= end:
                self._following = model.following(current)
        super().rowsAboutToBeRemoved(parent, start, end)  # type: ignore[arg-type]

    def changeEvent(self, event: QEvent) -> None:
        """Word the problems and their fixes in the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._delegate.language = self._languages.language
            self.viewport().update()

    def step(self, step: int) -> None:
        """Jump to the next (1) or previous (-1) problem as they are shown, around the end."""
        model = self.model()
        if isinstance(model, ProblemList):
            index = model.neighbour(self.currentIndex(), step)
            if index.isValid():
                self.setCurrentIndex(index)
                self._choose(index)

    def copy_chosen(self) -> None:
        """Copy the chosen problems, a line each."""
        model = self.model()
        if isinstance(model, ProblemList):
            lines = map(model.as_text, self.chosen_problems())
            QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Jump by Enter, copy as text."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_chosen()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.moved_by_keys = True
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _look_at(self, index: QModelIndex) -> None:
        """Show the place, but leave the keys with the list: the next one may be Enter."""
        problem = index.data(ProblemRole)
        if problem is not None:
            self.chosen.emit(problem)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        problem = index.data(ProblemRole)
        if problem is not None:
            self.chosen.emit(problem)
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _choose_next(self) -> None:
        """After a problem that went the next one is current, as it would be after a fix."""
        model, following = self.model(), self._following
        self._following = []
        if following and isinstance(model, ProblemList):
            index = model.index_of_first(following)
            if index.isValid():
                self.setCurrentIndex(index)

    def _follow_link(self, index: QModelIndex) -> None:
        group, problem = index.data(GroupRole), index.data(ProblemRole)
        if group is not None:
            self.fix_all_requested.emit(group.key)
        elif problem.accepted is not None:
            self.withdraw_requested.emit(problem)
        elif problem.fix is None:
            self.ways_requested.emit(problem, self.place_below(index))
        else:
            self.fix_requested.emit(problem)

    def _open_all(self) -> None:
        model = self.model()
        if isinstance(model, ProblemList):
            self.setRootIsDecorated(model.grouping is not Grouping.NONE)
            self.expandAll()

    def _open_new_group(self, parent: QModelIndex, first: int, last: int) -> None:
        model = self.model()
        if not parent.isValid() and isinstance(model, ProblemList):
            for row in range(first, last + 1):
                self.expand(model.index(row))
