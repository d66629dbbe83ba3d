"""The hits of a search as a tree of files and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtCore import QObject

    from studio.package.search import FileHits, Hit

Index = QModelIndex | QPersistentModelIndex

HitRole = Qt.ItemDataRole.UserRole + 1
PathRole = Qt.ItemDataRole.UserRole + 2
CountRole = Qt.ItemDataRole.UserRole + 3
ReplacementRole = Qt.ItemDataRole.UserRole + 4

_NO_INDEX = QModelIndex()

# Composed once: views ask for the flags of every row when they are laid out anew.
_FILE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_HIT = _FILE | Qt.ItemFlag.ItemNeverHasChildren
_CHECKABLE_FILE = _FILE | Qt.ItemFlag.ItemIsUserCheckable
_CHECKABLE_HIT = _HIT | Qt.ItemFlag.ItemIsUserCheckable
_VALID = QAbstractItemModel.CheckIndexOption.IndexIsValid
_CHECK = Qt.ItemDataRole.CheckStateRole


class _Row:
    """One hit, and whether it is to be replaced."""

    __slots__ = ("checked", "hit")

    def __init__(self, hit: Hit) -> None:
        self.hit = hit
        self.checked = True

    @property
    def likeness(self) -> tuple[str, int]:
        """What stays the same while lines above it come and go."""
        return self.hit.line_text, self.hit.column


class _File:
    """One file with its hits."""

    __slots__ = ("number", "path", "row", "rows")

    def __init__(self, number: int, found: FileHits) -> None:
        self.number = number
        self.path = found.path
        self.row = 0
        self.rows = [_Row(hit) for hit in found.hits]

    def check_state(self) -> Qt.CheckState:
        """Whether all, some or none of the hits are to be replaced."""
        states = {row.checked for row in self.rows}
        if len(states) > 1:
            return Qt.CheckState.PartiallyChecked
        return Qt.CheckState.Checked if True in states else Qt.CheckState.Unchecked


class SearchResults(QAbstractItemModel):
    """Files in order of paths, and below each its hits.

    `HitRole` gives the `Hit` of a line and None for a file, `PathRole` the path, `CountRole` the
    hits of a file, `ReplacementRole` what a hit becomes, None while nothing is to be replaced.
    Then rows can be checked too. `counts_changed` comes whenever hits or checks have changed.
    """

    counts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: list[_File] = []
        self._by_number: dict[int, _File] = {}
        self._next_number = 1
        self._written: Callable[[Hit], str] | None = None

    # What views ask

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """The row at a position below `parent`."""
        if column != 0 or row < 0 or row >= self.rowCount(parent):
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0)
        return self.createIndex(row, 0, self._files[parent.row()].number)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """The file of a hit."""
        file = self._by_number.get(index.internalId()) if index.isValid() else None
        return self.createIndex(file.row, 0, 0) if file else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The files, or the hits of one."""
        if not parent.isValid():
            return len(self._files)
        return 0 if parent.internalId() else len(self._files[parent.row()].rows)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One column; the delegate paints the rest of the row."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be checked while something is to be replaced."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._written is None:
            return _HIT if index.internalId() else _FILE
        return _CHECKABLE_HIT if index.internalId() else _CHECKABLE_FILE

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        if not index.internalId():
            return self._file_data(self._files[index.row()], role)
        file = self._by_number.get(index.internalId())
        return self._hit_data(file.rows[index.row()], role) if file else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose whether a hit, or all hits of a file, are to be replaced."""
        if role != _CHECK or not self.checkIndex(index, _VALID):
            return False
        checked = Qt.CheckState(value) == Qt.CheckState.Checked
        file = self._by_number.get(index.internalId())
        for row in [file.rows[index.row()]] if file else self._files[index.row()].rows:
            row.checked = checked
        self._announce(file or self._files[index.row()], [_CHECK])
        self.counts_changed.emit()
        return True

    # Hits

    @property
    def hit_count(self) -> int:
        """How many hits there are."""
        return sum(len(file.rows) for file in self._files)

    @property
    def file_count(self) -> int:
        """How many files have hits."""
        return len(self._files)

    def checked_hits(self) -> list[Hit]:
        """The hits that are to be replaced."""
        return [row.hit for file in self._files for row in file.rows if row.checked]

    def hits_at(self, indexes: Iterable[Index]) -> list[Hit]:
        """The hits that rows stand for, those of a file for its row; each once."""
        found: dict[tuple[str, int], Hit] = {}
        for index in indexes:
            for hit in self._hits_of(index):
                found[hit.path, hit.start] = hit
        return list(found.values())

    # Following a search

    def show(self, results: Iterable[FileHits]) -> None:
        """Show the results of another search, every hit checked."""
        self.beginResetModel()
        self._by_number.clear()
        self._files = [self._new_file(found) for found in results if found.hits]
        self._files.sort(key=lambda file: file.path)
        self._renumber()
        self.endResetModel()
        self.counts_changed.emit()

    def update(self, results: Iterable[FileHits]) -> None:
        """Take over the hits that files have now; none where a file has lost them.

        Hits that read the same keep their rows and checks.
        """
        for found in results:
            file = next((file for file in self._files if file.path == found.path), None)
            if file is None and found.hits:
                self._insert(found)
            elif file is not None and not found.hits:
                self._remove(file)
            elif file is not None:
                self._replace_rows(file, [_Row(hit) for hit in found.hits])
        self.counts_changed.emit()

    def set_replacement(self, written: Callable[[Hit], str] | None) -> None:
        """Show what hits become; None shows only the hits."""
        if written is None and self._written is None:
            return
        self._written = written
        for file in self._files:
            self._announce(file, [ReplacementRole, _CHECK])

    def _file_data(self, file: _File, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return file.path.rpartition("/")[2]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{file.path}, {len(file.rows)}"
        if role in (PathRole, Qt.ItemDataRole.ToolTipRole):
            return file.path
        if role == CountRole:
            return len(file.rows)
        if role == _CHECK and self._written is not None:
            return file.check_state()
        return None

    def _hit_data(self, row: _Row, role: int) -> Any:
        hit = row.hit
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.line_text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.line}:{hit.column} {hit.line_text.strip()}"
        if role == HitRole:
            return hit
        if role == PathRole:
            return hit.path
        if role == ReplacementRole and self._written is not None:
            return self._written(hit)
        if role == _CHECK and self._written is not None:
            return Qt.CheckState.Checked if row.checked else Qt.CheckState.Unchecked
        return None

    def _hits_of(self, index: Index) -> Iterator[Hit]:
        if not index.isValid():
            return
        file = self._by_number.get(index.internalId())
        if file is not None:
            yield file.rows[index.row()].hit
        else:
            yield from (row.hit for row in self._files[index.row()].rows)

    def _new_file(self, found: FileHits) -> _File:
        file = _File(self._next_number, found)
        self._next_number += 1
        self._by_number[file.number] = file
        return file

    def _insert(self, found: FileHits) -> None:
        at = sum(file.path < found.path for file in self._files)
        self.beginInsertRows(QModelIndex(), at, at)
        self._files.insert(at, self._new_file(found))
        self._renumber()
        self.endInsertRows()

    def _remove(self, file: _File) -> None:
        self.beginRemoveRows(QModelIndex(), file.row, file.row)
        self._files.remove(file)
        del self._by_number[file.number]
        self._renumber()
        self.endRemoveRows()

    def _replace_rows(self, file: _File, wanted: list[_Row]) -> None:
        """Exchange the middle that differs; what reads the same at both ends keeps its checks."""
        old = file.rows
        shortest = min(len(old), len(wanted))
        start = 0
        while start < shortest and old[start].likeness == wanted[start].likeness:
            start += 1
        end = 0
        while end < shortest - start and old[-1 - end].likeness == wanted[-1 - end].likeness:
            end += 1
        parent = self.createIndex(file.row, 0, 0)
        if len(old) - end > start:
            self.beginRemoveRows(parent, start, len(old) - end - 1)
            del old[start : len(old) - end]
            self.endRemoveRows()
        new = wanted[start : len(wanted) - end]
        if new:
            self.beginInsertRows(parent, start, start + len(new) - 1)
            old[start:start] = new
            self.endInsertRows()
        for row, found in zip(old, wanted, strict=True):
            row.hit = found.hit
        self._announce(file)

    def _renumber(self) -> None:
        for row, file in enumerate(self._files):
            file.row = row

    def _announce(self, file: _File, roles: list[int] | None = None) -> None:
        top = self.createIndex(file.row, 0, 0)
        self.dataChanged.emit(top, top, roles or [])
        first = self.createIndex(0, 0, file.number)
        last = self.createIndex(len(file.rows) - 1, 0, file.number)
        self.dataChanged.emit(first, last, roles or [])
