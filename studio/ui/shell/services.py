"""What windows are given to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio.services.paths import KEPT

if TYPE_CHECKING:
    from pathlib import Path

    from studio.services.jobs import JobList
    from studio.services.language import LanguageService
    from studio.services.settings import Settings
    from studio.ui.theme.switcher import ThemeService


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one running studio; `state` is the folder for unsaved work."""

    settings: Settings
    themes: ThemeService
    languages: LanguageService
    jobs: JobList
    state: Path

    @property
    def kept(self) -> Path:
        """Where the bytes of deleted images wait for an undo."""
        return self.state / KEPT
