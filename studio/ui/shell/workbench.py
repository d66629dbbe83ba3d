"""One open package in the window: its document, services and models."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication

from studio.model.document import Document
from studio.model.history import HistoryModel
from studio.model.problemlist import ProblemList
from studio.model.tree import PackageTree
from studio.package.layout import layout_of
from studio.resources import resources_root
from studio.services.checking import Checker
from studio.services.outlining import Outliner
from studio.services.recovery import RecoveryStore
from studio.services.recoveryslot import CannotRecover
from studio.services.recoverytimer import RecoveryTimer
from studio.services.watcher import OutsideWatcher
from studio.wording import message

if TYPE_CHECKING:
    from studio.package.opening import Opened
    from studio.package.origin import Origin
    from studio.services.recoveryslot import Owner
    from studio.ui.shell.services import Services


class Workbench(QObject):
    """Everything that lives as long as a package is open; `close` lets go of all of it.

    `other_owner` says which other process has the package open, if one has. `is_shown` is true
    from when its tabs were restored until they are closed.
    """

    is_shown = False

    store: RecoveryStore
    recovery: RecoveryTimer
    watcher: OutsideWatcher
    other_owner: Owner | None

    def __init__(self, opened: Opened, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self.origin: Origin = opened.origin
        self.notices = opened.notices
        self.document = Document(opened.snapshot, parent=self)
        self.tree = PackageTree(self.document, opened.origin.root_name, self)
        Outliner(self.document, self.tree, services.jobs)
        self.problems = ProblemList(self.document, self)
        self.history = HistoryModel(self.document, self)
        self.checker = Checker(self.document, services.jobs, self)
        self._guard()
        _application().applicationStateChanged.connect(self._follow_application)
        services.languages.changed.connect(self._follow_language)
        self._follow_language()

    def title(self) -> str:
        """Name and version of the package."""
        layout = layout_of(self.document.snapshot)
        return f"{layout.name or self.origin.root_name} {layout.version}".strip()

    @property
    def is_sample(self) -> bool:
        """Whether the package belongs to the studio, so that it is saved somewhere else."""
        return self.origin.path.resolve().is_relative_to(resources_root().resolve())

    def move_to(self, origin: Origin) -> None:
        """Go on at another place on disk, where the package was just saved."""
        self._unguard()
        self.store.drop()
        self.origin = origin
        self._guard()

    def close(self) -> None:
        """Stop the services; unsaved work that was kept stays kept."""
        self._services.languages.changed.disconnect(self._follow_language)
        _application().applicationStateChanged.disconnect(self._follow_application)
        self.checker.stop()
        self._unguard()
        self.deleteLater()

    def _guard(self) -> None:
        """Keep unsaved work safe, and watch what happens on disk."""
        services = self._services
        self.store = RecoveryStore(self.origin.path, services.state)
        self.other_owner = None
        try:
            self.other_owner = self.store.lock()
        except CannotRecover as error:
            self.notices = (*self.notices, error.message)
        if self.other_owner is not None:
            notice = message(
                "Process {process} has this package open, too; save in one of them only.",
                process=self.other_owner.process,
            )
            self.notices = (*self.notices, notice)
        self.recovery = RecoveryTimer(self.document, self.store, services.jobs, self)
        self.watcher = OutsideWatcher(self.document, self.origin, services.jobs, self)

    def _unguard(self) -> None:
        self.watcher.pause()
        self.watcher.deleteLater()
        self.recovery.deleteLater()
        self.store.close()

    def _follow_application(self, state: Qt.ApplicationState) -> None:
        """Keep unsaved work when the author turns away, look at the disk when they are back."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.watcher.look_now()
        else:
            self.recovery.write_now()

    def _follow_language(self) -> None:
        language = self._services.languages.language
        self.tree.set_language(language)
        self.problems.set_language(language)
        self.history.set_language(language)


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)  # noqa: S101
    return application
