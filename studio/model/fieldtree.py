"""The values that a mapping can name, as a tree to point into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from studio.formats.imagemap import conventions
from studio.formats.kinds import Role
from studio.package.images.documents import DEFAULT_CONFIGURATION, EXAMPLES
from studio.package.images.embedded import embedded
from studio.package.images.resolving import chart_root
from studio.package.layout import layout_of
from studio.package.snapshot import Place
from studio.yamltext.nodes import Mapping, Scalar, Sequence
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

    from studio.package.snapshot import Snapshot
    from studio.yamltext.nodes import Node
    from studio.yamltext.pointers import Pointer

PlaceRole = Qt.ItemDataRole.UserRole + 1
InnerRole = Qt.ItemDataRole.UserRole + 2
ValueRole = Qt.ItemDataRole.UserRole + 3
SearchRole = Qt.ItemDataRole.UserRole + 4

_LONGEST = 80
_UNCHOSEN = Qt.ItemFlag.ItemIsEnabled
_CHOSEN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def field_tree(snapshot: Snapshot, parent: QObject) -> QStandardItemModel:
    """The files that OSC writes, and in them every value.

    Of a value, `PlaceRole` gives the place, `InnerRole` the pointer in the text that stands
    there, if it stands in one, `ValueRole` what it says, `SearchRole` its path and that. Only
    values can be selected.
    """
    model = QStandardItemModel(parent)
    for place, inner, root in _roots(snapshot):
        title = place.path.rpartition("/")[2]
        item = _item(title, "", title)
        _fill(item, root, place, inner)
        if item.hasChildren():
            model.appendRow(item)
    return model


def _roots(snapshot: Snapshot) -> Iterator[tuple[Place, Pointer | None, Node]]:
    """The place of each part that OSC writes, the pointer in its text, and the node there."""
    layout = layout_of(snapshot)
    roles = conventions().rewritten[layout.kind.value] if layout.kind else frozenset[str]()
    chart = chart_root(layout)
    if chart is not None and Role.VALUES.value in roles:
        yield from _file(snapshot, f"{chart}/values.yaml" if chart else "values.yaml")
    if Role.CSV.value in roles:
        for path in layout.with_role(Role.CSV):
            yield from _text(snapshot, path, EXAMPLES)
    if Role.LIFECYCLE.value in roles:
        for path in layout.with_role(Role.LIFECYCLE):
            yield from _file(snapshot, path)
    if Role.CSD.value in roles:
        for path in layout.with_role(Role.CSD):
            tree = snapshot.tree(path)
            node = find(tree.root, DEFAULT_CONFIGURATION) if tree and not tree.error else None
            if isinstance(node, Scalar):
                yield from _text(snapshot, path, DEFAULT_CONFIGURATION)
            elif node is not None:
                yield Place(path, DEFAULT_CONFIGURATION), None, node


def _file(snapshot: Snapshot, path: str) -> Iterator[tuple[Place, Pointer | None, Node]]:
    tree = snapshot.tree(path)
    if tree is not None and not tree.error and tree.root is not None:
        yield Place(path), None, tree.root


def _text(
    snapshot: Snapshot, path: str, pointer: Pointer
) -> Iterator[tuple[Place, Pointer | None, Node]]:
    content = snapshot.text(path)
    inside = embedded(content, pointer) if content is not None else None
    if inside is not None and inside.tree.root is not None:
        yield Place(path, pointer), (), inside.tree.root


def _fill(item: QStandardItem, node: Node, place: Place, inner: Pointer | None) -> None:
    """Add what stands below a node."""
    for token, child in _children(node):
        if inner is None:
            where, within = Place(place.path, (*place.pointer, token)), None
        else:
            where, within = place, (*inner, token)
        path = f"{item.data(SearchRole)}.{token}"
        made = _item(_title(token, child), _value(child), path)
        if isinstance(child, Scalar):
            made.setData(where, PlaceRole)
            made.setData(within, InnerRole)
            made.setFlags(_CHOSEN)
        else:
            _fill(made, child, where, within)
        item.appendRow(made)


def _children(node: Node) -> Iterator[tuple[str | int, Node]]:
    if isinstance(node, Mapping):
        yield from ((entry.name, entry.value) for entry in node.entries)
    elif isinstance(node, Sequence):
        yield from enumerate(node.items)


def _title(token: str | int, node: Node) -> str:
    """A key; an item of a list by its number and, where it says one, its kind or name."""
    if isinstance(token, str):
        return token
    for key in ("kind", "name"):
        named = find(node, (key,))
        if isinstance(named, Scalar):
            return f"{token + 1}  {named.value}"
    return str(token + 1)


def _value(node: Node) -> str:
    return " ".join(node.value.split())[:_LONGEST] if isinstance(node, Scalar) else ""


def _item(title: str, value: str, path: str) -> QStandardItem:
    item = QStandardItem(title)
    item.setData(value, ValueRole)
    item.setData(path, SearchRole)
    item.setToolTip(f"{title}: {value}" if value else title)
    item.setFlags(_UNCHOSEN)
    return item
