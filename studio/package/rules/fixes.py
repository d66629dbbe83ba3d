"""Ways out of problems: small changes, computed for the snapshot at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from studio.package.changes import (
    CannotApply,
    ChangeSet,
    CreateFile,
    DeleteFile,
    RenameFile,
    ReplaceFile,
    TextEdit,
)
from studio.package.content import FileText
from studio.package.problems import Fix
from studio.package.snapshot import Place
from studio.resources import resource_path
from studio.yamltext import edits
from studio.yamltext.geometry import content_start
from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import find
from studio.yamltext.scalars import format_scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.package.changes import Operation
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree
    from studio.yamltext.splices import Splice

    Step: TypeAlias = Callable[[Tree], Splice]


def edit_fix(label: Message, place: Place, *steps: Step) -> Fix:
    """Change the text of one file in steps, each computed from the text after the one before."""

    def make(snapshot: Snapshot) -> ChangeSet:
        operations: list[Operation] = []
        content = _text(snapshot, place.path)
        for step in steps:
            is_json = place.path.endswith(".json")
            splice = step(content.json_tree if is_json else content.yaml_tree)
            old = content.text[splice.start : splice.end]
            operations.append(TextEdit(place.path, splice.start, old, splice.text))
            text = content.text[: splice.start] + splice.text + content.text[splice.end :]
            content = content.with_text(text)
        return ChangeSet(label, tuple(operations), place=place)

    return Fix(label, make)


def set_fix(label: Message, place: Place, value: Any) -> Fix:
    """Give the node at `place` another value, or add it where it is missing."""
    return edit_fix(label, place, set_step(place, value))


def set_step(place: Place, value: Any) -> Step:
    """Give the node at `place` another value, or add it where it is missing."""

    def set_value(tree: Tree) -> Splice:
        return edits.set_value(tree, place.pointer, value, document=place.document)

    return set_value


def quote_fix(label: Message, place: Place) -> Fix:
    """Put the scalar at `place` into quotes, with the characters that it has now."""

    def quote(tree: Tree) -> Splice:
        node = find(tree.documents[place.document].root, place.pointer)
        if not isinstance(node, Scalar):
            raise _moved(place.path)
        start = content_start(tree.text, node)
        return edits.Splice(start, node.end, format_scalar(node.value, '"'))

    return edit_fix(label, place, quote)


def remove_fix(label: Message, place: Place) -> Fix:
    """Take the entry or item at `place` out of its file."""

    def remove(tree: Tree) -> Splice:
        return edits.remove(tree, place.pointer, document=place.document)

    return edit_fix(label, place, remove)


def rename_key_fix(label: Message, place: Place, name: str) -> Fix:
    """Give the key at `place` another name."""

    def rename(tree: Tree) -> Splice:
        return edits.rename_key(tree, place.pointer, name, document=place.document)

    return edit_fix(label, place, rename)


def replace_fix(label: Message, path: str, make: Callable[[FileText], FileText]) -> Fix:
    """Exchange the content of a text file: line ends, a BOM, the text as a whole."""

    def change(snapshot: Snapshot) -> ChangeSet:
        old = _text(snapshot, path)
        return ChangeSet(label, (ReplaceFile(path, old, make(old)),), place=Place(path))

    return Fix(label, change)


def text_fix(label: Message, place: Place, start: int, old: str, new: str) -> Fix:
    """Exchange `old`, which stands at the code point `start`; refused once it has moved."""

    def change(snapshot: Snapshot) -> ChangeSet:
        if not _text(snapshot, place.path).text.startswith(old, start):
            raise _moved(place.path)
        return ChangeSet(label, (TextEdit(place.path, start, old, new),), place=place)

    return Fix(label, change)


def delete_fix(label: Message, paths: Iterable[str]) -> Fix:
    """Delete files; those that are gone already do not matter."""
    chosen = tuple(paths)

    def make(snapshot: Snapshot) -> ChangeSet:
        found = (path for path in chosen if path in snapshot)
        return ChangeSet(label, tuple(DeleteFile(path, snapshot.files[path]) for path in found))

    return Fix(label, make)


def create_fix(label: Message, path: str, text: str) -> Fix:
    """Add a text file."""
    return Fix(
        label,
        lambda _: ChangeSet(label, (CreateFile(path, FileText(text)),), place=Place(path)),
    )


def rename_fix(label: Message, path: str, new_path: str) -> Fix:
    """Give a file another path."""
    return Fix(
        label,
        lambda _: ChangeSet(label, (RenameFile(path, new_path),), place=Place(new_path)),
    )


def scaffold_text(name: str) -> str | None:
    """The text with which a new file of that name begins; None where there is no such scaffold."""
    path = resource_path("scaffolds", "files", name)
    return path.read_text(encoding="utf-8") if path.is_file() else None


def below(place: Place, *pointer: str | int) -> Place:
    """The place at `pointer` below another."""
    return Place(place.path, (*place.pointer, *pointer), place.document)


def _text(snapshot: Snapshot, path: str) -> FileText:
    content = snapshot.text(path)
    if content is None:
        raise CannotApply("{path} is not a text file of this package.", path=path)
    return content


def _moved(path: str) -> CannotApply:
    return CannotApply("{path} has changed; the edit no longer fits.", path=path)
