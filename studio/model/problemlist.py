"""The problems of the document as a list that can be filtered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from studio.package.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from studio.model.document import Document
    from studio.package.problems import Findings, Problem

Index = QModelIndex | QPersistentModelIndex

ProblemRole = Qt.ItemDataRole.UserRole + 1
LineRole = Qt.ItemDataRole.UserRole + 2

_NO_INDEX = QModelIndex()
_VALID = QAbstractListModel.CheckIndexOption.IndexIsValid


class ProblemList(QAbstractListModel):
    """The standing problems that pass the filter, in the order of `Findings`.

    Rows that stay keep their identity when the findings change. `ProblemRole` gives the problem,
    `LineRole` its line from 1, 0 where it belongs to no line. `checked` comes after each check.
    """

    checked = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._language = "en"
        self._text = ""
        self._severities = frozenset(Severity)
        self._rows: list[Problem] = self._wanted(document.findings)
        document.problems_changed.connect(self._follow)

    def set_language(self, language: str) -> None:
        """Word the problems in `language` from now on."""
        self._language = language
        self._replace(self._wanted(self._document.findings))
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def set_filter(self, text: str, severities: Iterable[Severity] = Severity) -> None:
        """Show only problems of `severities` whose rule, file or sentence holds `text`."""
        self._text = text.strip().casefold()
        self._severities = frozenset(severities)
        self._replace(self._wanted(self._document.findings))

    @property
    def is_checked(self) -> bool:
        """Whether the package has been checked at all."""
        return self._document.findings.is_checked

    @property
    def is_filtered(self) -> bool:
        """Whether a filter may hide problems."""
        return bool(self._text) or self._severities != frozenset(Severity)

    def problem(self, row: int) -> Problem:
        """The problem of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each problem that is shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        problem = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message.text(self._language)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.as_text(problem)
        if role == ProblemRole:
            return problem
        if role == LineRole:
            return problem.position(self._document.snapshot)[0] if problem.span else 0
        return None

    def as_text(self, problem: Problem) -> str:
        """One line for the clipboard: place, severity, rule and sentence."""
        line, column = problem.position(self._document.snapshot)
        path = problem.place.path
        place = f"{path}:{line}:{column}" if problem.span else path
        words = f"{problem.severity.value} {problem.rule} {problem.message.text(self._language)}"
        return f"{place}: {words}" if place else words

    def _wanted(self, findings: Findings) -> list[Problem]:
        return [problem for problem in findings.standing() if self._passes(problem)]

    def _passes(self, problem: Problem) -> bool:
        if problem.severity not in self._severities:
            return False
        words = f"{problem.rule} {problem.place.path} {problem.message.text(self._language)}"
        return self._text in words.casefold()

    def _follow(self, findings: Findings) -> None:
        self._replace(self._wanted(findings))
        self.checked.emit()

    def _replace(self, wanted: list[Problem]) -> None:
        """Exchange the middle that differs; what is equal at both ends keeps its rows."""
        old, start = self._rows, 0
        while start < min(len(old), len(wanted)) and old[start] is wanted[start]:
            start += 1
        end = 0
        while end < min(len(old), len(wanted)) - start and old[-1 - end] is wanted[-1 - end]:
            end += 1
        if len(old) - end > start:
            self.beginRemoveRows(QModelIndex(), start, len(old) - end - 1)
            del self._rows[start : len(old) - end]
            self.endRemoveRows()
        new = wanted[start : len(wanted) - end]
        if new:
            self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
            self._rows[start:start] = new
            self.endInsertRows()
