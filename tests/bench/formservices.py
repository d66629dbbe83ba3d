"""Services for benchmarks of panels, which keep nothing."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6.QtWidgets import QApplication

    from studio.ui.shell.services import Services


@contextmanager
def bench_services(app: QApplication) -> Generator[Services]:
    """Services with a folder of their own, in English."""
    from studio.services.jobs import JobList
    from studio.services.language import LanguageService
    from studio.services.settings import Settings
    from studio.ui.shell.services import Services
    from studio.ui.theme.switcher import ThemeService

    with TemporaryDirectory() as folder:
        jobs = JobList()
        settings = Settings(Path(folder) / "settings.ini")
        languages = LanguageService(app, "en")
        yield Services(settings, ThemeService(app, "light"), languages, jobs, Path(folder))
        jobs.shut_down()
