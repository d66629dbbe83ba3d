"""The recent packages as a list that finds out by itself which of them are still there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.ui.welcome.when import when_text
from studio.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject

    from studio.services.jobs import Job, Progress
    from studio.services.recent import RecentPackage
    from studio.ui.shell.services import Services

Index = QModelIndex | QPersistentModelIndex

PackageRole = Qt.ItemDataRole.UserRole + 1
StateRole = Qt.ItemDataRole.UserRole + 2
PathTextRole = Qt.ItemDataRole.UserRole + 3
WhenRole = Qt.ItemDataRole.UserRole + 4
SearchRole = Qt.ItemDataRole.UserRole + 5

_NO_INDEX = QModelIndex()
_VALID = QAbstractListModel.CheckIndexOption.IndexIsValid


@dataclass(frozen=True, slots=True)
class RecentState:
    """What a look at the disk says of a recent package."""

    missing: bool = False
    unsaved: bool = False


class RecentModel(QAbstractListModel):
    """One row for each package, the latest first.

    Rows appear at once; whether their packages are missing or have unsaved work is looked up in
    the background, for a path may lie on a network drive that does not answer.
    """

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._entries: list[RecentPackage] = []
        self._states: dict[Path, RecentState] = {}
        self._job: Job | None = None

    def set_entries(self, entries: Iterable[RecentPackage]) -> None:
        """Show other packages, and look at the disk again."""
        entries = list(entries)
        if [entry.path for entry in entries] == [entry.path for entry in self._entries]:
            self._entries = entries
            self._tell_changed()
        else:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
        self._look_up()

    def retranslate(self) -> None:
        """Word the rows anew."""
        self._tell_changed()

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """One row for each package."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What views show of a row."""
        if not self.checkIndex(index, _VALID):
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name or entry.path.name
            case Qt.ItemDataRole.ToolTipRole:
                return str(entry.path)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry)
            case _:
                return self._own_data(entry, role)

    def _own_data(self, entry: RecentPackage, role: int) -> Any:
        if role == PackageRole:
            return entry
        if role == StateRole:
            return self._state(entry)
        if role == PathTextRole:
            return short_path(entry.path)
        if role == WhenRole:
            now = datetime.now().astimezone()
            return when_text(entry.when, now, self._services.languages.language)
        if role == SearchRole:
            return f"{entry.name} {entry.version} {entry.path}"
        return None

    def _state(self, entry: RecentPackage) -> RecentState:
        return self._states.get(entry.path, RecentState())

    def _spoken(self, entry: RecentPackage) -> str:
        state = self._state(entry)
        parts = [f"{entry.name or entry.path.name} {entry.version}".strip()]
        if state.missing:
            parts.append(self.tr("not found"))
        elif state.unsaved:
            parts.append(self.tr("unsaved changes to restore"))
        return ", ".join([*parts, short_path(entry.path)])

    def _look_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
        paths = [entry.path for entry in self._entries]
        if not paths:
            return
        state_folder = self._services.state

        def work(progress: Progress) -> dict[Path, RecentState]:
            states: dict[Path, RecentState] = {}
            for path in paths:
                progress(len(states) / len(paths), label)
                states[path] = _state_of(path, state_folder)
            return states

        label = message("Looking for recent packages")
        self._job = self._services.jobs.run(label, work, quiet=True)
        self._job.finished.connect(self._take_states)

    def _take_states(self, states: dict[Path, RecentState]) -> None:
        self._job = None
        if states != self._states:
            self._states = states
            self._tell_changed()

    def _tell_changed(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))


def short_path(path: Path) -> str:
    """`path` with the user's home folder as ~."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _state_of(path: Path, state_folder: Path) -> RecentState:
    from studio.services.recovery import RecoveryStore

    try:
        missing = not path.exists()
        unsaved = RecoveryStore(path, state_folder).pending() is not None
    except OSError:
        return RecentState(missing=True)
    return RecentState(missing, unsaved and not missing)
