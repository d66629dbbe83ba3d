"""What can be done with a problem in the list: mend, accept, copy, explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QInputDialog, QMessageBox

from studio.errors import StudioError
from studio.model.problemlist import ProblemRole
from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory
from studio.ui.controls.links import Link

if TYPE_CHECKING:
    from studio.package.problems import Problem
    from studio.ui.shell.window import MainWindow

PROBLEMS = QT_TRANSLATE_NOOP("commands", "Problems")
PROBLEM_COMMANDS = (
    Command("problem.fix", QT_TRANSLATE_NOOP("commands", "&Fix"), PROBLEMS, "lightbulb"),
    Command("problem.fix_all", QT_TRANSLATE_NOOP("commands", "Fix &all of this rule"), PROBLEMS),
    Command("problem.accept", QT_TRANSLATE_NOOP("commands", "A&ccept…"), PROBLEMS, "check"),
    Command("problem.copy", QT_TRANSLATE_NOOP("commands", "Copy as &text"), PROBLEMS, "copy"),
    Command("problem.why", QT_TRANSLATE_NOOP("commands", "&Why?"), PROBLEMS, "info"),
)


class ProblemCommands(QObject):
    """Binds the commands that act on the chosen problem, and makes its context menu."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.problems.view
        registry = window.registry
        registry.register(PROBLEM_COMMANDS)
        registry.bind("problem.fix", self._fix, enabled=self._can_fix)
        registry.bind("problem.fix_all", self._fix_all, enabled=self._can_fix)
        registry.bind("problem.accept", self._accept, enabled=self._has_problem)
        registry.bind("problem.copy", self._view.copy_chosen, enabled=self._has_problem)
        registry.bind("problem.why", self._explain, enabled=self._has_problem)
        self._view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._view.customContextMenuRequested.connect(self._show_menu)

    @property
    def _problem(self) -> Problem | None:
        return self._view.currentIndex().data(ProblemRole)

    def _fix(self) -> None:
        if self._problem is not None:
            self._window.edit_commands.fix(self._problem)

    def _fix_all(self) -> None:
        if self._problem is not None:
            self._window.edit_commands.fix_all(self._problem.rule)

    def _accept(self) -> None:
        """Ask for the reason, which stays with the package, and let the problem be."""
        from studio.package.workspace import accept

        problem, bench = self._problem, self._window.workbench
        if problem is None or bench is None:
            return
        reason, given = QInputDialog.getText(
            self._window,
            self.tr("Accept {rule}").format(rule=problem.rule),
            self.tr("Why is this right as it is? The reason is kept in studio.yaml."),
        )
        if not given or not reason.strip():
            return
        try:
            bench.document.commit(accept(bench.document.snapshot, problem, reason.strip()))
        except StudioError as error:
            self._window.warn(error.message)
            return
        undo = Link(self.tr("Undo"), self._window.edit_commands.undo)
        self._window.toast.show_message(self.tr("The problem is accepted."), undo)

    def _explain(self) -> None:
        """Show the rule: what it demands, what trips it, what passes, where it comes from."""
        from studio.package.rules import RULES

        problem = self._problem
        rule = next((rule for rule in RULES if problem and rule.id == problem.rule), None)
        if rule is None:
            return
        language = self._window.services.languages.language
        box = QMessageBox(self._window)
        box.setWindowTitle(rule.id)
        box.setText(self._window.words(rule.title))
        lines = [
            self.tr("Not accepted:  {example}").format(example=rule.triggers.text(language)),
            self.tr("Accepted:  {example}").format(example=rule.passes.text(language)),
        ]
        if rule.source:
            lines.append(self.tr("Source:  {page}").format(page=rule.source))
        box.setInformativeText("\n".join(lines))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    def _show_menu(self, position: QPoint) -> None:
        ids = [command.id for command in PROBLEM_COMMANDS]
        self._window.registry.refresh(ids)
        items = (*ids[:2], SEPARATOR, ids[2], SEPARATOR, *ids[3:])
        menu = MenuFactory(self._window.registry).context_menu(self._view, items)
        menu.popup(self._view.viewport().mapToGlobal(position))

    def _has_problem(self) -> bool:
        return self._problem is not None

    def _can_fix(self) -> bool:
        return self._problem is not None and self._problem.fix is not None
