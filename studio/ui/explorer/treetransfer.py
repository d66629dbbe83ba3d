"""What is dragged out of the package tree and dropped into it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaType, QMimeData, QObject, Qt, QTemporaryDir, QUrl

from studio.errors import StudioError
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from studio.package.changes import ChangeSet
    from studio.package.interchange import Gathered
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Progress
    from studio.ui.shell.window import MainWindow
    from studio.ui.shell.workbench import Workbench

ENTRIES = "application/x-osc-studio-entries"
URLS = "text/uri-list"


class DraggedEntries(QMimeData):
    """Paths of a package; as files for other programs, which are written when they are asked for.

    `make_files` gives the files, so that moving a large image inside the tree copies nothing.
    """

    def __init__(
        self, tag: str, paths: Sequence[str], make_files: Callable[[], list[Path]]
    ) -> None:
        super().__init__()
        self._make_files = make_files
        self._urls: list[QUrl] | None = None
        self.setData(ENTRIES, json.dumps({"from": tag, "paths": list(paths)}).encode())
        self.setText("\n".join(paths))

    def formats(self) -> list[str]:
        """Files are offered too."""
        return [*super().formats(), URLS]

    def hasFormat(self, mime_type: str) -> bool:
        """Files are offered too."""
        return mime_type == URLS or super().hasFormat(mime_type)

    def retrieveData(self, mime_type: str, kind: QMetaType | QMetaType.Type) -> object:
        """Write the files once somebody wants them."""
        if mime_type != URLS:
            return super().retrieveData(mime_type, kind)
        if self._urls is None:
            self._urls = [QUrl.fromLocalFile(str(file)) for file in self._make_files()]
        return self._urls


class TreeTransfer(QObject):
    """Moves, copies and imports what is dropped on a folder, each drop as one step."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._outbox: list[QTemporaryDir] = []
        window.tree.transfer = self

    def mime_data(self, paths: Sequence[str]) -> QMimeData:
        """What a drag of these files and folders carries."""
        return DraggedEntries(self._tag(), paths, lambda: self._files(paths))

    def action(self, mime: QMimeData, modifiers: Qt.KeyboardModifier) -> Qt.DropAction:
        """Move what is ours, copy it with Ctrl, copy what comes from elsewhere, ignore the rest."""
        if self._own_paths(mime):
            copies = modifiers & Qt.KeyboardModifier.ControlModifier
            return Qt.DropAction.CopyAction if copies else Qt.DropAction.MoveAction
        return Qt.DropAction.CopyAction if _local_files(mime) else Qt.DropAction.IgnoreAction

    def drop(self, mime: QMimeData, folder: str, action: Qt.DropAction) -> None:
        """Take what was dropped into `folder`."""
        from studio.package.refactoring import copy_into, move

        paths = self._own_paths(mime)
        if paths and action == Qt.DropAction.MoveAction:
            self._commit(lambda snapshot: move(snapshot, paths, folder))
        elif paths:
            self._commit(lambda snapshot: copy_into(snapshot, paths, folder))
        else:
            self._import(_local_files(mime), folder)

    def _import(self, files: Sequence[Path], folder: str) -> None:
        """Read in the background: nobody knows how much a folder holds."""
        bench = self._window.workbench
        if bench is None:
            return
        label = message("Reading {name}", name=files[0].name)

        def work(progress: Progress) -> Gathered:
            from studio.package.interchange import gather

            return gather(files, keep_going=lambda: progress(0.0, label))

        def bring(gathered: Gathered) -> None:
            from studio.package.refactoring import bring_in

            if self._window.workbench is bench and gathered.files:
                bench.origin.adopt(gathered.files.values())
                self._commit(lambda snapshot: bring_in(snapshot, gathered.files, folder))
            if gathered.notices:
                self._window.warn(gathered.notices[0])

        job = self._window.services.jobs.run(label, work)
        job.finished.connect(bring)
        job.failed.connect(self._complain)

    def _commit(self, make: Callable[[Snapshot], ChangeSet]) -> None:
        bench = self._window.workbench
        if bench is None:
            return
        try:
            change_set = make(bench.document.snapshot)
            changed = bench.document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        if changed and change_set.place is not None:
            self._window.tree.reveal(change_set.place.path.rstrip("/"))
            self._window.status.say(self._window.words(change_set.label))

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, StudioError):
            raise error
        self._window.warn(error.message)

    def _files(self, paths: Sequence[str]) -> list[Path]:
        """The files themselves where they lie on disk as they are here, else copies of them."""
        bench = self._window.workbench
        if bench is None:
            return []
        saved = [path for path in paths if _is_on_disk(bench, path)]
        copied = [path for path in paths if path not in saved]
        files = [bench.origin.path / path for path in saved]
        if copied:
            from studio.package.interchange import write_out

            outbox = QTemporaryDir()
            self._outbox.append(outbox)
            files += write_out(bench.document.snapshot, copied, Path(outbox.path()))
        return files

    def _own_paths(self, mime: QMimeData) -> list[str]:
        """The paths of a drag that began in this very tree."""
        if not mime.hasFormat(ENTRIES):
            return []
        dragged = json.loads(mime.data(ENTRIES).toStdString())
        return dragged["paths"] if dragged["from"] == self._tag() else []

    def _tag(self) -> str:
        """What tells this package from those in other windows and other studios."""
        return f"{os.getpid()}-{id(self._window.workbench)}"


def _is_on_disk(bench: Workbench, path: str) -> bool:
    # Below an archive nothing exists.
    if not (bench.origin.path / path).exists():
        return False
    dirty = bench.document.dirty_paths
    return path not in dirty and not any(other.startswith(f"{path}/") for other in dirty)


def _local_files(mime: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
