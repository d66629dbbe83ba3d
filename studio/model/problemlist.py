"""The problems of the document in groups, filtered as somebody wants to see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from operator import is_
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from studio.package.problems import Severity

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Sequence

    from PySide6.QtCore import QObject

    from studio.model.document import Document
    from studio.package.problems import Findings, Problem

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex

ProblemRole = Qt.ItemDataRole.UserRole + 1
LineRole = Qt.ItemDataRole.UserRole + 2
GroupRole = Qt.ItemDataRole.UserRole + 3

_NO_INDEX = QModelIndex()
_VALID = QAbstractItemModel.CheckIndexOption.IndexIsValid


class Grouping(str, Enum):
    """What the problems are gathered by."""

    NONE = "none"
    FILE = "file"
    RULE = "rule"

    def key(self, problem: Problem) -> str:
        """The group that a problem belongs to."""
        return {
            Grouping.NONE: "",
            Grouping.FILE: problem.place.path,
            Grouping.RULE: problem.rule,
        }[self]


@dataclass(slots=True)
class Group:
    """Problems with the same `key`: the path of a file or the id of a rule."""

    key: str
    number: int
    row: int = 0
    problems: list[Problem] = field(default_factory=list["Problem"])

    @property
    def severity(self) -> Severity:
        """That of the worst problem."""
        return min((problem.severity for problem in self.problems), key=lambda each: each.rank)


class ProblemList(QAbstractItemModel):
    """The problems that pass the filter: a row for each, or one for each group and they below it.

    Without groups they stand in the order of `Findings`; files stand in order of paths, rules with
    the worst first. Rows that stay keep their identity when the findings change. `ProblemRole`
    gives the problem (None for a group), `LineRole` its line from 1, 0 where it belongs to no line,
    and `GroupRole` the `Group` of a group's row. `checked` comes after each check, `refilled` when
    rows may have come and gone.
    """

    checked = Signal()
    refilled = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._language = "en"
        self._text = ""
        self._severities = frozenset(Severity)
        self._accepted = False
        self._grouping = Grouping.NONE
        self._next_number = 1
        self._groups: list[Group] = []
        self._by_number: dict[int, Group] = {}
        self._start_over()
        document.problems_changed.connect(self._follow)

    # What is shown

    def set_language(self, language: str) -> None:
        """Word the problems in `language` from now on."""
        self._language = language
        self._refill()
        self._tell_all_changed()

    def set_filter(
        self, text: str, severities: Iterable[Severity] = Severity, *, accepted: bool = False
    ) -> None:
        """Show only problems of `severities` whose rule, file or sentence holds `text`.

        With `accepted`, those that the author has accepted are shown instead of those that stand.
        """
        self._text = text.strip().casefold()
        self._severities = frozenset(severities)
        self._accepted = accepted
        self._refill()

    def set_grouping(self, grouping: Grouping) -> None:
        """Gather the problems by something else."""
        if grouping is not self._grouping:
            self.beginResetModel()
            self._grouping = grouping
            self._start_over()
            self.endResetModel()

    @property
    def grouping(self) -> Grouping:
        """What the problems are gathered by."""
        return self._grouping

    @property
    def is_checked(self) -> bool:
        """Whether the package has been checked at all."""
        return self._document.findings.is_checked

    @property
    def is_filtered(self) -> bool:
        """Whether a filter may hide problems."""
        return bool(self._text) or self._severities != frozenset(Severity)

    @property
    def shows_accepted(self) -> bool:
        """Whether the accepted problems are shown instead of those that stand."""
        return self._accepted

    @property
    def shown(self) -> list[Problem]:
        """The problems in the order of their rows, whatever the groups."""
        return [problem for group in self._groups for problem in group.problems]

    @property
    def counts(self) -> Counter[Severity]:
        """How many problems of each severity stand, hidden ones included."""
        return self._document.findings.counts

    @property
    def accepted_count(self) -> int:
        """How many problems the author has accepted."""
        return sum(problem.accepted is not None for problem in self._document.findings.problems)

    def neighbour(self, index: Index, step: int) -> QModelIndex:
        """The next (1) or previous (-1) problem in the order shown, around the ends.

        From the row of a group or from none it is the first below it, or the last above.
        """
        total = sum(len(group.problems) for group in self._groups)
        if not total:
            return QModelIndex()
        at = self._number_of(index)
        if index.data(ProblemRole) is None and step > 0:
            at -= 1
        return self.index_of((at + step) % total)

    def following(self, index: Index) -> list[Problem]:
        """The problem of a row and those below it, in the order shown."""
        return self.shown[self._number_of(index) :]

    def index_of_first(self, problems: Iterable[Problem]) -> QModelIndex:
        """The row of the first of `problems` that is still shown; the last row without any."""
        shown = self.shown
        numbers = (
            number
            for problem in problems
            for number, other in enumerate(shown)
            if _same(problem, other)
        )
        number = next(numbers, len(shown) - 1)
        return self.index_of(number) if shown else QModelIndex()

    def as_text(self, problem: Problem) -> str:
        """One line for the clipboard: place, severity, rule and sentence."""
        line, column = problem.position(self._document.snapshot)
        path = problem.place.path
        place = f"{path}:{line}:{column}" if problem.span else path
        words = f"{problem.severity.value} {problem.rule} {problem.message.text(self._language)}"
        return f"{place}: {words}" if place else words

    # What views ask

    def index(self, row: int, column: int = 0, parent: Index = _NO_INDEX) -> QModelIndex:
        """The row at a position below `parent`."""
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        number = self._groups[parent.row()].number if parent.isValid() else 0
        return self.createIndex(row, 0, number)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """The group of a problem."""
        group = self._by_number.get(index.internalId()) if index.isValid() else None
        return self.createIndex(group.row, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The groups, or the problems of one; without groups, the problems."""
        if self._grouping is Grouping.NONE:
            return 0 if parent.isValid() else len(self._groups[0].problems)
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].problems)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One column; the delegate paints the rest of the row."""
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        problem = self._problem(index)
        if problem is None:
            return self._group_data(self._groups[index.row()], role)
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message.text(self._language)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.as_text(problem)
        if role == ProblemRole:
            return problem
        if role == LineRole:
            return problem.position(self._document.snapshot)[0] if problem.span else 0
        return None

    def _group_data(self, group: Group, role: int) -> Any:
        if role == GroupRole:
            return group
        if role == Qt.ItemDataRole.DisplayRole:
            is_file = self._grouping is Grouping.FILE
            return group.key.rstrip("/").rpartition("/")[2] if is_file else group.key
        if role == Qt.ItemDataRole.ToolTipRole:
            return group.key
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{group.key}, {len(group.problems)}"
        return None

    def _problem(self, index: Index) -> Problem | None:
        if index.internalId():
            return self._by_number[index.internalId()].problems[index.row()]
        if self._grouping is Grouping.NONE:
            return self._groups[0].problems[index.row()]
        return None

    def _number_of(self, index: Index) -> int:
        """How many problems stand above a row."""
        if not index.isValid():
            return 0
        if self._grouping is Grouping.NONE:
            return index.row()
        parent = self.parent(index)
        group = parent.row() if parent.isValid() else index.row()
        above = sum(len(each.problems) for each in self._groups[:group])
        return above + index.row() if parent.isValid() else above

    def index_of(self, number: int) -> QModelIndex:
        """The row of a problem by its place in `shown`."""
        if self._grouping is Grouping.NONE:
            return self.index(number)
        for group in self._groups:
            if number < len(group.problems):
                return self.index(number, 0, self.index(group.row))
            number -= len(group.problems)
        raise IndexError(number)

    # Following the findings

    def _follow(self, _findings: Findings) -> None:
        self._refill()
        self.checked.emit()

    def _passes(self, problem: Problem) -> bool:
        if (problem.accepted is not None) is not self._accepted:
            return False
        if problem.severity not in self._severities:
            return False
        if not self._text:
            return True
        words = f"{problem.rule} {problem.place.path} {problem.message.text(self._language)}"
        return self._text in words.casefold()

    def _wanted(self) -> dict[str, list[Problem]]:
        """The problems of each group; without groups, of the one that is always there."""
        key = self._grouping.key
        wanted: dict[str, list[Problem]] = {"": []} if self._grouping is Grouping.NONE else {}
        for problem in filter(self._passes, self._document.findings.problems):
            wanted.setdefault(key(problem), []).append(problem)
        # The order of findings puts the rules in theirs; files would jump as they get better.
        return dict(sorted(wanted.items())) if self._grouping is Grouping.FILE else wanted

    def _start_over(self) -> None:
        self._by_number.clear()
        self._groups = [self._made(key, problems) for key, problems in self._wanted().items()]
        self._number_rows()

    def _made(self, key: str, problems: list[Problem]) -> Group:
        group = Group(key, self._next_number, problems=problems)
        self._next_number += 1
        self._by_number[group.number] = group
        return group

    def _number_rows(self) -> None:
        for row, group in enumerate(self._groups):
            group.row = row

    def _refill(self) -> None:
        """Exchange what differs; groups and problems that stay keep their rows."""
        wanted = self._wanted()
        if self._grouping is not Grouping.NONE:
            self._exchange_groups(wanted)
        for group in self._groups:
            parent = QModelIndex()
            if self._grouping is not Grouping.NONE:
                parent = self.index(group.row)
            self._exchange_problems(group, wanted[group.key], parent)
        self.refilled.emit()

    def _exchange_groups(self, wanted: dict[str, list[Problem]]) -> None:
        keys = [group.key for group in self._groups]
        start, old_end, new_end = _differing(keys, list(wanted), str.__eq__)
        if old_end > start:
            self.beginRemoveRows(QModelIndex(), start, old_end - 1)
            for group in self._groups[start:old_end]:
                del self._by_number[group.number]
            del self._groups[start:old_end]
            self._number_rows()
            self.endRemoveRows()
        if new_end > start:
            new = list(wanted.items())[start:new_end]
            self.beginInsertRows(QModelIndex(), start, new_end - 1)
            self._groups[start:start] = [self._made(key, list(rows)) for key, rows in new]
            self._number_rows()
            self.endInsertRows()

    def _exchange_problems(self, group: Group, wanted: list[Problem], parent: QModelIndex) -> None:
        start, old_end, new_end = _differing(group.problems, wanted, _same)
        if old_end > start:
            self.beginRemoveRows(parent, start, old_end - 1)
            del group.problems[start:old_end]
            self.endRemoveRows()
        if new_end > start:
            self.beginInsertRows(parent, start, new_end - 1)
            group.problems[start:start] = wanted[start:new_end]
            self.endInsertRows()
        if not all(map(is_, group.problems, wanted)):
            group.problems[:] = wanted
            last = self.index(len(wanted) - 1, 0, parent)
            self.dataChanged.emit(self.index(0, 0, parent), last)
        if parent.isValid():
            self.dataChanged.emit(parent, parent)

    def _tell_all_changed(self) -> None:
        for parent in (QModelIndex(), *(self.index(row) for row in range(self.rowCount()))):
            if rows := self.rowCount(parent):
                self.dataChanged.emit(self.index(0, 0, parent), self.index(rows - 1, 0, parent))


def _differing(
    old: Sequence[T], new: Sequence[T], same: Callable[[T, T], bool]
) -> tuple[int, int, int]:
    """Where the middle that differs starts, and where it ends in `old` and in `new`."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and same(old[start], new[start]):
        start += 1
    end = 0
    while end < shortest - start and same(old[-1 - end], new[-1 - end]):
        end += 1
    return start, len(old) - end, len(new) - end


def _same(one: Problem, other: Problem) -> bool:
    """Whether they tell the same, though perhaps found anew at another line."""
    return one is other or (
        one.rule == other.rule
        and one.place == other.place
        and one.message == other.message
        and one.accepted == other.accepted
    )
