"""What can be done with problems: mend, accept, copy, explain."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from studio.errors import StudioError
from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.commands.menus import SEPARATOR, MenuFactory
from studio.ui.controls.links import Link
from studio.ui.shell.page import RULE
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.package.changes import ChangeSet
    from studio.package.problems import Problem
    from studio.ui.problems.fixmenu import FixMenu
    from studio.ui.problems.problempanel import ProblemPanel
    from studio.ui.problems.problemview import ProblemView
    from studio.ui.shell.window import MainWindow
    from studio.ui.textview.view import TextView

PROBLEMS = QT_TRANSLATE_NOOP("commands", "Problems")
PROBLEM_COMMANDS = (
    Command("problem.fix", QT_TRANSLATE_NOOP("commands", "&Fix"), PROBLEMS, "lightbulb"),
    Command("problem.fix_all", QT_TRANSLATE_NOOP("commands", "Fix &all of this rule"), PROBLEMS),
    Command("problem.accept", QT_TRANSLATE_NOOP("commands", "A&ccept…"), PROBLEMS, "check"),
    Command("problem.withdraw", QT_TRANSLATE_NOOP("commands", "&No longer accept"), PROBLEMS),
    Command("problem.copy", QT_TRANSLATE_NOOP("commands", "Copy as &text"), PROBLEMS, "copy"),
    Command("problem.why", QT_TRANSLATE_NOOP("commands", "&Why?"), PROBLEMS, "info"),
)


class ProblemCommands(QObject):
    """Binds the commands that act on the chosen problem, and makes the menus for problems."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view: ProblemView | None = None
        registry = window.registry
        registry.register(PROBLEM_COMMANDS)
        registry.bind("problem.fix", self._fix, enabled=self._can_fix)
        registry.bind("problem.fix_all", self._fix_all, enabled=self._can_fix)
        registry.bind("problem.accept", self._accept, enabled=self._stands)
        registry.bind("problem.withdraw", self._withdraw, enabled=self._is_accepted)
        registry.bind("problem.copy", self._copy, enabled=self._can_copy)
        registry.bind("problem.why", self._explain, enabled=self._has_problem)
        registry.bind("edit.quick_fix", self.offer_fixes, enabled=self._is_open)

    def serve(self, panel: ProblemPanel) -> None:
        """Act on what is chosen in the panel from now on."""
        window = self._window
        self._view = view = panel.view
        panel.updated.connect(self._refresh)
        panel.left.connect(lambda: window.registry.run("view.editor"))
        view.rows_chosen.connect(self._refresh)
        view.menu_requested.connect(self._show_menu)
        view.fix_requested.connect(window.edit_commands.fix)
        view.fix_all_requested.connect(window.edit_commands.fix_all)
        view.withdraw_requested.connect(self.withdraw)
        view.ways_requested.connect(lambda problem, at: self._fix_menu([problem]).popup(at))

    def offer_fixes(self, problems: list[Problem] | None = None) -> None:
        """Open a menu of what can be done about the problem in the list, or at the caret.

        Whichever has the focus is meant, unless `problems` of the text in front are given.
        """
        text = self._text()
        view = self._view
        if problems is None and view is not None and view.hasFocus() and view.problem:
            found, at = [view.problem], view.place_below(view.currentIndex())
        elif text is not None:
            edit = text.edit
            found = text.problems_at_caret() if problems is None else problems
            at = edit.viewport().mapToGlobal(edit.cursorRect().bottomLeft())
        else:
            found, at = [], QPoint()
        if not found:
            self._window.status.say(self.tr("Nothing to fix here"))
            return
        self._fix_menu(found).popup(at)

    def accept(self, problem: Problem) -> None:
        """Ask for the reason, which stays with the package, and let the problem be."""
        from studio.ui.problems.reasondialog import ReasonDialog

        dialog = ReasonDialog(problem.rule, self._window)
        dialog.textValueSelected.connect(partial(self._accept_because, problem))
        dialog.open()

    def _accept_because(self, problem: Problem, reason: str) -> None:
        from studio.package.workspace import accept

        bench = self._window.workbench
        if bench is not None:
            said = self.tr("{rule} is accepted here.").format(rule=problem.rule)
            self._commit(partial(accept, bench.document.snapshot, problem, reason.strip()), said)

    def withdraw(self, problem: Problem) -> None:
        """Let an accepted problem stand again."""
        from studio.package.workspace import withdraw

        bench = self._window.workbench
        if bench is not None:
            said = self.tr("{rule} is no longer accepted here.").format(rule=problem.rule)
            self._commit(partial(withdraw, bench.document.snapshot, problem), said)

    def show_elsewhere(self, problem: Problem) -> None:
        """Lead to a problem that no text shows: its file or folder, or what its rule says."""
        if problem.place.path:
            self._window.tree.reveal(problem.place.path)
        else:
            self.explain(problem)

    def explain(self, problem: Problem) -> None:
        """Show the page of the rule: what it demands, what trips it, what passes."""
        self._window.editors.open(f"{RULE}{problem.rule}", preview=True)

    def _commit(self, make: partial[ChangeSet], said: str) -> None:
        bench = self._window.workbench
        try:
            changed = bench is not None and bench.document.commit(make())
        except StudioError as error:
            self._window.warn(error.message)
            return
        if changed:
            undo = Link(self.tr("Undo"), self._window.edit_commands.undo)
            self._window.toast.show_message(said, undo)

    def _fix_menu(self, problems: Sequence[Problem]) -> FixMenu:
        from studio.package.fixing import fix_together
        from studio.ui.problems.fixmenu import FixMenu

        window, bench = self._window, self._window.workbench
        assert bench is not None  # noqa: S101 - asked by the caller
        snapshot = bench.document.snapshot
        menu = FixMenu(window.services.themes, snapshot, window)
        standing = [problem for problem in problems if problem.accepted is None]
        for problem in standing:
            if problem.fix is not None:
                run = partial(window.edit_commands.fix, problem)
                make = partial(problem.fix.make, snapshot)
                menu.offer(window.words(problem.fix.label), run, icon="lightbulb", change=make)
        for lacking in dict.fromkeys(problem.lacks for problem in standing if problem.lacks):
            for way in window.building.ways_to_bring(lacking):
                menu.offer(way.text, way.run, icon="tray")
        for rule in dict.fromkeys(problem.rule for problem in standing if problem.fix):
            alike = [each for each in bench.document.findings.standing() if each.rule == rule]
            alike = [each for each in alike if each.fix is not None]
            if len(alike) > 1:
                words = self.tr("Fix all of {rule} ({n})").format(n=len(alike), rule=rule)
                make = partial(
                    fix_together, snapshot, alike, message("Fix all of {rule}", rule=rule)
                )
                menu.offer(words, partial(window.edit_commands.fix_all, rule), change=make)
        if menu.actions():
            menu.addSeparator()
        self._offer_rest(menu, problems)
        return menu

    def _offer_rest(self, menu: FixMenu, problems: Sequence[Problem]) -> None:
        """What can be done about every problem: let it be, or read about it."""
        for problem in problems:
            if problem.accepted is None:
                words = self.tr("Accept {rule}…").format(rule=problem.rule)
                menu.offer(words, partial(self.accept, problem), icon="check")
            else:
                words = self.tr("No longer accept {rule}").format(rule=problem.rule)
                menu.offer(words, partial(self.withdraw, problem))
        for rule, problem in {problem.rule: problem for problem in problems}.items():
            words = self.tr("Why {rule}?").format(rule=rule)
            menu.offer(words, partial(self.explain, problem), icon="info")

    def _fix(self) -> None:
        if (problem := self._problem) is not None:
            self._window.edit_commands.fix(problem)

    def _fix_all(self) -> None:
        if (problem := self._problem) is not None:
            self._window.edit_commands.fix_all(problem.rule)

    def _accept(self) -> None:
        if (problem := self._problem) is not None:
            self.accept(problem)

    def _withdraw(self) -> None:
        if (problem := self._problem) is not None:
            self.withdraw(problem)

    def _explain(self) -> None:
        if (problem := self._problem) is not None:
            self.explain(problem)

    def _copy(self) -> None:
        if self._view is not None:
            self._view.copy_chosen()

    def _show_menu(self, position: QPoint) -> None:
        fix, fix_all, accept, withdraw, copy, why = (command.id for command in PROBLEM_COMMANDS)
        verdict = withdraw if self._is_accepted() else accept
        items = (fix, fix_all, SEPARATOR, verdict, SEPARATOR, copy, why)
        self._window.registry.refresh(items)
        MenuFactory(self._window.registry).context_menu(self._window, items).popup(position)

    def _refresh(self) -> None:
        """Ask again what can be done, now that others are listed or chosen."""
        own = (command.id for command in PROBLEM_COMMANDS)
        self._window.registry.refresh((*own, "go.next_problem", "go.previous_problem"))

    def _text(self) -> TextView | None:
        page = self._window.editors.current
        return page.text if page is not None else None

    @property
    def _problem(self) -> Problem | None:
        """The chosen one."""
        return self._view.problem if self._view is not None else None

    def _has_problem(self) -> bool:
        return self._problem is not None

    def _stands(self) -> bool:
        return (problem := self._problem) is not None and problem.accepted is None

    def _is_accepted(self) -> bool:
        return (problem := self._problem) is not None and problem.accepted is not None

    def _can_fix(self) -> bool:
        problem = self._problem
        return problem is not None and problem.accepted is None and problem.fix is not None

    def _can_copy(self) -> bool:
        view = self._view
        return (
            view is not None and view.selectionModel() is not None and bool(view.chosen_problems())
        )

    def _is_open(self) -> bool:
        return self._window.workbench is not None
