"""Image build recipes as `studio.yaml` writes them (`cli.md`)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagerefs import DEFAULT_TAG, ImageReference, parse_reference
from studio.package.layout import WORKSPACE_FILE
from studio.yamltext.pointers import find

if TYPE_CHECKING:
    from collections.abc import Mapping

    from studio.package.builds.platforms import Platform
    from studio.package.snapshot import Snapshot
    from studio.wording import Message
    from studio.yamltext.pointers import Pointer

BUILDS = ("builds",)
KEYS = (
    "name", "image", "tag", "context", "dockerfile", "target", "args", "labels", "platforms",
    "secrets", "pull", "no_cache",
)  # fmt: skip
"""The keys of a recipe in the order in which they are written."""


class Secret(NamedTuple):
    """A secret by reference: the variable `env` or the file `file` holds it; never its value."""

    id: str
    env: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How one image is built; what is not written has the engine's default.

    `context` is relative to studio.yaml, `dockerfile` to the context. An argument whose value is
    None is taken from the environment of the build, as `docker build --build-arg NAME` does.
    """

    index: int
    name: str
    image: str = ""
    tag: str = ""
    context: str = "."
    dockerfile: str = "Dockerfile"
    target: str = ""
    args: Mapping[str, str | None] = field(default_factory=dict[str, "str | None"])
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    platforms: tuple[Platform, ...] = ()
    secrets: tuple[Secret, ...] = ()
    pull: bool = False
    no_cache: bool = False

    @property
    def pointer(self) -> Pointer:
        """Where the recipe stands in studio.yaml."""
        return (*BUILDS, self.index)

    @property
    def address(self) -> str:
        """What the image is called, with its tag."""
        return f"{self.image or self.name}:{self.tag or DEFAULT_TAG}"

    @property
    def reference(self) -> ImageReference | None:
        """The address in its parts; None where no registry would accept it."""
        parsed = parse_reference(self.address)
        return parsed if isinstance(parsed, ImageReference) else None

    @property
    def dockerfile_path(self) -> str | None:
        """The Dockerfile as a path of the package; None where it lies outside."""
        path = posixpath.normpath(posixpath.join(self.context, self.dockerfile))
        return None if path.startswith(("../", "/")) else path


class RecipeDefect(NamedTuple):
    """What is wrong with a recipe, and where in studio.yaml."""

    pointer: Pointer
    sentence: Message


@dataclass(frozen=True, slots=True)
class Recipes:
    """All recipes that can be read, and what cannot be taken as it is written."""

    recipes: tuple[Recipe, ...] = ()
    defects: tuple[RecipeDefect, ...] = ()

    def named(self, name: str) -> Recipe | None:
        """The recipe of that name."""
        return next((recipe for recipe in self.recipes if recipe.name == name), None)

    def defects_of(self, recipe: Recipe) -> tuple[RecipeDefect, ...]:
        """What keeps this recipe from being built as it is written."""
        return tuple(each for each in self.defects if each.pointer[:2] == recipe.pointer)


def recipes_of(snapshot: Snapshot) -> Recipes:
    """The recipes of the workspace file; none where it is absent or does not parse."""
    file = snapshot.text(WORKSPACE_FILE)
    if file is None or file.yaml_tree.error:
        return Recipes()
    # Here, because it makes what this module describes.
    from studio.package.builds.recipereading import RecipeReader

    return file.memo("recipes", lambda: RecipeReader().read(find(file.yaml_tree.root, BUILDS)))
