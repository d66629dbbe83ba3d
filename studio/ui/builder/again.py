"""What is needed to build as before, and to write paths that mean something elsewhere."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from studio.package.builds.recipereading import RecipeReader
from studio.yamltext.nodes import parse

if TYPE_CHECKING:
    from studio.package.builds.recipes import Recipe
    from studio.services.engine.history import BuildRecord
    from studio.services.engine.pastbuilds import PastBuild

NOWHERE = -1
"""The index of a recipe that stands in no file."""


def recipe_of(built: BuildRecord | PastBuild) -> Recipe | None:
    """The recipe as it was when this was built, for the same platforms; None if not kept."""
    try:
        settings = json.loads(built.settings)
    except ValueError:
        return None
    if built.platforms:
        settings["platforms"] = list(built.platforms)
    read = RecipeReader().read(parse(json.dumps([settings])).root)
    return replace(read.recipes[0], index=NOWHERE) if read.recipes else None


def relative(path: Path, base: Path) -> str:
    """`path` as a recipe writes it: from `base`, with slashes."""
    return Path(os.path.relpath(path, base)).as_posix()
