"""Keep the table of images up to date while somebody looks at it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from studio.model.imagerows import ImageTable, table_of
from studio.package.images.tars import tar_at
from studio.services.latest import Latest
from studio.wording import message

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import JobList, Progress

DELAY = 40
"""Milliseconds after a change: successive keystrokes are taken together."""


class ImageReader(QObject):
    """Computes the table in the background after each change, and then looks into new tars.

    `changed` carries an `ImageTable`. While nobody looks (`set_active`) nothing is computed.
    """

    changed = Signal(object)

    def __init__(self, document: Document, jobs: JobList, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._active = False
        self._stale = True
        self._reading = message("Reading the images")
        self._latest = Latest(jobs, self)
        self._latest.finished.connect(self._take)
        self._latest.failed.connect(self._give_up)
        self._pause = QTimer(self, singleShot=True, interval=DELAY)
        self._pause.timeout.connect(self._read)
        document.changed.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether the last table is behind the document."""
        return self._stale or self._latest.is_busy

    def set_active(self, active: bool) -> None:
        """Follow the document, or rest."""
        self._active = active
        if active and self._stale:
            self._read()
        elif not active:
            self._pause.stop()

    def _follow(self) -> None:
        self._stale = True
        self._latest.stop()
        if self._active:
            self._pause.start()

    def _read(self) -> None:
        self._stale = False
        snapshot = self._document.snapshot
        self._latest.run(self._reading, partial(_table, snapshot))

    def _take(self, table: ImageTable) -> None:
        self.changed.emit(table)
        if table.unread and table.snapshot is self._document.snapshot:
            work = partial(_table_with_tars, table.snapshot, table.unread)
            self._latest.run(self._reading, work, quiet=False)

    def _give_up(self, error: Exception) -> None:
        raise error


def _table(snapshot: Snapshot, _progress: Progress) -> ImageTable:
    return table_of(snapshot)


def _table_with_tars(snapshot: Snapshot, paths: tuple[str, ...], progress: Progress) -> ImageTable:
    """The table once these tars were looked into."""
    for number, path in enumerate(paths):
        name = path.rpartition("/")[2]
        step = partial(progress, number / len(paths), message("Reading {name}", name=name))
        tar_at(snapshot, path, step)
    return table_of(snapshot)
