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
        self._words: Callable[[], str] = str
        self._again: Callable[[], object] | None = None
        window.services.languages.changed.connect(self._retranslate)

    def show_error(self, error: Exception, again: Callable[[], object] | None = None) -> None:
        """Say it, and offer to do `again` what failed; what is no expected failure is a defect."""
        if not isinstance(error, StudioError):
            raise error
        message = error.message
        self.show(lambda: self._window.words(message), again)

    def show(self, words: Callable[[], str], again: Callable[[], object] | None = None) -> None:
        """The same for a text that `words` gives in the language of the window."""
        self._words, self._again = words, again
        links = [Link(self.tr("Dismiss"), self.clear)]
        if again is not None:
            links.insert(0, Link(self.tr("Try again"), self._do_again))
        self._said = words()
        self._window.bar.show_message("error", self._said, links)
        self._window.bar.setToolTip(self._said)

    def clear(self) -> None:
        """Take the own message away, and nobody else's."""
        if self._is_shown():
            self._window.bar.clear()
            self._window.bar.setToolTip("")
        self._said = ""

    def _is_shown(self) -> bool:
        return bool(self._said) and self._window.bar.sentence() == self._said

    def _do_again(self) -> None:
        again = self._again
        self.clear()
        if again is not None:
            self._when_found(again)

    def _retranslate(self) -> None:
        if self._is_shown():
            self.show(self._words, self._again)
