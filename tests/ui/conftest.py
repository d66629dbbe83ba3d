"""The application that all tests of the window share, dressed in the theme."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent

from studio.services.jobs import JobList
from studio.services.language import LanguageService
from studio.services.settings import Settings
from studio.ui.shell.services import Services
from studio.ui.theme.switcher import ThemeService

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the offscreen screen say what it lacks; every other message of Qt fails its test."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def themes(qapp: QApplication) -> ThemeService:
    """The theme service of the session; tests that switch leave it as they found it."""
    return ThemeService(qapp, "light")


@pytest.fixture(autouse=True)
def no_leaked_windows(qapp: QApplication, themes: ThemeService):
    """Fail a test that leaves a top-level widget behind, and undo its change of theme."""
    before = set(map(id, qapp.topLevelWidgets()))
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    leaked = [widget for widget in qapp.topLevelWidgets() if id(widget) not in before]
    if (themes.setting, themes.base_size) != ("light", 13):
        themes.set_base_size(13)
        themes.set_setting("light")
    assert not leaked, f"left behind: {leaked}"


@pytest.fixture
def services(themes: ThemeService, qapp: QApplication, tmp_path: Path):
    """The services of a studio that nobody has used yet, in English."""
    jobs = JobList()
    languages = LanguageService(qapp, "en")
    settings = Settings(tmp_path / "settings.ini")
    yield Services(settings, themes, languages, jobs, tmp_path / "state")
    jobs.shut_down()
    languages.set_setting("en")
