"""Follows what the text leads to: words below the mouse, and Ctrl with a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal

from studio.package.links import link_at
from studio.package.snapshot import Place
from studio.wording import message
from studio.yamltext.pointers import locate

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QMouseEvent

    from studio.package.links import Link
    from studio.package.snapshot import Snapshot
    from studio.services.jobs import Job, JobList
    from studio.ui.textview.view import TextView

_CTRL = Qt.KeyboardModifier.ControlModifier


class Linking(QObject):
    """Finds in the background what a place of the text leads to, for whoever still wants to know.

    `followed` says that Ctrl and a click want to go where the caret now is.
    """

    followed = Signal()

    def __init__(self, view: TextView, jobs: JobList) -> None:
        super().__init__(view)
        self._view = view
        self._jobs = jobs
        self._job: Job | None = None

    def ask(self, point: QPoint, answer: Callable[[str], None]) -> None:
        """Say to `answer` what the text at a point of the viewport leads to, if it does."""
        self.stop()
        view = self._view
        edit = view.edit
        cursor = edit.cursorForPosition(point)
        if not view.language.has_places or not edit.cursorRect(cursor).adjusted(
            -edit.row_height, 0, edit.row_height, 0
        ).contains(point):
            return
        snapshot, path = view.document.snapshot, view.path
        offset, language = view.binding.offset(cursor.position()), view.hints.language

        def told(link: Link | None) -> None:
            self._job = None
            if link is not None:
                answer(link.words.text(language))

        self._job = self._jobs.run(
            message("Looking up a reference"),
            lambda _progress: link_in(snapshot, path, offset),
            quiet=True,
        )
        self._job.finished.connect(told)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def handle_press(self, event: QMouseEvent) -> bool:
        """Ctrl and a click follow what is below the mouse."""
        if event.modifiers() != _CTRL or event.button() != Qt.MouseButton.LeftButton:
            return False
        edit = self._view.edit
        edit.setTextCursor(edit.cursorForPosition(event.position().toPoint()))
        self.followed.emit()
        return True


def link_in(snapshot: Snapshot, path: str, offset: int) -> Link | None:
    """What the value at a code point of a file leads to."""
    tree = snapshot.tree(path)
    if tree is None:
        return None
    number, pointer = locate(tree, offset)
    return link_at(snapshot, Place(path, pointer, number))
