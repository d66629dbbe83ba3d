"""The package tree as an item model that follows the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from studio.errors import StudioError
from studio.formats.kinds import Role
from studio.model.marks import Marks
from studio.model.renamedfolders import renamed_folders
from studio.model.rowwords import image_hint, spoken, tool_tip
from studio.model.treeroles import DirtyRole, EntryRole, ImageRole, MarkRole, SizeRole
from studio.package.changes import RenameFile, TextEdit
from studio.package.content import FileBlob
from studio.package.entries import Entry, EntryKind
from studio.package.outline import children, has_children, package_entry
from studio.package.refactoring import rename, rename_resource
from studio.package.references import is_definition
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtCore import QObject

    from studio.model.document import Document
    from studio.package.changes import ChangeSet
    from studio.package.problems import Findings

Index = QModelIndex | QPersistentModelIndex

_OUTLINE_DELAY_MS = 500
_LONG_TEXT = 10_000  # characters, which take 1 ms to parse: folders may hold a hundred such files
_NO_INDEX = QModelIndex()
_ANY_INDEX = QAbstractItemModel.CheckIndexOption.IndexIsValid


class _Item:
    """One row in memory; `children` is None until somebody asks for them."""

    __slots__ = ("children", "entry", "number", "parent", "row")

    def __init__(self, entry: Entry, parent: _Item | None, number: int) -> None:
        self.entry = entry
        self.parent = parent
        self.number = number
        self.children: list[_Item] | None = None
        self.row = 0

    def walk(self) -> Iterator[_Item]:
        """This row and all rows below it."""
        yield self
        for child in self.children or ():
            yield from child.walk()


class PackageTree(QAbstractItemModel):
    """Package, folders, files, missing files, and the keys inside files.

    Folders are there from the start, keys are read when a file is opened for the first time.
    Rows keep their identity over edits, renames and undo, so that views stay expanded.
    `EntryRole` gives the `Entry`, `DirtyRole` whether a file is unsaved, `MarkRole` a `Mark` or
    None, `SizeRole` bytes or None, `ImageRole` tag and architecture of a saved image that was read,
    as far as its file's name does not tell them. Editing a row renames the file, the folder, or
    the resource that the row names; `refused` carries the message when that is impossible.

    The keys of a file that takes long to parse are wanted first: while `reads_later` is set,
    `keys_wanted` carries its path and `bring_keys` makes the rows, once somebody has parsed it.
    """

    refused = Signal(object)
    keys_wanted = Signal(str)
    reads_later = False

    def __init__(
        self, document: Document, fallback_name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._fallback_name = fallback_name
        self._language = "en"
        self._items: dict[int, _Item] = {}
        self._next_number = 1
        self._marks = Marks(document.findings)
        self._dirty = document.dirty_paths
        self._stale: set[str] = set()
        self._awaited: set[str] = set()
        self._top = self._new_item(package_entry(document.snapshot, fallback_name), None)
        self._populate(self._top)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_OUTLINE_DELAY_MS)
        self._later.timeout.connect(self.refresh)
        document.changed.connect(self._follow)
        document.dirty_changed.connect(self._update_dirty)
        document.problems_changed.connect(self._update_marks)

    # What views ask

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        """The row at a position below `parent`."""
        if column != 0 or row < 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(0, 0, self._top.number) if row == 0 else QModelIndex()
        rows = self._item(parent).children or []
        return self.createIndex(row, 0, rows[row].number) if row < len(rows) else QModelIndex()

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """The row above in the tree."""
        item = self._item(index) if index.isValid() else None
        return self._index_of(item.parent) if item and item.parent else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """How many rows are known below `parent`."""
        if not parent.isValid():
            return 1
        return len(self._item(parent).children or ())

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        """One column; the delegate paints the rest of the row."""
        return 1

    def hasChildren(self, parent: Index = _NO_INDEX) -> bool:
        """Whether a caret is shown, known before the rows are."""
        if not parent.isValid():
            return True
        item = self._item(parent)
        if item.children is None or item.entry.path in self._awaited:
            return has_children(item.entry)
        return bool(item.children)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the rows below a file or key have not been read yet."""
        return parent.isValid() and self._item(parent).children is None and self.hasChildren(parent)

    def fetchMore(self, parent: Index) -> None:
        """Read the rows below a file or key."""
        if self.canFetchMore(parent):
            item = self._item(parent)
            item.children = []
            if self._takes_long(item.entry):
                self._awaited.add(item.entry.path)
                self.keys_wanted.emit(item.entry.path)
            else:
                self._sync(item)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Files, folders and the names of resources can be edited in place; files move."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        entry = self._item(index).entry
        is_file = entry.kind in (EntryKind.FILE, EntryKind.FOLDER)
        if is_file:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        if is_file or self._names_resource(entry):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Rename what the row stands for, as one step; references follow."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        entry, snapshot = self._item(index).entry, self._document.snapshot
        if value == self.data(index, role):
            return False
        try:
            if entry.kind is EntryKind.NODE:
                place = Place(entry.path, entry.pointer, entry.document)
                return self._document.commit(rename_resource(snapshot, place, value))
            return self._document.commit(rename(snapshot, entry.path, value))
        except StudioError as error:
            self.refused.emit(error.message)
            return False

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _ANY_INDEX):
            return None
        entry = self._item(index).entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.EditRole:
            is_node = entry.kind is EntryKind.NODE
            return entry.detail if is_node else entry.path.rpartition("/")[2]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._document.snapshot, entry, self._language)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            is_dirty, mark = index.data(DirtyRole), self._marks.of(entry)
            return spoken(entry, mark, is_dirty=is_dirty, language=self._language)
        if role == EntryRole:
            return entry
        if role == DirtyRole:
            return entry.kind is EntryKind.FILE and entry.path in self._dirty
        if role == MarkRole:
            return self._marks.of(entry)
        if role == SizeRole:
            content = self._document.snapshot.files.get(entry.path)
            return content.size if isinstance(content, FileBlob) else None
        if role == ImageRole:
            return image_hint(self._document.snapshot, entry)
        return None

    def set_language(self, language: str) -> None:
        """Speak "en" or "zh" in tool tips and to screen readers."""
        self._language = language

    # Finding rows

    def entry(self, index: Index) -> Entry | None:
        """What a row stands for."""
        return self._item(index).entry if index.isValid() else None

    def index_of_path(self, path: str) -> QModelIndex:
        """The row of a file or folder; invalid when it has none."""
        for item in self._top.walk():
            if item.entry.kind is not EntryKind.NODE and item.entry.path == path:
                return self._index_of(item)
        return QModelIndex()

    def bring_keys(self) -> None:
        """Make the rows of the files whose keys were wanted and that are parsed by now."""
        for item in [item for item in self._top.walk() if item.entry.path in self._awaited]:
            if self._takes_long(item.entry):
                self.keys_wanted.emit(item.entry.path)  # the text has changed meanwhile
            elif item.entry.kind is EntryKind.FILE:
                self._awaited.discard(item.entry.path)
                self._sync(item)

    def _takes_long(self, entry: Entry) -> bool:
        """Whether making the rows below a file has to wait for its text being parsed."""
        content = self._document.snapshot.text(entry.path)
        is_long = content is not None and len(content.text) > _LONG_TEXT and not content.is_parsed
        return self.reads_later and is_long and entry.kind is EntryKind.FILE

    # Following the document

    def refresh(self) -> None:
        """Bring every row that is known up to date."""
        self._later.stop()
        top = package_entry(self._document.snapshot, self._fallback_name)
        if top != self._top.entry:
            self._top.entry = top
            self._announce(self._top)
        self._sync(self._top)
        self._stale.clear()

    def _follow(self, change_set: ChangeSet, _origin: object) -> None:
        self._stale |= change_set.paths
        renamed = {
            op.path: op.new_path for op in change_set.operations if isinstance(op, RenameFile)
        }
        if renamed:
            self._retarget(renamed)
        if all(isinstance(operation, TextEdit) for operation in change_set.operations):
            self._later.start()
        else:
            self.refresh()

    def _retarget(self, renamed: dict[str, str]) -> None:
        """Let the rows of renamed files, and of folders that moved as a whole, live on."""
        folders = dict(renamed_folders(renamed, self._document.snapshot.files))
        for item in self._top.walk():
            entry = item.entry
            if entry.kind is EntryKind.FOLDER:
                new_path = folders.get(entry.path)
            else:
                new_path = renamed.get(entry.path)
            if new_path is not None:
                item.entry = replace(entry, path=new_path)
        self._awaited = {renamed.get(path, path) for path in self._awaited}

    def _update_dirty(self) -> None:
        changed, self._dirty = (
            self._dirty ^ self._document.dirty_paths,
            self._document.dirty_paths,
        )
        for item in self._top.walk():
            if item.entry.kind is EntryKind.FILE and item.entry.path in changed:
                self._announce(item, DirtyRole)

    def _update_marks(self, findings: Findings) -> None:
        if self._later.isActive():
            self.refresh()  # the check has parsed what it needs, in a thread
        before, self._marks = self._marks, Marks(findings)
        for item in self._top.walk():
            if before.of(item.entry) != self._marks.of(item.entry):
                self._announce(item, MarkRole)
            if item.entry.role is Role.IMAGE_TAR:
                self._announce(item, ImageRole)  # the check has read it

    def _sync(self, item: _Item) -> None:
        """Make the rows below `item` those of the snapshot, with as few moves as possible."""
        if item.children is None:
            return
        wanted = list(_unique(children(self._document.snapshot, item.entry)))
        keys = {entry.key for entry in wanted}
        for row in range(len(item.children) - 1, -1, -1):
            if item.children[row].entry.key not in keys:
                self._remove(item, row)
        for row, entry in enumerate(wanted):
            self._settle(item, row, entry)
        for child in item.children:
            if child.entry.kind is EntryKind.FOLDER or child.entry.path in self._stale:
                self._sync(child)

    def _settle(self, item: _Item, row: int, entry: Entry) -> None:
        rows = item.children or []
        at = next((r for r in range(row, len(rows)) if rows[r].entry.key == entry.key), -1)
        if at < 0:
            self._insert(item, row, entry)
            return
        if at != row:
            index = self._index_of(item)
            self.beginMoveRows(index, at, at, index, row)
            rows.insert(row, rows.pop(at))
            _renumber(item)
            self.endMoveRows()
        if rows[row].entry != entry:
            rows[row].entry = entry
            self._announce(rows[row])

    def _insert(self, item: _Item, row: int, entry: Entry) -> None:
        self.beginInsertRows(self._index_of(item), row, row)
        new = self._new_item(entry, item)
        assert item.children is not None  # noqa: S101
        item.children.insert(row, new)
        self._populate(new)
        _renumber(item)
        self.endInsertRows()

    def _remove(self, item: _Item, row: int) -> None:
        self.beginRemoveRows(self._index_of(item), row, row)
        assert item.children is not None  # noqa: S101
        for gone in item.children.pop(row).walk():
            del self._items[gone.number]
        _renumber(item)
        self.endRemoveRows()

    def _populate(self, item: _Item) -> None:
        """Give package and folders their rows at once; files wait until they are opened."""
        if item.entry.kind in (EntryKind.PACKAGE, EntryKind.FOLDER):
            entries = children(self._document.snapshot, item.entry)
            item.children = [self._new_item(entry, item) for entry in entries]
            _renumber(item)
            for child in item.children:
                self._populate(child)

    def _new_item(self, entry: Entry, parent: _Item | None) -> _Item:
        item = _Item(entry, parent, self._next_number)
        self._next_number += 1
        self._items[item.number] = item
        return item

    def _item(self, index: Index) -> _Item:
        return self._items[index.internalId()]

    def _index_of(self, item: _Item) -> QModelIndex:
        return self.createIndex(item.row, 0, item.number)

    def _names_resource(self, entry: Entry) -> bool:
        place = Place(entry.path, entry.pointer, entry.document)
        return entry.kind is EntryKind.NODE and is_definition(self._document.snapshot, place)

    def _announce(self, item: _Item, *roles: int) -> None:
        """Tell that a row looks different: all of it, or what the roles give."""
        index = self._index_of(item)
        self.dataChanged.emit(index, index, list(roles))


def _renumber(item: _Item) -> None:
    for row, child in enumerate(item.children or ()):
        child.row = row


def _unique(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Rows by key; of a key that a file wrongly has twice, the first."""
    seen: set[object] = set()
    for entry in entries:
        if entry.key not in seen:
            seen.add(entry.key)
            yield entry
