"""What the editor area shows in a tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from studio.package.problems import Findings, Problem
    from studio.package.snapshot import Place
    from studio.ui.textview.view import TextView

OVERVIEW = ":overview"
"""The key of the overview; keys of views begin with a colon, which no path of a package does."""

DESIGNER = ":form"
"""The key of the designer of deploy forms."""

IMAGES = ":images"
"""The key of the page of images."""

BUILDS = ":builds"
"""The key of the page on which images are built."""

RULE = ":rule/"
"""What the key of a page that explains a rule begins with; its id follows."""


def is_file(key: str) -> bool:
    """Whether a page of that key shows a file."""
    return not key.startswith(":")


class Page(QWidget):
    """The content of one tab.

    `key` tells pages apart: the path of a file, or the name of a view such as ":overview".
    `closed` asks for the tab to be closed, because what it shows is gone; `renamed` carries the
    new key, `said` a sentence for the status bar. Where it `has_side_panel`, the preview steps
    aside.
    """

    has_side_panel = False

    closed = Signal()
    renamed = Signal(str)
    said = Signal(str)
    position_changed = Signal(int, int)

    def __init__(self, key: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.icon = icon

    def title(self) -> str:
        """What the tab says."""
        return self.key.rpartition("/")[2]

    @property
    def text(self) -> TextView | None:
        """The editor of a page that shows a text."""
        return None

    def can_reveal(self, place: Place) -> bool:
        """Whether it shows a place that is not in a file of its own."""
        del place
        return False

    def reveal(self, place: Place) -> None:
        """Show a place of the file and put the caret there."""

    def show_problem(self, problem: Problem) -> None:
        """Show the place of a problem."""

    def follow_problems(self, findings: Findings, language: str) -> None:
        """Show what was found, in words of `language`."""

    def position(self) -> tuple[int, int] | None:
        """Line and column of the caret from 1, None where there is no caret."""
        return None

    def file_type(self) -> str:
        """What kind of file it shows, in a word for the status bar; "" for a view."""
        return ""

    def view_state(self) -> dict[str, Any]:
        """What is needed to look at it again in the same way."""
        return {}

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Look at it as `view_state` said."""
