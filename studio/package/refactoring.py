"""Create, rename, move, copy and delete files, with what refers to them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from studio.errors import StudioError
from studio.package.changes import (
    ChangeSet,
    CreateFile,
    DeleteFile,
    RenameFile,
    TextEdit,
    apply,
)
from studio.package.content import Folder
from studio.package.references import file_references, name_references
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from studio.package.changes import Operation
    from studio.package.content import Content
    from studio.package.snapshot import Snapshot
    from studio.wording import Message

_RESOURCE_NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_LONGEST_RESOURCE_NAME = 253
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f]')


class BadName(StudioError):
    """A file or resource cannot be called like that here."""


def rename(snapshot: Snapshot, path: str, name: str) -> ChangeSet:
    """Give a file or folder another name in its folder; references to it follow.

    Raises `BadName`.
    """
    folder = path.rstrip("/").rpartition("/")[0]
    target = f"{folder}/{name}" if folder else name
    label = message("Rename {old} to {new}", old=path.rpartition("/")[2], new=name)
    return _moved(snapshot, {path: _checked(snapshot, path, target)}, label, target)


def move(snapshot: Snapshot, paths: Iterable[str], folder: str) -> ChangeSet:
    """Move files and folders into `folder` ("" for the top); references to them follow.

    Raises `BadName` where one of that name is there, or a folder would go into itself.
    """
    targets: dict[str, str] = {}
    for path in _outermost(paths):
        name = path.rpartition("/")[2]
        target = f"{folder}/{name}" if folder else name
        if folder == path or folder.startswith(f"{path}/"):
            raise BadName("{path} cannot be moved into itself.", path=path)
        if target != path:
            targets[path] = _checked(snapshot, path, target)
    where = folder or "/"
    if len(targets) == 1:
        name = next(iter(targets)).rpartition("/")[2]
        label = message("Move {name} to {folder}", name=name, folder=where)
    else:
        label = message("Move {count} files to {folder}", count=len(targets), folder=where)
    return _moved(snapshot, targets, label, next(iter(targets.values()), folder))


def duplicate(snapshot: Snapshot, path: str) -> ChangeSet:
    """Copy a file or folder beside itself under the next free name."""
    target = free_name(snapshot, path)
    files = _files_at(snapshot, path)
    operations = tuple(
        CreateFile(target + old[len(path) :], content) for old, content in files.items()
    )
    name = path.rpartition("/")[2]
    return ChangeSet(message("Duplicate {name}", name=name), operations, place=Place(target))


def copy_into(snapshot: Snapshot, paths: Iterable[str], folder: str) -> ChangeSet:
    """Copy files and folders into `folder` ("" for the top); a taken name gets a number.

    Raises `BadName` where a folder would be copied into itself.
    """
    operations: list[Operation] = []
    working, first, roots = snapshot, "", _outermost(paths)
    for path in roots:
        if folder == path or folder.startswith(f"{path}/"):
            raise BadName("{path} cannot be copied into itself.", path=path)
        name = path.rpartition("/")[2]
        target = free_name(working, f"{folder}/{name}" if folder else name)
        copies = [
            CreateFile(target + old[len(path) :], content)
            for old, content in _files_at(snapshot, path).items()
        ]
        working = apply(working, copies)
        operations += copies
        first = first or target
    where = folder or "/"
    if len(roots) == 1:
        label = message("Copy {name} to {folder}", name=roots[0], folder=where)
    else:
        label = message("Copy {count} files to {folder}", count=len(roots), folder=where)
    return ChangeSet(label, tuple(operations), place=Place(first or folder))


def delete(snapshot: Snapshot, paths: Iterable[str]) -> ChangeSet:
    """Delete files and folders; nothing else changes, so that rules can name what now lacks."""
    roots = _outermost(paths)
    files = {old: content for path in roots for old, content in _files_at(snapshot, path).items()}
    operations = tuple(DeleteFile(path, content) for path, content in files.items())
    if len(roots) == 1:
        label = message("Delete {name}", name=roots[0].rpartition("/")[2])
    else:
        label = message("Delete {count} files", count=len(operations))
    return ChangeSet(label, operations, place=Place(roots[0]) if roots else None)


def bring_in(snapshot: Snapshot, files: Mapping[str, Content], folder: str) -> ChangeSet:
    """Add files from elsewhere, by their paths below `folder`; a taken name gets a number.

    Folders of one name become one; a folder whose name a file has gets a number as a whole.
    """
    operations: list[CreateFile] = []
    taken, taken_by_files = set(_names(snapshot)), {_folded(path) for path in snapshot}
    renamed: dict[str, str] = {}
    for relative, content in files.items():
        path = folder
        parts = relative.rstrip("/").split("/")
        folders = parts if isinstance(content, Folder) else parts[:-1]
        for name in folders:
            path = f"{path}/{name}" if path else name
            if _folded(path) in taken_by_files:
                path = renamed.setdefault(path, _free(path, taken))
        if isinstance(content, Folder):
            if _folded(path) in taken:
                continue
            operations.append(CreateFile(f"{path}/", content))
        else:
            path = _free(f"{path}/{parts[-1]}" if path else parts[-1], taken)
            taken_by_files.add(_folded(path))
            operations.append(CreateFile(path, content))
        taken.update(map(_folded, _prefixes(path)))
    label = message("Import {count} files", count=len(operations))
    if len(operations) == 1:
        label = message("Import {name}", name=next(iter(files)))
    first = operations[0].path if operations else folder
    return ChangeSet(label, tuple(operations), place=Place(first))


def create_folder(snapshot: Snapshot, path: str) -> ChangeSet:
    """Make an empty folder; raises `BadName`."""
    target = _checked(snapshot, "", path.rstrip("/"))
    label = message("Create folder {path}", path=target)
    return ChangeSet(label, (CreateFile(f"{target}/", Folder()),), place=Place(f"{target}/"))


def rename_resource(snapshot: Snapshot, definition: Place, name: str) -> ChangeSet:
    """Give a CRD or CSV another name, there and wherever the package refers to it.

    Raises `BadName` where Kubernetes takes it for none (a DNS-1123 subdomain).
    """
    if len(name) > _LONGEST_RESOURCE_NAME or not _RESOURCE_NAME.fullmatch(name):
        raise BadName(
            "“{name}” is no name for a resource: it takes up to {most} lower-case letters, digits,"
            " “-” and “.”, and begins and ends with a letter or digit.",
            name=name,
            most=_LONGEST_RESOURCE_NAME,
        )
    places = [definition] + [
        reference.place
        for reference in name_references(snapshot)
        if reference.definition == definition
    ]
    operations = _set_all(snapshot, dict.fromkeys(places, name))
    return ChangeSet(message("Rename to {name}", name=name), operations, place=definition)


def free_name(snapshot: Snapshot, path: str) -> str:
    """`path`, or the first of `name-2.ext`, `name-3.ext`, … that is free."""
    return _free(path, _names(snapshot))


def _free(path: str, taken: AbstractSet[str]) -> str:
    """`path` with the first number that makes it none of the folded names in `taken`."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.partition(".") if not name.startswith(".") else (name, "", "")
    number = 2
    candidate = path
    while _folded(candidate) in taken:
        candidate = f"{folder}{slash}{stem}-{number}{dot}{ending}"
        number += 1
    return candidate


def _moved(snapshot: Snapshot, targets: Mapping[str, str], label: Message, shown: str) -> ChangeSet:
    """The renames of all files at or below `targets`, and the edits that follow from them."""
    new_paths = {
        old: target + old[len(path) :]
        for path, target in targets.items()
        for old in _files_at(snapshot, path)
    }
    texts: dict[Place, str] = {}
    for reference in file_references(snapshot):
        base_file = new_paths.get(reference.place.path, reference.place.path)
        target = new_paths.get(reference.target, reference.target)
        base = base_file.rpartition("/")[0]
        if (base, target) != (reference.base, reference.target):
            moved = type(reference)(reference.place, target, base)
            texts[reference.place] = moved.written(target)
    edits = _set_all(snapshot, texts)
    renames = tuple(RenameFile(old, new) for old, new in new_paths.items() if old != new)
    return ChangeSet(label, (*edits, *renames), place=Place(shown))


def _set_all(snapshot: Snapshot, texts: Mapping[Place, str]) -> tuple[Operation, ...]:
    """Edits that write each text at its place; a place that already says so needs none."""
    # Here, because it brings the YAML library in, which nobody needs before the first edit.
    from studio.yamltext.edits import set_value

    operations: list[Operation] = []
    working = snapshot
    for place, value in texts.items():
        tree, content = working.tree(place.path), working.text(place.path)
        if tree is None or content is None:
            continue
        splice = set_value(tree, place.pointer, value, document=place.document)
        old = content.text[splice.start : splice.end]
        if old != splice.text:
            operation = TextEdit(place.path, splice.start, old, splice.text)
            working = apply(working, [operation])
            operations.append(operation)
    return tuple(operations)


def _files_at(snapshot: Snapshot, path: str) -> dict[str, Content]:
    """The file at `path`, or all files below that folder."""
    if path in snapshot:
        return {path: snapshot.files[path]}
    marker = f"{path}/"
    found = {old: snapshot.files[old] for old in snapshot.below(path)}
    return {marker: snapshot.files[marker], **found} if marker in snapshot else found


def _outermost(paths: Iterable[str]) -> list[str]:
    """`paths` without those that lie below another one of them."""
    ordered = sorted(set(paths))
    return [path for path in ordered if not any(path.startswith(f"{up}/") for up in ordered)]


def _names(snapshot: Snapshot) -> frozenset[str]:
    """The files and all folders of a package, folded."""
    return snapshot.memo(
        "folded names",
        lambda: frozenset(_folded(prefix) for path in snapshot for prefix in _prefixes(path)),
    )


def _folded(path: str) -> str:
    """What some systems take a path for: case and composition of letters do not count."""
    return unicodedata.normalize("NFC", path).casefold()


def _checked(snapshot: Snapshot, old: str, path: str) -> str:
    """`path` if a file may be called so and the name is free but for another case."""
    name = path.rpartition("/")[2]
    if not name or name in (".", "..") or name != name.strip() or _FORBIDDEN.search(name):
        raise BadName("“{name}” is no name for a file.", name=name)
    others = (other for other in snapshot if other != old and not other.startswith(f"{old}/"))
    taken = {_folded(prefix) for other in others for prefix in _prefixes(other)}
    if _folded(path) in taken:
        raise BadName("{path} exists already.", path=path)
    return path


def _prefixes(path: str) -> list[str]:
    """The file or folder itself and all folders around it, without trailing slashes."""
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
