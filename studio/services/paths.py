"""Where the studio keeps its own files on this machine, apart from packages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_APPLICATION = "osc-studio"
STATE_VARIABLE = "OSC_STUDIO_STATE"
KEPT = "kept"


def state_folder() -> Path:
    """What must survive a crash or a restart: recovered work, logs.

    The environment variable OSC_STUDIO_STATE overrides it.
    """
    override = os.environ.get(STATE_VARIABLE)
    return Path(override) if override else _folder("XDG_STATE_HOME", ".local/state")


def kept_folder() -> Path:
    """Where the bytes of deleted images wait for an undo (`studio.package.kept`)."""
    return state_folder() / KEPT


def config_folder() -> Path:
    """What the user has chosen; below OSC_STUDIO_STATE where that is set."""
    override = os.environ.get(STATE_VARIABLE)
    return Path(override, "config") if override else _folder("XDG_CONFIG_HOME", ".config")


def _folder(variable: str, below_home: str) -> Path:
    """The folder of the XDG base directory specification, or what other systems have for it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local", _APPLICATION)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / _APPLICATION
    chosen = os.environ.get(variable, "")
    # The specification has relative paths ignored.
    root = Path(chosen) if Path(chosen).is_absolute() else Path.home() / below_home
    return root / _APPLICATION
