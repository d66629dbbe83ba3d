"""The engine of a window: its sign in the status bar, and choosing another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QInputDialog

from studio.errors import StudioError

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from studio.services.builds.enginechoice import EngineChoice
    from studio.ui.shell.window import MainWindow

_LOOK_AFTER_MS = 3000
"""After this a package with recipes is open, drawn and checked, and the engine is looked for."""


class EngineCommands(QObject):
    """Makes what knows the engines when they are first wanted."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._engines: EngineChoice | None = None
        self._pause = QTimer(self, singleShot=True, interval=_LOOK_AFTER_MS)
        self._pause.timeout.connect(self._look_for_recipes)
        window.registry.bind(
            "build.engine", self._choose, enabled=lambda: window.workbench is not None
        )
        window.workbench_changed.connect(self._pause.start)

    @property
    def engines(self) -> EngineChoice:
        """The engines, of which nobody is asked before they are wanted."""
        if self._engines is None:
            from studio.services.builds.enginechoice import EngineChoice
            from studio.ui.builder.engines import EngineButton

            services = self._window.services
            self._engines = EngineChoice(services.settings, services.jobs, self)
            sign = EngineButton(services.themes, self._engines, low=True)
            sign.clicked.connect(lambda: self._choose(sign.mapToGlobal(sign.rect().topLeft())))
            self._window.status.add_fact(sign)
            self._window.registry.refresh()
        return self._engines

    def button(self) -> QWidget:
        """A button that names the engine, for the page."""
        from studio.ui.builder.engines import EngineButton

        made = EngineButton(self._window.services.themes, self.engines)
        made.clicked.connect(lambda: self._choose(made.mapToGlobal(made.rect().topLeft())))
        return made

    def _choose(self, at: QPoint | None = None) -> None:
        from studio.ui.builder.engines import EngineMenu

        menu = EngineMenu(self.engines, self._window.services.settings, self._window)
        menu.chosen.connect(self._take)
        menu.other_wanted.connect(self._ask)
        self.engines.look(again=False)
        if at is None:
            menu.popup(self._window.mapToGlobal(self._window.rect().center()))
        else:
            at.setY(at.y() - menu.sizeHint().height())
            menu.popup(at)

    def _take(self, given: str) -> None:
        try:
            self.engines.choose(given)
        except StudioError as error:
            self._window.warn(error.message)

    def _ask(self) -> None:
        title = self.tr("Other engine")
        label = self.tr("Address, or name of a docker context, such as ssh://user@host")
        given, taken = QInputDialog.getText(self._window, title, label)
        if taken and given.strip():
            self._take(given.strip())

    def _look_for_recipes(self) -> None:
        from studio.package.builds.recipes import recipes_of

        bench = self._window.workbench
        if bench is not None and recipes_of(bench.document.snapshot).recipes:
            self.engines.look(again=False)
