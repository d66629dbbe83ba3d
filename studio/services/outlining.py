"""Parse long files for the package tree without holding up the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.model.tree import PackageTree
    from studio.package.content import FileText
    from studio.services.jobs import JobList, Progress


class Outliner(QObject):
    """Reads the keys that a tree wants in the background, and has their rows made then."""

    def __init__(self, document: Document, tree: PackageTree, jobs: JobList) -> None:
        super().__init__(tree)
        self._document = document
        self._tree = tree
        self._jobs = jobs
        tree.reads_later = True
        tree.keys_wanted.connect(self._read)

    def _read(self, path: str) -> None:
        content = self._document.snapshot.text(path)
        if content is None:
            return
        reading = message("Reading {path}", path=path)
        job = self._jobs.run(reading, partial(_parse, content), quiet=True)
        job.ended.connect(self._tree.bring_keys)


def _parse(content: FileText, _progress: Progress) -> None:
    _ = content.yaml_tree  # which the content remembers
