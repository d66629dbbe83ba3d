"""Hides rows of the package tree: what the filter does not match, and what nobody wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QTimer

from studio.model.treeroles import EntryRole
from studio.package.entries import EntryKind
from studio.services.settings import Preference

if TYPE_CHECKING:
    from studio.package.entries import Entry
    from studio.services.settings import Settings
    from studio.ui.explorer.treeview import PackageTreeView

HIDE_OPTIONAL = Preference("tree/hide_optional", default=False)
SHOW_HIDDEN = Preference("tree/show_hidden", default=True)

_FOLDERS = (EntryKind.PACKAGE, EntryKind.FOLDER)


class TreeFilter(QObject):
    """Shows what has the text in its name, with the folders around it.

    A folder that matches shows all that is in it, unless something there matches by itself.
    While there is a text the folders with matches are open; afterwards they are as they were.
    """

    def __init__(self, view: PackageTreeView, settings: Settings) -> None:
        super().__init__(view)
        self._view = view
        self._settings = settings
        self._text = ""
        self._opened_before: set[str] = set()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.apply)
        view.tree_shown.connect(self._follow_model)

    def set_text(self, text: str) -> None:
        """Show only what matches `text`, or everything again."""
        wanted = text.strip().casefold()
        if wanted and not self._text:
            folders = self._folders(QModelIndex())
            self._opened_before = {path for index, path in folders if self._view.isExpanded(index)}
        had_text, self._text = bool(self._text), wanted
        self.apply()
        if had_text and not wanted:
            self._open_as_before()

    def is_on(self, preference: Preference[bool]) -> bool:
        """Whether one of the two choices of this module is made."""
        return self._settings.value(preference)

    def choose(self, preference: Preference[bool], *, on: bool) -> None:
        """Make one of the two choices of this module, for this and later runs."""
        self._settings.set_value(preference, on)
        self.apply()

    def apply(self) -> None:
        """Show and hide every row anew."""
        self._later.stop()
        if self._view.model() is not None:
            self._visit(self._view.model().index(0, 0), inherited=not self._text)

    def _visit(self, parent: QModelIndex, *, inherited: bool) -> bool:
        """Show or hide the rows below `parent`; returns whether any of them matches."""
        model, any_match = self._view.model(), False
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            entry: Entry = index.data(EntryRole)
            matches = self._text in entry.title.casefold()
            below = False
            if entry.kind is EntryKind.FOLDER:
                below = self._visit(index, inherited=inherited)
                if matches and not (below or inherited):
                    self._visit(index, inherited=True)
            shown = self._may_be_seen(entry) and (inherited or matches or below)
            self._view.setRowHidden(row, parent, not shown)
            if self._text and below:
                self._view.expand(index)
            any_match = any_match or (shown and (matches or below))
        return any_match

    def _may_be_seen(self, entry: Entry) -> bool:
        if entry.kind is EntryKind.MISSING and not entry.required:
            return not self.is_on(HIDE_OPTIONAL)
        return not entry.title.startswith(".") or self.is_on(SHOW_HIDDEN)

    def _follow_model(self) -> None:
        """Filter another package, and again whenever rows come or get other names."""
        model = self._view.model()
        self._opened_before = set()
        for signal in (model.rowsInserted, model.rowsMoved):
            signal.connect(self._later.start)
        model.dataChanged.connect(self._follow_data)
        self.apply()

    def _follow_data(self, _first: QModelIndex, _last: QModelIndex, roles: list[int]) -> None:
        """Filter again unless only what stands beside the names has changed."""
        if not roles:
            self._later.start()

    def _open_as_before(self) -> None:
        for index, path in self._folders(QModelIndex()):
            self._view.setExpanded(index, path in self._opened_before)
        self._view.scrollTo(self._view.currentIndex())

    def _folders(self, parent: QModelIndex) -> list[tuple[QModelIndex, str]]:
        """The rows of the package and its folders below `parent`, with their paths."""
        model = self._view.model()
        found: list[tuple[QModelIndex, str]] = []
        for row in range(model.rowCount(parent) if model else 0):
            index = model.index(row, 0, parent)
            entry: Entry = index.data(EntryRole)
            if entry.kind in _FOLDERS:
                found += [(index, entry.path), *self._folders(index)]
        return found
