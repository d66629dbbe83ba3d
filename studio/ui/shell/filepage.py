"""A tab for a file that is not text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.package.changes import RenameFile
from studio.package.content import FileBlob
from studio.package.layout import layout_of
from studio.ui.explorer.rolelook import role_icon
from studio.ui.shell.page import Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.model.document import Document
    from studio.package.changes import ChangeSet


class FilePage(Page):
    """Shows the bytes at a path; follows renames and closes when they are gone.

    Subclasses build their widgets and then call `show_content` with `content`.
    """

    def __init__(self, document: Document, path: str, parent: QWidget | None = None) -> None:
        super().__init__(path, role_icon(layout_of(document.snapshot).roles[path]), parent)
        self._document = document
        document.changed.connect(self._follow)

    @property
    def content(self) -> FileBlob:
        """The bytes by reference; KeyError where the path holds something else."""
        content = self._document.snapshot.files[self.key]
        if not isinstance(content, FileBlob):
            raise KeyError(self.key)
        return content

    def show_content(self, content: FileBlob) -> None:
        """Show what the file holds now."""
        raise NotImplementedError

    def _follow(self, change_set: ChangeSet, _origin: object) -> None:
        if self.key not in change_set.paths:
            return
        path = self.key
        for operation in change_set.operations:
            if isinstance(operation, RenameFile) and operation.path == path:
                path = operation.new_path
        files = self._document.snapshot.files
        if path != self.key and path in files:
            self.renamed.emit(path)
        if isinstance(files.get(self.key), FileBlob):
            self.show_content(self.content)
        else:
            self.closed.emit()
