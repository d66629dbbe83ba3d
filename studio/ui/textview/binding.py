"""Keeps a text widget's content and one file of the document in step, edit by edit."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from studio.model.document import OUTSIDE, REDO, UNDO
from studio.model.textbinding import Utf16Map, displayed, is_holdable, trimmed
from studio.package.changes import ChangeSet, RenameFile, TextEdit
from studio.package.content import FileText
from studio.package.snapshot import Place
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from PySide6.QtGui import QTextDocument

    from studio.model.document import Document
    from studio.package.changes import Operation
    from studio.wording import Message

_KEEP = QTextCursor.MoveMode.KeepAnchor


class Replacement(NamedTuple):
    """Exchange the code points from `start` to `end` of a text for `new`."""

    start: int
    end: int
    new: str


class Binding(QObject):
    """Makes change sets of what is typed into `buffer`, and applies everybody else's to it.

    `buffer` always shows `text`. Offsets count code points of the text, positions UTF-16 units
    of the buffer. `contents_changed(position, removed, added)` follows every change of the
    buffer, `applying` and `applied` frame those that were not typed; `applied` carries the
    positions between which an undo or redo wrote, or -1, -1 for any other change. When another
    program deletes the file, `is_gone` is true and the buffer keeps what it held, until the file
    is there again; `deleted` says that the file was deleted here.
    """

    contents_changed = Signal(int, int, int)
    applying = Signal()
    applied = Signal(int, int)
    edited = Signal()
    path_changed = Signal()
    read_only_changed = Signal()
    deleted = Signal()

    def __init__(
        self, document: Document, path: str, buffer: QTextDocument, parent: QObject | None = None
    ) -> None:
        """Fill `buffer` with the text file at `path`; KeyError where there is none."""
        super().__init__(parent)
        content = document.snapshot.files[path]
        if not isinstance(content, FileText):
            raise KeyError(path)
        self.document = document
        self.path = path
        self.content: FileText = content
        self.is_gone = False
        self.place_of_caret: Callable[[], Place] = lambda: Place(self.path)
        self._buffer = buffer
        self._map = Utf16Map(self.text)
        self._busy = False
        self._label: Message | None = None
        buffer.setUndoRedoEnabled(False)
        buffer.setPlainText(displayed(self.text))
        self._length = buffer.characterCount() - 1
        self._holdable = is_holdable(self.text)
        self._read_only = self._find_read_only_reason()
        buffer.contentsChange.connect(self._follow_buffer)
        document.changed.connect(self._follow_document)

    @property
    def text(self) -> str:
        """The text of the file as the document has it."""
        return self.content.text

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return PurePosixPath(self.path).name

    @property
    def read_only_reason(self) -> Message | None:
        """Why the text cannot be edited here, None when it can."""
        return self._read_only

    def position(self, offset: int) -> int:
        """The buffer's position of an offset in the text, kept within the text."""
        return self._map.position(min(max(offset, 0), len(self.text)))

    def offset(self, position: int) -> int:
        """The offset in the text of a position of the buffer."""
        return self._map.offset(position)

    def commit(
        self, replacements: Iterable[Replacement], label: Message, merge_key: str = ""
    ) -> bool:
        """Change the text by one step; False when there is nothing to change.

        `replacements` count in the present text and do not overlap.
        """
        if self._read_only is not None:
            return False
        edits: list[TextEdit] = []
        for replacement in sorted(replacements, reverse=True):
            old = self.text[replacement.start : replacement.end]
            common, old, new = trimmed(old, replacement.new)
            if old or new:
                edits.append(TextEdit(self.path, replacement.start + common, old, new))
        if not edits:
            return False
        change = ChangeSet(label, tuple(edits), merge_key, self.place_of_caret())
        return self.document.commit(change, self)

    def label_next(self, label: Message | None) -> None:
        """Name what the buffer reports from now on and keep it a step of its own; None: typing."""
        self._label = label

    def _follow_buffer(self, position: int, removed: int, added: int) -> None:
        # Qt counts the invisible last separator in at times; lengths before and after tell.
        length = self._buffer.characterCount() - 1
        added = min(added, length - position)
        removed = added - (length - self._length)
        self._length = length
        if not self._busy:
            self._commit_typed(position, removed, added)
        self.contents_changed.emit(position, removed, added)

    def _commit_typed(self, position: int, removed: int, added: int) -> None:
        cursor = QTextCursor(self._buffer)
        cursor.setPosition(position)
        cursor.setPosition(position + added, _KEEP)
        new = cursor.selectedText().replace("\u2029", "\n")
        start = self._map.offset(position)
        common, old, new = trimmed(self.text[start : self._map.offset(position + removed)], new)
        if not old and not new:
            return
        start += common
        label = self._label or message("Type in {file}", file=self.name)
        key = "" if self._label else f"typing:{self.path}"
        edit = TextEdit(self.path, start, old, new)
        self._map.edit(start, old, new)
        self._busy = True
        try:
            self.document.commit(ChangeSet(label, (edit,), key, self.place_of_caret()), self)
        finally:
            self._busy = False

    def _follow_document(self, change_set: ChangeSet, origin: object) -> None:
        operations = self._operations_here(change_set)
        if not operations:
            return
        if not self._busy:
            self._apply(operations, origin)
        elif isinstance(content := self.document.snapshot.files[self.path], FileText):
            self.content = content
        self.edited.emit()

    def _operations_here(self, change_set: ChangeSet) -> list[Operation]:
        """The operations on this file, whose path may change on the way."""
        path = self.path
        found: list[Operation] = []
        for operation in change_set.operations:
            if operation.path == path:
                found.append(operation)
                path = operation.new_path if isinstance(operation, RenameFile) else path
        return found

    def _apply(self, operations: list[Operation], origin: object) -> None:
        renames = [each.new_path for each in operations if isinstance(each, RenameFile)]
        self.path = renames[-1] if renames else self.path
        content = self.document.snapshot.files.get(self.path)
        if content is None and origin == OUTSIDE:
            self.is_gone = True
            self._update_read_only()
            return
        if not isinstance(content, FileText):
            self.deleted.emit()
            return
        self.is_gone = False
        self.applying.emit()
        edits = self._edits(operations, content)
        self._holdable = self._holdable and all(is_holdable(edit.new) for edit in edits)
        wrote = self._write(edits)
        self._take(content)
        self.applied.emit(*(wrote if origin in (UNDO, REDO) else (-1, -1)))
        if renames:
            self.path_changed.emit()

    def _edits(self, operations: list[Operation], content: FileText) -> list[TextEdit]:
        """What leads from the text in the buffer to `content`, in order."""
        if all(isinstance(each, (TextEdit, RenameFile)) for each in operations):
            return [each for each in operations if isinstance(each, TextEdit)]
        return [TextEdit(self.path, *trimmed(self.text, content.text))]

    def _write(self, edits: list[TextEdit]) -> tuple[int, int]:
        """Edit the buffer; returns the positions between which the last edit wrote."""
        cursor = QTextCursor(self._buffer)
        start = -1
        self._busy = True
        cursor.beginEditBlock()
        for edit in edits:
            common, old, new = trimmed(edit.old, edit.new)
            first = edit.start + common
            start = self._map.position(first)
            cursor.setPosition(start)
            cursor.setPosition(self._map.position(first + len(old)), _KEEP)
            cursor.insertText(displayed(new))
            self._map.edit(first, old, new)
        cursor.endEditBlock()
        self._busy = False
        return start, cursor.position() if edits else -1

    def _take(self, content: FileText) -> None:
        self.content = content
        self._holdable = self._holdable or is_holdable(content.text)
        self._update_read_only()

    def _update_read_only(self) -> None:
        reason = self._find_read_only_reason()
        if reason != self._read_only:
            self._read_only = reason
            self.read_only_changed.emit()

    def _find_read_only_reason(self) -> Message | None:
        if self.is_gone:
            return message("Another program has deleted {file}.", file=self.name)
        if self.content.mixed_line_ends:
            return message("{file} mixes line ends. Make them alike to edit it.", file=self.name)
        if not self._holdable:
            return message("{file} holds characters that can only be shown here.", file=self.name)
        return None
