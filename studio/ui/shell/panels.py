"""The panels of a window, made and connected when they are first wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.ui.history.historypanel import HistoryPanel
    from studio.ui.problems.problempanel import ProblemPanel
    from studio.ui.search.searchpanel import SearchPanel
    from studio.ui.shell.window import MainWindow
    from studio.ui.welcome.welcomepage import WelcomePage


def make_welcome(window: MainWindow) -> WelcomePage:
    """The page without a package, whose ways in open one in `window`."""
    from studio.ui.welcome.welcomepage import WelcomePage

    page = WelcomePage(window.services)
    page.open_requested.connect(window.package_commands.open_path)
    page.new_requested.connect(lambda: window.registry.run("file.new"))
    page.choose_requested.connect(lambda: window.registry.run("file.open"))
    return page


def make_problems(window: MainWindow) -> ProblemPanel:
    """The problems of whatever package `window` shows."""
    from studio.ui.problems.problempanel import ProblemPanel

    panel = ProblemPanel(window.services)
    panel.view.chosen.connect(window.show_problem)
    window.problem_commands.serve(panel)
    window.show_always(lambda bench: panel.show_problems(bench.problems if bench else None))
    return panel


def make_search(window: MainWindow) -> SearchPanel:
    """The search over whatever package `window` shows."""
    from studio.ui.search.searchpanel import SearchPanel

    panel = SearchPanel(window.services)
    window.search_commands.serve(panel)
    window.show_always(lambda bench: panel.show_document(bench.document if bench else None))
    return panel


def make_history(window: MainWindow) -> HistoryPanel:
    """The steps of whatever package `window` shows."""
    from studio.ui.history.historypanel import HistoryPanel

    panel = HistoryPanel(window.services.themes)
    panel.view.travel_requested.connect(window.edit_commands.travel_to)
    window.show_always(
        lambda bench: panel.show_history(
            *((bench.document, bench.history) if bench else (None, None))
        )
    )
    return panel
