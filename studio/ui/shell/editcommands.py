"""Undo, redo, travelling in the history, and fixes."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from studio.errors import StudioError
from studio.ui.commands.menus import Menu
from studio.ui.controls.links import Link
from studio.ui.shell.textpage import TextPage
from studio.ui.textview.commands import register_editor_commands
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.problems import Problem
    from studio.ui.shell.window import MainWindow
    from studio.ui.textview.view import TextView


class EditCommands(QObject):
    """Binds the commands that change the document, whatever has the focus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bind = window.registry.bind
        bind("edit.undo", self.undo, enabled=self._can_undo, text=self._undo_text)
        bind("edit.redo", self.redo, enabled=self._can_redo, text=self._redo_text)
        register_editor_commands(window.registry, self._text_view)
        bind("edit.quick_fix", self.offer_fixes, enabled=self._can_fix)

    def undo(self) -> None:
        """Take the last step back, show its place and say what it was."""
        bench = self._window.workbench
        if bench is not None:
            label = self._label(bench.document.history.index - 1)
            self._window.toast.hide()
            bench.document.undo()
            self._window.status.say(self.tr("Undone: {step}").format(step=label))

    def redo(self) -> None:
        """Do the next step again, show its place and say what it was."""
        bench = self._window.workbench
        if bench is not None:
            label = self._label(bench.document.history.index)
            bench.document.redo()
            self._window.status.say(self.tr("Done again: {step}").format(step=label))

    def travel_to(self, row: int) -> None:
        """Go to the state after step `row` of the history."""
        if self._window.workbench is not None:
            self._window.workbench.document.travel_to(row)

    def fix(self, problem: Problem) -> None:
        """Mend a problem as one step, and offer to take that back."""
        bench = self._window.workbench
        if bench is None or problem.fix is None:
            return
        try:
            change_set = problem.fix.make(bench.document.snapshot)
            changed = bench.document.commit(change_set)
        except StudioError as error:
            text = error.message.text(self._window.services.languages.language)
            self._window.toast.show_message(text, tone="warning")
            return
        if changed:
            label = change_set.label.text(self._window.services.languages.language)
            undo = Link(self.tr("Undo"), self.undo)
            self._window.toast.show_message(label, undo)

    def fix_all(self, rule: str) -> None:
        """Mend every problem of one rule as one step."""
        bench = self._window.workbench
        if bench is None:
            return
        fixes = [p.fix for p in bench.document.findings.standing() if p.rule == rule and p.fix]
        label = message("Fix all of {rule}", rule=rule)
        with bench.document.transaction(label) as step:
            for fix in fixes:
                # An earlier fix may have mended this one, too, or left it without its place.
                with suppress(StudioError):
                    step.apply(*fix.make(step.snapshot).operations)

    def offer_fixes(self, problems: list[Problem] | None = None) -> None:
        """Open a menu of what can be mended at the caret, or of `problems`."""
        view = self._text_view()
        if view is None:
            return
        found = view.problems_at_caret() if problems is None else problems
        menu = Menu("", self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._window.services.themes.icons.icon("lightbulb")
        for problem in found:
            if problem.fix is not None:
                words = self._window.words(problem.fix.label).replace("&", "&&")
                menu.addAction(icon, words, partial(self.fix, problem))
        for rule in dict.fromkeys(p.rule for p in found if p.fix is not None and self._is_many(p)):
            words = self.tr("Fix all of {rule}").format(rule=rule)
            menu.addAction(words, partial(self.fix_all, rule))
        if menu.isEmpty():
            menu.deleteLater()
            self._window.status.say(self.tr("Nothing to fix here"))
            return
        menu.popup(view.edit.viewport().mapToGlobal(view.edit.cursorRect().bottomLeft()))

    def _is_many(self, problem: Problem) -> bool:
        """Whether the package has more problems of the same rule that can be fixed."""
        bench = self._window.workbench
        standing = bench.document.findings.standing() if bench else ()
        return sum(p.rule == problem.rule and p.fix is not None for p in standing) > 1

    def _text_view(self) -> TextView | None:
        page = self._window.editors.current
        return page.view if isinstance(page, TextPage) else None

    def _can_fix(self) -> bool:
        return self._text_view() is not None

    def _label(self, index: int) -> str:
        bench = self._window.workbench
        step = bench.document.history.step(index) if bench else None
        language = self._window.services.languages.language
        return step.change_set.label.text(language) if step else ""

    def _undo_text(self) -> str:
        return self._with_label(self.tr("&Undo"), self._index() - 1)

    def _redo_text(self) -> str:
        return self._with_label(self.tr("&Redo"), self._index())

    def _with_label(self, verb: str, index: int) -> str:
        label = self._label(index).replace("&", "&&")
        return self.tr("{verb} “{step}”").format(verb=verb, step=label) if label else verb

    def _index(self) -> int:
        bench = self._window.workbench
        return bench.document.history.index if bench else 0

    def _can_undo(self) -> bool:
        bench = self._window.workbench
        return bench is not None and bench.document.history.can_undo

    def _can_redo(self) -> bool:
        bench = self._window.workbench
        return bench is not None and bench.document.history.can_redo
