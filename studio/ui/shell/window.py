"""The main window: its frame, and which package it shows."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QSize, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QTabWidget, QWidget

from studio.ui.builder.building import Building
from studio.ui.commands.menubar import MenuBar
from studio.ui.commands.menus import MenuFactory
from studio.ui.commands.registry import CommandRegistry
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.toast import Toast
from studio.ui.designer.designing import Designing
from studio.ui.explorer.treecommands import TreeCommands
from studio.ui.explorer.treepanel import TreePanel, TreeTools
from studio.ui.explorer.treeroutes import TreeRoutes
from studio.ui.explorer.treetransfer import TreeTransfer
from studio.ui.explorer.treeview import PackageTreeView
from studio.ui.images.commands import ImageCommands
from studio.ui.jobs.jobcommands import JobCommands
from studio.ui.preview.previewing import Previewing
from studio.ui.problems.problemcommands import ProblemCommands
from studio.ui.search.searchcommands import SearchCommands
from studio.ui.shell.arrangement import arrange_panes, remember_layout
from studio.ui.shell.commands import COMMANDS, MENUS
from studio.ui.shell.docks import Dock
from studio.ui.shell.docktabs import DockTabs
from studio.ui.shell.dropping import PackageDropping
from studio.ui.shell.editcommands import EditCommands
from studio.ui.shell.editorarea import EditorArea
from studio.ui.shell.gocommands import GoCommands
from studio.ui.shell.packagecommands import PackageCommands
from studio.ui.shell.page import is_file
from studio.ui.shell.recentmenu import RecentMenu
from studio.ui.shell.sessions import keep_session
from studio.ui.shell.statusbar import MainStatusBar
from studio.ui.shell.tabcommands import TabCommands
from studio.ui.shell.toolbar import MainToolBar
from studio.ui.shell.viewcommands import ViewCommands

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from studio.package.opening import Opened
    from studio.package.problems import Problem
    from studio.package.snapshot import Place
    from studio.ui.history.historypanel import HistoryPanel
    from studio.ui.locator.popup import Locator
    from studio.ui.problems.problempanel import ProblemPanel
    from studio.ui.search.searchpanel import SearchPanel
    from studio.ui.shell.page import Page
    from studio.ui.shell.services import Services
    from studio.ui.shell.workbench import Workbench
    from studio.ui.welcome.welcomepage import WelcomePage
    from studio.wording import Message

SMALLEST = QSize(1024, 680)


class MainWindow(QMainWindow):
    """One window with one package, or with the welcome page.

    `workbench` is None while no package is open; `workbench_changed` carries the new one. `closing`
    comes when the window goes away; `new_window_requested` carries the path of the package that
    another window shall show, or None. `closed_docks` are those that the user closed, by name;
    `is_arranged` says that the others have sizes, which the user may have changed.
    """

    is_arranged = False

    closing = Signal()
    new_window_requested = Signal(object)
    workbench_changed = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.workbench: Workbench | None = None
        self.closed_docks: set[str] = set()
        self.registry = CommandRegistry(services.themes, self)
        self.registry.register(COMMANDS)
        self.setMinimumSize(SMALLEST)
        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.GroupedDragging
        )
        self.search_commands = SearchCommands(self)
        self._build_center()
        self._build_docks()
        self.status = MainStatusBar(services.themes, services.languages, services.jobs, self)
        self.setStatusBar(self.status)
        self._bind_commands()
        self._connect()
        self._show_workbench()

    def _build_center(self) -> None:
        themes = self.services.themes
        self.bar = InlineBar(themes)
        self.editors = EditorArea(themes, self._make_page, self.bar)
        self._center = QStackedWidget()
        self._center.addWidget(self.editors)
        self.setCentralWidget(self._center)
        self.toast = Toast(themes, self.editors, foot=self.editors.foot_height)

    def _make_page(self, key: str) -> Page | None:
        from studio.ui.shell.pages import make_page

        return make_page(self, key)

    def _build_docks(self) -> None:
        themes = self.services.themes
        self.tree = PackageTreeView(themes, self._kind_name)
        self.tree_panel = TreePanel(self.services, self.tree)
        self.tree_dock = Dock(
            themes, "tree", lambda: self.tr("Package"), lambda: self.tree_panel, self
        )
        tabbed = partial(Dock, themes, parent=self, tabbed=True)
        self.problems_dock = tabbed(
            "problems",
            lambda: self.tr("Problems"),
            lambda: self.problems,
            count=self._count_problems,
        )
        self.search_dock = tabbed(
            "search",
            lambda: self.tr("Search"),
            lambda: self.search,
            count=lambda: self.search_commands.hit_count,
        )
        self.history_dock = tabbed("history", lambda: self.tr("History"), lambda: self.history)
        below = [self.problems_dock, self.search_dock, self.history_dock]
        self.docks: tuple[Dock, ...] = (self.tree_dock, *below)
        self.tree_dock.fill()
        bottom = Qt.DockWidgetArea.BottomDockWidgetArea
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.tree_dock)
        self.setTabPosition(bottom, QTabWidget.TabPosition.North)
        self.dock_tabs = DockTabs(themes, self)
        self.dock_tabs.share_place(below, bottom)

    @cached_property
    def welcome(self) -> WelcomePage:
        """The page without a package, made when it is first looked at."""
        from studio.ui.shell.panels import make_welcome

        page = make_welcome(self)
        self._center.addWidget(page)
        return page

    @cached_property
    def locator(self) -> Locator:
        """Quick open and palette, made when they are first wanted."""
        from studio.ui.locator.popup import Locator

        return Locator(self)

    @cached_property
    def problems(self) -> ProblemPanel:
        """The problems of the package, made for the first one that is opened."""
        from studio.ui.shell.panels import make_problems

        return make_problems(self)

    @cached_property
    def search(self) -> SearchPanel:
        """The search over the package, made when it is first looked at."""
        from studio.ui.shell.panels import make_search

        return make_search(self)

    @cached_property
    def history(self) -> HistoryPanel:
        """The steps of editing, made when they are first looked at."""
        from studio.ui.shell.panels import make_history

        return make_history(self)

    def show_always(self, show: Callable[[Workbench | None], None]) -> None:
        """Show the package that is open now, and every other that will be."""
        self.workbench_changed.connect(show)
        show(self.workbench)

    def _bind_commands(self) -> None:
        self.package_commands = PackageCommands(self)
        self.edit_commands = EditCommands(self)
        GoCommands(self)
        TabCommands(self.registry, self.editors, self.tree, self._package_path)
        self.view_commands = ViewCommands(self)
        self.tree_commands = TreeCommands(self)
        self.problem_commands = ProblemCommands(self)
        JobCommands(self)
        ImageCommands(self)
        TreeTools(self, self.tree_commands)
        self.previewing = Previewing(self)
        self.designing = Designing(self)
        self.building = Building(self)
        TreeTransfer(self)
        PackageDropping(self)
        recent = RecentMenu(self.services, self)
        recent.chosen.connect(self.package_commands.open_path)
        self.menus = MenuFactory(self.registry, {"recent": recent.fill})
        self.setMenuBar(MenuBar(self.services.themes, self))
        self.menus.menu_bar(self.menuBar(), MENUS)
        self.toolbar = MainToolBar(self.services.themes, self.registry)
        self.addToolBar(self.toolbar)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.registry.attach(self)
        self.view_commands.take_keys()

    def _connect(self) -> None:
        TreeRoutes(self)
        self.editors.current_changed.connect(self._follow_page)
        self.editors.pages_changed.connect(self.registry.refresh)
        self.editors.pages_changed.connect(self._keep_session)

    def open_workbench(self, opened: Opened) -> Workbench:
        """Show a package that was opened, in place of what was shown."""
        from studio.ui.shell.workbench import Workbench

        self.close_workbench()
        self.workbench = Workbench(opened, self.services, self)
        self.workbench.tree.refused.connect(self.warn)
        self.package_commands.saving.watch_disk(self.workbench)
        document = self.workbench.document
        document.dirty_changed.connect(self._follow_dirty)
        document.problems_changed.connect(self._follow_problems)
        document.revealed.connect(self._reveal)
        document.changed.connect(self._update_title)
        document.history.changed.connect(lambda: self.registry.refresh(["edit.undo", "edit.redo"]))
        self._show_workbench()
        return self.workbench

    def _keep_session(self) -> None:
        """Remember the tabs at once: a crash asks nobody first."""
        if self.workbench is not None and self.workbench.is_shown:
            keep_session(self, self.workbench)

    def close_workbench(self) -> None:
        """Let go of the package and of everything that shows it."""
        if self.workbench is None:
            return
        self._keep_session()
        self.closed_docks = {dock.objectName() for dock in self.docks if dock.is_closed}
        self.workbench.is_shown = False
        self.editors.close_all()
        self.editors.set_dirty(frozenset())
        self.tree.setModel(None)
        self.status.show_document(None)
        workbench, self.workbench = self.workbench, None
        workbench.close()
        self._show_workbench()

    def show_welcome(self) -> None:
        """Offer packages to open, unless one is open."""
        if self.workbench is None:
            self.welcome.refresh()
            self._center.setCurrentWidget(self.welcome)
            self.welcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_place(self, place: Place, *, preview: bool = False, anywhere: bool = False) -> None:
        """Show a file at a place; the keys stay with the tree while it is only a preview.

        With `anywhere` an editor group that shows the file already is preferred.
        """
        page = self.editors.open(place.path, preview=preview, place=place, anywhere=anywhere)
        if page is not None and not preview:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_problem(self, problem: Problem) -> None:
        """Jump to the place of a problem."""
        page = self.editors.open(problem.place.path, preview=True, anywhere=True)
        if page is None:
            self.problem_commands.show_elsewhere(problem)
            return
        page.show_problem(problem)
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def warn(self, sentence: Message) -> None:
        """Say in a toast why something was not done."""
        self.toast.show_message(self.words(sentence), tone="warning")

    def words(self, sentence: Message) -> str:
        """A sentence of the pure packages in the language of the window."""
        return sentence.text(self.services.languages.language)

    def settle(self) -> None:
        """Wait until the package is checked and drawn, for pictures of the window."""
        if self.workbench is not None and self.workbench.checker.is_busy:
            loop = QEventLoop()
            self.workbench.checker.busy_changed.connect(loop.quit)
            loop.exec()
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()

    def go_to_line(self, line: int, column: int = 1) -> None:
        """Put the caret of the text in front there."""
        page = self.editors.current
        if page is not None and page.text is not None:
            page.text.go_to(line, column)
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_workbench(self) -> None:
        workbench = self.workbench
        is_open = workbench is not None
        self._center.setCurrentWidget(self.editors)
        self.workbench_changed.emit(workbench)
        for dock in self.docks:
            dock.setVisible(is_open and dock.objectName() not in self.closed_docks)
        self.toolbar.set_package_open(is_open)
        self.toolbar.show_findings(workbench.document.findings if workbench else None)
        if workbench is not None:
            if not self.is_arranged:
                arrange_panes(self)
            self.problems_dock.raise_()
            self.tree.show_tree(workbench.tree)
            self.problems_dock.fill()
            self.status.show_document(workbench.document)
        self._update_title()
        self.registry.refresh()

    def _follow_page(self, page: Page | None) -> None:
        self.status.show_page(page)
        if page is not None:
            self.tree.reveal(page.key if is_file(page.key) else "")
        self._update_title()
        self.registry.refresh()

    def follow_caret(self, page: Page, line: int, column: int) -> None:
        """Show where the caret of the page in front is."""
        if page is self.editors.current:
            self.status.show_position((line, column))

    def _follow_dirty(self) -> None:
        assert self.workbench is not None  # noqa: S101
        self.editors.set_dirty(self.workbench.document.dirty_paths)
        self._update_title()
        self.registry.refresh(["file.save"])

    def _follow_problems(self) -> None:
        assert self.workbench is not None  # noqa: S101
        findings = self.workbench.document.findings
        self.toolbar.show_findings(findings)
        self.problems_dock.update_title()
        for page in self.editors.pages():
            page.follow_problems(findings, self.services.languages.language)

    def _reveal(self, place: Place) -> None:
        assert self.workbench is not None  # noqa: S101
        page = self.editors.current
        if page is not None and page.can_reveal(place):
            page.reveal(place)
        elif place.path in self.workbench.document.snapshot:
            self.show_place(place, anywhere=True)

    def _count_problems(self) -> int:
        return self.workbench.document.findings.counts.total() if self.workbench else 0

    def _kind_name(self) -> str:
        if self.workbench is None:
            return ""
        from studio.package.layout import layout_of

        return self.status.kind_name(layout_of(self.workbench.document.snapshot).kind)

    def _package_path(self) -> Path | None:
        return self.workbench.origin.path if self.workbench else None

    def _update_title(self) -> None:
        bench, page = self.workbench, self.editors.current
        parts = [part for part in (page and page.title(), bench and bench.title()) if part]
        self.setWindowTitle(" — ".join([*parts, self.tr("OSC Package Studio")]) + "[*]")
        self.setWindowModified(bench is not None and bench.document.is_dirty)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.registry.retranslate()
            self.editors.retranslate()
            self._update_title()
            if self.workbench is not None:
                self._follow_problems()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep unsaved work for the next start, then go."""
        if not self.package_commands.may_close():
            event.ignore()
            return
        remember_layout(self)
        self.close_workbench()
        self.closing.emit()
        super().closeEvent(event)
