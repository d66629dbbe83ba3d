"""Going to places: the locator, definitions, back and forward, problems and tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.model.navigation import Navigation
from studio.package.snapshot import Place
from studio.ui.locator.prefixes import COMMAND_PREFIX, FILE_PREFIX, KEY_PREFIX, LINE_PREFIX
from studio.ui.shell.page import is_file
from studio.yamltext.pointers import locate

if TYPE_CHECKING:
    from studio.ui.shell.page import Page
    from studio.ui.shell.window import MainWindow


class GoCommands(QObject):
    """Binds the commands that move in the package without changing it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._been = Navigation()
        self._travelling = False
        bind, editors = window.registry.bind, window.editors
        bind("go.anything", lambda: window.locator.open(FILE_PREFIX), enabled=self._is_open)
        bind("go.command", lambda: window.locator.open(COMMAND_PREFIX))
        bind("go.key", lambda: window.locator.open(KEY_PREFIX), enabled=self._has_page)
        bind("go.line", lambda: window.locator.open(LINE_PREFIX), enabled=self._has_page)
        bind("go.definition", self.go_to_definition, enabled=self._has_page)
        bind("go.back", lambda: self._travel(-1), enabled=lambda: self._been.can_go_back)
        bind("go.forward", lambda: self._travel(1), enabled=lambda: self._been.can_go_forward)
        bind("go.next_problem", lambda: window.problems.view.step(1), enabled=self._has_problems)
        bind(
            "go.previous_problem",
            lambda: window.problems.view.step(-1),
            enabled=self._has_problems,
        )
        bind("go.next_tab", lambda: editors.step_by_use(1), enabled=self._has_tabs)
        bind("go.previous_tab", lambda: editors.step_by_use(-1), enabled=self._has_tabs)
        editors.current_changed.connect(self._remember)

    def go_to_definition(self) -> None:
        """Go from the caret to what stands there leads to: a file, a CRD, a CSV, an image."""
        page, bench = self._window.editors.current, self._window.workbench
        tree = bench.document.snapshot.tree(page.key) if bench and page else None
        if bench is None or tree is None or page is None or page.text is None:
            return
        number, pointer = locate(tree, page.text.caret_offset)
        here = Place(page.key, pointer, number)
        from studio.package.links import link_at  # reads images: not for the start

        link = link_at(bench.document.snapshot, here)
        target = link.target if link is not None else None
        if target is None:
            nothing = self.tr("Nothing is referred to here")
            self._window.status.say(self._window.words(link.words) if link else nothing)
            return
        self.visit(here)
        self.visit(target)
        self._show(target)

    def visit(self, place: Place) -> None:
        """Remember a place that somebody jumped to, for going back."""
        if not self._travelling:
            self._been.visit(place)
            self._window.registry.refresh(["go.back", "go.forward"])

    def _travel(self, step: int) -> None:
        place = self._been.step(step)
        bench = self._window.workbench
        if place is None or bench is None:
            return
        if place.path in bench.document.snapshot or not is_file(place.path):
            self._show(place)
        self._window.registry.refresh(["go.back", "go.forward"])

    def _show(self, place: Place) -> None:
        """Show a place that is remembered already."""
        self._travelling = True
        try:
            self._window.show_place(place)
        finally:
            self._travelling = False

    def _remember(self, page: Page | None) -> None:
        if page is None:
            self._been = Navigation()
        else:
            self.visit(Place(page.key))

    def _is_open(self) -> bool:
        return self._window.workbench is not None

    def _has_page(self) -> bool:
        page = self._window.editors.current
        return page is not None and page.text is not None

    def _has_problems(self) -> bool:
        bench = self._window.workbench
        return bench is not None and bench.problems.rowCount() > 0

    def _has_tabs(self) -> bool:
        return self._window.editors.tabs.count() > 1
