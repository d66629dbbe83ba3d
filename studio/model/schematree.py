"""The fields of a schema as a tree, made as it is opened."""

from __future__ import annotations

from enum import Enum
from itertools import count
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from studio.formats.fieldpaths import format_path
from studio.model.schemasearch import fields_below, found_paths
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from studio.formats.fieldpaths import FieldPath
    from studio.formats.fields import FieldSpec
    from studio.package.forms import Form
    from studio.wording import Message

Index = QModelIndex | QPersistentModelIndex

FieldRole, MarkRole = (Qt.ItemDataRole.UserRole + number for number in range(2))
MIME_TYPE = "application/x-osc-studio-field"
_NOWHERE = QModelIndex()


class Mark(str, Enum):
    """What descriptors make of a field."""

    DESCRIBED = "described"
    SCHEMA = "schema"
    LEFT_OUT = "left out"
    DEAD = "dead"


_WORDS = {
    Mark.DESCRIBED: message("described"),
    Mark.SCHEMA: message("only in the schema"),
    Mark.LEFT_OUT: message("not shown"),
    Mark.DEAD: message("leads to no field"),
}


class _Node:
    """A row; its children are made when they are asked for."""

    __slots__ = ("children", "field", "name", "number", "parent", "path", "row")

    def __init__(
        self, number: int, parent: _Node | None, row: int, path: FieldPath, field: FieldSpec | None
    ) -> None:
        self.number = number
        self.parent = parent
        self.row = row
        self.path = path
        self.field = field
        self.name = field.name if field is not None else format_path(path)
        self.children: list[_Node] | None = None


class SchemaTree(QAbstractItemModel):
    """The fields of a form by their place in the schema; at the end what leads to no field.

    The fields inside the items of a list stand directly below the list. A form that was made anew
    from the same schema keeps all rows; another schema resets the model.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._language = "en"
        self._numbers = count(1)
        self._nodes: dict[int, _Node] = {}
        self._top = _Node(0, None, 0, (), None)
        self._dead: list[FieldPath] = []
        self._filter = ""
        self._kept: set[FieldPath] | None = None

    # What it shows

    @property
    def is_filtered(self) -> bool:
        """Whether only some of the fields are shown."""
        return bool(self._filter)

    def show_form(self, form: Form | None) -> None:
        """Show the fields of another form, or of the same one made anew."""
        root = form.root if form is not None else None
        before = self._top.field
        self._dead = _dead_paths(form) if form is not None else []
        if root is None or before is None or self._filter or not self._rebound(self._top, root):
            self.beginResetModel()
            self._begin(root)
            self.endResetModel()
            return
        self._replace_dead()
        self._announce(self._top, _NOWHERE)

    def set_filter(self, text: str) -> None:
        """Show only the fields that hold all words of `text` in their path or title."""
        if text == self._filter:
            return
        self._filter = text
        self.beginResetModel()
        self._begin(self._top.field)
        self.endResetModel()

    def set_language(self, language: str) -> None:
        """Word what screen readers say in another language."""
        self._language = language

    def index_of(self, path: FieldPath) -> QModelIndex:
        """The row of a field; those above it are made. Invalid where there is none."""
        node: _Node | None = self._top
        while node is not None and node.path != path:
            below: _Node | None = None
            for each in self._children(node):
                if each.path == path or (each.path == path[: len(each.path)]):
                    below = each
                    if each.path == path:
                        break
            node = below
        if node is None or node is self._top:
            return QModelIndex()
        return self._index(node)

    def path_of(self, index: Index) -> FieldPath:
        """The path of the field in a row; () for no row. Qt would make a list of it as data."""
        return self._node(index).path

    # The model

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a row."""
        if column != 0 or row < 0:
            return QModelIndex()
        children = self._children(self._node(parent))
        return self._index(children[row]) if row < len(children) else QModelIndex()

    def parent(self, index: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]
        """The row of the object or list around a field."""
        node = self._node(index).parent
        return QModelIndex() if node is None or node is self._top else self._index(node)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many fields are inside."""
        return 0 if parent.column() > 0 else len(self._children(self._node(parent)))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """One."""
        del parent
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:
        """Whether anything is inside, without making rows of it."""
        node = self._node(parent)
        if node.children is not None or node is self._top:
            return bool(self._children(node))
        return bool(self._fields(node))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, field and mark of a row."""
        if not index.isValid():
            return None
        node = self._node(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return node.name
        if role == FieldRole:
            return node.field
        if role == MarkRole:
            return self._mark(node)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(node)
        if role == Qt.ItemDataRole.ToolTipRole:
            help_text = node.field.help if node.field is not None else ""
            return "\n".join(part for part in (format_path(node.path), help_text) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every field can be dragged into the form."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._node(index).field else flags

    def mimeTypes(self) -> list[str]:
        """A path below `spec`."""
        return [MIME_TYPE, "text/plain"]

    def mimeData(self, indexes: Sequence[Index]) -> QMimeData:
        """The path of the field."""
        data = QMimeData()
        path = format_path(self._node(indexes[0]).path) if indexes else ""
        data.setData(MIME_TYPE, QByteArray(path.encode()))
        data.setText(path)
        return data

    # Within

    def _node(self, index: Index) -> _Node:
        return self._nodes[index.internalId()] if index.isValid() else self._top

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.row, 0, node.number)

    def _begin(self, root: FieldSpec | None) -> None:
        self._nodes.clear()
        self._top = _Node(0, None, 0, (), root)
        self._kept = found_paths(root, self._filter) if root and self._filter else None
        if not self._filter:
            self._append_dead()

    def _new(self, parent: _Node, row: int, path: FieldPath, field: FieldSpec | None) -> _Node:
        node = _Node(next(self._numbers), parent, row, path, field)
        self._nodes[node.number] = node
        return node

    def _fields(self, node: _Node) -> Sequence[FieldSpec]:
        fields = fields_below(node.field) if node.field is not None else ()
        return [f for f in fields if f.path in self._kept] if self._kept is not None else fields

    def _children(self, node: _Node) -> list[_Node]:
        if node.children is None:
            fields = self._fields(node)
            node.children = [self._new(node, row, f.path, f) for row, f in enumerate(fields)]
        return node.children

    def _rebound(self, node: _Node, field: FieldSpec) -> bool:
        """Give a row and all made below it the fields of a new form; False if they differ."""
        children = [each for each in node.children or () if each.field is not None]
        fields = fields_below(field) if node.children is not None else ()
        if [each.path for each in children] != [each.path for each in fields]:
            return False
        node.field = field
        pairs = zip(children, fields, strict=True)
        return all(self._rebound(child, each) for child, each in pairs)

    def _announce(self, node: _Node, index: QModelIndex) -> None:
        """Tell that all rows made may look different."""
        children = node.children or []
        if children:
            self.dataChanged.emit(self._index(children[0]), self._index(children[-1]))
        for child in children:
            if child.children:
                self._announce(child, self._index(child))

    def _append_dead(self) -> None:
        children, dead = self._children(self._top), enumerate(self._dead)
        first = len(children)
        children += [self._new(self._top, first + number, path, None) for number, path in dead]

    def _replace_dead(self) -> None:
        """Exchange the rows at the end for what leads to no field now."""
        children = self._children(self._top)
        present = [node for node in children if node.field is None]
        if [node.path for node in present] == self._dead:
            return
        first = len(children) - len(present)
        if present:
            self.beginRemoveRows(QModelIndex(), first, len(children) - 1)
            del children[first:]
            for node in present:
                del self._nodes[node.number]
            self.endRemoveRows()
        if self._dead:
            self.beginInsertRows(QModelIndex(), first, first + len(self._dead) - 1)
            self._append_dead()
            self.endInsertRows()

    def _mark(self, node: _Node) -> Mark:
        if node.field is None:
            return Mark.DEAD
        above: _Node | None = node
        while above is not None and above.field is not None:
            if above.field.hidden or above.field.out_of_scene:
                return Mark.LEFT_OUT
            above = above.parent
        return Mark.DESCRIBED if node.field.descriptors else Mark.SCHEMA

    def _spoken(self, node: _Node) -> str:
        """What a screen reader says of a row."""
        words: list[Message] = [_WORDS[self._mark(node)]]
        if node.field is not None and node.field.required:
            words.insert(0, message("required"))
        return ", ".join([node.name, *(each.text(self._language) for each in words)])


def _dead_paths(form: Form) -> list[FieldPath]:
    """The paths of descriptors that lead to no field, each once."""
    entries = form.root.context.descriptors.entries
    dead = (e.tokens for e in entries if e.tokens and form.root.at(e.tokens) is None)
    return list(dict.fromkeys(dead))
