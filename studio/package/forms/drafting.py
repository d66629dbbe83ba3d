"""Several edits of one file, made one after the other, as one change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from studio.formats.shapes import items, mapping
from studio.package.changes import CannotApply, ChangeSet, TextEdit
from studio.yamltext import edits
from studio.yamltext.nodes import Sequence, parse, parse_json
from studio.yamltext.plain import same_value
from studio.yamltext.pointers import find
from studio.yamltext.scalars import to_python
from studio.yamltext.splices import Splice, apply, trimmed

if TYPE_CHECKING:
    from studio.package.snapshot import Place, Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree
    from studio.yamltext.pointers import Pointer


class Draft:
    """The text of one file while it is edited; nothing else sees it before it is a change.

    Every step is minimal and verified (`yamltext.edits`), and may raise `CannotEdit`.
    """

    def __init__(self, snapshot: Snapshot, path: str, document: int = 0) -> None:
        content = snapshot.text(path)
        tree = snapshot.tree(path)
        if content is None or tree is None:
            raise CannotApply("{path} is not a text file of this package.", path=path)
        self._path = path
        self._document = document
        self._old = content.text
        self._tree = tree

    def value(self, pointer: Pointer) -> Any:
        """The plain value at `pointer` as it stands now; None where there is none."""
        return to_python(find(self._root, pointer))

    def has(self, pointer: Pointer) -> bool:
        """Whether there is something at `pointer`."""
        return find(self._root, pointer) is not None

    def set(self, pointer: Pointer, value: Any, order: tuple[str, ...] | None = None) -> None:
        """Write a value, with missing parents; `order` is that of the keys beside it."""
        self._take(
            edits.set_value(self._tree, pointer, value, document=self._document, order=order)
        )

    def insert(
        self, parent: Pointer, index: int | None, value: Any, order: tuple[str, ...] | None = None
    ) -> int:
        """Put an item before `index`, or behind the last; the index that it got."""
        node = find(self._root, parent)
        if not isinstance(node, Sequence):
            self.set(parent, [value], order)
            return 0
        at = len(node.items) if index is None else min(index, len(node.items))
        self._take(edits.insert_item(self._tree, parent, at, value, document=self._document))
        return at

    def remove(self, pointer: Pointer) -> None:
        """Take an entry or item away, with its comments."""
        self._take(edits.remove(self._tree, pointer, document=self._document))

    def move(self, pointer: Pointer, index: int) -> None:
        """Give an item another place in its list, with its comments."""
        self._take(edits.move_item(self._tree, pointer, index, document=self._document))

    def change(self, label: Message, place: Place | None = None, merge_key: str = "") -> ChangeSet:
        """All steps as one edit; without operations where nothing has changed."""
        new = self._tree.text
        splice = trimmed(self._old, Splice(0, len(self._old), new))
        if not splice.text and splice.start == splice.end:
            return ChangeSet(label, (), merge_key, place)
        old = self._old[splice.start : splice.end]
        edit = TextEdit(self._path, splice.start, old, splice.text)
        return ChangeSet(label, (edit,), merge_key, place)

    @property
    def text(self) -> str:
        """The text as it stands now."""
        return self._tree.text

    @property
    def _root(self) -> Any:
        documents = self._tree.documents
        return documents[self._document].root if self._document < len(documents) else None

    def _take(self, splice: Splice) -> None:
        if splice.text or splice.start != splice.end:
            self._tree = _spliced(self._tree, splice)


def edited_json(text: str, value: Any) -> str:
    """A JSON text that holds `value`, in which whatever is equal keeps its lines.

    A text that is no JSON is written anew.
    """
    tree = parse_json(text)
    if tree.error is not None or tree.root is None:
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    return _matched(tree, (), to_python(tree.root), value).text


def _matched(tree: Tree, pointer: Pointer, old: Any, new: Any) -> Tree:
    """The tree with the value at `pointer` made equal to `new`."""
    if same_value(old, new):
        return tree
    if mapping(old) and mapping(new):
        return _matched_object(tree, pointer, mapping(old), mapping(new))
    if items(old) and len(items(old)) == len(items(new)):
        for index, (before, after) in enumerate(zip(items(old), items(new), strict=True)):
            tree = _matched(tree, (*pointer, index), before, after)
        return tree
    return _spliced(tree, edits.set_value(tree, pointer, new))


def _matched_object(tree: Tree, pointer: Pointer, old: dict[str, Any], new: dict[str, Any]) -> Tree:
    order = list(new)
    for key, value in new.items():
        if key in old:
            tree = _matched(tree, (*pointer, key), old[key], value)
        else:
            tree = _spliced(tree, edits.set_value(tree, (*pointer, key), value, order=order))
    for key in old:
        if key not in new:
            tree = _spliced(tree, edits.remove(tree, (*pointer, key)))
    return tree


def _spliced(tree: Tree, splice: Splice) -> Tree:
    text = apply(tree.text, splice)
    return parse_json(text) if tree.is_json else parse(text)
