"""Rows in a tree that keep their identity, and so their selection, while what they show changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject

V = TypeVar("V")
Index = QModelIndex | QPersistentModelIndex

_NO_INDEX = QModelIndex()


@dataclass(slots=True, eq=False)
class Node(Generic[V]):
    """A row with what it shows; `number` finds it again from an index, 0 is the root's."""

    key: str
    number: int
    value: V | None = None
    parent: Node[V] | None = None
    row: int = 0
    children: list[Node[V]] = field(default_factory=list["Node[V]"])


class KeyedRows(QAbstractItemModel, Generic[V]):
    """A tree of rows, each with a key that no other has.

    `remove_all_but` and then `arrange` bring the rows below one to another state; a row that is
    wanted somewhere else is moved there with all below it. What has no room in the new state has
    to be removed everywhere first.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._next_number = 1
        self._nodes: dict[int, Node[V]] = {}
        self._by_key: dict[str, Node[V]] = {}
        self.root = Node[V]("", 0)

    def index_of(self, key: str) -> QModelIndex:
        """The row of that key; invalid where it is not shown."""
        node = self._by_key.get(key)
        return self.index_at(node) if node is not None else QModelIndex()

    def node(self, index: Index) -> Node[V]:
        """The row of an index; the root for an invalid one."""
        return self._nodes[index.internalId()] if index.isValid() else self.root

    def index_at(self, node: Node[V], column: int = 0) -> QModelIndex:
        """The index of a row; invalid for the root."""
        if node is self.root:
            return QModelIndex()
        return self.createIndex(node.row, column, node.number)

    # What views ask

    def index(self, row: int, column: int = 0, parent: Index = _NO_INDEX) -> QModelIndex:
        """The cell at a position below `parent`."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self.node(parent).children[row].number)

    def parent(self, index: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        """The row above."""
        above = self.node(index).parent if index.isValid() else None
        return self.index_at(above) if above is not None else QModelIndex()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """The rows below."""
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    # Changing

    def remove_all_but(self, parent: Node[V], keys: set[str]) -> None:
        """Remove the rows below `parent` that have none of these keys."""
        for row in range(len(parent.children) - 1, -1, -1):
            node = parent.children[row]
            if node.key not in keys:
                self.beginRemoveRows(self.index_at(parent), row, row)
                del parent.children[row]
                self._forget(node)
                _number(parent)
                self.endRemoveRows()

    def arrange(self, parent: Node[V], wanted: Sequence[tuple[str, V]]) -> None:
        """Let the first rows below `parent` have these keys and values, in this order."""
        for row, (key, value) in enumerate(wanted):
            node = self._by_key.get(key)
            if node is None:
                self.beginInsertRows(self.index_at(parent), row, row)
                parent.children.insert(row, self._made(key, value, parent))
                _number(parent)
                self.endInsertRows()
                continue
            node.value = value
            if node.parent is not parent or node.row != row:
                self._move(node, parent, row)
        self.tell_changed(parent)

    def tell_changed(self, parent: Node[V]) -> None:
        """Say that the rows below `parent` may show something else."""
        if parent.children:
            first, last = parent.children[0], parent.children[-1]
            right = self.columnCount() - 1
            self.dataChanged.emit(self.index_at(first), self.index_at(last, right))

    def _move(self, node: Node[V], parent: Node[V], row: int) -> None:
        source = node.parent
        assert source is not None  # noqa: S101 - only the root has none
        at = self.index_at(source)
        self.beginMoveRows(at, node.row, node.row, self.index_at(parent), row)
        source.children.remove(node)
        parent.children.insert(row, node)
        node.parent = parent
        _number(source)
        _number(parent)
        self.endMoveRows()

    def _made(self, key: str, value: V, parent: Node[V]) -> Node[V]:
        node = Node(key, self._next_number, value, parent)
        self._next_number += 1
        self._nodes[node.number] = node
        self._by_key[key] = node
        return node

    def _forget(self, node: Node[V]) -> None:
        del self._nodes[node.number], self._by_key[node.key]
        for child in node.children:
            self._forget(child)


def _number(parent: Node[V]) -> None:
    for row, node in enumerate(parent.children):
        node.row = row
