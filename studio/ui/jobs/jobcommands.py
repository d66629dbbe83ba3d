"""Where the jobs are shown in the window, and what opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.ui.commands.command import QT_TRANSLATE_NOOP, Command
from studio.ui.shell.docks import Dock

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from studio.ui.shell.window import MainWindow

JOB_COMMANDS = (
    Command(
        "view.jobs",
        QT_TRANSLATE_NOOP("commands", "&Background work"),
        QT_TRANSLATE_NOOP("commands", "View"),
        "spinner-gap",
    ),
)


class JobCommands(QObject):
    """Adds the dock of the jobs, which stays closed until somebody asks for it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dock = Dock(
            window.services.themes,
            "jobs",
            lambda: self.tr("Background work"),
            self._make_panel,
            window,
            tabbed=True,
        )
        window.tabifyDockWidget(window.history_dock, self.dock)
        self.dock.hide()
        self.dock.wanted.connect(lambda: window.dock_tabs.open_all(window.problems_dock))
        window.registry.register(JOB_COMMANDS)
        window.registry.bind("view.jobs", self.show)
        window.status.jobs.requested.connect(self.show)

    def show(self) -> None:
        """Bring the jobs to the front; failures count as seen."""
        self.dock.bring_to_front()
        self._window.status.jobs.forget_failures()

    def _make_panel(self) -> QWidget:
        # Here, because hardly anybody looks at it.
        from studio.ui.jobs.jobspanel import JobsPanel

        return JobsPanel(self._window.services)
