"""Building in a window: its page and commands, loaded when they are first wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.errors import StudioError
from studio.package.snapshot import Place
from studio.ui.builder.buildcommands import BUILD_COMMANDS, RECIPE_MENU
from studio.ui.builder.enginecommands import EngineCommands
from studio.ui.builder.engineimages import EngineImages
from studio.ui.builder.recipecommands import RecipeCommands
from studio.ui.builder.worktrouble import WorkTrouble
from studio.ui.controls.links import Link
from studio.ui.shell.page import BUILDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint

    from studio.package.builds.recipes import Recipe
    from studio.package.entries import Entry
    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk
    from studio.services.builds.enginechoice import EngineChoice
    from studio.services.engine.pastbuilds import PastBuild
    from studio.ui.builder.buildspage import BuildsPage
    from studio.ui.builder.packageimages import PackageImages
    from studio.ui.shell.page import Page
    from studio.ui.shell.window import MainWindow
    from studio.yamltext.pointers import Pointer


class Building(QObject):
    """Binds the commands of building, and keeps the builds of the package that is open."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: BuildDesk | None = None
        self._known: object = None
        window.registry.register(BUILD_COMMANDS)
        self._choosing = EngineCommands(window, self)
        self._recipes = RecipeCommands(self, window)
        self._images: PackageImages | None = None
        self._awaited: Callable[[], object] | None = None
        self.trouble = WorkTrouble(window, self.when_found)
        self._engine_images = EngineImages(self, window)
        self._bind()
        window.workbench_changed.connect(self._follow_workbench)

    @property
    def desk(self) -> BuildDesk:
        """The builds of the open package."""
        bench = self._window.workbench
        assert bench is not None  # noqa: S101 - the commands are off without a package
        if self._desk is None:
            from studio.services.builds.desk import BuildDesk

            services = self._window.services
            self._desk = BuildDesk(
                bench.document,
                lambda: bench.origin,
                self.engines,
                services.jobs,
                services.state,
                bench,
            )
            self._desk.run_changed.connect(self._follow_run)
            self._desk.runs_changed.connect(self._refresh)
            self._desk.run_ended.connect(self._go_on_after)
            self._desk.works.changed.connect(self._show_coming)
        return self._desk

    @property
    def images(self) -> PackageImages:
        """What brings images into the open package."""
        if self._images is None:
            from studio.ui.builder.packageimages import PackageImages

            self._images = PackageImages(self.desk, self._window, self.trouble)
        return self._images

    def make_page(self) -> Page:
        """The page of builds of the open package."""
        from studio.ui.builder.buildspage import BuildsPage

        window, services = self._window, self._window.services
        action = window.registry.action
        actions = {
            "add": action("build.add"),
            "scaffold": action("build.scaffold"),
            "build": action("build.run"),
            "cancel": action("build.cancel"),
            "save": action("build.save"),
            "push": action("build.push"),
        }
        page = BuildsPage(self.desk, services, actions, self._choosing.button())
        page.line_wanted.connect(self._show_line)
        page.refused.connect(window.warn)
        page.browse_wanted.connect(self._recipes.browse)
        page.menu_wanted.connect(self._offer_menu)
        page.again_wanted.connect(self._build_again)
        page.pushing_chosen.connect(self._choose_pushing)
        page.shown_changed.connect(self._refresh)
        page.foresight.show_requested.connect(window.show_problem)
        page.foresight.fix_requested.connect(window.edit_commands.fix)
        return page

    # Commands

    def _bind(self) -> None:
        bind = self._window.registry.bind
        bind("view.builds", self.show, enabled=self.is_open)
        bind("build.run", self._build, enabled=self._can_build)
        bind("build.run_all", self._build_all, enabled=self._has_recipes)
        bind("build.cancel", self._cancel, enabled=self._is_building)

    def show(self) -> BuildsPage:
        """Bring the page of builds to the front."""
        self._window.editors.open(BUILDS)
        page = self.page
        assert page is not None  # noqa: S101 - it was opened just now
        return page

    def _build(self) -> None:
        recipe = self.recipe
        if recipe is not None:
            self.when_found(lambda: self._order(recipe))

    def _build_all(self) -> None:
        from studio.package.builds.recipes import recipes_of

        self.show()
        recipes = recipes_of(self.desk.document.snapshot).recipes
        self.when_found(lambda: all(map(self._order, recipes)))

    def _order(self, recipe: Recipe) -> BuildRun | None:
        """Build a recipe, or say why not."""
        try:
            run = self.desk.build(recipe)
        except StudioError as error:
            self._window.warn(error.message)
            return None
        if recipe.index >= 0:
            self.show().choose(recipe.index)
        return run

    def open_place(self, place: Place) -> bool:
        """Show a recipe that was opened in the tree; False for any other place."""
        from studio.package.layout import WORKSPACE_FILE

        pointer = place.pointer
        if place.path != WORKSPACE_FILE or pointer[:1] != ("builds",) or len(pointer) > 2:
            return False
        page = self.show()
        if len(pointer) > 1:
            page.choose(int(pointer[1]))
        return True

    def bring(self, entry: Entry) -> None:
        """Get a tar that the tree shows as missing: from its recipe, else from a registry."""
        if not self._show_recipe(entry.pointer):
            self.when_found(lambda: self.images.pull(entry.path))

    def ways_to_bring(self, tar: str) -> list[Link]:
        """What brings the missing tar at a path: its recipe or a registry, else a file."""
        from studio.package.images.absent import maker_of

        bench = self._window.workbench
        recipe = maker_of(bench.document.snapshot, tar) if bench is not None else None
        if recipe is None:
            pull = partial(self.when_found, lambda: self.images.pull(tar))
            first = Link(self.tr("Pull the image"), pull)
        else:
            show = partial(self._show_recipe, recipe.pointer)
            first = Link(self.tr("Build {recipe}…").format(recipe=recipe.name), show)
        return [first, Link(self.tr("Add a saved image…"), self._add_saved)]

    def _show_recipe(self, pointer: Pointer) -> bool:
        from studio.package.layout import WORKSPACE_FILE

        return self.open_place(Place(WORKSPACE_FILE, pointer))

    def _add_saved(self) -> None:
        self._window.registry.run("view.images")
        self._window.registry.run("image.add_tar")

    def _show_coming(self) -> None:
        works = self._desk.works.works if self._desk is not None else ()
        self._window.tree.show_coming(frozenset().union(*(work.brings for work in works)))

    def may_close(self) -> bool:
        """Whether nothing runs on the engine for the package, or may be ended; asks for that."""
        works = self._desk.works.works if self._desk is not None else ()
        running = [work for work in works if not work.is_cancelling]
        if not running:
            return True
        from studio.ui.builder.endquestion import may_end

        return may_end([self._window.words(work.label) for work in running], self._window)

    def when_found(self, then: Callable[[], object]) -> None:
        """Go on once it is known which engine answers; where none did, ask again before."""
        engines = self.engines
        if engines.endpoint is not None:
            then()
            return
        if self._awaited is None:
            engines.changed.connect(self._go_on)
        self._awaited = then
        engines.look()

    def _go_on(self) -> None:
        then = self._awaited
        if then is not None and not self.engines.is_looking:
            self._awaited = None
            self.engines.changed.disconnect(self._go_on)
            then()

    def _build_again(self, built: PastBuild) -> None:
        """Build what an earlier build was made of."""
        from studio.ui.builder.again import recipe_of

        recipe = recipe_of(built)
        if recipe is None or self.page is None:
            return
        self.when_found(lambda: self._show_ordered(recipe))

    def _show_ordered(self, recipe: Recipe) -> None:
        run = self._order(recipe)
        if run is not None and self.page is not None:
            self.page.show_run(run)

    def _cancel(self) -> None:
        run = self.run
        if run is not None:
            run.cancel()

    def _show_line(self, path: str, line: int) -> None:
        if self._window.editors.open(path, anywhere=True) is not None:
            self._window.go_to_line(line)

    def _go_on_after(self, run: BuildRun) -> None:
        """Do what was wanted of a build once it is done."""
        from studio.services.builds.buildparts import State

        if run.saves_when_done and run.state is State.DONE:
            self.images.save_run(run, ask=False)
        self._engine_images.push_if_wanted(run)

    def _choose_pushing(self, on: bool) -> None:
        if self.run is not None:
            self._engine_images.choose_pushing(self.run, on=on)

    def _offer_menu(self, at: QPoint) -> None:
        self._window.menus.context_menu(self._window, RECIPE_MENU).popup(at)

    # State

    @property
    def engines(self) -> EngineChoice:
        """The engines, of which nobody is asked before they are wanted."""
        return self._choosing.engines

    @property
    def page(self) -> BuildsPage | None:
        """The page of builds, where it is open."""
        found = self._window.editors.page(BUILDS)
        if found is None:
            return None
        from studio.ui.builder.buildspage import BuildsPage

        return found if isinstance(found, BuildsPage) else None

    @property
    def run(self) -> BuildRun | None:
        """The build that commands are about."""
        return self.page.run if self.page is not None else None

    @property
    def recipe(self) -> Recipe | None:
        """The recipe that commands are about."""
        return self.page.recipe if self.page is not None else None

    def is_open(self) -> bool:
        """Whether there is a package."""
        return self._window.workbench is not None

    def has_recipe(self) -> bool:
        """Whether commands have a recipe that they are about."""
        return self.recipe is not None

    def _has_recipes(self) -> bool:
        bench = self._window.workbench
        if bench is None:
            return False
        from studio.package.builds.recipes import recipes_of

        return bool(recipes_of(bench.document.snapshot).recipes)

    def _can_build(self) -> bool:
        run = self.run
        return self.has_recipe() and (run is None or run.state.is_over)

    def _is_building(self) -> bool:
        run = self.run
        return run is not None and not run.state.is_over and not run.is_cancelling

    def _follow_run(self) -> None:
        """Ask again what is enabled, but not at each line of a log."""
        run = self.run
        known = (run, run.state, run.is_cancelling) if run is not None else None
        if known != self._known:
            self._known = known
            self._refresh()

    def _refresh(self) -> None:
        self._window.registry.refresh([each.id for each in BUILD_COMMANDS])

    def _follow_workbench(self) -> None:
        desk, self._desk = self._desk, None
        self._show_coming()
        self._images = None
        if desk is not None:
            desk.close()
