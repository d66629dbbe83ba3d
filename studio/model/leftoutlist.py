"""The fields that a form leaves out, as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from studio.formats.leftout import Reason
from studio.package.forms.mending import fix_of, place_of
from studio.wording import message

if TYPE_CHECKING:
    from studio.formats.leftout import LeftOut
    from studio.package.forms import Form
    from studio.package.problems import Fix
    from studio.package.snapshot import Place, Snapshot

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

LeftOutRole = Qt.ItemDataRole.UserRole

REASONS = {
    Reason.HIDDEN: message("Hidden"),
    Reason.SCENE: message("Scene"),
    Reason.DEAD_PATH: message("Dead path"),
    Reason.NO_SCHEMA: message("No schema"),
    Reason.UNSUPPORTED: message("Not drawn"),
}


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A field that is left out, where that is written, and the change that brings it back.

    `file` names the file and the line of the place, "" where there is none.
    """

    left: LeftOut
    place: Place | None
    file: str
    fix: Fix | None


class LeftOutList(QAbstractListModel):
    """One row for each field; rows that stay keep their indices while the form changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._rows: list[LeftOutRow] = []

    def show_form(self, form: Form | None, snapshot: Snapshot | None) -> None:
        """Show what a form leaves out; `snapshot` is the one that it was built from."""
        rows: list[LeftOutRow] = []
        if form is not None and snapshot is not None:
            rows = [_row(form, left, snapshot) for left in form.left_out]
        old, new = [_key(row) for row in self._rows], [_key(row) for row in rows]
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        gone, come = len(old) - start - end, len(new) - start - end
        if gone:
            self.beginRemoveRows(QModelIndex(), start, start + gone - 1)
            del self._rows[start : start + gone]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), start, start + come - 1)
            self._rows[start:start] = rows[start : start + come]
            self.endInsertRows()
        self._rows = rows
        if rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def set_language(self, language: str) -> None:
        """Word everything in another language."""
        self._language = language
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def as_text(self, index: Index) -> str:
        """A row as one line of text."""
        row = self._rows[index.row()]
        parts = (row.left.path_text, self._reason(row), self._sentence(row), row.file)
        return "\t".join(part for part in parts if part)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many fields are left out."""
        return 0 if parent.isValid() else len(self._rows)

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Only the list as a whole holds rows."""
        return self.rowCount(parent) > 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sentence, and the row as a whole."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sentence(row)
        if role == LeftOutRole:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.as_text(index).replace("\t", ", ").replace("`", "")
        return None

    def _sentence(self, row: LeftOutRow) -> str:
        return row.left.message.text(self._language)

    def _reason(self, row: LeftOutRow) -> str:
        return REASONS[row.left.reason].text(self._language)


def _row(form: Form, left: LeftOut, snapshot: Snapshot) -> LeftOutRow:
    place = place_of(form, left)
    return LeftOutRow(left, place, _file(place, snapshot), fix_of(form, left))


def _file(place: Place | None, snapshot: Snapshot) -> str:
    if place is None:
        return ""
    name = place.path.rpartition("/")[2]
    node, tree = snapshot.node(place), snapshot.tree(place.path)
    if node is None or tree is None:
        return name
    return f"{name}:{tree.position(node.start).line}"


def _key(row: LeftOutRow) -> tuple[object, ...]:
    return (row.left.path_text, row.left.reason, row.left.message)


def _common(one: list[Any], other: list[Any]) -> int:
    """How many items two lists begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
