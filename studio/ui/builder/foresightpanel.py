"""Beside a recipe: what will be sent, and what stands in the way of building it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.package.problems import Severity
from studio.package.requirements import State
from studio.package.snapshot import Place
from studio.sizes import size_text
from studio.ui.builder.side import FactRows, Section
from studio.ui.controls.keptfont import keep_font
from studio.ui.publishing.checklist import Checklist
from studio.ui.publishing.checkrows import CheckRow, problem_row

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.package.problems import Findings, Problem
    from studio.package.snapshot import Snapshot
    from studio.services.builds.works import Foreseen
    from studio.ui.theme.switcher import ThemeService
    from studio.wording import Message

_LARGEST = 8
_LINES = 8
"""Lines that a sentence may take; what stands before a build is said in full."""


class ForesightPanel(QWidget):
    """Shows sizes before anything is sent, concerns, and problems that were found.

    The signals carry a problem to jump to or to mend, or the line of the Dockerfile of a concern.
    """

    show_requested = Signal(object)
    fix_requested = Signal(object)
    line_wanted = Signal(int)

    def __init__(self, themes: ThemeService, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._language = language
        self._found: Foreseen | StudioError | None = None
        self._dockerfile = ""
        self._problems: list[CheckRow] = []
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        keep_font(self.summary, themes, "body", tabular=True)
        self.largest = FactRows(themes, code=True)
        self.checks = Checklist(themes, fitted=True, lines=_LINES)
        self.checks.setProperty("ground", "panel")
        self._sending, self._judging = Section(themes), Section(themes)
        self._sending.body.addWidget(self.summary)
        self._sending.body.addWidget(self.largest)
        self._judging.body.addWidget(self.checks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sending)
        column.addWidget(self._judging)
        column.addStretch(1)
        self.checks.show_requested.connect(self.show_requested)
        self.checks.fix_requested.connect(self.fix_requested)
        self.checks.place_requested.connect(self._lead)
        self._retranslate()

    def wait(self) -> None:
        """Say that somebody is looking; what was known stays until then."""
        if self._found is None:
            self.summary.setText(self.tr("Looking at the folder…"))

    def show_foreseen(self, found: Foreseen | StudioError, dockerfile: str, language: str) -> None:
        """Show what is known of the next build; concerns lead into `dockerfile`."""
        self._found, self._dockerfile, self._language = found, dockerfile, language
        self._show()

    def show_problems(
        self, findings: Findings, recipe: Recipe, snapshot: Snapshot, language: str
    ) -> None:
        """Show what was found in the recipe and in its Dockerfile."""
        self._language = language
        self._problems = [
            problem_row(each, snapshot, language)
            for each in findings.standing()
            if each.severity is not Severity.INFO and _concerns(each, recipe)
        ]
        self._show_checks()

    def _lead(self, place: Place) -> None:
        self.line_wanted.emit(int(place.pointer[0]))

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        if isinstance(found, StudioError):
            self.summary.setText(found.message.text(self._language))
            self.largest.set_rows([])
        elif found.context is not None:
            context = found.context
            sent = self.tr("%n file(s)", "", context.file_count)
            parts = [self.tr(", ").join((size_text(context.size), sent))]
            if context.ignored:
                left_out = self.tr("%n left out by .dockerignore", "", context.ignored)
                parts.append(left_out)
            self.summary.setText("\n".join(parts))
            entries = [each for each in context.largest(_LARGEST) if each.size]
            self.largest.set_rows([(None, each.path, size_text(each.size)) for each in entries])
        self._show_checks()

    def _show_checks(self) -> None:
        rows: list[CheckRow] = []
        if self._found is not None and not isinstance(self._found, StudioError):
            rows = [
                self._row(concern.sentence, concern.line, prevents=concern.prevents)
                for _, concern in self._found.concerns
            ]
        rows += self._problems
        self.checks.set_rows(rows)
        self._judging.setVisible(bool(rows))

    def _row(self, sentence: Message, line: int, *, prevents: bool) -> CheckRow:
        place = Place(self._dockerfile, (line,)) if line and self._dockerfile else None
        where = self.tr("Dockerfile, line {line}").format(line=line) if line else ""
        return CheckRow(
            State.ERROR if prevents else State.WARNING,
            sentence.text(self._language),
            below=where,
            action=self.tr("Show") if place is not None else "",
            place=place,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._sending.heading.setText(self.tr("What will be sent"))
        self._judging.heading.setText(self.tr("Before building"))
        self._show()


def _concerns(problem: Problem, recipe: Recipe) -> bool:
    """Whether a problem is about a recipe or its Dockerfile."""
    if problem.place.path == recipe.dockerfile_path:
        return True
    return problem.rule.startswith("BLD-") and problem.place.pointer[:2] == recipe.pointer
