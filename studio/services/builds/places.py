"""Which recipe of studio.yaml each build is of, while recipes are renamed, moved and taken out."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from studio.package.builds.recipes import recipes_of
from studio.package.layout import WORKSPACE_FILE

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Snapshot
    from studio.services.builds.buildrun import BuildRun


class RecipePlaces:
    """Follows the recipes of builds from one snapshot to the next.

    A recipe that is taken out and comes back, as by an undo, is known again by its name.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._recipes = recipes_of(snapshot).recipes
        self._names: dict[str, str] = {}
        self._numbers: dict[str, int] = {}

    def add(self, run: BuildRun) -> None:
        """Follow the recipe of a build: by its place, or by its name where it has none."""
        recipe = run.recipe
        named = [each.index for each in self._recipes if each.name == recipe.name]
        self._names[run.key] = recipe.name
        if recipe.index >= 0:
            self._numbers[run.key] = recipe.index
        elif named:
            self._numbers[run.key] = named[0]

    def follow(self, snapshot: Snapshot) -> None:
        """Take note of an edit; a file that cannot be read at the moment tells nothing."""
        file = snapshot.text(WORKSPACE_FILE)
        if file is not None and file.yaml_tree.error:
            return
        before, self._recipes = self._recipes, recipes_of(snapshot).recipes
        if before == self._recipes:
            return
        moved = _moved(before, self._recipes)
        taken = {each.index for each in moved.values()}
        free = {each.name: each.index for each in self._recipes if each.index not in taken}
        for key, name in self._names.items():
            number = self._numbers.pop(key, -1)
            if number in moved:
                self._names[key] = moved[number].name
                self._numbers[key] = moved[number].index
            elif name in free:
                self._numbers[key] = free[name]

    def number_of(self, run: BuildRun) -> int | None:
        """The place of the recipe among all from 0; None for one that is not there any more."""
        number = self._numbers.get(run.key)
        return number if any(each.index == number for each in self._recipes) else None


def _moved(before: tuple[Recipe, ...], after: tuple[Recipe, ...]) -> dict[int, Recipe]:
    """What became of each recipe, by its place before; those that were taken out are missing."""
    old_names, new_names = ([each.name for each in recipes] for recipes in (before, after))
    matcher = SequenceMatcher(None, old_names, new_names, autojunk=False)
    moved: dict[int, Recipe] = {}
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal" or end - start == new_end - new_start:
            pairs = zip(before[start:end], after[new_start:new_end], strict=True)
            moved |= {old.index: new for old, new in pairs}
    return moved
