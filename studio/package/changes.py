"""Changes of a package as values, each with its inverse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from studio.errors import StudioError
from studio.package.composing import Cut, folded
from studio.package.content import Content, FileText

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from studio.package.snapshot import Place, Snapshot
    from studio.wording import Message


class CannotApply(StudioError):
    """An operation does not fit the snapshot it is applied to."""


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace `old`, which stands at code point `start` of the file's text, with `new`."""

    path: str
    start: int
    old: str
    new: str

    def inverse(self) -> TextEdit:
        """The edit that takes this one back."""
        return TextEdit(self.path, self.start, self.new, self.old)

    def applied(self, files: dict[str, Content]) -> None:
        """Change `files` in place; raises `CannotApply`."""
        content = files.get(self.path)
        if not isinstance(content, FileText):
            raise CannotApply("{path} is not a text file of this package.", path=self.path)
        text, end = content.text, self.start + len(self.old)
        if text[self.start : end] != self.old:
            raise CannotApply("{path} has changed; the edit no longer fits.", path=self.path)
        files[self.path] = content.with_text(text[: self.start] + self.new + text[end:])


@dataclass(frozen=True, slots=True)
class CreateFile:
    """Add a file, or an empty folder, at a free path."""

    path: str
    content: Content

    def inverse(self) -> DeleteFile:
        """The deletion of the same file."""
        return DeleteFile(self.path, self.content)

    def applied(self, files: dict[str, Content]) -> None:
        """Change `files` in place; raises `CannotApply`."""
        if self.path in files:
            raise CannotApply("{path} exists already.", path=self.path)
        files[self.path] = self.content


@dataclass(frozen=True, slots=True)
class DeleteFile:
    """Remove a file whose content is `content`."""

    path: str
    content: Content

    def inverse(self) -> CreateFile:
        """The creation of the same file."""
        return CreateFile(self.path, self.content)

    def applied(self, files: dict[str, Content]) -> None:
        """Change `files` in place; raises `CannotApply`."""
        if files.get(self.path) != self.content:
            raise CannotApply("{path} has changed and is not deleted.", path=self.path)
        del files[self.path]


@dataclass(frozen=True, slots=True)
class RenameFile:
    """Give a file another path, which must be free."""

    path: str
    new_path: str

    def inverse(self) -> RenameFile:
        """The rename back."""
        return RenameFile(self.new_path, self.path)

    def applied(self, files: dict[str, Content]) -> None:
        """Change `files` in place; raises `CannotApply`."""
        if self.path not in files:
            raise CannotApply("{path} is not in this package.", path=self.path)
        if self.new_path in files:
            raise CannotApply("{path} exists already.", path=self.new_path)
        files[self.new_path] = files.pop(self.path)


@dataclass(frozen=True, slots=True)
class ReplaceFile:
    """Exchange the whole content: other line ends, a BOM taken away, another picture."""

    path: str
    old: Content
    new: Content

    def inverse(self) -> ReplaceFile:
        """The exchange back."""
        return ReplaceFile(self.path, self.new, self.old)

    def applied(self, files: dict[str, Content]) -> None:
        """Change `files` in place; raises `CannotApply`."""
        if files.get(self.path) != self.old:
            raise CannotApply("{path} has changed and is not replaced.", path=self.path)
        files[self.path] = self.new


Operation: TypeAlias = TextEdit | CreateFile | DeleteFile | RenameFile | ReplaceFile


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One step of the author: operations that are applied together or not at all.

    `label` is an imperative sentence with its object. Steps with the same non-empty `merge_key`
    that follow each other closely become one. `place` is what undo reveals.
    """

    label: Message
    operations: tuple[Operation, ...]
    merge_key: str = ""
    place: Place | None = None

    def inverse(self) -> ChangeSet:
        """The change set that takes this one back, with the same label and place."""
        return replace(self, operations=inverted(self.operations))

    @property
    def paths(self) -> frozenset[str]:
        """Every path that an operation touches."""
        return frozenset(path for op in self.operations for path in touched(op))


def touched(operation: Operation) -> tuple[str, ...]:
    """The paths an operation reads or writes."""
    if isinstance(operation, RenameFile):
        return operation.path, operation.new_path
    return (operation.path,)


def inverted(operations: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations that undo `operations`, in order."""
    return tuple(operation.inverse() for operation in reversed(operations))


def apply(snapshot: Snapshot, operations: Iterable[Operation]) -> Snapshot:
    """The snapshot after `operations`, or the same object when nothing changes in effect.

    Raises `CannotApply`; the given snapshot is never touched.
    """
    files = dict(snapshot.files)
    for operation in operations:
        operation.applied(files)
    if files == dict(snapshot.files):
        return snapshot
    gone: dict[str, Content | None] = dict.fromkeys(snapshot.files.keys() - files.keys())
    kept = {
        path: content for path, content in files.items() if snapshot.files.get(path) is not content
    }
    return snapshot.replaced(gone | kept)


def compact(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """The same effect with the text edits of each file joined, so that typing stays one operation.

    Edits that take each other back leave nothing, at however many places they were made.
    """
    result: list[Operation] = []
    for are_edits, run in groupby(operations, lambda each: isinstance(each, TextEdit)):
        same = list(run)
        result += _joined(same) if are_edits else same
    return tuple(result)


def _joined(run: Iterable[Operation]) -> list[Operation]:
    """Text edits, of which those of one file are joined where they touch; the last comes first."""
    cuts: dict[str, list[Cut]] = {}
    for edit in run:
        if isinstance(edit, TextEdit):
            cuts.setdefault(edit.path, []).append(Cut(edit.start, edit.old, edit.new))
    return [TextEdit(path, *cut) for path, mine in cuts.items() for cut in reversed(folded(mine))]
