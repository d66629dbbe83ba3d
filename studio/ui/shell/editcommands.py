"""Undo, redo, travelling in the history, and fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.ui.controls.links import Link
from studio.ui.textview.commands import register_editor_commands
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.problems import Problem
    from studio.ui.shell.window import MainWindow
    from studio.ui.textview.view import TextView
    from studio.wording import Message


class EditCommands(QObject):
    """Binds the commands that change the document, whatever has the focus."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        bind = window.registry.bind
        bind("edit.undo", self.undo, enabled=self._can_undo, text=self._undo_text)
        bind("edit.redo", self.redo, enabled=self._can_redo, text=self._redo_text)
        register_editor_commands(window.registry, self._text_view)

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

    def tell_done(self, step: Message) -> None:
        """Say in a toast which step was done, and offer to take it back."""
        words = self.tr("Done: {step}").format(step=self._window.words(step))
        self.offer_undo(words)

    def offer_undo(self, sentence: str) -> None:
        """Say in a toast what was done, with a link that takes it back."""
        self._window.toast.show_message(sentence, Link(self.tr("Undo"), self.undo))

    def fix(self, problem: Problem) -> None:
        """Mend a problem as one step, and offer to take that back."""
        bench = self._window.workbench
        if bench is None or problem.fix is None:
            return
        try:
            change_set = problem.fix.make(bench.document.snapshot)
            changed = bench.document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        if changed:
            self.tell_done(change_set.label)

    def fix_all(self, rule: str) -> None:
        """Mend every problem of one rule as one step."""
        from studio.package.fixing import fix_together

        bench = self._window.workbench
        if bench is None:
            return
        alike = [problem for problem in bench.document.findings.standing() if problem.rule == rule]
        label = message("Fix all of {rule}", rule=rule)
        change_set = fix_together(bench.document.snapshot, alike, label)
        if bench.document.commit(change_set):
            self.tell_done(label)

    def _text_view(self) -> TextView | None:
        page = self._window.editors.current
        return page.text if page is not None else None

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
