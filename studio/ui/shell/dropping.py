"""Opens packages that are dropped on the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDropEvent

from studio.ui.explorer.treetransfer import ENTRIES

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QWindow

    from studio.ui.shell.window import MainWindow

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class PackageDropping(QObject):
    """Takes folders and archives before the widgets see them, except over the package tree.

    It watches the window of the platform, because text editors would take any file for text.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWindow | None = None
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Find the platform's window once there is one, and look at what is dragged over it."""
        if watched is self._window and event.type() == QEvent.Type.Show:
            self._watch()
        elif event.type() in _DRAGS and isinstance(event, QDropEvent) and watched is self._watched:
            return self._handle(event)
        return super().eventFilter(watched, event)

    def _watch(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None and handle is not self._watched:
            handle.installEventFilter(self)
            self._watched = handle

    def _handle(self, event: QDropEvent) -> bool:
        packages = _packages(event.mimeData())
        if not packages or self._is_over_tree(event):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            self._window.package_commands.opening.open_paths(packages)
        return True

    def _is_over_tree(self, event: QDropEvent) -> bool:
        """Whether the drag is over the tree of an open package, which imports it."""
        tree = self._window.tree
        widget = self._window.childAt(event.position().toPoint())
        return (
            self._window.workbench is not None
            and widget is not None
            and (widget is tree or tree.isAncestorOf(widget))
        )


def _packages(mime: QMimeData) -> list[Path]:
    """The folders and archives that are dragged, unless they come from the tree."""
    if mime.hasFormat(ENTRIES):
        return []
    from studio.package.reading import ARCHIVE_SUFFIXES

    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    return [path for path in paths if path.is_dir() or path.name.endswith(ARCHIVE_SUFFIXES)]
