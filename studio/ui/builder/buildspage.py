"""The tab on which images are built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.errors import StudioError
from studio.package.builds.recipes import recipes_of
from studio.services.engine.steprows import State
from studio.ui.builder.buildhead import RECIPE, RUN, BuildHead
from studio.ui.builder.buildsframe import BuildsFrame
from studio.ui.builder.foresightpanel import ForesightPanel
from studio.ui.builder.norecipes import NoRecipes
from studio.ui.builder.recipeform import RecipeForm
from studio.ui.builder.recipesteps import shown_at, write_key
from studio.ui.builder.resultpanel import ResultPanel
from studio.ui.builder.rows import history_rows, loose_rows, recipe_rows
from studio.ui.builder.runview import RunView
from studio.ui.builder.showing import run_sentences, run_trouble, stage_names
from studio.ui.builder.shownpast import ShownPast
from studio.ui.builder.shownrun import ShownRun
from studio.ui.builder.sidebar import Sidebar
from studio.ui.controls.focuskeeper import FocusKeeper
from studio.ui.controls.inlinebar import InlineBar
from studio.ui.controls.links import Link
from studio.ui.shell.page import BUILDS, Page

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QHideEvent, QShowEvent

    from studio.package.builds.recipes import Recipe
    from studio.package.problems import Findings
    from studio.package.snapshot import Place
    from studio.services.builds.buildrun import BuildRun
    from studio.services.builds.desk import BuildDesk
    from studio.services.builds.works import Foreseen
    from studio.ui.shell.services import Services

_PAUSE_MS, _SOON_MS, _TICK_MS = 300, 50, 1000


class BuildsPage(Page):
    """Recipes at the left; in the middle the chosen one as a form, or its build; facts beside it.

    The signals ask the window for what only it can do; `line_wanted` carries the path of a
    Dockerfile and a line of it, `refused` why something was not done.
    """

    has_side_panel = True

    line_wanted = Signal(str, int)
    refused = Signal(object)
    browse_wanted = Signal(object, str)
    menu_wanted = Signal(QPoint)
    again_wanted = Signal(object)
    pushing_chosen = Signal(bool)
    shown_changed = Signal()

    def __init__(
        self,
        desk: BuildDesk,
        services: Services,
        actions: dict[str, QAction],
        engine: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(BUILDS, "wrench", parent)
        self.desk = desk
        self._services = services
        self._index = 0
        self._shown = ShownRun(desk)
        themes, language = services.themes, services.languages.language
        self.sidebar = Sidebar(themes, actions["add"], engine)
        self.head = BuildHead(themes)
        self.bar = InlineBar(themes, lines=2)
        self.form = RecipeForm(themes, language)
        self.run_view = RunView(themes, services.jobs)
        self.foresight = ForesightPanel(themes, language)
        self.result = ResultPanel(themes)
        self.nothing = NoRecipes(themes, actions["add"], actions["scaffold"])
        self._actions = actions
        self.earlier = ShownPast(desk, themes, actions, self)
        self.head.build.follow(actions["build"])
        self.head.cancel.follow(actions["cancel"])
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._foresee)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build()
        self._connect()
        self.refresh()

    def title(self) -> str:
        """What the tab says."""
        return self.tr("Builds")

    def can_reveal(self, place: Place) -> bool:
        """Recipes are seen here, and that their images were saved into the package."""
        return shown_at(place) is not None

    def reveal(self, place: Place) -> None:
        """Show the recipe of which a step was taken back or done again, and the key's control."""
        at = shown_at(place)
        if at is None or at.number is None:
            return
        if self._frame.middle is not self.form or at.number != self._index:
            self.choose(at.number, view=RECIPE)
        self.form.show_key(at.key)

    @property
    def recipe(self) -> Recipe | None:
        """The recipe that is chosen; none beside a build that is shown without one."""
        if self._shown.loose is not None:
            return None
        found = recipes_of(self.desk.document.snapshot).recipes
        return next((each for each in found if each.index == self._index), None)

    @property
    def run(self) -> BuildRun | None:
        """The earlier build that is shown, else that of the chosen recipe, or one without one."""
        if self.earlier.run is not None:
            return self.earlier.run
        if self._shown.loose is not None:
            return self._shown.loose
        recipe = self.recipe
        return self.desk.run_of(recipe) if recipe is not None else None

    def choose(self, index: int, *, view: str = "", loose: BuildRun | None = None) -> None:
        """Show a recipe, or its build: as `view` says, else while it runs; `loose` has none."""
        self._index = index
        self._shown.leave(loose)
        self.earlier.leave()
        run = self.run
        running = run is not None and not run.state.is_over
        self.head.view.set_value(view or (RUN if running else RECIPE))
        self.refresh()

    def show_run(self, run: BuildRun) -> None:
        """Show a build, beside its recipe where there is one."""
        number = self.desk.number_of(run)
        is_loose = number is None
        self.choose(self._index if is_loose else number, view=RUN, loose=run if is_loose else None)

    def refresh(self) -> None:
        """Show what recipes, builds and history are now."""
        found = recipes_of(self.desk.document.snapshot)
        indexes = [each.index for each in found.recipes]
        if self.earlier.past is None and (number := self._shown.stay(indexes)) is not None:
            self._index = number
        if indexes and self._index not in indexes:
            self._index = indexes[-1]
        self._show_recipe_rows()
        language = self._services.languages.language
        self.sidebar.set_history(history_rows(self.desk.archive.builds, language))
        if self.earlier.past is None:
            loose = self._shown.loose
            self.sidebar.choose_recipe(str(self._index) if loose is None else loose.key)
        self._show()
        self.shown_changed.emit()

    def follow_problems(self, findings: Findings, language: str) -> None:
        """Show what was found in the recipe and its Dockerfile."""
        recipe = self.recipe
        if recipe is not None:
            self.foresight.show_problems(findings, recipe, self.desk.document.snapshot, language)

    # Showing

    def _show(self) -> None:
        recipe, run = self.recipe, self.run
        is_past = self.earlier.past is not None
        is_alone = is_past or self._shown.loose is not None
        shows_run = run is not None and (is_alone or self.head.view.value() == RUN)
        self.head.view.setVisible(not is_alone and run is not None)
        is_running = run is not None and not run.state.is_over
        self.head.build.setVisible(not is_past and not is_running)
        self.head.cancel.setVisible(is_running)
        self.head.again.setVisible(is_past)
        self.head.more.setVisible(is_past or recipe is not None)
        self.head.progress.set_fraction(run.fraction if is_running and run is not None else None)
        self.bar.clear()
        if shows_run and run is not None:
            self._show_run(run)
        elif recipe is not None:
            self._show_recipe(recipe)
        else:
            self._show_nothing()
        if not is_past:
            self._shown.see(run)
        self._keep_time()

    def _show_recipe(self, recipe: Recipe) -> None:
        snapshot, language = self.desk.document.snapshot, self._services.languages.language
        defects = recipes_of(snapshot).defects_of(recipe)
        problems = {
            str(each.pointer[2] if len(each.pointer) > 2 else "name"): each.sentence.text(language)
            for each in reversed(defects)
        }
        self._frame.put(self.form, self.foresight)
        self.head.show_address(recipe.address)
        self.head.sentence.say(self.tr("Recipe in studio.yaml"))
        self.form.show_recipe(recipe, problems, stage_names(snapshot, recipe))
        self.follow_problems(self.desk.document.findings, language)
        self.foresight.wait()
        self._pause.start()

    def _show_run(self, run: BuildRun) -> None:
        self._frame.put(self.run_view, self.result)
        self.head.show_address(run.recipe.address)
        self.run_view.show_run(run)
        self._follow_run()

    def _follow_run(self) -> None:
        """Say how far the build is that is shown."""
        run = self.run
        if run is None or self._frame.middle is not self.run_view:
            return
        self.run_view.follow()
        self.result.show_run(run)
        language = self._services.languages.language
        self.head.sentence.say(*run_sentences(run, language, self.desk.usual_seconds(run)))
        self.head.progress.set_fraction(None if run.state.is_over else run.fraction)
        tone, text, line = run_trouble(run, language)
        links = [Link(self.tr("Show line {line}").format(line=line), self._show_failure)]
        if text and text != self.bar.sentence():
            self.bar.show_message(tone, text, links if line else ())
            self.bar.setToolTip(text)
        elif not text:
            self.bar.clear()

    def _show_nothing(self) -> None:
        self._frame.put(self.nothing, None)
        self.head.show_address(self.tr("Builds"))
        self.head.sentence.say("")
        self.nothing.show_reason(self.desk.document.snapshot)

    def _show_failure(self) -> None:
        run = self.run
        line = getattr(run.error, "line", 0) if run is not None else 0
        if line:
            self._lead_to(line)

    def _lead_to(self, line: int) -> None:
        """Ask for a line of the Dockerfile."""
        run = self.earlier.run or self._shown.loose
        recipe = run.recipe if run is not None else self.recipe
        if recipe is not None and recipe.dockerfile_path is not None:
            self.line_wanted.emit(recipe.dockerfile_path, line)

    # Following

    def _foresee(self) -> None:
        recipe = self.recipe
        is_shown = self.isVisible() and self._frame.middle is self.form
        if recipe is not None and is_shown:
            self.desk.foresee(recipe)

    def _take_foreseen(self, asked: Recipe, found: Foreseen | StudioError) -> None:
        recipe = self.recipe
        if recipe is not None and asked.name == recipe.name:
            language = self._services.languages.language
            self.foresight.show_foreseen(found, recipe.dockerfile_path or "", language)

    def edit(self, key: str, value: object) -> None:
        """Write a key of the recipe, as one step."""
        recipe = self.recipe
        if recipe is None:
            return
        try:
            write_key(self.desk.document, recipe, key, value, self.form)
        except StudioError as error:
            self.refused.emit(error.message)

    def _follow_soon(self) -> None:
        """Show many small changes at once, without putting that off at each."""
        if not self._soon.isActive():
            self._soon.start()

    def _follow_run_change(self) -> None:
        """Show how far builds are."""
        self._follow_run()
        self._show_recipe_rows()
        self._keep_time()

    def _keep_time(self) -> None:
        """Let the clock of all that is shown tick once a second, but only while it is looked at."""
        ticks = self.isVisible() and any(run.state is State.RUNNING for run in self.desk.runs)
        if ticks != self._tick.isActive():
            self._tick.start() if ticks else self._tick.stop()

    def _show_recipe_rows(self) -> None:
        desk = self.desk
        found = recipes_of(desk.document.snapshot).recipes
        numbers = {each.index for each in found}
        running = [run for run in desk.runs if not run.state.is_over]
        loose = [run for run in running if desk.number_of(run) not in numbers]
        rows = recipe_rows(found, desk.run_of, desk.archive.last_of)
        self.sidebar.set_recipes(rows + loose_rows(loose))

    def _pick(self, key: str) -> None:
        """Show the recipe, or the build without one, of a row."""
        run = next((each for each in self.desk.runs if each.key == key), None)
        self.choose(int(key)) if run is None else self.show_run(run)

    def _choose_saving(self, on: bool) -> None:
        run = self.run
        if run is not None:
            run.saves_when_done = on

    def _offer_more(self) -> None:
        at = self.head.more.mapToGlobal(self.head.more.rect().bottomLeft())
        if self.earlier.past is not None:
            self.earlier.offer_menu(at)
        else:
            self.menu_wanted.emit(at)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say_copied()

    def _say_copied(self) -> None:
        self.said.emit(self.tr("Copied"))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the engine and the history when somebody looks."""
        super().showEvent(event)
        self.desk.engines.look(again=False)
        self.desk.engines.watch(on=True)
        self.desk.archive.read()
        self._pause.start()
        self._follow_run_change()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for no engine and let no clock tick while nobody looks."""
        super().hideEvent(event)
        self.desk.engines.watch(on=False)
        self._keep_time()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.form.set_language(self._services.languages.language)
            self.refresh()

    # Building

    def _build(self) -> None:
        self._frame = BuildsFrame(
            self._services.themes,
            self.sidebar,
            (self.head, self.bar),
            (self.form, self.run_view, self.nothing),
            (self.foresight, self.result),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self.setFocusProxy(self.sidebar.recipes)
        FocusKeeper(self, swapped=(self.head.build, self.head.cancel, self.head.again))

    def _connect(self) -> None:
        desk = self.desk
        desk.document.changed.connect(self.refresh)
        desk.document.dirty_changed.connect(self._pause.start)
        desk.runs_changed.connect(self.refresh)
        desk.run_changed.connect(self._follow_soon)
        self._soon.timeout.connect(self._follow_run_change)
        self._tick.timeout.connect(self._follow_run_change)
        self.earlier.changed.connect(self.refresh)
        desk.foreseen.connect(self._take_foreseen)
        desk.engines.changed.connect(self._pause.start)
        self.nothing.text_wanted.connect(lambda: self.line_wanted.emit("studio.yaml", 1))
        self.sidebar.recipe_picked.connect(self._pick)
        self.sidebar.record_picked.connect(self.earlier.pick)
        self.sidebar.menu_wanted.connect(self.menu_wanted)
        self.head.view.chosen.connect(self._show)
        self.sidebar.record_menu_wanted.connect(self.earlier.offer_menu)
        self.head.again.clicked.connect(lambda: self.again_wanted.emit(self.earlier.past))
        self.head.more.clicked.connect(self._offer_more)
        menu = self.earlier.menu
        menu.again_wanted.connect(self.again_wanted)
        menu.recipe_wanted.connect(lambda index: self.choose(index, view=RECIPE))
        menu.copied.connect(self._copy)
        self.run_view.panel.copied.connect(self._say_copied)
        self.form.edited.connect(self.edit)
        self.form.left.connect(desk.document.end_merging)
        self.form.browse_wanted.connect(lambda key: self.browse_wanted.emit(self.recipe, key))
        self.result.saves_chosen.connect(self._choose_saving)
        self.result.pushes_chosen.connect(self.pushing_chosen)
        self.result.save_wanted.connect(self._actions["save"].trigger)
        self.result.push_wanted.connect(self._actions["push"].trigger)
        self.run_view.line_wanted.connect(self._lead_to)
        self.foresight.line_wanted.connect(self._lead_to)
