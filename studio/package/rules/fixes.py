"""Ways out of problems: small changes, computed for the snapshot at hand.

The editing of YAML is imported when a fix is made: checks, which only offer them, start faster.
"""

from __future__ import annotations

from dataclasses import replace
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
from studio.wording import message
from studio.yamltext.nodes import Scalar
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from studio.formats.kinds import Role
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.nodes import Tree
    from studio.yamltext.splices import Splice

    Step: TypeAlias = Callable[[Tree], Splice]


def edit_fix(label: Message, place: Place, step: Step) -> Fix:
    """Change the text of one file by the splice that `step` computes from its tree."""

    def make(snapshot: Snapshot) -> ChangeSet:
        content = _text(snapshot, place.path)
        is_json = place.path.endswith(".json")
        splice = step(content.json_tree if is_json else content.yaml_tree)
        old = content.text[splice.start : splice.end]
        edit = TextEdit(place.path, splice.start, old, splice.text)
        return ChangeSet(label, (edit,), place=place)

    return Fix(label, make)


def set_fix(label: Message, place: Place, value: Any) -> Fix:
    """Give the node at `place` another value, or add it where it is missing."""
    return edit_fix(label, place, set_step(place, value))


def write_fix(place: Place, value: Any) -> Fix:
    """`set_fix` whose label is the value."""
    return set_fix(message("Write {value}", value=value), place, value)


def set_step(place: Place, value: Any) -> Step:
    """Give the node at `place` another value, or add it where it is missing."""

    def set_value(tree: Tree) -> Splice:
        from studio.yamltext import edits

        return edits.set_value(tree, place.pointer, value, document=place.document)

    return set_value


def quote_fix(label: Message, place: Place) -> Fix:
    """Put the scalar at `place` into quotes, with the characters that it has now."""

    def quote(tree: Tree) -> Splice:
        from studio.yamltext.geometry import content_start
        from studio.yamltext.scalars import format_scalar
        from studio.yamltext.splices import Splice

        documents = tree.documents[place.document :][:1]
        node = find(documents[0].root, place.pointer) if documents else None
        if not isinstance(node, Scalar):
            raise _moved(place.path)
        start = content_start(tree.text, node)
        return Splice(start, node.end, format_scalar(node.value, '"'))

    return edit_fix(label, place, quote)


def remove_fix(label: Message, place: Place) -> Fix:
    """Take the entry or item at `place` out of its file."""
    return edit_fix(label, place, remove_step(place))


def remove_step(place: Place) -> Step:
    """Take the entry or item at `place` out of its file."""

    def remove(tree: Tree) -> Splice:
        from studio.yamltext import edits

        return edits.remove(tree, place.pointer, document=place.document)

    return remove


def rename_key_fix(label: Message, place: Place, name: str) -> Fix:
    """Give the key at `place` another name."""

    def rename(tree: Tree) -> Splice:
        from studio.yamltext import edits

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


def scaffold_fix(label: Message, path: str, role: Role) -> Fix:
    """Add a file that begins as new files of its role do."""

    def make(snapshot: Snapshot) -> ChangeSet:
        from studio.package.scaffold import new_file

        return replace(new_file(snapshot, path, role), label=label)

    return Fix(label, make)


def move_fix(label: Message, folder: str, new_folder: str) -> Fix:
    """Give a folder with all its files another path."""

    def make(snapshot: Snapshot) -> ChangeSet:
        paths = list(snapshot.below(folder))
        moved = (RenameFile(path, new_folder + path.removeprefix(folder)) for path in paths)
        return ChangeSet(label, tuple(moved), place=Place(new_folder))

    return Fix(label, make)


def _text(snapshot: Snapshot, path: str) -> FileText:
    content = snapshot.text(path)
    if content is None:
        raise CannotApply("{path} is not a text file of this package.", path=path)
    return content


def _moved(path: str) -> CannotApply:
    return CannotApply("{path} has changed; the edit no longer fits.", path=path)
