"""Say why work with an engine failed, until it is done again or the reader has had enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.ui.controls.links import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.ui.shell.window import MainWindow


class WorkTrouble(QObject):
    """Shows one failure at a time in the bar of the window; work of minutes deserves no toast.

    `when_found` goes on with what it is given once an engine was looked for.
    """

    def __init__(
        self, window: MainWindow, when_found: Callable[[Callable[[], object]], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._when_found = when_found
        self._said = ""

    def show_error(self, error: Exception, again: Callable[[], object] | None = None) -> None:
        """Say it, and offer to do `again` what failed; what is no expected failure is a defect."""
        if not isinstance(error, StudioError):
            raise error
        self.show_text(self._window.words(error.message), again)

    def show_text(self, text: str, again: Callable[[], object] | None = None) -> None:
        """The same for a sentence in the language of the window."""
        links = [Link(self.tr("Dismiss"), self.clear)]
        if again is not None:
            links.insert(0, Link(self.tr("Try again"), lambda: self._do(again)))
        self._said = text
        self._window.bar.show_message("error", text, links)
        self._window.bar.setToolTip(text)

    def clear(self) -> None:
        """Take the own message away, and nobody else's."""
        if self._said and self._window.bar.sentence() == self._said:
            self._window.bar.clear()
            self._window.bar.setToolTip("")
        self._said = ""

    def _do(self, again: Callable[[], object]) -> None:
        self.clear()
        self._when_found(again)
