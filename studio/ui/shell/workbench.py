"""One open package in the window: its document, services and models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.model.document import Document
from studio.model.history import HistoryModel
from studio.model.problemlist import ProblemList
from studio.model.tree import PackageTree
from studio.services.checking import Checker
from studio.services.recovery import RecoveryStore
from studio.services.recoverytimer import RecoveryTimer
from studio.services.watcher import OutsideWatcher

if TYPE_CHECKING:
    from studio.package.opening import Opened
    from studio.package.origin import Origin
    from studio.ui.shell.services import Services


class Workbench(QObject):
    """Everything that lives as long as a package is open; `close` lets go of all of it."""

    def __init__(self, opened: Opened, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.origin: Origin = opened.origin
        self.notices = opened.notices
        self.document = Document(opened.snapshot, parent=self)
        self.tree = PackageTree(self.document, opened.origin.root_name, self)
        self.problems = ProblemList(self.document, self)
        self.history = HistoryModel(self.document, self)
        self.store = RecoveryStore(opened.origin.path, services.state)
        self.other_owner = self.store.lock()
        self.recovery = RecoveryTimer(self.document, self.store, services.jobs, self)
        self.checker = Checker(self.document, services.jobs, self)
        self.watcher = OutsideWatcher(self.document, opened.origin, services.jobs, self)
        services.languages.changed.connect(self._follow_language)
        self._follow_language()

    def close(self) -> None:
        """Stop the services; unsaved work that was kept stays kept."""
        self.checker.stop()
        self.watcher.stop()
        self.store.close()
        self.deleteLater()

    def _follow_language(self) -> None:
        language = self._services.languages.language
        self.problems.set_language(language)
        self.history.set_language(language)
