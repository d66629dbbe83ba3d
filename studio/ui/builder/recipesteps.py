"""Steps of the document that the form of a recipe makes, and where the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from studio.formats.imagemap import MAPPING_PATH
from studio.package.builds.recipeedits import field_key, set_field
from studio.package.builds.recipes import BUILDS
from studio.package.layout import WORKSPACE_FILE

if TYPE_CHECKING:
    from studio.model.document import Document
    from studio.package.builds.recipes import Recipe
    from studio.package.snapshot import Place


class ShownAt(NamedTuple):
    """Where the page of builds shows a step: the recipe of that number from 0, and one of its keys.

    `number` is None for a step that saved an image, of which no recipe tells.
    """

    number: int | None
    key: str = ""


def shown_at(place: Place) -> ShownAt | None:
    """Where a step at `place` is shown; None for one that the page of builds does not show."""
    pointer = place.pointer
    if place.path == WORKSPACE_FILE and pointer[:1] == BUILDS:
        number = int(pointer[1]) if len(pointer) > 1 else None
        return ShownAt(number, *map(str, pointer[2:3]))
    return ShownAt(None) if place.path == MAPPING_PATH and not pointer else None


def write_key(document: Document, recipe: Recipe, key: str, value: object, origin: object) -> None:
    """Write a key of a recipe; what is typed in a row is one step, which ends where it began.

    Raises `CannotEdit`.
    """
    before = document.before_steps(field_key(recipe, key))
    document.commit(set_field(document.snapshot, recipe, key, value, before), origin)
