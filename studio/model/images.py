"""The images of the package as rows in groups, each with the places that use it below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from studio.formats.imagemap import conventions
from studio.model import imagewords
from studio.model.imagerows import Group, ImageRow, UseRow
from studio.model.imagewords import Cell, spoken
from studio.model.keyedrows import KeyedRows
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

    from studio.model.imagerows import ImageTable

Index = QModelIndex | QPersistentModelIndex

RowRole = Qt.ItemDataRole.UserRole + 1
UseRole = Qt.ItemDataRole.UserRole + 2
GroupRole = Qt.ItemDataRole.UserRole + 3
CellRole = Qt.ItemDataRole.UserRole + 4
TarRole = Qt.ItemDataRole.UserRole + 5

IMAGE, USED, FIELD = range(3)
ARCHITECTURES = tuple(conventions().architectures)
STATUS = FIELD + len(ARCHITECTURES) + 1

_NO_INDEX = QModelIndex()
_VALID = KeyedRows.CheckIndexOption.IndexIsValid
_TITLES = {
    IMAGE: message("Image"),
    USED: message("Used in"),
    FIELD: message("Field that OSC writes"),
    STATUS: message("Status"),
}
_TONES = ("error", "warning", "info", "ok")


class ImagesModel(KeyedRows["Group | ImageRow | UseRow"]):
    """The rows of an `ImageTable` that pass the filter, below the groups that are always there.

    Rows keep their identity, and their selection, from table to table, also when they go over to
    another group. `RowRole` gives an `ImageRow`, `UseRole` a `UseRow`, `GroupRole` a `Group`,
    `CellRole` what a cell says and `TarRole` the `TarFact` of a cell. `refreshed` comes after
    each change of the rows.
    """

    refreshed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._text = ""
        self._order: tuple[int, bool] | None = None
        self.table: ImageTable | None = None
        self.arrange(self.root, [(group.value, group) for group in Group])

    # What is shown

    def show_table(self, table: ImageTable) -> None:
        """Show another state of the package; rows that stay are kept."""
        self.table = table
        self._refill()

    def set_language(self, language: str) -> None:
        """Word the cells in `language` from now on."""
        self._language = language
        self._refill()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, STATUS)
        self.tell_changed(self.root)

    def set_filter(self, text: str) -> None:
        """Show only rows whose image, entry, file or field holds `text`."""
        self._text = text.strip().casefold()
        self._refill()

    @property
    def is_filtered(self) -> bool:
        """Whether a filter may hide rows."""
        return bool(self._text)

    @property
    def shown_count(self) -> int:
        """How many rows pass the filter."""
        return sum(len(group.children) for group in self.root.children)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows of each group by a column; -1 puts them in the order of the files."""
        descending = order == Qt.SortOrder.DescendingOrder
        self._order = None if column < 0 else (column, descending)
        self._refill()

    # What views ask

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """Image, uses, field, one for each architecture, status."""
        return STATUS + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a cell."""
        if not self.checkIndex(index, _VALID):
            return None
        value = self.node(index).value
        if role in (RowRole, UseRole, GroupRole):
            kind = {RowRole: ImageRow, UseRole: UseRow, GroupRole: Group}[role]
            return value if isinstance(value, kind) else None
        if role == TarRole:
            architecture = architecture_of_column(index.column())
            return value.tars.get(architecture) if isinstance(value, ImageRow) else None
        cell = self._cell(index, value)
        if role == CellRole:
            return cell.worded(self._language)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(cell.first)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._whole(index, value, cell)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole and architecture_of_column(section):
            return Qt.AlignmentFlag.AlignCenter
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if FIELD < section < STATUS:
            return architecture_of_column(section)
        return self._words(_TITLES[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Keys pass over groups; saved images can be dragged, images take them."""
        value = self.node(index).value
        if value is None or isinstance(value, Group):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(value, ImageRow):
            is_tar = bool(value.path)
            flags |= Qt.ItemFlag.ItemIsDragEnabled if is_tar else Qt.ItemFlag.ItemIsDropEnabled
        return flags

    # Words

    def _cell(self, index: Index, value: object) -> Cell:
        column = index.column()
        if isinstance(value, Group):
            return Cell(imagewords.GROUP_NAMES[value]) if column == 0 else Cell("")
        if isinstance(value, UseRow):
            name, file, path, status = imagewords.use_cells(value)
            return {IMAGE: name, USED: file, FIELD: path, STATUS: status}.get(column, Cell(""))
        assert isinstance(value, ImageRow)  # noqa: S101 - only the root has no value
        if FIELD < column < STATUS:
            fact = value.tars.get(architecture_of_column(column))
            return Cell(imagewords.tar_words(fact)) if fact is not None else Cell("")
        if column == STATUS:
            return Cell(value.verdict.words, role=value.verdict.tone)
        made = {
            IMAGE: imagewords.image_cell, USED: imagewords.used_cell, FIELD: imagewords.field_cell,
        }  # fmt: skip
        return made[column](value)

    def _whole(self, index: Index, value: object, cell: Cell) -> str:
        """A cell with nothing left out."""
        lines = [self._words(cell.first), self._words(cell.second)]
        if isinstance(value, ImageRow) and index.column() == IMAGE and value.image is not None:
            lines = [value.image.reference]
        elif isinstance(value, ImageRow) and index.column() == STATUS:
            lines = [lines[0], *map(self._words, value.verdict.reasons)]
        elif isinstance(value, UseRow) and index.column() == USED:
            lines = [f"{value.use.place.path}:{value.line}"]
        return "\n".join(filter(None, lines))

    def _words(self, words: imagewords.Words) -> str:
        return spoken(words, self._language)

    # Keeping rows

    def _refill(self) -> None:
        """Exchange what differs."""
        wanted: dict[Group, list[ImageRow]] = {group: [] for group in Group}
        for row in self.table.rows if self.table else ():
            if self._passes(row):
                wanted[row.group].append(row)
        kept = {row.key for rows in wanted.values() for row in rows}
        for group in self.root.children:
            self.remove_all_but(group, kept)
        for group, rows in zip(self.root.children, wanted.values(), strict=True):
            self.arrange(group, [(row.key, row) for row in self._sorted(rows)])
            for node in group.children:
                uses = node.value.uses if isinstance(node.value, ImageRow) else ()
                self.remove_all_but(node, {use.key for use in uses})
                self.arrange(node, [(use.key, use) for use in uses])
        self.tell_changed(self.root)
        self.refreshed.emit()

    def _passes(self, row: ImageRow) -> bool:
        words = [row.title, row.path, row.image.reference if row.image else ""]
        words += [text for entry in row.entries for text in (entry.title, *entry.address.values())]
        words += [name for entry in row.entries for name in entry.package.values()]
        words += [use.use.place.path for use in row.uses]
        return any(self._text in word.casefold() for word in words)

    def _sorted(self, rows: Sequence[ImageRow]) -> Sequence[ImageRow]:
        if self._order is None:
            return rows
        column, descending = self._order

        def key(row: ImageRow) -> tuple[int, str]:
            if FIELD < column < STATUS:
                fact = row.tars.get(architecture_of_column(column))
                return 0, fact.fit.value if fact else ""
            if column == STATUS:
                return _TONES.index(row.verdict.tone), self._words(row.verdict.words)
            made = (imagewords.image_cell, imagewords.used_cell, imagewords.field_cell)[column]
            return 0, self._words(made(row).first).casefold()

        return sorted(rows, key=key, reverse=descending)


def architecture_of_column(column: int) -> str:
    """The architecture whose tars a column shows, "" for the other columns."""
    return ARCHITECTURES[column - FIELD - 1] if FIELD < column < STATUS else ""
