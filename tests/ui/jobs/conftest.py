"""The windows of the shell's tests, for those of the background work."""

from __future__ import annotations

from tests.ui.shell.conftest import open_window

__all__ = ["open_window"]
