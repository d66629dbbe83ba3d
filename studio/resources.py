"""Where the data files of the studio lie, in a checkout and in an installation."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resources_root() -> Path:
    """The folder that holds schemas, samples, themes and translations."""
    installed = Path(__file__).parent / "resources"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "resources"


def resource_path(*parts: str) -> Path:
    """The path of one resource below `resources_root`, which may not exist."""
    return resources_root().joinpath(*parts)
