"""The operations that lead from one set of files to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.changes import CreateFile, DeleteFile, RenameFile, ReplaceFile, TextEdit
from studio.package.content import FileBlob, FileText
from studio.yamltext.splices import Splice, trimmed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.changes import Operation
    from studio.package.content import Content

    Files = Mapping[str, Content]


def operations_between(old: Files, new: Files) -> tuple[Operation, ...]:
    """The operations that make `new` of `old`; a blob that only changed its path is renamed."""
    moved = renamed_blobs(old, new)
    renames = [RenameFile(source, target) for target, source in sorted(moved.items())]
    gone = sorted(old.keys() - new.keys() - set(moved.values()))
    come = sorted(new.keys() - old.keys() - moved.keys())
    kept = sorted(path for path in old.keys() & new.keys() if old[path] != new[path])
    return (
        *renames,
        *(DeleteFile(path, old[path]) for path in gone),
        *(CreateFile(path, new[path]) for path in come),
        *(_exchange(path, old[path], new[path]) for path in kept),
    )


def renamed_blobs(old: Files, new: Files) -> dict[str, str]:
    """The old paths of blobs by their new ones, where a path vanished and its blob did not."""
    vanished = {
        path: old[path] for path in old.keys() - new.keys() if isinstance(old[path], FileBlob)
    }
    moved: dict[str, str] = {}
    for path in sorted(new.keys() - old.keys()):
        source = next((key for key in sorted(vanished) if vanished[key] == new[path]), None)
        if source is not None:
            moved[path] = source
            del vanished[source]
    return moved


def _exchange(path: str, old: Content, new: Content) -> Operation:
    if (
        isinstance(old, FileText)
        and isinstance(new, FileText)
        and (old.eol, old.bom) == (new.eol, new.bom)
    ):
        start, end, text = trimmed(old.text, Splice(0, len(old.text), new.text))
        return TextEdit(path, start, old.text[start:end], text)
    return ReplaceFile(path, old, new)
