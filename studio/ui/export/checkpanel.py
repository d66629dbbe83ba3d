"""What stands between a package and its export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.package.problems import Severity
from studio.package.requirements import State, requirements_of
from studio.ui.controls.chip import Chip
from studio.ui.controls.keptfont import keep_font
from studio.ui.publishing.checklist import Checklist
from studio.ui.publishing.checkrows import met_row, problem_row

if TYPE_CHECKING:
    from studio.package.problems import Findings
    from studio.package.snapshot import Snapshot
    from studio.ui.theme.switcher import ThemeService

_EDGE = 8
"""Pixels by which the rows' ground reaches beyond their text."""


class CheckPanel(QWidget):
    """The problems by severity, then the requirements that have none."""

    def __init__(self, themes: ThemeService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._heading = QLabel()
        self._errors = Chip(themes, tone="error")
        self._warnings = Chip(themes, tone="warning")
        self.list = Checklist(themes)
        keep_font(self._heading, themes, "section")
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.setSpacing(8)
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._errors)
        head.addWidget(self._warnings)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 14, _EDGE, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        themes.changed.connect(self._follow_scale)
        self._follow_scale()

    def show_findings(self, snapshot: Snapshot, findings: Findings, language: str) -> None:
        """Show what a check of `snapshot` found, worded in `language`."""
        rows = [
            problem_row(problem, snapshot, language)
            for problem in findings.standing()
            if problem.severity is not Severity.INFO
        ]
        rows += [
            met_row(requirement, language)
            for requirement in requirements_of(snapshot, findings)
            if requirement.state in (State.MET, State.UNKNOWN)
        ]
        self.list.set_rows(rows)
        self._heading.setText(self.tr("Checklist"))
        self.list.setAccessibleName(self.tr("Checklist"))
        errors, warnings = findings.counts[Severity.ERROR], findings.counts[Severity.WARNING]
        self._errors.set_text(
            self.tr("1 error") if errors == 1 else self.tr("{n} errors").format(n=errors)
        )
        self._warnings.set_text(
            self.tr("1 warning") if warnings == 1 else self.tr("{n} warnings").format(n=warnings)
        )
        self._errors.setVisible(bool(errors))
        self._warnings.setVisible(bool(warnings))

    def _follow_scale(self) -> None:
        self._heading.setFixedHeight(self._themes.px(20))
