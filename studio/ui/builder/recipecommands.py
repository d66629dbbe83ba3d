"""The commands that make, change and show recipes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from studio.errors import StudioError
from studio.formats.kinds import Kind
from studio.package.snapshot import Place

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.package.changes import ChangeSet
    from studio.ui.builder.building import Building
    from studio.ui.shell.window import MainWindow


class RecipeCommands(QObject):
    """Binds the commands that are about the recipe of the page."""

    def __init__(self, building: Building, window: MainWindow) -> None:
        super().__init__(building)
        self._building = building
        self._window = window
        bind, is_open, has_recipe = window.registry.bind, building.is_open, building.has_recipe
        bind("build.add", self._add, enabled=is_open)
        bind("build.scaffold", self._scaffold, enabled=self._has_operator)
        bind("build.duplicate", self._duplicate, enabled=has_recipe)
        bind("build.remove", self._remove, enabled=has_recipe)
        bind("build.show_recipe", self._show_recipe, enabled=has_recipe)
        bind("build.show_dockerfile", self._show_dockerfile, enabled=has_recipe)

    def _add(self) -> None:
        from studio.package.builds.recipeedits import add_recipe, starting_fields
        from studio.package.layout import layout_of

        snapshot = self._building.desk.document.snapshot
        fields = {"name": layout_of(snapshot).name or "image", "context": "build"}
        self._commit_new(add_recipe(snapshot, fields | starting_fields(snapshot)))
        self._building.show().form.focus_name()

    def _has_operator(self) -> bool:
        """Whether a package is open that can have an operator: charts have none of their own."""
        bench = self._window.workbench
        if bench is None:
            return False
        from studio.package.layout import layout_of

        return layout_of(bench.document.snapshot).kind is not Kind.HELM

    def _scaffold(self) -> None:
        from studio.package.builds.operatorimage import scaffold_operator_image

        try:
            change_set = scaffold_operator_image(self._building.desk.document.snapshot)
        except StudioError as error:
            self._window.warn(error.message)
            return
        self._commit_new(change_set)
        self._window.edit_commands.tell_done(change_set.label)

    def _duplicate(self) -> None:
        from studio.package.builds.recipeedits import add_recipe
        from studio.services.engine.running import settings_of

        recipe = self._building.recipe
        if recipe is not None:
            self._commit_new(add_recipe(self._building.desk.document.snapshot, settings_of(recipe)))
            self._building.show().form.focus_name()

    def _commit_new(self, change_set: ChangeSet) -> None:
        """Add a recipe as the last, and show it."""
        from studio.package.builds.recipes import recipes_of

        try:
            self._building.desk.document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        found = recipes_of(self._building.desk.document.snapshot).recipes
        if found:
            self._building.show().choose(found[-1].index)

    def _remove(self) -> None:
        from studio.package.builds.recipeedits import remove_recipe

        recipe, document = self._building.recipe, self._building.desk.document
        if recipe is None:
            return
        try:
            change_set = remove_recipe(document.snapshot, recipe)
            document.commit(change_set)
        except StudioError as error:
            self._window.warn(error.message)
            return
        self._window.edit_commands.tell_done(change_set.label)

    def _show_recipe(self) -> None:
        from studio.package.layout import WORKSPACE_FILE

        recipe = self._building.recipe
        if recipe is not None:
            self._window.show_place(Place(WORKSPACE_FILE, recipe.pointer))

    def _show_dockerfile(self) -> None:
        recipe = self._building.recipe
        if recipe is not None and recipe.dockerfile_path is not None:
            self._window.show_place(Place(recipe.dockerfile_path))

    def browse(self, recipe: Recipe, key: str) -> None:
        """Let a folder or a Dockerfile be chosen; it is written relative to its place."""
        from studio.ui.builder.again import relative

        folder = self._building.desk.folder
        page = self._building.page
        if folder is None or page is None:
            return
        context = folder / recipe.context
        start = str(context if context.is_dir() else folder)
        if key == "context":
            title = self.tr("The folder that is sent to the engine")
            chosen, base = QFileDialog.getExistingDirectory(self._window, title, start), folder
        else:
            title = self.tr("The Dockerfile")
            chosen, base = QFileDialog.getOpenFileName(self._window, title, start)[0], context
        if chosen:
            page.edit(key, relative(Path(chosen), base))
